import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { Infrastructure } from "../../lib/infrastructure/infrastructure";
import { Tenant } from "../../lib/tenant/tenant";
import type { TenantProps } from "../../lib/tenant/tenant-props";
import { stackOf } from "./sharing";

const made = new WeakMap<App, Infrastructure>();

/** An Infrastructure with network, cluster and nodes, all in the plan: what a proof of all planes needs. */
export function wholeInfrastructure(app: App): Infrastructure {
  const known = made.get(app);
  if (known !== undefined) return known;
  const infrastructure = new Infrastructure(new TerraformStack(app, "nonprod"), "nonprod", {
    account: "123456789012",
    region: "eu-west-1",
    network: { cidr: "10.10.0.0/16", zones: 2, nat: "single" },
    dataplane: { version: "1.33" },
  });
  made.set(app, infrastructure);
  return infrastructure;
}

/** A tenant of it, in the stack `tenants`. */
export function wholeTenant(app: App, name: string, props: Partial<TenantProps> = {}): Tenant {
  return new Tenant(stackOf(app, "tenants"), name, { infrastructure: wholeInfrastructure(app), ...props });
}
