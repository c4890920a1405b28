import { CATALOGUE } from "../catalogue/catalogue";
import type { KeyState } from "../condition/context";
import { readDate } from "../condition/date";
import { textOf } from "../pattern/token";

/** Keys that hold when something is done, or was begun. */
const TIMES = new Set(["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"]);
/** A session lasts at most 36 hours (STS API reference, GetFederationToken). */
const LONGEST_SESSION = 36 * 60 * 60 * 1000;

/** Nothing is asked for before the day of the catalogue, and in no session that began much earlier. */
const FIRST = Date.parse(CATALOGUE.date) - LONGEST_SESSION;

/** A time that a request may have; undefined for keys that hold none. */
export function timeOfRequests(key: string): string | undefined {
  return TIMES.has(key) ? CATALOGUE.date : undefined;
}

/** True for what no request has any more: a time that is over, or a text that is none. */
export function isOver(key: string, state: KeyState): boolean {
  if (!TIMES.has(key) || state.state !== "values") return false;
  return state.values.every((value) => {
    const text = textOf(value);
    return text !== undefined && (readDate(text) ?? 0) < FIRST;
  });
}
