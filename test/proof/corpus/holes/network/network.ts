import type { Hole } from "../../case";
import { ADDRESS_HOLES } from "./addresses";
import { GROUP_HOLES } from "./groups";

/** What opens the network: security groups, routes, load balancers, NetworkPolicies. */
export const NETWORK_HOLES: readonly Hole[] = [...GROUP_HOLES, ...ADDRESS_HOLES];
