import type { Facts } from "../../facts/resource";
import { type ClusterOf, Clusters } from "../../kubernetes/clusters";
import type { Namespace } from "../../kubernetes/namespaces";
import { type KubernetesObject, kubernetesObjects } from "../../kubernetes/objects/object";
import { member, occurrences } from "../../read/values";
import type { ClusterPolicies } from "../policies/surroundings";
import type { Groups } from "./groups";
import type { Member } from "./members";
import type { Topology } from "./topology";

/** Pods of a namespace with network interfaces of their own, and so with groups of their own. */
export interface GroupedPods {
  readonly place: ClusterPolicies;
  readonly namespace: Namespace;
  readonly member: Member;
}

/**
 * N9: pods to which a `SecurityGroupPolicy` gives groups. Which pods of the namespace it selects is for whoever makes
 * them to say, by labels and service accounts.
 *
 * Source: EKS user guide, "Assign security groups to individual Pods".
 */
export function groupedPods(
  facts: Facts,
  places: readonly ClusterPolicies[],
  groups: Groups,
  topology: Topology,
  clusterOf?: ClusterOf,
): readonly GroupedPods[] {
  const clusters = new Clusters(facts, clusterOf);
  const written = kubernetesObjects(facts).filter(({ kind }) => kind === "SecurityGroupPolicy");
  return written.flatMap((object) =>
    places
      .filter(({ cluster }) => clusters.ofObject(object.resource).includes(cluster))
      .flatMap((place) => {
        const namespace = place.namespaces.find(({ name }) => name === object.namespace);
        if (namespace === undefined) return [];
        return [{ place, namespace, member: memberOf(object, namespace, groups, topology) }];
      }),
  );
}

function memberOf(
  { resource, part }: KubernetesObject,
  { cluster, name, owner }: Namespace,
  groups: Groups,
  topology: Topology,
): Member {
  const named = occurrences(member(member(part("spec"), "security_groups"), "group_ids"));
  const ids = [...new Set(named.items.flatMap((value) => groups.ids(value) ?? []))];
  const isUnread = named.open !== undefined || named.items.some((value) => groups.ids(value) === undefined);
  const vpc = topology.vpc(groups.byId.get(ids[0] ?? "")?.vpc);
  const { provenance } = resource;
  return {
    id: `pods:${cluster}/${name}/${provenance.stack}/${provenance.address}`,
    kind: "security-group",
    title: `pods of the namespace ${name} with security groups`,
    owner,
    provenance,
    groups: ids,
    cause: isUnread ? (named.open ?? "it is not known which groups its pods have") : undefined,
    carriesAny: isUnread,
    vpc,
    subnets: undefined,
    addresses: vpc?.ranges,
    six: true,
    isPublic: "no",
    exposed: "pods",
    unfiltered: false,
  };
}
