import type { OwnerRef } from "../../proof/graph/crossing";
import type { Finding, OpaqueReport, ProofReport } from "../../proof/verdict/report";

/**
 * What a change opens and closes. The JSON form is public: fields may be added within a version, none changes its
 * meaning.
 */
export interface DifferenceReport {
  readonly version: 1;
  /** The planes that were looked at after the change. */
  readonly planes: ProofReport["planes"];
  /**
   * `open`: the change opens something that nobody declared. `unknown`: because of the change something cannot be told.
   * `fine`: neither; what was open before and still is does not count.
   */
  readonly verdict: "fine" | "open" | "unknown";
  /** How each side stands by itself. */
  readonly before: SideSummary;
  readonly after: SideSummary;
  /** By what they do, what nobody declared first. */
  readonly changes: readonly Change[];
  /** Parts that cannot be read, for which nobody answers. */
  readonly unreadable: Difference<OpaqueReport>;
  /** Rules and grants. */
  readonly declarations: Difference<Declaration>;
  readonly tenants: Difference<string>;
  /** Null where an input has no stacks: a plan, a state, or Terraform JSON that no synthesis wrote. */
  readonly stacks: StackChanges | null;
}

export interface SideSummary {
  readonly verdict: ProofReport["verdict"];
  readonly totals: ProofReport["totals"];
}

/** What only one of the sides has. Sorted. */
export interface Difference<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** A rule or a grant, by the name that findings give it. */
export interface Declaration {
  readonly name: string;
  /** The last day, in UTC; null if it does not end. */
  readonly expires: string | null;
}

/** How something stands on one side. */
export interface State {
  readonly verdict: "isolated" | "open" | "unknown";
  /** True if it was declared, or is isolated. */
  readonly declared: boolean;
}

/** What changes between two owners on one thing. */
export interface Change {
  /**
   * `opens`: it is open, and was not, or not without a declaration. `unknown`: the same for what cannot be told.
   * `declares`: it was open or unknown already, and is declared now. `closes`: it is isolated now.
   */
  readonly kind: "opens" | "unknown" | "declares" | "closes";
  readonly from: OwnerRef;
  readonly to: OwnerRef;
  readonly planes: ProofReport["planes"];
  /** Sorted. */
  readonly who: readonly string[];
  /** Sorted. */
  readonly what: readonly string[];
  readonly on: string;
  readonly before: State;
  readonly after: State;
  /** What declares it: after the change; before it, where it closes. */
  readonly declaredBy: readonly Declaration[];
  /** One finding of it, with its chain: of the side after the change; of the one before, where it closes. */
  readonly finding: Finding;
}

export interface StackChanges {
  /** On either side. */
  readonly total: number;
  /** By name; stacks that are not here are the same. */
  readonly changed: readonly StackChange[];
}

/** What Terraform would see of the change in one stack. */
export interface StackChange {
  readonly name: string;
  readonly kind: "added" | "changed" | "removed";
  /** Addresses of managed resources. Sorted. */
  readonly resources: Difference<string> & { readonly changed: readonly string[] };
  /** True if anything else changes: providers, backends, data sources, outputs, modules. */
  readonly others: boolean;
}
