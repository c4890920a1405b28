import type { Owner, Provenance } from "../../facts/resource";
import type { AddressSet } from "../addresses";
import type { PortSet } from "../ports";
import type { Selector } from "./selector";

/** Who may be on the other side of a connection. */
export type Peer = PodPeer | BlockPeer | UnreadPeer;

/** Pods by their labels and those of their namespaces. */
export interface PodPeer {
  readonly kind: "pods";
  /** @default - those of the policy's own namespace */
  readonly namespaces: Selector | undefined;
  readonly pods: Selector;
}

/** Addresses. */
export interface BlockPeer {
  readonly kind: "block";
  readonly addresses: AddressSet;
  /** As written, for people and to tell one from another. */
  readonly text: string;
}

/** Anybody, perhaps. */
export interface UnreadPeer {
  readonly kind: "unread";
  readonly cause: string;
}

/** One entry of `ingress` or `egress`. */
export interface PolicyRule {
  /** Undefined: everybody. */
  readonly peers: readonly Peer[] | undefined;
  /** What it lets through for certain. */
  readonly ports: PortSet;
  /** What it may let through: more where a port cannot be read. */
  readonly mayPorts: PortSet;
  /** Why it may let through less, or other, than it says. @default - it is read completely */
  readonly cause?: string | undefined;
}

/** One direction of a policy. */
export interface Direction {
  readonly rules: readonly PolicyRule[];
  /** True if it need not apply at all. */
  readonly cause?: string | undefined;
}

export type Way = "ingress" | "egress";

/** A NetworkPolicy. */
export interface NetworkPolicy {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly owner: Owner;
  readonly provenance: Provenance;
  /** The pods whose connections it governs. */
  readonly pods: Selector;
  /** Undefined: it says nothing about this direction, and closes nothing. */
  readonly ingress: Direction | undefined;
  readonly egress: Direction | undefined;
}
