import type { Piece } from "../../facts/text";
import { textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import type { SymbolToken } from "../../pattern/token";
import { parse as parseYaml } from "yaml";
import { failure, fromJson, list, NULL, text, toPieces, fields } from "../evaluate/values";
import type { Scope } from "../evaluate/scope";
import { notEvaluated, ofTexts, strict, type TerraformFunction } from "./function";

/**
 * JSON of a value. What is not known becomes a string of which nothing is known: whoever reads the document
 * sees the rest of it.
 */
export const jsonencode: TerraformFunction = ([value = NULL], scope) => textOfPieces(encoded(value, scope));

function encoded(value: Value, scope: Scope): readonly Piece[] {
  switch (value.kind) {
    case "scalar":
      return [JSON.stringify(value.value)];
    case "text":
      return ['"', ...(toPieces(value) ?? []).map(escaped), '"'];
    case "unknown":
      return hidden(value.cause, scope);
    case "list":
      if (value.open) return hidden("how many elements there are is only known after the apply", scope);
      return ["[", ...separated(value.items.map((item) => encoded(item, scope))), "]"];
    case "fields":
      return value.open
        ? hidden("which fields there are is only known after the apply", scope)
        : ["{", ...separated(sortedFields(value.fields, scope)), "}"];
  }
}

function sortedFields(all: ReadonlyMap<string, Value>, scope: Scope): (readonly Piece[])[] {
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [`${JSON.stringify(key)}:`, ...encoded(item, scope)]);
}

function hidden(cause: string, scope: Scope): readonly Piece[] {
  return ['"', scope.fresh(cause), '"'];
}

function separated(items: readonly (readonly Piece[])[]): readonly Piece[] {
  return items.flatMap((item, index) => (index === 0 ? item : [",", ...item]));
}

function escaped(piece: Piece): Piece {
  return typeof piece === "string" ? JSON.stringify(piece).slice(1, -1) : piece;
}

/** The first of the characters that Unicode leaves for private use: each stands for one symbol while a text is read. */
const PRIVATE = 0xf0000;

/** Reads a document with symbols in its strings. Undefined if it cannot be read. */
export function parseWithSymbols(
  pieces: readonly Piece[],
  parse: (document: string) => unknown,
): Value | undefined {
  const symbols: SymbolToken[] = [];
  const document = pieces
    .map((piece) =>
      typeof piece === "string" ? piece : String.fromCodePoint(PRIVATE + symbols.push(piece) - 1),
    )
    .join("");
  try {
    return restored(fromJson(parse(document)), symbols);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function restored(value: Value, symbols: readonly SymbolToken[]): Value {
  if (symbols.length === 0) return value;
  switch (value.kind) {
    case "text":
      return textOfPieces((toPieces(value) ?? []).flatMap((piece) => restoredText(piece, symbols)));
    case "list":
      return list(value.items.map((item) => restored(item, symbols)));
    case "fields":
      return fields(
        [...value.fields].map(([key, item]) => [key, restored(item, symbols)] as const),
        [...value.fields.keys()].some((key) =>
          restoredText(key, symbols).some((part) => typeof part !== "string"),
        ),
      );
    default:
      return value;
  }
}

function restoredText(piece: Piece, symbols: readonly SymbolToken[]): readonly Piece[] {
  if (typeof piece !== "string") return [piece];
  return Array.from(piece, (character) => symbols[(character.codePointAt(0) ?? 0) - PRIVATE] ?? character);
}

function decoder(name: string, parse: (document: string) => unknown): TerraformFunction {
  return strict(([value = NULL]) => {
    const pieces = toPieces(value);
    if (pieces === undefined) return failure(`${name} is for texts`);
    const read = parseWithSymbols(pieces, parse);
    if (read !== undefined) return read;
    return pieces.every((piece) => typeof piece === "string")
      ? failure(`${name} cannot read the text`)
      : notEvaluated(name);
  });
}

export const ENCODING_FUNCTIONS: readonly (readonly [string, TerraformFunction])[] = [
  ["jsonencode", jsonencode],
  ["jsondecode", decoder("jsondecode", (document) => JSON.parse(document) as unknown)],
  ["yamldecode", decoder("yamldecode", (document) => parseYaml(document) as unknown)],
  // JSON is YAML, and what reads it here reads both.
  ["yamlencode", jsonencode],
  [
    "base64encode",
    ofTexts("base64encode", (value = "") => text(Buffer.from(value, "utf8").toString("base64"))),
  ],
  [
    "base64decode",
    ofTexts("base64decode", (value = "") => text(Buffer.from(value, "base64").toString("utf8"))),
  ],
  ["urlencode", ofTexts("urlencode", (value = "") => text(encodeURIComponent(value).replaceAll("%20", "+")))],
];
