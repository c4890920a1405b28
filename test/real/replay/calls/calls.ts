import type { Call } from "./call";
import { FUNCTIONS } from "./functions";
import { KEYS } from "./keys";
import { MESSAGES } from "./messages";
import { OTHERS } from "./others";
import { PRINCIPALS } from "./principals";
import { SETTINGS } from "./settings";
import { STORAGE } from "./storage";

/** Every action that can be tried, with the operation of its service that needs it. */
export const CALLS: ReadonlyMap<string, Call> = new Map(
  [STORAGE, MESSAGES, SETTINGS, KEYS, PRINCIPALS, FUNCTIONS, OTHERS].flatMap((calls) =>
    Object.entries(calls),
  ),
);
