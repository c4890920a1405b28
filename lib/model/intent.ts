import type { PortRange, RuleProtocol } from "./ports";

/** The name of the file that stands beside the stacks. */
export const INTENT_FILE = "tenancy.json";

/**
 * What is written to `tenancy.json` beside the stacks: who exists, and what is meant to be open. Readers need
 * neither the app nor cdktf. Lists are sorted by name, and the same declarations give the same bytes.
 *
 * The version stays the same while a reader of it understands every file of it: a list may be added, and readers take
 * one that is missing for an empty one. Whatever changes the meaning of what was there is another version.
 */
export interface TenancyIntent {
  readonly version: 1;
  readonly infrastructures: readonly InfrastructureIntent[];
  /** Missing in files from before there were peerings in it. */
  readonly peerings: readonly PeeringIntent[];
  readonly tenants: readonly TenantIntent[];
  readonly rules: readonly RuleIntent[];
  readonly grants: readonly GrantIntent[];
  /** Parts that the proof cannot read, for which somebody answers. */
  readonly trusted: readonly TrustedIntent[];
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

/** Two networks that are joined. By itself it opens nobody to anybody: rules do, and they are declared as such. */
export interface PeeringIntent extends IntentPlace {
  /** The names of the two Infrastructures, both of one account; packets find their way in both directions. */
  readonly from: string;
  readonly to: string;
  /** The addresses of everything that the peering is, all in its own stack. */
  readonly parts: readonly string[];
}

/** A tenant, by what tells it from all others of the app. */
export interface TenantReference {
  readonly infrastructure: string;
  readonly tenant: string;
}

/** A part that the proof cannot read, for which somebody answers until a day. */
export interface TrustedIntent extends IntentPlace {
  /** Its Terraform address within its stack. */
  readonly address: string;
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The last day, in UTC. */
  readonly expires: string;
}

/** A network opening: who reaches whom, by what. */
export interface RuleIntent extends IntentPlace {
  /** Unique in the target's Infrastructure. */
  readonly name: string;
  readonly from: RuleSourceIntent;
  readonly to: TenantReference;
  /** `all` is every protocol and every port. */
  readonly protocol: RuleProtocol;
  /** Null for protocols without ports, and for all of them. */
  readonly ports: PortRange | null;
  readonly description: string;
  /** What it opens: `hosts` and `load-balancers` by security groups, `pods` by network policies. */
  readonly expose: "hosts" | "pods" | "both" | "load-balancers";
  /** The addresses of everything that the rule is, all in its own stack. */
  readonly parts: readonly string[];
}

/** Who is let in by a rule. */
export type RuleSourceIntent =
  | ({ readonly kind: "tenant" } & TenantReference)
  | { readonly kind: "cidr"; readonly cidr: string }
  /** The id is null where only Terraform knows it. */
  | { readonly kind: "prefix-list"; readonly id: string | null };

/** Actions on resources, as a grant means them. */
export interface PermissionIntent {
  readonly actions: readonly string[];
  /** ARN patterns; the ARN of a key is a reference where only Terraform knows it. */
  readonly resources: readonly string[];
  /** A condition key that every request must carry, with one of these values (`*` stands for any text); null for none. */
  readonly limit: { readonly key: string; readonly values: readonly string[] } | null;
}

/** The use of a key in the requester's name. */
export interface KeyUseIntent {
  readonly actions: readonly string[];
  /** The only service through which the key is used, as `kms:ViaService` names it; null for none. */
  readonly through: string | null;
  /** The encryption context that must be there, with one of these values; null for none. */
  readonly context: { readonly key: string; readonly values: readonly string[] } | null;
}

/** What one tenant has opened to another. */
export interface GrantIntent extends IntentPlace {
  readonly owner: TenantReference;
  readonly requester: TenantReference;
  /** `s3`, `dynamodb`, `kms`, … */
  readonly area: string;
  /** `read`, `write`, … */
  readonly access: string;
  /** `area`: all that the owner has of the kind; `resources`: those listed. */
  readonly scope: "area" | "resources";
  /** The names of the resources that it opens. */
  readonly resources: readonly string[];
  /** Objects whose key starts so; null for the whole bucket. */
  readonly prefix: string | null;
  /** Items with these partition keys; null for the whole table. */
  readonly leadingKeys: readonly string[] | null;
  /** The ARNs of the requester's roles that get it. */
  readonly roles: readonly string[];
  /** What it comes to on the resources, in the terms of IAM. */
  readonly permissions: readonly PermissionIntent[];
  /** The use of the owner's key that goes with it. */
  readonly keyUse: readonly KeyUseIntent[];
  readonly reason: string;
  /** The last day, in UTC; null if it does not end. */
  readonly expires: string | null;
  /** The addresses of everything that the grant is a part of. */
  readonly parts: readonly string[];
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

/** In the order of code points, which no locale changes. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By name, in the order of `compareText`. */
export function byText<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compareText(key(a), key(b));
}
