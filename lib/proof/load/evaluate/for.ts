import type { Value } from "../../facts/value";
import type { Expression, ForExpression } from "../expression/ast";
import type { Scope } from "./scope";
import { InnerScope } from "./scope";
import { fields, list, scalar, text, toLiteral, toTruth, unknown } from "./values";

type Evaluator = (expression: Expression, scope: Scope) => Value;

/** One round of a `for`. */
interface Round {
  readonly scope: Scope;
  /** False if the condition cannot be read. */
  readonly certain: boolean;
}

/** `[for …]` and `{for …}` over what is known; open where there may be more or fewer elements. */
export function evaluateFor(expression: ForExpression, scope: Scope, evaluate: Evaluator): Value {
  const of = evaluate(expression.of, scope);
  if (of.kind === "unknown") return of;
  if (of.kind !== "list" && of.kind !== "fields") return unknown("a for goes over what has no elements");
  const all = rounds(expression, entriesOf(of), scope, evaluate);
  const open = of.open || all.some((round) => !round.certain);
  if (expression.key === undefined)
    return list(
      all.map((round) => evaluate(expression.value, round.scope)),
      open,
    );
  return object(expression, expression.key, all, open, evaluate);
}

function entriesOf(value: Extract<Value, { kind: "list" | "fields" }>): (readonly [Value, Value])[] {
  if (value.kind === "list") return value.items.map((item, index) => [scalar(index), item] as const);
  const sorted = [...value.fields].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, item]) => [text(key), item] as const);
}

function rounds(
  { keyName, valueName, when }: ForExpression,
  entries: readonly (readonly [Value, Value])[],
  outer: Scope,
  evaluate: Evaluator,
): Round[] {
  return entries.flatMap(([key, value], index) => {
    const variables = new Map([
      [valueName, value],
      ...(keyName === undefined ? [] : [[keyName, key] as const]),
    ]);
    const scope = new InnerScope(outer, variables, `${valueName} ${index}`);
    const wanted = when === undefined ? true : toTruth(evaluate(when, scope));
    return wanted === false ? [] : [{ scope, certain: wanted === true }];
  });
}

function object(
  { value, groups }: ForExpression,
  key: Expression,
  all: readonly Round[],
  open: boolean,
  evaluate: Evaluator,
): Value {
  const found = new Map<string, Value[]>();
  for (const { scope } of all) {
    const name = toLiteral(evaluate(key, scope));
    if (name === undefined) return unknown("a key of an object is only known after the apply");
    found.set(name, [...(found.get(name) ?? []), evaluate(value, scope)]);
  }
  const entries = [...found].map(([name, values]) => [name, groups ? list(values) : last(values)] as const);
  return fields(entries, open);
}

function last(values: readonly Value[]): Value {
  return values.at(-1) ?? unknown("nothing stands under a key");
}
