import type { Hole } from "../case";
import { ATTACHMENT_HOLES } from "./attachments";
import { CHAIN_HOLES } from "./chains/chains";
import { CLUSTER_HOLES } from "./cluster/cluster";
import { CONDITION_HOLES } from "./conditions";
import { CONSTRUCT_HOLES } from "./constructs";
import { CREDENTIAL_HOLES } from "./credentials";
import { DATA_HOLES } from "./data";
import { DELIVERY_HOLES } from "./deliveries";
import { ESCALATION_HOLES } from "./escalation";
import { KEY_HOLES } from "./keys";
import { MESSAGING_HOLES } from "./messaging";
import { NETWORK_HOLES } from "./network/network";
import { PASSED_HOLES } from "./passed";
import { PATTERN_HOLES } from "./patterns";
import { STORAGE_HOLES } from "./storage";
import { TRUST_HOLES } from "./trust";
import { UNREAD_HOLES } from "./unread";
import { WORKLOAD_HOLES } from "./workloads";

/** What opens identities and data, in the bases that have nothing else. */
export const HOLES_OF_IDENTITY: readonly Hole[] = [
  ...PATTERN_HOLES,
  ...CONDITION_HOLES,
  ...TRUST_HOLES,
  ...ATTACHMENT_HOLES,
  ...STORAGE_HOLES,
  ...KEY_HOLES,
  ...MESSAGING_HOLES,
  ...DATA_HOLES,
  ...DELIVERY_HOLES,
  ...ESCALATION_HOLES,
  ...PASSED_HOLES,
  ...CREDENTIAL_HOLES,
  ...WORKLOAD_HOLES,
  ...UNREAD_HOLES,
  ...CONSTRUCT_HOLES,
];

/** Everything that has to be found. */
export const HOLES: readonly Hole[] = [
  ...HOLES_OF_IDENTITY,
  ...NETWORK_HOLES,
  ...CLUSTER_HOLES,
  ...CHAIN_HOLES,
];
