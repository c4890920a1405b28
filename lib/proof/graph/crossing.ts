import type { GraphNode, Plane, Step } from "../facts/step";
import type { TenantId } from "../facts/resource";

/**
 * One side of a crossing: a tenant, what belongs to none, what nobody could attribute, everybody else, or whoever it
 * may be: every owner there is.
 */
export type OwnerRef =
  | { readonly kind: "tenant"; readonly tenant: TenantId }
  | { readonly kind: "platform" }
  | { readonly kind: "unknown" }
  | { readonly kind: "world" }
  | { readonly kind: "anyone" };

/** A way from what one owner has to what another has. */
export interface Crossing {
  readonly from: OwnerRef;
  readonly to: OwnerRef;
  /** The planes of the chain, sorted: it is open as far as each of them is. */
  readonly planes: readonly Plane[];
  /** `open`: every step is certain. `unknown`: some step cannot be excluded, for these causes. */
  readonly verdict: "open" | "unknown";
  /** Sorted; empty when it is open. */
  readonly causes: readonly string[];
  /** Control steps, one after the other, and the step that crosses at the end. The shortest such chain. */
  readonly chain: readonly Step[];
}

/** A text that no other owner has. */
export function ownerKey(owner: OwnerRef): string {
  return owner.kind === "tenant" ? `tenant ${owner.tenant}` : owner.kind;
}

function tenantOf(owner: OwnerRef): TenantId | undefined {
  return owner.kind === "tenant" ? owner.tenant : undefined;
}

/** True if both are one owner's for sure. What nobody could attribute may be anybody's. */
export function isSameOwner(one: OwnerRef, other: OwnerRef): boolean {
  return one.kind !== "unknown" && one.kind === other.kind && tenantOf(one) === tenantOf(other);
}

const UNKNOWN: OwnerRef = { kind: "unknown" };

/** Whose a node is, without the reason why nobody knows. */
export function ownerRef({ owner }: Pick<GraphNode, "owner">): OwnerRef {
  return owner.kind === "unknown" ? UNKNOWN : owner;
}
