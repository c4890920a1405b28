import type { Hole } from "../case";
import { ATTACHMENT_HOLES } from "./attachments";
import { CONDITION_HOLES } from "./conditions";
import { CONSTRUCT_HOLES } from "./constructs";
import { DATA_HOLES } from "./data";
import { ESCALATION_HOLES } from "./escalation";
import { KEY_HOLES } from "./keys";
import { MESSAGING_HOLES } from "./messaging";
import { PATTERN_HOLES } from "./patterns";
import { STORAGE_HOLES } from "./storage";
import { TRUST_HOLES } from "./trust";
import { UNREAD_HOLES } from "./unread";

/** Everything that has to be found. */
export const HOLES: readonly Hole[] = [
  ...PATTERN_HOLES,
  ...CONDITION_HOLES,
  ...TRUST_HOLES,
  ...ATTACHMENT_HOLES,
  ...STORAGE_HOLES,
  ...KEY_HOLES,
  ...MESSAGING_HOLES,
  ...DATA_HOLES,
  ...ESCALATION_HOLES,
  ...UNREAD_HOLES,
  ...CONSTRUCT_HOLES,
];
