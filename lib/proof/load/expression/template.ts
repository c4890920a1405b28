import type { Expression } from "./ast";
import type { Cursor } from "./cursor";
import { Unparsable } from "./cursor";

/** The grammar inside of `${…}`: handed in, as templates and expressions are made of each other. */
type ExpressionParser = (cursor: Cursor) => Expression;

/** How the characters of a template are written where it stands. */
export interface Notation {
  /** The character that ends it; undefined where it ends with the text. */
  readonly end: string | undefined;
  /** Characters that stand for themselves wherever they are. */
  readonly plain: RegExp;
  /** Reads an escape such as `\n` at the cursor, and moves on. */
  readonly escape: (cursor: Cursor) => string | undefined;
}

/** A string of Terraform JSON: JSON's own escapes are gone already. */
export const JSON_STRING: Notation = { end: undefined, plain: /[^$%]*/y, escape: () => undefined };

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** A string between quotes inside of an expression. Source: HCL syntax specification, "Template expressions". */
export const QUOTED: Notation = {
  end: '"',
  plain: /[^$%"\\]*/y,
  escape(cursor) {
    if (!cursor.take("\\")) return undefined;
    const letter = cursor.text[cursor.at] ?? "";
    cursor.at += 1;
    const digits = letter === "u" ? 4 : letter === "U" ? 8 : 0;
    if (digits === 0) {
      const plain = ESCAPES[letter];
      if (plain === undefined) throw new Unparsable(`there is no escape \\${letter}`);
      return plain;
    }
    const code = cursor.text.slice(cursor.at, cursor.at + digits);
    if (!/^[0-9a-f]+$/i.test(code) || code.length < digits || Number.parseInt(code, 16) > 0x10ffff)
      throw new Unparsable(`\\${letter}${code} is no character`);
    cursor.at += digits;
    return String.fromCodePoint(Number.parseInt(code, 16));
  },
};

/**
 * Reads text with `${…}` up to the end of its notation. One that is a single `${…}` is the expression itself: its
 * value need not be text.
 *
 * @throws Unparsable
 */
export function readTemplateParts(
  cursor: Cursor,
  notation: Notation,
  expression: ExpressionParser,
): Expression {
  const parts: Expression[] = [];
  let plain = "";
  const endPlain = (): void => {
    if (plain !== "") parts.push({ kind: "literal", value: plain });
    plain = "";
  };
  while (!atEnd(cursor, notation)) {
    const written = literalPiece(cursor, notation);
    if (written !== undefined) {
      plain += written;
    } else {
      endPlain();
      parts.push(interpolation(cursor, expression));
    }
  }
  endPlain();
  const [only] = parts;
  if (only === undefined) return { kind: "literal", value: "" };
  return parts.length === 1 ? only : { kind: "template", parts };
}

function atEnd(cursor: Cursor, { end }: Notation): boolean {
  if (cursor.done && end !== undefined) throw cursor.unexpected(end);
  return end === undefined ? cursor.done : cursor.take(end);
}

/** What stands for itself, as long as possible; undefined before `${`. */
function literalPiece(cursor: Cursor, { plain, escape }: Notation): string | undefined {
  const escaped = escape(cursor);
  if (escaped !== undefined) return escaped;
  if (cursor.take("$${")) return "${";
  if (cursor.take("%%{")) return "%{";
  if (cursor.sees("${")) return undefined;
  if (cursor.sees("%{")) throw new Unparsable("a directive %{…} is not evaluated");
  const start = cursor.at;
  cursor.at += 1;
  cursor.skip(plain);
  return cursor.text.slice(start, cursor.at);
}

function interpolation(cursor: Cursor, expression: ExpressionParser): Expression {
  cursor.take("${");
  if (cursor.take("~")) throw new Unparsable("a strip marker ${~ is not evaluated");
  const inside = expression(cursor);
  cursor.expect("}");
  return inside;
}
