import type { Piece } from "../../facts/text";
import { textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import { failure, toLiteral, toNumber, toPieces } from "../evaluate/values";
import { notEvaluated, strict, type TerraformFunction } from "./function";

const VERB = /%(%|(0?)(\d*)([sdvq]))/g;

/** `format` with the verbs %s, %d, %v and %q, and widths of numbers; any other verb is not evaluated. */
export const format: TerraformFunction = strict(([template, ...args]) => {
  const spec = template && toLiteral(template);
  if (spec === undefined || /%[^%sdvq\d]|%\d*[^%sdvq\d]/.test(spec.replaceAll("%%", "")))
    return notEvaluated("format");
  const pieces: Piece[] = [];
  let end = 0;
  let next = 0;
  for (const match of spec.matchAll(VERB)) {
    const [whole, verb = "", zero = "", width = "", letter = ""] = match;
    pieces.push(spec.slice(end, match.index));
    end = match.index + whole.length;
    if (verb === "%") {
      pieces.push("%");
      continue;
    }
    const arg = args[next];
    next += 1;
    if (arg === undefined) return failure("format has too few arguments");
    const written = argument(arg, letter, zero, Number(width));
    if (written === undefined) return notEvaluated("format");
    pieces.push(...written);
  }
  pieces.push(spec.slice(end));
  return textOfPieces(pieces);
});

function argument(value: Value, letter: string, zero: string, width: number): readonly Piece[] | undefined {
  if (letter === "d") {
    const number = toNumber(value);
    return number === undefined ? undefined : [String(number).padStart(width, zero === "0" ? "0" : " ")];
  }
  const pieces = toPieces(value);
  if (letter === "q") {
    const literal = toLiteral(value);
    return literal === undefined ? undefined : [JSON.stringify(literal)];
  }
  if (width === 0 || pieces === undefined) return pieces;
  const literal = toLiteral(value);
  return literal === undefined ? undefined : [literal.padStart(width)];
}
