import type { Declared } from "./declared";
import type { Facts, Owner, Provenance } from "./resource";

/** The facts of an input with what its intent file declares. */
export interface LoadedFacts extends Facts {
  readonly declared: Declared;
  /** Who wrote the intent file: an app when it was synthesized, or a person. */
  readonly declaredBy: "app" | "hand";
  readonly disagreements: readonly Disagreement[];
}

/** A resource that stands with one owner and carries the tags or labels of another. The first one holds. */
export interface Disagreement {
  readonly provenance: Provenance;
  /** By where it stands. */
  readonly stands: Owner;
  /** By tags or labels. */
  readonly tagged: Owner;
}
