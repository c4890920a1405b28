import type { Namespace } from "../../kubernetes/namespaces";
import { all, type Truth, truthOf } from "../../truth";
import { type AddressSet, covers, overlaps } from "../addresses";
import { holdsPods } from "../cluster-addresses";
import { intersection, type PortSet, union } from "../ports";
import type { NetworkPolicy, PodPeer, Way } from "./policy";
import { type PodClass, podClasses } from "./pod-classes";
import type { Selector } from "./selector";
import { selects } from "./selector";
import type { ClusterPolicies } from "./surroundings";
import { allowing, doubts, openPorts, OtherSide, type PeerTest, sideOf } from "./verdict";

/** What gets through from one side to the other. */
export interface Opening {
  /** For certain. */
  readonly certain: PortSet;
  /** At most. */
  readonly possible: PortSet;
  /** Why the two differ; sorted. */
  readonly causes: readonly string[];
  /** The policies that let it through; none where nothing closes it. */
  readonly policies: readonly NetworkPolicy[];
}

function namespaceMatches(peer: PodPeer, policy: NetworkPolicy, other: Namespace): Truth {
  if (peer.namespaces === undefined) return truthOf(policy.namespace === other.name);
  return selects(peer.namespaces, other.labels);
}

/** Is a peer of a policy on one side some pod of a namespace on the other? */
function testPods(place: ClusterPolicies, other: Namespace, pods: PodClass | undefined, way: Way): PeerTest {
  return (peer, policy) => {
    if (peer.kind === "unread") return "unknown";
    if (peer.kind === "block") return holdsPods(peer.addresses, place.addresses, way === "egress");
    const inNamespace = namespaceMatches(peer, policy, other);
    return pods === undefined ? inNamespace : all([inNamespace, pods.truth(peer.pods)]);
  };
}

/** The selectors that tell pods of one namespace apart: its own policies', and those that name its pods. */
function selectorsFor(
  own: readonly NetworkPolicy[],
  others: readonly NetworkPolicy[],
  otherWay: Way,
): readonly Selector[] {
  const governed = own.map(({ pods }) => pods);
  const peers = others.flatMap((policy) => policy[otherWay]?.rules.flatMap((rule) => rule.peers ?? []) ?? []);
  return [...governed, ...peers.flatMap((peer) => (peer.kind === "pods" ? [peer.pods] : []))];
}

/**
 * P1 to P8: what some pod of `from`, with labels of its owner's choice, may open to some pod of `to`. A
 * connection needs the way out of the one and the way in of the other.
 */
export function connection(place: ClusterPolicies, from: Namespace, to: Namespace): Opening {
  const [out, into] = [place.policiesIn(from.name), place.policiesIn(to.name)];
  const sources = podClasses(selectorsFor(out, into, "ingress"));
  const targets = podClasses(selectorsFor(into, out, "egress"));
  const leaving = sources.map((pods) => ({
    side: sideOf(out, "egress", pods),
    asOther: new OtherSide(testPods(place, from, pods, "ingress")),
  }));
  const entering = targets.map((pods) => ({
    side: sideOf(into, "ingress", pods),
    asOther: new OtherSide(testPods(place, to, pods, "egress")),
  }));
  const ports = (certainly: boolean): PortSet => {
    const strictOut = { certainly, strict: place.strictIn(from.name) };
    const strictIn = { certainly, strict: place.strictIn(to.name) };
    return union(
      leaving.flatMap((source) =>
        entering.map((target) => {
          const leave = openPorts(source.side, target.asOther, strictOut);
          const enter = openPorts(target.side, source.asOther, strictIn);
          return intersection(leave, enter, certainly);
        }),
      ),
    );
  };
  const toPods = new OtherSide(testPods(place, to, undefined, "egress"));
  const fromPods = new OtherSide(testPods(place, from, undefined, "ingress"));
  const causes = [...doubts(out, "egress", toPods), ...doubts(into, "ingress", fromPods)];
  return {
    certain: ports(true),
    possible: ports(false),
    causes: [...new Set(causes)].sort(),
    policies: [...allowing(into, "ingress", fromPods), ...allowing(out, "egress", toPods)],
  };
}

/** What one direction of a namespace's pods lets through to or from another kind of other side. */
export function opening(place: ClusterPolicies, namespace: string, way: Way, test: PeerTest): Opening {
  const policies = place.policiesIn(namespace);
  const other = new OtherSide(test);
  const sides = place.classesIn(namespace).map((pods) => sideOf(policies, way, pods));
  const strict = place.strictIn(namespace);
  const ports = (certainly: boolean) =>
    union(sides.map((side) => openPorts(side, other, { certainly, strict })));
  return {
    certain: ports(true),
    possible: ports(false),
    causes: [...new Set(doubts(policies, way, other))].sort(),
    policies: allowing(policies, way, other),
  };
}

/** May pods of a namespace connect to these addresses, which are no pod's? */
export function openingToAddresses(place: ClusterPolicies, namespace: string, to: AddressSet): Opening {
  return opening(place, namespace, "egress", (peer) => {
    if (peer.kind === "pods") return "no";
    if (peer.kind === "unread") return "unknown";
    return covers(peer.addresses, to) ? "yes" : overlaps(peer.addresses, to) ? "unknown" : "no";
  });
}
