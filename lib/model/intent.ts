/** The name of the file that stands beside the stacks. */
export const INTENT_FILE = "tenancy.json";

/**
 * What is written to `tenancy.json` beside the stacks: who exists, and what is meant to be open. Readers need
 * neither the app nor cdktf. Lists are sorted by name, and the same declarations give the same bytes.
 */
export interface TenancyIntent {
  readonly version: 1;
  readonly infrastructures: readonly InfrastructureIntent[];
  readonly tenants: readonly TenantIntent[];
  readonly rules: readonly [];
  readonly grants: readonly [];
  readonly trusted: readonly [];
}

/** A place in the app and in its output. */
export interface IntentPlace {
  /** The construct's path. */
  readonly path: string;
  /** The stack that holds it. */
  readonly stack: string;
}

export interface InfrastructureIntent extends IntentPlace {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** False for one that another app or another tool makes. */
  readonly owned: boolean;
  readonly cidrs: readonly string[];
  /** Null where tenants have AWS alone. */
  readonly dataplane: DataplaneIntent | null;
  readonly computes: readonly ComputeIntent[];
}

export interface DataplaneIntent {
  readonly cluster: string;
  readonly version: string | null;
  /** How the VPC CNI treats a pod that no policy selects yet. `unknown` where the cluster is not ours. */
  readonly networkPolicy: "strict" | "standard" | "unknown";
  /** What follows from `networkPolicy`, in words, where it leaves something open. */
  readonly caveats: readonly string[];
  /** The stack of what is inside the cluster, besides the tenants. */
  readonly insideStack: string | null;
}

export interface ComputeIntent {
  readonly name: string;
  /** The tenant that has these nodes to itself; null where they are shared. */
  readonly tenant: string | null;
}

export interface TenantIntent extends IntentPlace {
  readonly name: string;
  readonly infrastructure: string;
  /** `master`: the operator's own. */
  readonly kind: "tenant" | "master";
  readonly state: "active";
  /** False for one that another app declares, or a master tenant without contents. */
  readonly owned: boolean;
  readonly namespaces: readonly string[];
  /** The IAM path of all of its roles. */
  readonly rolePath: string;
  readonly deletionProtection: boolean;
}

/** By name, in the order of code points, which no locale changes. */
export function byText<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
