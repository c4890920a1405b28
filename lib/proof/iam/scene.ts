import type { Pattern } from "../pattern/token";
import type { PolicyDocument } from "../policy/document";
import type { Principal } from "./principal";

/**
 * What decides about a resource besides the caller's own policies. `ordinary`: either side may allow. `key`
 * and `trust`: the resource's policy must allow, in the same account too (I6, K1). `none`: the service has
 * no policies on resources. `open`: nothing is asked of whoever has credentials.
 */
export type Guard = "ordinary" | "key" | "trust" | "none" | "open";

/** A layer that can only restrict: each of them must allow. */
export interface RestrictionLayer {
  readonly kind: "scp" | "rcp" | "endpoint";
  readonly policies: readonly PolicyDocument[];
}

/** All policies that apply to a request, read. */
export interface Policies {
  readonly identity: readonly PolicyDocument[];
  /** @default - no permissions boundary is attached */
  readonly boundary?: readonly PolicyDocument[] | undefined;
  /** @default - the session was made without a policy of its own */
  readonly session?: readonly PolicyDocument[] | undefined;
  readonly resource: readonly PolicyDocument[];
  readonly restrictions: readonly RestrictionLayer[];
}

/** One question to the decision: may this principal do this to that? */
export interface Scene {
  readonly principal: Principal;
  readonly action: Pattern;
  /** The resource, or all resources of a language at once. */
  readonly resource: Pattern;
  /** @default - the resource belongs to no account, or to an unknown one */
  readonly resourceAccount?: Pattern | undefined;
  readonly guard: Guard;
  readonly policies: Policies;
  /**
   * True when the answer must hold for every reading of the documentation (the proof); false for one concrete
   * request, where the documented reading decides.
   */
  readonly careful: boolean;
}
