import type { Hole } from "../../case";
import { GROUP_HOLES } from "./groups";

/** What opens the network: security groups, routes, load balancers, NetworkPolicies. */
export const NETWORK_HOLES: readonly Hole[] = [...GROUP_HOLES];
