import { type Pattern, textOf } from "../pattern/token";
import { type Truth, truthOf } from "../truth";
import type { OperatorDefinition } from "./operator";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Byte for byte. The request's value is given as base64, as the policy's is. */
function compare(wanted: Pattern, value: Pattern): Truth {
  const [want, found] = [textOf(wanted), textOf(value)];
  if (want === undefined || found === undefined || !BASE64.test(want)) return "unknown";
  return truthOf(BASE64.test(found) && Buffer.from(want, "base64").equals(Buffer.from(found, "base64")));
}

export const BINARY_OPERATORS: readonly OperatorDefinition[] = [
  {
    name: "BinaryEquals",
    negated: false,
    wildcards: false,
    compare,
    keyValues: (wanted) => {
      const texts = wanted.flatMap((pattern) => textOf(pattern) ?? []);
      const other = Buffer.from(texts.join("") + "-").toString("base64");
      return { values: [...texts, other], complete: texts.length === wanted.length };
    },
  },
];
