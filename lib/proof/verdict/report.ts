import type { OwnerRef } from "../graph/crossing";
import type { Plane, ReplayableRequest } from "../facts/step";

/** What a proof comes to. The JSON form is public: fields may be added within a version, none changes its meaning. */
export interface ProofReport {
  readonly version: 1;
  /** The planes that were looked at. What is not here has not been proved. */
  readonly planes: readonly Plane[];
  /** `isolated`: in `planes` nothing is open but what was declared, and nothing unknown. The worst finding decides. */
  readonly verdict: "isolated" | "open" | "unknown";
  readonly tenants: readonly string[];
  readonly totals: ProofTotals;
  /** Cells that are not isolated, by who, whom and plane. Every other ordered pair is isolated in `planes`. */
  readonly cells: readonly Cell[];
  /** Worst first: open and undeclared, unknown, open as declared. */
  readonly findings: readonly Finding[];
  /** Parts that cannot be read. Each is unknown, unless somebody answers for it. */
  readonly opaque: readonly OpaqueReport[];
  /** Declared openings by which nothing is reached: perhaps they are needed no more. */
  readonly unused: readonly string[];
  /** Resources that stand with one owner and carry the tags of another. */
  readonly disagreements: readonly string[];
  /** What holds only if it is so: printed with every proof. */
  readonly assumptions: readonly string[];
}

export interface ProofTotals {
  readonly resources: number;
  readonly stacks: number;
  readonly open: number;
  readonly unknown: number;
  readonly declared: number;
}

/** An ordered pair of owners in one plane. */
export interface Cell {
  readonly from: OwnerRef;
  readonly to: OwnerRef;
  readonly plane: Plane;
  /** The worst of what nobody declared; where everything was declared, the worst of that. */
  readonly verdict: "open" | "unknown";
  /** True if everything that is open or unknown in it was declared. */
  readonly declared: boolean;
}

/** Something that one owner can, or might, do to what another has. */
export interface Finding {
  /** The same for the same way, whatever else is found. */
  readonly id: string;
  readonly from: OwnerRef;
  readonly to: OwnerRef;
  readonly planes: readonly Plane[];
  readonly verdict: "open" | "unknown";
  /** The declarations that cover it, by path; empty if nobody declared it. */
  readonly declaredBy: readonly string[];
  /** Who, as people call it: `qa/pods`. */
  readonly who: string;
  /** What, as IAM, Kubernetes or the network calls it. */
  readonly what: readonly string[];
  /** On which thing, as people call it: `dev:uploads`. */
  readonly on: string;
  /** Why it cannot be told; empty if it is open. */
  readonly causes: readonly string[];
  readonly chain: readonly ShownStep[];
  /** The request that a simulator can replay; null where there is none. */
  readonly request: ReplayableRequest | null;
  /** The edit or the declaration that settles it, in words. */
  readonly advice: readonly string[];
}

export interface ShownStep {
  readonly from: string;
  readonly to: string;
  readonly what: readonly string[];
  readonly plane: Plane;
  readonly certainty: "must" | "may";
  readonly because: string;
  readonly evidence: readonly ShownEvidence[];
}

export interface ShownEvidence {
  readonly stack: string;
  readonly address: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
  /** The path of the construct that wrote it; null if none did. */
  readonly constructPath: string | null;
}

/** A part that may have any effect within its scope. */
export interface OpaqueReport {
  readonly stack: string;
  readonly address: string;
  /** Whose it is. */
  readonly owner: OwnerRef;
  readonly scope: "resource" | "namespace" | "cluster" | "account" | "everything";
  readonly reason: string;
  /** Who answers for it; null if nobody does. */
  readonly trusted: TrustReport | null;
}

export interface TrustReport {
  readonly reason: string;
  readonly owner: string;
  /** The last day, in UTC. */
  readonly expires: string;
}
