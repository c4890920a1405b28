import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import type { PolicyStatement } from "../../lib/model/policy-document";
import { Tenant } from "../../lib/tenant/tenant";
import type { TenantProps } from "../../lib/tenant/tenant-props";
import type { Attributes, SynthesizedStack } from "../../lib/testing/index";
import { someInfrastructure } from "../support/infrastructure";
import { synthesize } from "../support/synth";

export function someTenant(app: App, name: string, props: Partial<TenantProps> = {}): Tenant {
  const known = app.node.tryFindChild("tenants") as TerraformStack | undefined;
  const stack = known ?? new TerraformStack(app, "tenants");
  return new Tenant(stack, name, { infrastructure: someInfrastructure(app), ...props });
}

/** The stack of tenant `dev` with what `build` adds to it. */
export function withDev(build: (dev: Tenant) => void, props: Partial<TenantProps> = {}): SynthesizedStack {
  return synthesize((app) => build(someTenant(app, "dev", props))).stack("tenants");
}

/** The statements of a resource's policy. */
export function statementsOf(attributes: Attributes): PolicyStatement[] {
  const document = JSON.parse(attributes["policy"] as string) as { Statement: PolicyStatement[] };
  return document.Statement;
}
