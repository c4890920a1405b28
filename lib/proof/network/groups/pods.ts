import type { Step } from "../../facts/step";
import { NODE_IDS } from "../../kubernetes/ids";
import type { ClusterOf } from "../../kubernetes/clusters";
import { Clusters } from "../../kubernetes/clusters";
import type { Facts } from "../../facts/resource";
import { holdsHosts } from "../cluster-addresses";
import { type Opening, opening } from "../policies/connection";
import type { Way } from "../policies/policy";
import type { ClusterPolicies } from "../policies/surroundings";
import { isEmpty } from "../ports";
import type { Member } from "./members";
import type { GroupedPods } from "./pod-groups";

const CONTROL = { kind: "control", plane: "network" } as const;

/** What policies open between a namespace's pods and hosts of the VPC. */
function openingToHosts(place: ClusterPolicies, name: string, way: Way): Opening {
  return opening(place, name, way, (peer) => {
    if (peer.kind === "pods") return "no";
    return peer.kind === "unread" ? "unknown" : holdsHosts(peer.addresses, place.addresses);
  });
}

/** Pods of a namespace have these interfaces, as far as network policies let them out to the VPC. */
function outBy(
  place: ClusterPolicies,
  name: string,
  interfaces: readonly Member[],
  said: Pick<Step, "what" | "because">,
): readonly Step[] {
  const out = openingToHosts(place, name, "egress");
  const unenforced = place.enforcement.enforced !== "yes";
  if (isEmpty(out.possible) && !unenforced) return [];
  const certain = place.enforcement.enforced === "no" || !isEmpty(out.certain);
  const causes = [...out.causes, ...place.enforcement.causes].sort();
  return interfaces.map((each): Step => ({
    ...CONTROL,
    ...said,
    from: NODE_IDS.namespace(place.cluster, name),
    to: each.id,
    certainty: certain ? "must" : "may",
    causes: certain ? [] : causes.length > 0 ? causes : ["no policy closes its way to the VPC"],
    evidence: [each.provenance, ...out.policies.map(({ provenance }) => provenance)],
  }));
}

const AS_NODES = {
  what: ["connect with the security groups of the nodes"],
  because: "pods share the network interfaces of their nodes",
} as const;
const BY_THEMSELVES = {
  what: ["connect with security groups of their own"],
  because: "a policy of the cluster gives pods network interfaces with these groups",
} as const;

/** N9: pods have the groups of their nodes. */
function podsAsNodes(place: ClusterPolicies, nodes: readonly Member[]): readonly Step[] {
  return place.namespaces.flatMap(({ name }) => outBy(place, name, nodes, AS_NODES));
}

/** Pods with groups of their own go out by these, too. */
function outOfGroupedPods(grouped: readonly GroupedPods[]): readonly Step[] {
  return grouped.flatMap(({ place, namespace, member }) =>
    outBy(place, namespace.name, [member], BY_THEMSELVES),
  );
}

/** Connections that groups of pods let in and network policies do not; these decide as well. */
export function withoutClosed(steps: readonly Step[], grouped: readonly GroupedPods[]): readonly Step[] {
  const closed = new Set(
    grouped
      .filter(({ place }) => place.enforcement.enforced === "yes")
      .filter(({ place, namespace }) => isEmpty(openingToHosts(place, namespace.name, "ingress").possible))
      .map(({ member }) => member.id),
  );
  return steps.filter(({ to }) => !closed.has(to));
}

/** Whoever reaches the nodes' interfaces reaches pods behind them, as far as policies let hosts in. */
function hostsToPods(cluster: string, nodes: readonly Member[], steps: readonly Step[]): readonly Step[] {
  const ids = new Set(nodes.map(({ id }) => id));
  return steps
    .filter(({ to }) => ids.has(to))
    .map((step) => ({
      ...step,
      ...CONTROL,
      to: NODE_IDS.vpcAddress(cluster),
      because: `${step.because}; pods share the network interfaces of their nodes`,
    }));
}

/**
 * Where security groups and pods meet: what pods reach as their nodes, where that leads to somebody's, and
 * what hosts reach of pods.
 */
export function podSteps(
  facts: Facts,
  members: readonly Member[],
  steps: readonly Step[],
  places: readonly ClusterPolicies[],
  grouped: readonly GroupedPods[],
  clusterOf?: ClusterOf,
): readonly Step[] {
  const clusters = new Clusters(facts, clusterOf);
  const byAddress = new Map(facts.resources.map((resource) => [resource.provenance, resource]));
  const nodes = members.filter(({ kind }) => kind === "eks-node-group");
  const leading = new Set(steps.map(({ from }) => from));
  const asNodes = places.flatMap((place) => {
    const own = nodes.filter(({ provenance }) =>
      clusters.named(byAddress.get(provenance)?.values.get("cluster_name")).includes(place.cluster),
    );
    const useful = own.filter(({ id }) => leading.has(id));
    return [...podsAsNodes(place, useful), ...hostsToPods(place.cluster, own, steps)];
  });
  return [...asNodes, ...outOfGroupedPods(grouped.filter(({ member }) => leading.has(member.id)))];
}
