import type { ErrorPlace } from "../errors/tenancy-error";
import type { TenancyRegistry } from "../tenancy/registry";
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
