import type { Facts } from "../facts/resource";
import type { Reached } from "../facts/step";
import type { ClusterOf } from "../kubernetes/clusters";
import type { DeclaredRules } from "./declared-rules";
import { reachBySecurityGroups } from "./groups/reach";
import { reachOfClusters } from "./policies/reach";
import type { ClusterPolicies } from "./policies/surroundings";

/**
 * What may be connected to what: pods by NetworkPolicies, hosts and resources by security groups, and both where they
 * meet. Steps that declared rules hold say so.
 */
export function networkReach(
  facts: Facts,
  clusterOf: ClusterOf,
  declared: DeclaredRules,
  places: readonly ClusterPolicies[],
): Reached {
  const parts = [reachOfClusters(places), reachBySecurityGroups(facts, clusterOf, declared, places)];
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    steps: parts.flatMap(({ steps }) => steps),
  };
}
