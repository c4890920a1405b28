import type { GraphNode, Reached, Step } from "../../facts/step";
import { NODE_IDS } from "../../kubernetes/ids";
import type { Namespace } from "../../kubernetes/namespaces";
import { NAMESPACE_NAME } from "../../kubernetes/namespaces";
import { addressNode } from "../address-node";
import { holdsHosts, outside } from "../cluster-addresses";
import { NO_PORTS } from "../ports";
import { type Opening, opening } from "./connection";
import type { BlockPeer, Peer, Way } from "./policy";
import { canSelect, podClasses } from "./pod-classes";
import { hub, namespaceNode, stepsOf } from "./steps";
import type { ClusterPolicies } from "./surroundings";
import { all, any, type Truth, truthOf } from "../../truth";
import { selects } from "./selector";

const ANYWHERE = "0.0.0.0/0";
const THROUGH_BALANCERS =
  "nothing closes it to addresses outside the cluster; whether these reach it depends on load balancers";

function blocks(place: ClusterPolicies, namespace: Namespace, way: Way): readonly BlockPeer[] {
  const peers = place
    .policiesIn(namespace.name)
    .flatMap((policy) => policy[way]?.rules.flatMap((rule) => rule.peers ?? []) ?? []);
  const found = peers.flatMap((peer) => (peer.kind === "block" ? [peer] : []));
  const leading = found.filter(({ addresses }) => outside(addresses, place.addresses).length > 0);
  return [...new Map(leading.map((peer) => [peer.text, peer])).values()];
}

function only(text: string | undefined): (peer: Peer) => Truth {
  return (peer) =>
    peer.kind === "unread" ? "unknown" : truthOf(peer.kind === "block" && peer.text === text);
}

/** Pods that no policy closes are open to whoever gets to them, of which policies say nothing. */
function unsure(given: Opening): Opening {
  return given.policies.length > 0
    ? given
    : { ...given, certain: NO_PORTS, causes: [...given.causes, THROUGH_BALANCERS] };
}

/** One direction between a namespace and addresses outside: everybody, and each range that is named. */
function worldSteps(place: ClusterPolicies, namespace: Namespace, way: Way): Reached {
  const self = namespaceNode(namespace);
  const reached = [undefined, ...blocks(place, namespace, way)].map((block) => {
    const found = opening(place, namespace.name, way, only(block?.text));
    const other = addressNode(block?.text ?? ANYWHERE);
    const [from, to] = way === "ingress" ? [other.id, self.id] : [self.id, other.id];
    const declared =
      block === undefined || way === "egress"
        ? []
        : place.declared.fromAddresses(outside(block.addresses, place.addresses), namespace.owner, "pods");
    const steps = stepsOf({ from, to, fallback: [namespace.provenance], declared }, unsure(found));
    return { nodes: steps.length > 0 ? [other] : [], steps };
  });
  return {
    nodes: reached.flatMap(({ nodes }) => nodes),
    steps: distinct(reached.flatMap(({ steps }) => steps)),
  };
}

function distinct(steps: readonly Step[]): readonly Step[] {
  return [
    ...new Map(
      steps.map((step) => [JSON.stringify([step.from, step.to, step.certainty, step.declaredBy]), step]),
    ).values(),
  ];
}

/** Hosts of the VPC come in where addresses of the VPC do, and where nothing closes the pods. */
function fromHosts(place: ClusterPolicies, namespace: Namespace): readonly Step[] {
  const found = opening(place, namespace.name, "ingress", (peer) => {
    if (peer.kind === "pods") return "no";
    return peer.kind === "unread" ? "unknown" : holdsHosts(peer.addresses, place.addresses);
  });
  const from = NODE_IDS.vpcAddress(place.cluster);
  const to = NODE_IDS.namespace(place.cluster, namespace.name);
  return stepsOf({ from, to, fallback: [namespace.provenance] }, found);
}

/** P5: a namespace with labels of somebody's choice, and a name that nobody has yet, comes in here. */
function fromChosenLabels(place: ClusterPolicies, namespace: Namespace): readonly Step[] {
  const fresh = { known: new Map([[NAMESPACE_NAME, undefined]]), open: true };
  const test = (peer: Peer): Truth => {
    if (peer.kind !== "pods") return "no";
    if (peer.namespaces === undefined || !canSelect(peer.pods)) return "no";
    const byLabel = peer.namespaces.requirements.filter(({ key }) => key !== NAMESPACE_NAME);
    if (byLabel.length === 0 && peer.namespaces.requirements.length > 0) return "no";
    const chosen = { ...peer.namespaces, requirements: byLabel };
    const possible = any(podClasses([chosen]).map((labels) => labels.truth(chosen)));
    const isNamed = byLabel.length < peer.namespaces.requirements.length;
    return all([possible, isNamed ? selects(peer.namespaces, fresh) : "yes"]);
  };
  const found = opening(place, namespace.name, "ingress", test);
  const from = NODE_IDS.chosenLabels(place.cluster);
  const to = NODE_IDS.namespace(place.cluster, namespace.name);
  return stepsOf({ from, to, fallback: [namespace.provenance] }, found);
}

/** What policies open to what is no pod of a known namespace: addresses, hosts, namespaces made for it. */
export function reachOutside(place: ClusterPolicies): Reached {
  const nodes: GraphNode[] = [];
  const steps: Step[] = [];
  for (const namespace of place.namespaces) {
    const ways: readonly Way[] = namespace.owner.kind === "platform" ? [] : ["ingress", "egress"];
    const world = ways.map((way) => worldSteps(place, namespace, way));
    nodes.push(...world.flatMap((each) => each.nodes));
    steps.push(...world.flatMap((each) => each.steps));
    steps.push(...fromHosts(place, namespace), ...fromChosenLabels(place, namespace));
  }
  const hubs = [
    hub(NODE_IDS.vpcAddress(place.cluster), "addresses", `addresses of the VPC of ${place.cluster}`),
    hub(
      NODE_IDS.chosenLabels(place.cluster),
      "namespace",
      `a namespace of ${place.cluster} with chosen labels`,
    ),
  ];
  return { nodes: [...hubs, ...nodes], steps };
}
