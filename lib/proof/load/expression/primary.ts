import type { Expression, Step } from "./ast";
import { readListOrFor, readObjectOrFor } from "./collection";
import type { Cursor } from "./cursor";
import { QUOTED, readTemplateParts } from "./template";

type ExpressionParser = (cursor: Cursor) => Expression;

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** A value with what is taken of it: `aws_iam_role.x["a"].arn`, `f(x)[0]`. @throws Unparsable */
export function readPrimary(cursor: Cursor, expression: ExpressionParser): Expression {
  const of = readTerm(cursor, expression);
  const steps = readSteps(cursor, expression, "all");
  return steps.length === 0 ? of : { kind: "traversal", of, steps };
}

function readTerm(cursor: Cursor, expression: ExpressionParser): Expression {
  cursor.skipBlank();
  if (cursor.take('"')) return readTemplateParts(cursor, QUOTED, expression);
  if (cursor.take("(")) {
    const inside = expression(cursor);
    cursor.expect(")");
    return inside;
  }
  if (cursor.take("[")) return readListOrFor(cursor, expression);
  if (cursor.take("{")) return readObjectOrFor(cursor, expression);
  const number = cursor.number();
  if (number !== undefined) return { kind: "literal", value: Number(number) };
  const name = cursor.name();
  if (name === undefined) throw cursor.unexpected("a value");
  if (cursor.take("(")) return readCall(name, cursor, expression);
  return nameOrWord(name);
}

/** A name, unless it is a word of the language. */
export function nameOrWord(name: string): Expression {
  const word = WORDS.get(name);
  return word === undefined ? { kind: "name", name } : { kind: "literal", value: word };
}

function readCall(name: string, cursor: Cursor, expression: ExpressionParser): Expression {
  const args: Expression[] = [];
  let expands = false;
  while (!cursor.takeNext(")")) {
    args.push(expression(cursor));
    expands = cursor.takeNext("...");
    if (!cursor.takeNext(",")) {
      cursor.expect(")");
      break;
    }
  }
  return { kind: "call", name, args, expands };
}

/** After `.*` only attributes belong to each element, after `[*]` everything does. */
function readSteps(cursor: Cursor, expression: ExpressionParser, which: "all" | "attributes"): Step[] {
  const steps: Step[] = [];
  for (;;) {
    const step = cursor.sees("...") ? undefined : readStep(cursor, expression, which);
    if (step === undefined) return steps;
    steps.push(step);
  }
}

function readStep(
  cursor: Cursor,
  expression: ExpressionParser,
  which: "all" | "attributes",
): Step | undefined {
  if (cursor.take(".")) {
    if (cursor.take("*")) return { kind: "splat", steps: readSteps(cursor, expression, "attributes") };
    const digits = cursor.digits();
    if (digits !== undefined) return { kind: "index", key: { kind: "literal", value: Number(digits) } };
    const name = cursor.name();
    if (name === undefined) throw cursor.unexpected("a name");
    return { kind: "attribute", name };
  }
  if (which === "attributes" || !cursor.take("[")) return undefined;
  if (cursor.takeNext("*")) {
    cursor.expect("]");
    return { kind: "splat", steps: readSteps(cursor, expression, "all") };
  }
  const key = expression(cursor);
  cursor.expect("]");
  return { kind: "index", key };
}
