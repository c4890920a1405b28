import { all, any, not, type Truth } from "../../truth";
import { ALL_PORTS, NO_PORTS, type PortSet, union } from "../ports";
import type { NetworkPolicy, Peer, PolicyRule, Way } from "./policy";
import type { PodClass } from "./pod-classes";

/** What of a question is the same for all its directions. */
export interface Strictness {
  /** What gets through whatever is not known; else what may get through. */
  readonly certainly: boolean;
  /** Whether a pod that no policy selects, for either direction, is closed all the same. */
  readonly strict: Truth;
}

/** Whether a peer of a policy is the other side that is asked for. */
export type PeerTest = (peer: Peer, policy: NetworkPolicy) => Truth;

function counts(truth: Truth, certainly: boolean): boolean {
  return certainly ? truth === "yes" : truth !== "no";
}

function letsIn(rule: PolicyRule, policy: NetworkPolicy, test: PeerTest): Truth {
  return rule.peers === undefined ? "yes" : any(rule.peers.map((peer) => test(peer, policy)));
}

/** The policies that govern one direction, and whether they govern these pods. */
function governing(policies: readonly NetworkPolicy[], way: Way, pods: PodClass) {
  return policies.flatMap((policy) => {
    const direction = policy[way];
    if (direction === undefined) return [];
    const applies = all([pods.truth(policy.pods), direction.cause === undefined ? "yes" : "unknown"]);
    return [{ policy, direction, applies }];
  });
}

/**
 * In strict mode a pod is closed until a policy selects it; whatever directions that one is about, the pod is then open
 * in all others.
 *
 * Source: README of amazon-vpc-cni-k8s, "NETWORK_POLICY_ENFORCING_MODE".
 */
function isLeftOpen(policies: readonly NetworkPolicy[], pods: PodClass): Truth {
  const ways: readonly Way[] = ["ingress", "egress"];
  return any(ways.flatMap((way) => governing(policies, way, pods).map(({ applies }) => applies)));
}

/**
 * P1, P2: what gets through one direction of these pods' connections with the other side. A pod is open until
 * a policy selects it; then it is open to what its policies allow together.
 */
export function openPorts(
  policies: readonly NetworkPolicy[],
  way: Way,
  pods: PodClass,
  test: PeerTest,
  { certainly, strict }: Strictness,
): PortSet {
  const governed = governing(policies, way, pods);
  const isolated = any(governed.map(({ applies }) => applies));
  if (isolated === "no") {
    const open = any([not(strict), isLeftOpen(policies, pods)]);
    return counts(open, certainly) ? ALL_PORTS : NO_PORTS;
  }
  if (isolated === "unknown" && !certainly) return ALL_PORTS;
  return union(
    governed
      .filter(({ applies }) => counts(applies, certainly))
      .flatMap(({ policy, direction }) =>
        direction.rules
          .filter((rule) => counts(letsIn(rule, policy, test), certainly))
          .map((rule) => (certainly ? rule.ports : rule.mayPorts)),
      ),
  );
}

/** The policies with a rule that may let the other side through. */
export function allowing(
  policies: readonly NetworkPolicy[],
  way: Way,
  test: PeerTest,
): readonly NetworkPolicy[] {
  return policies.filter((policy) => policy[way]?.rules.some((rule) => letsIn(rule, policy, test) !== "no"));
}

/** Why these policies cannot be followed to the end where they may let the other side through. */
export function doubts(policies: readonly NetworkPolicy[], way: Way, test: PeerTest): readonly string[] {
  return policies.flatMap((policy) => {
    const direction = policy[way];
    if (direction === undefined) return [];
    const rules = direction.rules.filter((rule) => letsIn(rule, policy, test) !== "no");
    const peers = rules.flatMap((rule) =>
      (rule.peers ?? []).filter((peer) => test(peer, policy) === "unknown"),
    );
    const causes = [
      policy.pods.cause,
      direction.cause,
      ...rules.map(({ cause }) => cause),
      ...peers.map(causeOfPeer),
    ];
    return causes.flatMap((cause) => (cause === undefined ? [] : [`${policy.provenance.address}: ${cause}`]));
  });
}

function causeOfPeer(peer: Peer): string {
  if (peer.kind === "unread") return peer.cause;
  if (peer.kind === "block") return `${peer.text} may hold addresses of pods, or of services before them`;
  return peer.namespaces?.cause ?? peer.pods.cause ?? "labels that it asks for are not all known";
}
