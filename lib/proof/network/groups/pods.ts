import type { Step } from "../../facts/step";
import { NODE_IDS } from "../../kubernetes/ids";
import type { ClusterOf } from "../../kubernetes/clusters";
import { Clusters } from "../../kubernetes/clusters";
import type { Facts } from "../../facts/resource";
import { holdsHosts } from "../cluster-addresses";
import { opening } from "../policies/connection";
import type { ClusterPolicies } from "../policies/surroundings";
import { isEmpty } from "../ports";
import type { Member } from "./members";

const CONTROL = { kind: "control", plane: "network" } as const;

/** N9: pods have the groups of their nodes, as far as network policies let them out to the VPC. */
function podsAsNodes(place: ClusterPolicies, nodes: readonly Member[]): readonly Step[] {
  return place.namespaces.flatMap(({ name }) => {
    const out = opening(place, name, "egress", (peer) => {
      if (peer.kind === "pods") return "no";
      return peer.kind === "unread" ? "unknown" : holdsHosts(peer.addresses, place.addresses);
    });
    const unenforced = place.enforcement.enforced !== "yes";
    if (isEmpty(out.possible) && !unenforced) return [];
    const certain = place.enforcement.enforced === "no" || !isEmpty(out.certain);
    const causes = [...out.causes, ...place.enforcement.causes].sort();
    return nodes.map((node): Step => ({
      ...CONTROL,
      from: NODE_IDS.namespace(place.cluster, name),
      to: node.id,
      what: ["connect with the security groups of the nodes"],
      certainty: certain ? "must" : "may",
      causes: certain ? [] : causes.length > 0 ? causes : ["no policy closes its way to the VPC"],
      because: "pods share the network interfaces of their nodes",
      evidence: [node.provenance, ...out.policies.map(({ provenance }) => provenance)],
    }));
  });
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
  clusterOf?: ClusterOf,
): readonly Step[] {
  const clusters = new Clusters(facts, clusterOf);
  const byAddress = new Map(facts.resources.map((resource) => [resource.provenance, resource]));
  const nodes = members.filter(({ kind }) => kind === "eks-node-group");
  const leading = new Set(steps.map(({ from }) => from));
  return places.flatMap((place) => {
    const own = nodes.filter(({ provenance }) =>
      clusters.named(byAddress.get(provenance)?.values.get("cluster_name")).includes(place.cluster),
    );
    const useful = own.filter(({ id }) => leading.has(id));
    return [...podsAsNodes(place, useful), ...hostsToPods(place.cluster, own, steps)];
  });
}
