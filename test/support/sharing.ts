import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import type { Access, Area } from "../../lib/model/sharing/areas";
import { keyUseOf } from "../../lib/model/sharing/key-use";
import type { IShareable } from "../../lib/sharing/grant/grant-props";
import { tenantKey } from "../../lib/tenancy/openings";
import { TenancyRegistry } from "../../lib/tenancy/registry";
import { Tenant } from "../../lib/tenant/tenant";
import type { TenantProps } from "../../lib/tenant/tenant-props";
import { someInfrastructure } from "./infrastructure";

/** The stack of that name, made for the first one who asks. */
export function stackOf(app: App, id: string): TerraformStack {
  return (app.node.tryFindChild(id) as TerraformStack | undefined) ?? new TerraformStack(app, id);
}

/** A tenant in the stack `tenants`, or in another. */
export function someTenant(
  app: App,
  name: string,
  props: Partial<TenantProps> = {},
  stack = "tenants",
): Tenant {
  return new Tenant(stackOf(app, stack), name, { infrastructure: someInfrastructure(app), ...props });
}

const ARNS: Record<string, (name: string) => Record<string, string>> = {
  s3: (name) => ({ self: `arn:aws:s3:::${name}`, content: `arn:aws:s3:::${name}/*` }),
  dynamodb: (name) => ({
    self: `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}`,
    index: `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}/index/*`,
  }),
  sqs: (name) => ({ self: `arn:aws:sqs:eu-west-1:123456789012:${name}` }),
};

/** Something that a tenant could share, as far as a grant is concerned. */
export function something(owner: Tenant, area: Area, name: string): IShareable {
  const physical = `nonprod--${owner.name}--${name}`;
  const arns = ARNS[area]?.(physical) ?? {};
  const shared = {
    place: { kind: "Something", path: `${owner.path}/${name}` },
    owner: tenantKey(owner),
    area,
    name,
    arns,
    keyUse: (access: Access) => keyUseOf(area, access, arns["self"] ?? "", physical),
    policies: [{ address: `the policy of ${physical}` }],
  };
  TenancyRegistry.of(owner).openings.addResource(shared);
  return { shared };
}
