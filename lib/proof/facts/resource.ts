import type { Pattern } from "../pattern/token";
import type { Value } from "./value";

/** Where a fact stands, for every message that relies on it. */
export interface Provenance {
  /** The stack's name; the file's where there are no stacks. */
  readonly stack: string;
  /** The Terraform address, with index or key where there is one: `module.acme.aws_iam_role.app["etl"]`. */
  readonly address: string;
  /** JSON pointer into the file that was read. */
  readonly pointer: string;
  /** @default - not written by a construct */
  readonly constructPath?: string | undefined;
}

/** One tenant of all, or what belongs to none. */
export type Owner =
  | { readonly kind: "tenant"; readonly tenant: TenantId }
  | { readonly kind: "platform" }
  /** Nobody could say: reported as such, and treated as reachable and reaching for everybody. */
  | { readonly kind: "unknown"; readonly cause: string };

/** `nonprod/dev`: Infrastructure and tenant; only the tenant where an intent knows no Infrastructures. */
export type TenantId = string;

/** The account and region that a resource's provider writes to; symbols where they are not known. */
export interface Place {
  readonly partition: Pattern;
  readonly account: Pattern;
  readonly region: Pattern;
}

/** A managed resource of the plan, read. */
export interface FactResource {
  readonly type: string;
  readonly provenance: Provenance;
  readonly owner: Owner;
  readonly place: Place;
  /**
   * The attributes, by Terraform's names. A block is a list of its occurrences, also where there is only
   * one.
   */
  readonly values: ReadonlyMap<string, Value>;
  /** True if this stands for any number of instances (`for_each` over what is not known). */
  readonly many: boolean;
  /** Attributes that may differ from what is written here (`ignore_changes`); `all` for every one. */
  readonly ignored: readonly string[] | "all";
  /**
   * What the provider's setup says of the cluster that this is written to, the surest first: its name, its endpoint, a
   * context of a kubeconfig.
   *
   * @default - the provider says nothing of a cluster
   */
  readonly clusterHints?: readonly Value[] | undefined;
}

/** Something that may have any effect within a scope, because it cannot be read. */
export interface Opaque {
  readonly provenance: Provenance;
  readonly owner: Owner;
  /** How far it may reach: the resource itself, a namespace, the cluster, the account, everything. */
  readonly scope: "resource" | "namespace" | "cluster" | "account" | "everything";
  readonly reason: string;
  /** As of a resource. @default - the provider says nothing of a cluster */
  readonly clusterHints?: readonly Value[] | undefined;
}

/** Everything that was read of one input. */
export interface Facts {
  readonly resources: readonly FactResource[];
  readonly opaque: readonly Opaque[];
  /** All tenants of the intent, sorted. */
  readonly tenants: readonly TenantId[];
  /** What the intent says of clusters; it counts where the plan does not tell. @default - nothing */
  readonly clusters?: readonly DeclaredCluster[] | undefined;
}

/** What somebody answers for of a cluster that is not all in the plan. */
export interface DeclaredCluster {
  readonly name: string;
  /** How its network enforces NetworkPolicies. `unknown` says nothing. */
  readonly networkPolicy: "strict" | "standard" | "off" | "unknown";
  /** The ranges of its VPC; empty where nobody says. */
  readonly vpcCidrs: readonly string[];
  /** Whether the metadata service of its nodes answers pods: with a hop limit of 1 it does not. */
  readonly metadataService: "closed" | "open" | "unknown";
  /** What pods may be in namespaces whose labels are not in the plan. */
  readonly podSecurity: "privileged" | "baseline" | "restricted" | "unknown";
}
