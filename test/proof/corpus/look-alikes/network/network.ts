import type { LookAlike } from "../../case";
import { GROUP_LOOK_ALIKES } from "./groups";
import { POLICY_LOOK_ALIKES } from "./policies";
import { ROUTE_LOOK_ALIKES } from "./routes";

/** What looks like an opening of the network, and is none. */
export const NETWORK_LOOK_ALIKES: readonly LookAlike[] = [
  ...GROUP_LOOK_ALIKES,
  ...ROUTE_LOOK_ALIKES,
  ...POLICY_LOOK_ALIKES,
];
