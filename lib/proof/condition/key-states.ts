import { literal, type Pattern } from "../pattern/token";
import type { Condition } from "../policy/document";
import { render, variableKeys } from "../policy/template";
import { type Context, type KeyState, variableValue } from "./context";
import type { KeyValues } from "./operator";
import { OPERATORS } from "./operators";

/** Beyond so many single values, sets of a multi-valued key are tried only up to pairs. */
const SUBSETS_OF_MOST = 6;

/** States of a key to try when it may be anything. */
export interface KeyStates {
  readonly states: readonly KeyState[];
  /** True when whatever the key may be, the conditions answer as they do for one of these. */
  readonly complete: boolean;
}

type Sampler = (wanted: readonly Pattern[]) => KeyValues;

/** What the conditions compare the key with, by the way in which they compare. */
function comparisons(conditions: readonly Condition[], context: Context): ReadonlyMap<Sampler, Pattern[]> {
  const result = new Map<Sampler, Pattern[]>();
  for (const condition of conditions) {
    const definition = OPERATORS.get(condition.operator.base.toLowerCase());
    if (definition === undefined || definition.name === "Null") continue;
    const wanted = result.get(definition.keyValues) ?? [];
    for (const value of condition.values) {
      const pattern = render(value, definition.wildcards, (key) => variableValue(context, key));
      if (pattern !== undefined) wanted.push(pattern);
    }
    result.set(definition.keyValues, wanted);
  }
  return result;
}

function subsets(values: readonly string[]): readonly (readonly string[])[] {
  return values.reduce<readonly (readonly string[])[]>(
    (sets, value) => [...sets, ...sets.map((set) => [...set, value])],
    [[]],
  );
}

function pairs(values: readonly string[]): readonly (readonly string[])[] {
  return values.flatMap((a, n) => values.slice(n + 1).map((b) => [a, b]));
}

function setsOf(values: readonly string[]): readonly (readonly string[])[] {
  if (values.length > SUBSETS_OF_MOST) return [...values.map((value) => [value]), ...pairs(values)];
  return subsets(values).filter((set) => set.length > 0);
}

function stateOf(values: readonly string[]): KeyState {
  return { state: "values", values: values.map(literal) };
}

/**
 * The states of one key that tell all conditions on it apart: absent, and values on both sides of every
 * comparison. `hints` are further values that are worth a try.
 */
export function keyStates(
  key: string,
  conditions: readonly Condition[],
  context: Context,
  hints: readonly string[] = [],
): KeyStates {
  const own = conditions.filter((condition) => condition.key === key);
  const sampled = [...comparisons(own, context)].map(([sampler, wanted]) => sampler(wanted));
  const found = [...new Set([...hints, ...sampled.flatMap(({ values }) => values)])];
  // A key that is only asked for its presence, or only put into a text, still needs some value.
  const values = found.length === 0 ? ["any"] : found;
  const asVariable = conditions.some(({ values: texts }) =>
    texts.some((text) => variableKeys(text).includes(key)),
  );
  const exact = sampled.length <= 1 && sampled.every(({ complete }) => complete) && !asVariable;
  const multiple = own.some(({ operator }) => operator.set !== undefined);
  if (!multiple)
    return { states: [{ state: "absent" }, ...values.map((value) => stateOf([value]))], complete: exact };
  const filled = values.filter((value) => value !== "");
  const complete = exact && filled.length <= SUBSETS_OF_MOST;
  return { states: [{ state: "absent" }, stateOf([""]), ...setsOf(filled).map(stateOf)], complete };
}
