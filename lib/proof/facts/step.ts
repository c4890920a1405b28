import type { Owner, Provenance } from "./resource";

/** What a step is about; each is a column of the report. */
export type Plane = "identity" | "network" | "kubernetes";

/**
 * Something that can act or be acted on: a role, a bucket, a service account, a pod template, a namespace,
 * the world.
 */
export interface GraphNode {
  /** Unique: an ARN where it has one, else `kind:place/name`. */
  readonly id: string;
  readonly kind: string;
  /** As people call it: `dev/pods role`, `dev:uploads`. */
  readonly title: string;
  readonly owner: Owner | { readonly kind: "world" };
  readonly provenance: Provenance | undefined;
  /** True for what its owner has only by a step that leads to it: a role with rights that it can be given. @default false */
  readonly derived?: boolean | undefined;
}

/**
 * One thing that one node can do to another. `control`: whoever has `from` has `to` as well, so that steps
 * go on from there (assume a role, become a service account, rewrite a policy). `access`: it ends there
 * (read an object, open a connection).
 */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly kind: "control" | "access";
  readonly plane: Plane;
  /**
   * What is done, as IAM, Kubernetes or the network calls it: `s3:GetObject`, `create pods/exec`, `tcp
   * 8443`.
   */
  readonly what: readonly string[];
  /** `must`: certain from what was read. `may`: it cannot be excluded, for these causes. */
  readonly certainty: "must" | "may";
  readonly causes: readonly string[];
  /** In words, after "because": which statement, rule or policy allows it, and that nothing denies it. */
  readonly because: string;
  /** What decides: the addresses that a fix would touch, the first one first. */
  readonly evidence: readonly Provenance[];
  /**
   * The declared openings that hold every request of this step, by path: without them it would not be possible.
   *
   * @default - it was not held against declarations
   */
  readonly declaredBy?: readonly string[] | undefined;
  /** A concrete request that an independent simulator can replay. @default - the step is no request to AWS */
  readonly request?: ReplayableRequest | undefined;
}

/** A request to AWS, complete. */
export interface ReplayableRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** What one engine found. Only steps that cross owners, or that lead to such, need to be listed. */
export interface Reached {
  readonly nodes: readonly GraphNode[];
  readonly steps: readonly Step[];
}
