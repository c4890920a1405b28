import { type Pattern, textOf } from "../pattern/token";
import { type Truth, truthOf } from "../truth";
import type { OperatorDefinition } from "./operator";

/**
 * `wanted` is what the policy says, `absent` is `true` or `false`: whether the key is absent from the
 * request.
 */
function compareAbsence(wanted: Pattern, absent: Pattern): Truth {
  const [want, found] = [textOf(wanted)?.toLowerCase(), textOf(absent)];
  if (want !== "true" && want !== "false") return "unknown";
  return truthOf(want === found);
}

/** `Null`: is the key absent (C3)? The one operator that is given not the key's value but its absence. */
export const PRESENCE_OPERATORS: readonly OperatorDefinition[] = [
  {
    name: "Null",
    negated: false,
    wildcards: false,
    compare: compareAbsence,
    keyValues: () => ({ values: [], complete: true }),
  },
];
