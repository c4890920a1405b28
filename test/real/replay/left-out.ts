import type { ReplayableRequest } from "../../../lib/proof/facts/step";
import { CALLS } from "./calls/calls";
import LEFT_OUT from "./left-out.json";

interface LeftOut {
  readonly what: readonly string[];
  readonly reason: string;
}

function reasons(parts: readonly LeftOut[]): ReadonlyMap<string, string> {
  return new Map(parts.flatMap(({ what, reason }) => what.map((one) => [one, reason] as const)));
}

/** Cases that are not applied, with the reasons. */
export const LEFT_OUT_CASES = reasons(LEFT_OUT.cases);

/** Types of resources whose cases are not applied, with the reasons. */
export const LEFT_OUT_TYPES = reasons(LEFT_OUT.types);

const ACTIONS = reasons(LEFT_OUT.actions);
const KEYS = reasons(LEFT_OUT.keys);

/** What is listed as left out, and is tried all the same. */
export const LISTED_IN_VAIN = [...ACTIONS.keys()].filter((action) => CALLS.has(action));

/**
 * Why a request is not tried; undefined for one that is. A request that cannot be tried, and of which nothing is listed,
 * is tried: it fails.
 *
 * @param accounts those whose principals and resources are there
 */
export function reasonNotToTry(
  { principal, action, context }: ReplayableRequest,
  accounts: readonly string[],
): string | undefined {
  const key = Object.keys(context).find((one) => KEYS.has(one));
  if (key !== undefined) return KEYS.get(key);
  const isForeign = principal === "*" || !accounts.includes(principal.split(":")[4] ?? "");
  if (isForeign && !action.startsWith("sts:")) return LEFT_OUT.foreign.reason;
  return CALLS.has(action) ? undefined : ACTIONS.get(action);
}
