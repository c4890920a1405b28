import type { CatalogueAction } from "../../catalogue/catalogue";
import type { Reach } from "../../iam/reach";
import type { Effect } from "./effects";

/** What somebody can do to a resource with one action. */
export interface Outcome {
  readonly action: CatalogueAction;
  readonly text: string;
  readonly effect: Effect | undefined;
  readonly reach: Reach;
}

/** Wanted of outcomes where all of them are. */
export const ANY_ACTION = (): boolean => true;
