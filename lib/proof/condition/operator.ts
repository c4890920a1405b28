import type { Pattern } from "../pattern/token";
import type { Truth } from "../truth";

/** Values of a key that tell an operator's policy values apart. */
export interface KeyValues {
  readonly values: readonly string[];
  /** True when every value that a request may have behaves like one of these. */
  readonly complete: boolean;
}

/** One condition operator, in its positive sense: the negated ones are the same comparison, turned round. */
export interface OperatorDefinition {
  /** In AWS's spelling. */
  readonly name: string;
  /** True for the operators that hold when no value of the policy matches. */
  readonly negated: boolean;
  /** True when `*` and `?` in the policy's values are wildcards. */
  readonly wildcards: boolean;
  /**
   * Does the request's value match this value of the policy? What the policy's value must look like and does
   * not is `unknown`; a request's value of the wrong form matches nothing.
   */
  compare(wanted: Pattern, value: Pattern): Truth;
  /** Values to try for a key that may be anything, given what the policies compare it with. */
  keyValues(wanted: readonly Pattern[]): KeyValues;
}

/** An operator and its negation, by their names. */
export function withNegation(
  name: string,
  negatedName: string,
  comparison: Omit<OperatorDefinition, "name" | "negated">,
): readonly OperatorDefinition[] {
  return [
    { ...comparison, name, negated: false },
    { ...comparison, name: negatedName, negated: true },
  ];
}
