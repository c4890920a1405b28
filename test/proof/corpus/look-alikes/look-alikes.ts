import type { LookAlike } from "../case";
import { CHAIN_LOOK_ALIKES } from "./chains/chains";
import { CLUSTER_LOOK_ALIKES } from "./cluster/cluster";
import { CONSTRUCT_LOOK_ALIKES } from "./constructs";
import { IDENTITY_LOOK_ALIKES } from "./identity";
import { NETWORK_LOOK_ALIKES } from "./network/network";
import { PASSED_LOOK_ALIKES } from "./passed";
import { RESOURCE_LOOK_ALIKES } from "./resources";
import { SETTING_LOOK_ALIKES } from "./settings";

/** What changes nothing in the bases of identities and data alone. */
export const LOOK_ALIKES_OF_IDENTITY: readonly LookAlike[] = [
  ...IDENTITY_LOOK_ALIKES,
  ...PASSED_LOOK_ALIKES,
  ...RESOURCE_LOOK_ALIKES,
  ...SETTING_LOOK_ALIKES,
  ...CONSTRUCT_LOOK_ALIKES,
];

/** Everything that must change nothing. */
export const LOOK_ALIKES: readonly LookAlike[] = [
  ...LOOK_ALIKES_OF_IDENTITY,
  ...NETWORK_LOOK_ALIKES,
  ...CLUSTER_LOOK_ALIKES,
  ...CHAIN_LOOK_ALIKES,
];
