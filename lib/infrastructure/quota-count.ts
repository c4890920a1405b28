import type { ErrorPlace } from "../errors/tenancy-error";
import type { TenancyRegistry } from "../tenancy/registry";
import type { InfrastructurePlan } from "./infrastructure-plan";

/** Roles of the control plane, of nodes, of the administrator, and of the two add-ons that have one. */
const DATAPLANE_ROLES = 5;
const ADDON_ASSOCIATIONS = 2;

/** Counts what an Infrastructure itself takes of what its account, region and cluster have. @throws TNT1213 */
export function countInfrastructure(
  registry: TenancyRegistry,
  at: ErrorPlace,
  plan: InfrastructurePlan,
): void {
  const { environment, name, quotas, network, dataplane } = plan;
  const account = `account ${environment.account}`;
  const region = `${account} in ${environment.region}`;
  const vpc = "made" in network ? network.made : undefined;
  const cluster = dataplane !== undefined && "made" in dataplane;
  registry.use(at, account, "roles", (vpc ? 1 : 0) + (cluster ? DATAPLANE_ROLES : 0), quotas.roles);
  const groups = (vpc ? 1 : 0) + (vpc?.interfaceEndpoints.length ? 1 : 0) + (cluster ? 1 : 0);
  registry.use(at, region, "security groups", groups, quotas.securityGroups);
  if (cluster) {
    const where = `cluster ${name} of ${region}`;
    registry.use(at, where, "Pod Identity associations", ADDON_ASSOCIATIONS, quotas.podIdentityAssociations);
  }
}
