import type { Hole } from "../../case";
import { ADDRESS_HOLES } from "./addresses";
import { BALANCER_HOLES } from "./balancers";
import { CARRIER_HOLES } from "./carriers";
import { DECLARED_HOLES } from "./declared";
import { ENFORCEMENT_HOLES } from "./enforcement";
import { GROUP_HOLES } from "./groups";
import { POLICY_HOLES } from "./policies";
import { ROUTE_HOLES } from "./routes";

/** What opens the network: security groups, routes, load balancers, NetworkPolicies. */
export const NETWORK_HOLES: readonly Hole[] = [
  ...GROUP_HOLES,
  ...ADDRESS_HOLES,
  ...CARRIER_HOLES,
  ...BALANCER_HOLES,
  ...ROUTE_HOLES,
  ...POLICY_HOLES,
  ...ENFORCEMENT_HOLES,
  ...DECLARED_HOLES,
];
