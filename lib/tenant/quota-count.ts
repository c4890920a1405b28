import type { ErrorPlace } from "../errors/tenancy-error";
import type { TenancyRegistry } from "../tenancy/registry";
import { tenantKey } from "../tenancy/openings";
import type { ITenant } from "./tenant-attributes";

/** Counts one tenant against what its account, region and cluster have. @throws TNT1213 */
export function countQuotas(registry: TenancyRegistry, at: ErrorPlace, tenant: ITenant): void {
  const { environment, quotas, dataplane } = tenant.infrastructure;
  const account = `account ${environment.account}`;
  const region = `${account} in ${environment.region}`;
  const roles = dataplane === undefined ? 1 : 2;
  registry.use(at, account, "roles", roles, quotas.roles);
  registry.use(at, account, "instance profiles", 1, quotas.instanceProfiles);
  registry.use(at, account, "managed policies", 1, quotas.managedPolicies);
  registry.use(at, region, "security groups", 2, quotas.securityGroups);
  registry.use(at, region, "resource groups", 1, quotas.resourceGroups);
  if (dataplane !== undefined) {
    const cluster = `cluster ${dataplane.clusterName} of ${region}`;
    registry.use(
      at,
      cluster,
      "Pod Identity associations",
      tenant.namespaces.length,
      quotas.podIdentityAssociations,
    );
  }
}

/** One rule of a tenant's security group, as AWS counts it. */
export interface CountedRule {
  readonly direction: "inbound" | "outbound";
  /** Which of the tenant's two groups has it: that of all that it has, or that of its load balancers. @default "all" */
  readonly of?: "all" | "load balancers";
  /** The families that it counts for: a range is of one, a group or a prefix list stands for both. */
  readonly families: readonly (4 | 6)[];
  /** How many rules it counts as: a prefix list as many as it may have entries. @default 1 */
  readonly weight?: number | undefined;
}

/**
 * Counts one rule of a tenant's security groups.
 *
 * Source: Amazon VPC user guide, "Amazon VPC quotas", security groups.
 *
 * @throws TNT1213
 */
export function countGroupRule(
  registry: TenancyRegistry,
  at: ErrorPlace,
  tenant: Pick<ITenant, "name" | "infrastructure">,
  rule: CountedRule,
): void {
  const most = tenant.infrastructure.quotas.rulesPerSecurityGroup;
  const whose = rule.of === "load balancers" ? "the load balancers of tenant" : "tenant";
  const group = `the security group of ${whose} ${tenantKey(tenant)}`;
  for (const family of rule.families) {
    registry.use(at, group, `${rule.direction} rules for IPv${family}`, rule.weight ?? 1, most);
  }
}
