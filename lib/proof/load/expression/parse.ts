import type { BinaryOperator, Expression } from "./ast";
import { OPERATORS } from "./ast";
import { Cursor, Unparsable } from "./cursor";
import { nameOrWord, readPrimary } from "./primary";
import { JSON_STRING, readTemplateParts } from "./template";

/** True for a string that says what it says, without anything to be put in. */
export function isPlainText(text: string): boolean {
  return !text.includes("${") && !text.includes("%{");
}

/** A name and attributes alone: what most strings with `${…}` are, and what needs no grammar. */
const REFERENCE = /^\$\{([A-Za-z_][\w-]*)((?:\.[A-Za-z_][\w-]*)+)\}$/;

function reference(name: string, attributes: readonly string[]): Expression {
  const steps = attributes.map((each) => ({ kind: "attribute", name: each }) as const);
  return { kind: "traversal", of: nameOrWord(name), steps };
}

/** Reads a string of Terraform JSON: text with `${…}`. What cannot be read becomes an expression that says why. */
export function parseTemplate(text: string): Expression {
  if (isPlainText(text)) return { kind: "literal", value: text };
  const [, name, path] = REFERENCE.exec(text) ?? [];
  if (name !== undefined && path !== undefined) return reference(name, path.slice(1).split("."));
  return attempt(text, (cursor) => readTemplateParts(cursor, JSON_STRING, readExpression));
}

/** Reads an expression by itself, without `${` around it. */
export function parseExpression(text: string): Expression {
  return attempt(text, (cursor) => {
    const expression = readExpression(cursor);
    cursor.skipBlank();
    if (!cursor.done) throw cursor.unexpected("the end");
    return expression;
  });
}

function attempt(text: string, read: (cursor: Cursor) => Expression): Expression {
  try {
    return read(new Cursor(text));
  } catch (error) {
    if (error instanceof Unparsable) return { kind: "unreadable", text, reason: error.message };
    throw error;
  }
}

/** An expression of any precedence. @throws Unparsable */
function readExpression(cursor: Cursor): Expression {
  return cursor.nested(() => {
    const test = readBinary(cursor, 0);
    if (!cursor.takeNext("?")) return test;
    const then = readExpression(cursor);
    cursor.expect(":");
    return { kind: "conditional", test, then, otherwise: readExpression(cursor) };
  });
}

function readBinary(cursor: Cursor, level: number): Expression {
  const operators = OPERATORS[level];
  if (operators === undefined) return readUnary(cursor);
  let left = readBinary(cursor, level + 1);
  for (;;) {
    const operator = takeOperator(cursor, operators);
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right: readBinary(cursor, level + 1) };
  }
}

function takeOperator(cursor: Cursor, operators: readonly BinaryOperator[]): BinaryOperator | undefined {
  cursor.skipBlank();
  return operators.find((operator) => cursor.take(operator));
}

function readUnary(cursor: Cursor): Expression {
  cursor.skipBlank();
  const operator = cursor.sees("!=") ? undefined : (["!", "-"] as const).find((sign) => cursor.take(sign));
  if (operator === undefined) return readPrimary(cursor, readExpression);
  return cursor.nested(() => ({ kind: "unary", operator, of: readUnary(cursor) }));
}
