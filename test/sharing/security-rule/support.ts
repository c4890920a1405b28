import type { App } from "cdktf";
import type { Construct } from "constructs";
import type { TenantSecurityRuleProps } from "../../../lib/sharing/security-rule/rule-props";
import { TenantSecurityRule } from "../../../lib/sharing/security-rule/tenant-security-rule";
import type { Tenant } from "../../../lib/tenant/tenant";
import type { Attributes, Synthesis } from "../../support/synth";
import { someTenant, stackOf } from "../../support/sharing";

/** The tenant of that name in the stack `tenants`, made for the first one who asks. */
export function tenantOf(app: App, name: string): Tenant {
  return (stackOf(app, "tenants").node.tryFindChild(name) as Tenant | undefined) ?? someTenant(app, name);
}

type Changes = { readonly [Key in keyof TenantSecurityRuleProps]?: unknown };

/** A rule that is sound, with changes that may make it unsound. */
export function rule(
  app: App,
  id: string,
  changes: Changes = {},
  where: string | Construct = "tenants",
): TenantSecurityRule {
  const from = "from" in changes ? changes.from : tenantOf(app, "qa");
  const to = "to" in changes ? changes.to : tenantOf(app, "dev");
  const sound = { from, to, protocol: "tcp", port: 8443, description: "Smoke tests call the API" };
  const scope = typeof where === "string" ? stackOf(app, where) : where;
  return new TenantSecurityRule(scope, id, { ...sound, ...changes } as TenantSecurityRuleProps);
}

/** What the plan of a rule's stack says of its parts, by their paths below the rule. */
export function partsOf(plan: Synthesis, id: string, stack = "tenants"): Record<string, Attributes> {
  const written = plan.stack(stack);
  const paths = written.paths().filter((path) => path.startsWith(`${id}/`));
  return Object.fromEntries(paths.map((path) => [path.slice(id.length + 1), written.at(path)]));
}
