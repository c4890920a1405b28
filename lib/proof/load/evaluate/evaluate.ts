import type { Piece } from "../../facts/text";
import { piecesOf, textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import { shownPattern, symbol } from "../../pattern/token";
import type { Expression, Step } from "../expression/ast";
import { printExpression } from "../expression/print";
import { callFunction, callLazily } from "../functions/call";
import { evaluateFor } from "./for";
import { same } from "./identity";
import { binary, unary } from "./operators";
import type { Scope } from "./scope";
import { attributeOf, eachOf, elementOf } from "./traverse";
import { fields, list, NULL, scalar, text, toLiteral, toPieces, toTruth, unknown } from "./values";

/** The value of an expression, as far as it can be read. Never throws: what cannot be evaluated is unknown. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return literal(expression.value);
    case "template":
      return template(expression.parts, scope);
    case "name":
      return scope.resolve(expression.name, []).value;
    case "traversal":
      return traversal(expression.of, expression.steps, scope);
    case "call":
      return call(expression, scope);
    case "list":
      return list(expression.items.map((item) => evaluate(item, scope)));
    case "object":
      return object(expression, scope);
    case "unary":
      return unary(expression.operator, evaluate(expression.of, scope));
    case "binary":
      return binary(expression, (side) => evaluate(side, scope));
    case "conditional":
      return conditional(expression, scope);
    case "for":
      return evaluateFor(expression, scope, evaluate);
    case "unreadable":
      return unknown(`${JSON.stringify(expression.text)} cannot be read: ${expression.reason}`);
  }
}

function literal(value: string | number | boolean | null): Value {
  if (value === null) return NULL;
  return typeof value === "string" ? text(value) : scalar(value);
}

/** What is unknown in a text gets the name of its expression, so that two of the same are the same. */
function template(parts: readonly Expression[], scope: Scope): Value {
  const pieces = parts.flatMap((part): readonly Piece[] => {
    if (part.kind === "literal") return [String(part.value)];
    const value = evaluate(part, scope);
    return toPieces(value) ?? [symbol(`${scope.label}: ${printExpression(part)}`, { holds: "text" })];
  });
  return textOfPieces(pieces);
}

function traversal(of: Expression, steps: readonly Step[], scope: Scope): Value {
  if (of.kind !== "name") return taken(evaluate(of, scope), steps, scope);
  const { value, used } = scope.resolve(of.name, steps);
  return taken(value, steps.slice(used), scope);
}

function taken(value: Value, steps: readonly Step[], scope: Scope): Value {
  return steps.reduce((from, step) => {
    if (step.kind === "attribute") return attributeOf(from, step.name);
    if (step.kind === "index") return elementOf(from, evaluate(step.key, scope));
    return eachOf(from, (item) => taken(item, step.steps, scope));
  }, value);
}

function call({ name, args, expands }: Extract<Expression, { kind: "call" }>, scope: Scope): Value {
  const lazy = expands ? undefined : callLazily(name, args, (arg) => evaluate(arg, scope));
  if (lazy !== undefined) return lazy;
  const values = args.map((arg) => evaluate(arg, scope));
  if (!expands) return callFunction(name, values, scope);
  const last = values.pop();
  if (last?.kind !== "list" || last.open)
    return unknown(`the arguments of ${name}(…) are only known after the apply`);
  return callFunction(name, [...values, ...last.items], scope);
}

/**
 * The key of an object: its literal, or how one is shown of which the first part is only known after the apply, as of
 * the conditions on what an identity provider says: `${issuer}:sub`. No attribute is called so.
 */
function keyOf(value: Value): string | undefined {
  const known = toLiteral(value);
  if (known !== undefined || value.kind !== "text") return known;
  const last = piecesOf(value).at(-1);
  return typeof last === "string" && /^:\w+$/.test(last) ? shownPattern(value.pattern) : undefined;
}

function object({ entries }: Extract<Expression, { kind: "object" }>, scope: Scope): Value {
  const read = entries.map(
    ({ key, value }) => [keyOf(evaluate(key, scope)), evaluate(value, scope)] as const,
  );
  const known = read.flatMap(([key, value]) => (key === undefined ? [] : [[key, value] as const]));
  return fields(known, known.length < read.length);
}

/** One of two values: unknown, unless both are the same. */
function conditional(
  { test, then, otherwise }: Extract<Expression, { kind: "conditional" }>,
  scope: Scope,
): Value {
  const truth = toTruth(evaluate(test, scope));
  if (truth !== undefined) return evaluate(truth ? then : otherwise, scope);
  const [first, second] = [evaluate(then, scope), evaluate(otherwise, scope)];
  if (same(first, second) === true) return first;
  return unknown(`it depends on ${printExpression(test)}, which is only known after the apply`);
}
