import type { Hole } from "../../case";
import { ADDRESS_HOLES } from "./addresses";
import { BALANCER_HOLES } from "./balancers";
import { CARRIER_HOLES } from "./carriers";
import { GROUP_HOLES } from "./groups";
import { ROUTE_HOLES } from "./routes";

/** What opens the network: security groups, routes, load balancers, NetworkPolicies. */
export const NETWORK_HOLES: readonly Hole[] = [
  ...GROUP_HOLES,
  ...ADDRESS_HOLES,
  ...CARRIER_HOLES,
  ...BALANCER_HOLES,
  ...ROUTE_HOLES,
];
