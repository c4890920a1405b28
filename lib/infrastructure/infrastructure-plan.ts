import { clusterWithoutItsNetwork } from "../errors/dataplane";
import { subnetsUnusable } from "../errors/network";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { Cidr } from "../model/cidr";
import { isTokenLike } from "../model/names";
import { checkedTags } from "../model/tags";
import type { DataplanePlan } from "./dataplane/dataplane-plan";
import { planDataplane } from "./dataplane/dataplane-plan";
import { checkedDataplane, checkedNetwork, checkedRanges } from "./existing";
import type { CheckedIdentity } from "./identity";
import { checkedIdentity } from "./identity";
import type { DataplaneAttributes, NetworkAttributes } from "./infrastructure-attributes";
import type { InfrastructureProps } from "./infrastructure-props";
import type { NetworkPlan } from "./network/network-plan";
import { planNetwork } from "./network/network-plan";

/** Something that is made here, or that exists and is only known. */
export type MadeOr<Plan, Attributes> = { readonly made: Plan } | { readonly existing: Attributes };

/** An Infrastructure that was checked completely, before anything of it is written. */
export interface InfrastructurePlan extends CheckedIdentity {
  readonly ranges: readonly Cidr[];
  readonly network: MadeOr<NetworkPlan, NetworkAttributes>;
  /** @default - none */
  readonly dataplane?: MadeOr<DataplanePlan, DataplaneAttributes>;
  readonly ebsEncryptionByDefault: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** @throws whatever is wrong with the props, as a TenancyError */
export function planInfrastructure(
  at: ErrorPlace,
  id: string,
  props: InfrastructureProps,
): InfrastructurePlan {
  const identity = checkedIdentity(at, id, props);
  const tags = checkedTags(at, props.tags);
  const { network, ranges, zones } = plannedNetwork(at, identity, props);
  const dataplane = plannedDataplane(at, identity, props, ranges, zones);
  return {
    ...identity,
    ranges,
    network,
    ...(dataplane && { dataplane }),
    ebsEncryptionByDefault: props.ebsEncryptionByDefault ?? true,
    tags,
  };
}

function plannedNetwork(at: ErrorPlace, identity: CheckedIdentity, props: InfrastructureProps) {
  if ("existing" in props.network) {
    const existing = checkedNetwork(at, props.network.existing);
    const ranges = checkedRanges(at, "network.cidrs", existing.cidrs);
    if (props.dataplane !== undefined) refuseOneZone(at, existing.privateSubnetIds);
    return { network: { existing }, ranges, zones: existing.privateSubnetIds.length };
  }
  const forPods = props.dataplane !== undefined;
  const made = planNetwork(at, identity.environment.region, props.network, forPods);
  return { network: { made }, ranges: [made.range], zones: made.zones.length };
}

/** A list that only Terraform knows cannot be counted here. */
function refuseOneZone(at: ErrorPlace, subnetIds: readonly string[]): void {
  if (subnetIds.length > 1 || subnetIds.some(isTokenLike)) return;
  const why = "EKS takes subnets of two zones at least.";
  throw subnetsUnusable(
    at,
    "network.privateSubnetIds",
    subnetIds,
    why,
    "name a subnet of each of two zones.",
  );
}

function plannedDataplane(
  at: ErrorPlace,
  identity: CheckedIdentity,
  { dataplane, network }: InfrastructureProps,
  ranges: readonly Cidr[],
  zones: number,
): InfrastructurePlan["dataplane"] {
  if (dataplane === undefined) return undefined;
  if ("existing" in dataplane) {
    if (!("existing" in network)) throw clusterWithoutItsNetwork(at);
    return { existing: checkedDataplane(at, identity, ranges, dataplane.existing) };
  }
  const { environment, name: infrastructure } = identity;
  return { made: planDataplane(at, dataplane, { environment, infrastructure, ranges, zones }) };
}
