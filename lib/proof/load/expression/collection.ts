import type { Expression, ForExpression, ObjectEntry } from "./ast";
import type { Cursor } from "./cursor";

type ExpressionParser = (cursor: Cursor) => Expression;

/** After `[`. @throws Unparsable */
export function readListOrFor(cursor: Cursor, expression: ExpressionParser): Expression {
  if (takeFor(cursor)) return readFor(cursor, expression, "]");
  const items: Expression[] = [];
  while (!cursor.takeNext("]")) {
    items.push(expression(cursor));
    if (!cursor.takeNext(",")) {
      cursor.expect("]");
      break;
    }
  }
  return { kind: "list", items };
}

/** After `{`. @throws Unparsable */
export function readObjectOrFor(cursor: Cursor, expression: ExpressionParser): Expression {
  if (takeFor(cursor)) return readFor(cursor, expression, "}");
  const entries: ObjectEntry[] = [];
  while (!cursor.takeNext("}")) {
    const key = readKey(cursor, expression);
    if (!cursor.takeNext("=")) cursor.expect(":");
    entries.push({ key, value: expression(cursor) });
    // A line break may stand for the comma.
    cursor.takeNext(",");
  }
  return { kind: "object", entries };
}

/** A word that stands alone is the key itself; in parentheses it is an expression. */
function readKey(cursor: Cursor, expression: ExpressionParser): Expression {
  cursor.skipBlank();
  const start = cursor.at;
  const name = cursor.name();
  cursor.skipBlank();
  if (name !== undefined && (cursor.sees("=") || cursor.sees(":"))) return { kind: "literal", value: name };
  cursor.at = start;
  return expression(cursor);
}

function takeFor(cursor: Cursor): boolean {
  cursor.skipBlank();
  const start = cursor.at;
  if (cursor.name() === "for" && /\s/.test(cursor.text[cursor.at] ?? "")) return true;
  cursor.at = start;
  return false;
}

function readFor(cursor: Cursor, expression: ExpressionParser, end: "]" | "}"): ForExpression {
  const first = readName(cursor);
  const second = cursor.takeNext(",") ? readName(cursor) : undefined;
  if (readName(cursor) !== "in") throw cursor.unexpected("in");
  const of = expression(cursor);
  cursor.expect(":");
  const head = expression(cursor);
  const arrow = end === "}";
  if (arrow) cursor.expect("=>");
  const value = arrow ? expression(cursor) : head;
  const groups = arrow && cursor.takeNext("...");
  const when = takeIf(cursor) ? expression(cursor) : undefined;
  cursor.expect(end);
  const names = second === undefined ? { valueName: first } : { keyName: first, valueName: second };
  return { kind: "for", ...names, of, key: arrow ? head : undefined, value, when, groups };
}

function readName(cursor: Cursor): string {
  cursor.skipBlank();
  const name = cursor.name();
  if (name === undefined) throw cursor.unexpected("a name");
  return name;
}

function takeIf(cursor: Cursor): boolean {
  cursor.skipBlank();
  const start = cursor.at;
  if (cursor.name() === "if") return true;
  cursor.at = start;
  return false;
}
