import { relate } from "../pattern/includes";
import { samples } from "../pattern/samples";
import { lowerCase, type Pattern, textOf } from "../pattern/token";
import { type KeyValues, type OperatorDefinition, withNegation } from "./operator";

/** Texts that tell the patterns apart; patterns that hold unknown values cannot be told apart by texts. */
export function stringValues(wanted: readonly Pattern[]): KeyValues {
  const known = wanted.filter((pattern) => pattern.every((token) => token.kind !== "symbol"));
  const found = samples(known);
  return { values: found.texts, complete: found.complete && known.length === wanted.length };
}

/** For comparisons without case: the texts as written and in lower case, which are not all there is. */
function caselessValues(wanted: readonly Pattern[]): KeyValues {
  const values = [...wanted, ...wanted.map(lowerCase)].flatMap((pattern) => textOf(pattern) ?? []);
  const other = stringValues(wanted.map(lowerCase));
  return { values: [...new Set([...values, ...other.values])], complete: false };
}

/**
 * `StringEquals` takes `*` and `?` for characters, `StringLike` for wildcards (S3). Values count letters
 * except with `IgnoreCase` (S4).
 */
export const STRING_OPERATORS: readonly OperatorDefinition[] = [
  ...withNegation("StringEquals", "StringNotEquals", {
    wildcards: false,
    compare: relate,
    keyValues: stringValues,
  }),
  ...withNegation("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", {
    wildcards: false,
    compare: (wanted, value) => relate(lowerCase(wanted), lowerCase(value)),
    keyValues: caselessValues,
  }),
  ...withNegation("StringLike", "StringNotLike", {
    wildcards: true,
    compare: relate,
    keyValues: stringValues,
  }),
];
