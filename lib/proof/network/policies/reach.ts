import type { Facts } from "../../facts/resource";
import type { GraphNode, Reached, Step } from "../../facts/step";
import { isSameOwner } from "../../graph/crossing";
import type { ClusterOf } from "../../kubernetes/clusters";
import { NODE_IDS } from "../../kubernetes/ids";
import type { Namespace } from "../../kubernetes/namespaces";
import { isWithin, NO_PORTS, portsOf, union } from "../ports";
import { candidates } from "./candidates";
import { connection, type Opening } from "./connection";
import { reachOutside } from "./reach-outside";
import { hub, namespaceNode, stepsOf } from "./steps";
import { clusterPolicies, type ClusterPolicies } from "./surroundings";

/** P11: what every pod may ask the cluster's DNS for. */
const DNS_PORTS = union([portsOf("tcp", { from: 53, to: 53 }), portsOf("udp", { from: 53, to: 53 })]);
const DNS_NAMESPACE = "kube-system";

/** Who is one owner's needs no look. */
function crosses(from: Namespace, to: Namespace): boolean {
  return !isSameOwner(from.owner, to.owner);
}

/** What leads to no more than the cluster's DNS is a use of that service; what may lead further is not. */
function dnsSteps(place: ClusterPolicies, from: Namespace, to: Namespace, found: Opening): readonly Step[] {
  const start = NODE_IDS.namespace(place.cluster, from.name);
  const end = NODE_IDS.namespace(place.cluster, to.name);
  const fallback = [to.provenance, from.provenance];
  if (to.name !== DNS_NAMESPACE || !isWithin(found.certain, DNS_PORTS)) {
    const declared = place.declared.between(from.owner, to.owner, "pods");
    return stepsOf({ from: start, to: end, fallback, declared }, found);
  }
  const dns = { from: start, to: NODE_IDS.dns(place.cluster), fallback };
  const service = isWithin(found.possible, DNS_PORTS) ? found : { ...found, possible: found.certain };
  const further = isWithin(found.possible, DNS_PORTS)
    ? []
    : stepsOf({ from: start, to: end, fallback }, { ...found, certain: NO_PORTS });
  return [...stepsOf(dns, service), ...further];
}

function betweenNamespaces(place: ClusterPolicies): readonly Step[] {
  if (place.enforcement.enforced === "no") return [];
  return candidates(place)
    .filter(([from, to]) => crosses(from, to))
    .flatMap(([from, to]) => dnsSteps(place, from, to, connection(place, from, to)));
}

/** P9, P10: where it is not sure that policies decide, every pod may connect to every other. */
function withoutPolicies(place: ClusterPolicies): readonly Step[] {
  const { enforced, causes, evidence } = place.enforcement;
  if (enforced === "yes" && causes.length === 0) return [];
  const node = NODE_IDS.unfiltered(place.cluster);
  const certainty = enforced === "no" ? "must" : "may";
  const shared = {
    plane: "network",
    certainty,
    causes: certainty === "must" ? [] : causes,
    because: causes.join("; "),
    evidence: evidence.map(({ provenance }) => provenance),
  } as const;
  return place.namespaces.flatMap(({ name }) => {
    const pods = NODE_IDS.namespace(place.cluster, name);
    const out = { from: pods, to: node, kind: "control", what: ["connect past network policies"] } as const;
    return [
      { ...out, ...shared },
      { from: node, to: pods, kind: "access", what: ["all"], ...shared },
    ];
  });
}

function nodesOf(place: ClusterPolicies): readonly GraphNode[] {
  return [
    ...place.namespaces.map(namespaceNode),
    hub(NODE_IDS.dns(place.cluster), "platform-service", `DNS of ${place.cluster}`),
    hub(NODE_IDS.unfiltered(place.cluster), "network", `the network of ${place.cluster} past its policies`),
  ];
}

/**
 * What NetworkPolicies let pods of one owner open to those of another, to and from addresses outside, and
 * what that rests on: that the cluster's network enforces them, and nothing else opens more.
 *
 * Pods are not in a plan; a namespace stands for all pods that may run in it, with any labels. A step means
 * that some pod there can connect to some pod here.
 *
 * @param clusterOf which cluster an object is in, where several are in the plan. @default - the only one, or
 * that of the same stack; else it counts for every one
 */
export function reachByPolicies(facts: Facts, clusterOf?: ClusterOf): Reached {
  return reachOfClusters(clusterPolicies(facts, clusterOf));
}

/** The same for policies that were read before. */
export function reachOfClusters(places: readonly ClusterPolicies[]): Reached {
  const parts = places.map((place) => {
    const outside = reachOutside(place);
    return {
      nodes: [...nodesOf(place), ...outside.nodes],
      steps: [...betweenNamespaces(place), ...withoutPolicies(place), ...outside.steps],
    };
  });
  const nodes = new Map(parts.flatMap((part) => part.nodes).map((node) => [node.id, node]));
  return { nodes: [...nodes.values()], steps: parts.flatMap(({ steps }) => steps) };
}
