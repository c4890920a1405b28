import { literal, type Pattern } from "../pattern/token";
import type { Condition } from "../policy/document";
import { hasVariables, render } from "../policy/template";
import { PairMemo } from "../pair-memo";
import { all, allOf, any, anyOf, not, type Truth } from "../truth";
import { type Context, type KeyState, variableValue } from "./context";
import type { OperatorDefinition } from "./operator";
import { OPERATORS } from "./operators";

/**
 * C1 for one value of the request: one of the policy's values must match; with a negated operator none may.
 * A policy value whose variable has nothing to stand for matches nothing, so that a negated operator holds
 * (S5: "inverted condition operators … do match against a null value", IAM guide, policy variables with no
 * value).
 */
function holdsFor(
  definition: OperatorDefinition,
  wanted: readonly (Pattern | undefined)[],
  value: Pattern,
): Truth {
  const matches = anyOf(wanted, (one) => (one === undefined ? "no" : definition.compare(one, value)));
  return definition.negated ? not(matches) : matches;
}

/** C2, C3, C4: what a missing key makes of a condition. */
function holdsWhenAbsent({ operator }: Condition, negated: boolean): Truth {
  if (operator.set === "ForAllValues" || operator.ifExists) return "yes";
  if (operator.set === "ForAnyValue") return "no";
  return negated ? "yes" : "no";
}

/** A set operator takes an empty text for nothing: "a null data set, such as an empty string" (IAM guide). */
function presentValues(found: KeyState, set: Condition["operator"]["set"]): readonly Pattern[] {
  if (found.state !== "values") return [];
  return set === undefined ? found.values : found.values.filter((value) => value.length > 0);
}

const answers = new PairMemo<Condition, KeyState, Truth>();

function isFixed({ values }: Condition): boolean {
  return !values.some(hasVariables);
}

/**
 * Does the condition hold in this context? `unknown` only where it depends on a key, a variable or a value
 * that is not known.
 */
export function evaluateCondition(condition: Condition, context: Context): Truth {
  const definition = OPERATORS.get(condition.operator.base.toLowerCase());
  if (definition === undefined) return "unknown";
  const found = context.lookUp(condition.key);
  if (found.state === "unknown") return "unknown";
  // Contexts are many and what one key may be is little: without variables nothing else counts.
  const known = answers.get(condition, found);
  if (known !== undefined) return known;
  const answer = compared(condition, definition, found, context);
  return isFixed(condition) ? answers.set(condition, found, answer) : answer;
}

function compared(
  condition: Condition,
  definition: OperatorDefinition,
  found: KeyState,
  context: Context,
): Truth {
  const { set } = condition.operator;
  const wanted = condition.values.map((value) =>
    render(value, definition.wildcards, (key) => variableValue(context, key)),
  );
  const values = presentValues(found, set);
  if (definition.name === "Null") return holdsFor(definition, wanted, literal(String(values.length === 0)));
  if (values.length === 0) return holdsWhenAbsent(condition, definition.negated);
  const each = values.map((value) => holdsFor(definition, wanted, value));
  if (set === "ForAllValues") return all(each);
  if (set === "ForAnyValue") return any(each);
  // Several values need a set operator: without one nothing is compared, and the condition does not hold.
  return each.length === 1 ? all(each) : "no";
}

/** C1 over a statement: every operator and every key must hold. */
export function evaluateConditions(conditions: readonly Condition[], context: Context): Truth {
  return allOf(conditions, (condition) => evaluateCondition(condition, context));
}
