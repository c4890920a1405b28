import { gather } from "../../../model/lists";
import { all, any, anyOf, not, type Truth } from "../../truth";
import { ALL_PORTS, NO_PORTS, type PortSet, union } from "../ports";
import type { Direction, NetworkPolicy, Peer, PolicyRule, Way } from "./policy";
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

/** The other side of a connection: which rules of one namespace's policies let it through. Each is asked once. */
export class OtherSide {
  private readonly known = new Map<PolicyRule, Truth>();

  constructor(readonly isPeer: PeerTest) {}

  through(rule: PolicyRule, policy: NetworkPolicy): Truth {
    const { peers } = rule;
    if (peers === undefined) return "yes";
    const found = this.known.get(rule) ?? anyOf(peers, (peer) => this.isPeer(peer, policy));
    this.known.set(rule, found);
    return found;
  }
}

interface Governing {
  readonly policy: NetworkPolicy;
  readonly direction: Direction;
  readonly applies: Truth;
}

/** One direction of the connections of some pods. */
export interface Side {
  readonly policies: readonly NetworkPolicy[];
  readonly pods: PodClass;
  /** The policies that govern it, and whether they govern these pods. */
  readonly governing: readonly Governing[];
  readonly isolated: Truth;
}

/** What governs one direction of these pods' connections. */
export function sideOf(policies: readonly NetworkPolicy[], way: Way, pods: PodClass): Side {
  const governing = gather(policies, (policy): readonly Governing[] => {
    const direction = policy[way];
    if (direction === undefined) return [];
    const isRead = direction.cause === undefined;
    return [{ policy, direction, applies: all([pods.truth(policy.pods), isRead ? "yes" : "unknown"]) }];
  });
  return { policies, pods, governing, isolated: anyOf(governing, ({ applies }) => applies) };
}

/**
 * In strict mode a pod is closed until a policy selects it; whatever directions that one is about, the pod is then open
 * in all others.
 *
 * Source: README of amazon-vpc-cni-k8s, "NETWORK_POLICY_ENFORCING_MODE".
 */
function isLeftOpen({ policies, pods }: Side): Truth {
  const ways: readonly Way[] = ["ingress", "egress"];
  return anyOf(ways, (way) => sideOf(policies, way, pods).isolated);
}

/**
 * P1, P2: what gets through one direction of these pods' connections with the other side. A pod is open until
 * a policy selects it; then it is open to what its policies allow together.
 */
export function openPorts(side: Side, other: OtherSide, { certainly, strict }: Strictness): PortSet {
  const { isolated } = side;
  if (isolated === "no") {
    const open = any([not(strict), isLeftOpen(side)]);
    return counts(open, certainly) ? ALL_PORTS : NO_PORTS;
  }
  if (isolated === "unknown" && !certainly) return ALL_PORTS;
  return union(
    gather(side.governing, ({ policy, direction, applies }) =>
      counts(applies, certainly)
        ? direction.rules
            .filter((rule) => counts(other.through(rule, policy), certainly))
            .map((rule) => (certainly ? rule.ports : rule.mayPorts))
        : [],
    ),
  );
}

/** The policies with a rule that may let the other side through. */
export function allowing(
  policies: readonly NetworkPolicy[],
  way: Way,
  other: OtherSide,
): readonly NetworkPolicy[] {
  return policies.filter((policy) => policy[way]?.rules.some((rule) => other.through(rule, policy) !== "no"));
}

/** Why these policies cannot be followed to the end where they may let the other side through. */
export function doubts(policies: readonly NetworkPolicy[], way: Way, other: OtherSide): readonly string[] {
  return gather(policies, (policy) => {
    const direction = policy[way];
    if (direction === undefined) return [];
    const rules = direction.rules.filter((rule) => other.through(rule, policy) !== "no");
    const peers = gather(rules, (rule) =>
      (rule.peers ?? []).filter((peer) => other.isPeer(peer, policy) === "unknown"),
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
