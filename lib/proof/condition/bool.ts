import { type Pattern, textOf } from "../pattern/token";
import { type Truth, truthOf } from "../truth";
import type { OperatorDefinition } from "./operator";

const BOOLEANS = new Set(["true", "false"]);

function compare(wanted: Pattern, value: Pattern): Truth {
  const [want, found] = [textOf(wanted)?.toLowerCase(), textOf(value)?.toLowerCase()];
  if (want === undefined || found === undefined || !BOOLEANS.has(want)) return "unknown";
  return truthOf(want === found);
}

/** `true` and `false`, in any case. There is no negated form: `Bool … false` is one. */
export const BOOL_OPERATORS: readonly OperatorDefinition[] = [
  {
    name: "Bool",
    negated: false,
    wildcards: false,
    compare,
    keyValues: () => ({ values: ["true", "false"], complete: true }),
  },
];
