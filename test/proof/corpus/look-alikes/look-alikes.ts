import type { LookAlike } from "../case";
import { CONSTRUCT_LOOK_ALIKES } from "./constructs";
import { IDENTITY_LOOK_ALIKES } from "./identity";
import { RESOURCE_LOOK_ALIKES } from "./resources";

/** Everything that must change nothing. */
export const LOOK_ALIKES: readonly LookAlike[] = [
  ...IDENTITY_LOOK_ALIKES,
  ...RESOURCE_LOOK_ALIKES,
  ...CONSTRUCT_LOOK_ALIKES,
];
