import type { Piece } from "../../facts/text";
import { piecesOf, textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import { symbol } from "../../pattern/token";
import {
  failure,
  list,
  NULL,
  scalar,
  text,
  toLiteral,
  toNumber,
  toPieces,
  toTruth,
} from "../evaluate/values";
import { notEvaluated, ofTexts, strict, type TerraformFunction } from "./function";
import { format } from "./format";

/** A text in another case: what is unknown has a name in that case, too. */
function inCase(name: string, change: (literal: string) => string): TerraformFunction {
  return strict(([value = NULL]) => {
    const pieces = toPieces(value);
    if (pieces === undefined) return notEvaluated(name);
    return textOfPieces(
      pieces.map((piece) =>
        typeof piece === "string" ? change(piece) : symbol(`${name}(${piece.id})`, { holds: piece.holds }),
      ),
    );
  });
}

const join: TerraformFunction = strict(([separator = NULL, ...lists]) => {
  const between = toPieces(separator);
  const items = lists.flatMap((one) => (one.kind === "list" && !one.open ? one.items : [NULL]));
  const texts = items.map(toPieces);
  if (between === undefined || !texts.every((one) => one !== undefined)) return notEvaluated("join");
  return textOfPieces(texts.flatMap((pieces, index) => (index === 0 ? pieces : [...between, ...pieces])));
});

/** Names hold neither `:` nor `/`, so that an ARN falls apart at them whatever its names are. */
function canSplit(piece: Piece, separator: string): boolean {
  return typeof piece === "string" || (piece.holds === "name" && /^[:/]+$/.test(separator));
}

const split: TerraformFunction = strict(([separator = NULL, value = NULL]) => {
  const between = toLiteral(separator);
  const pieces = toPieces(value);
  if (between === undefined || pieces === undefined || !pieces.every((piece) => canSplit(piece, between)))
    return notEvaluated("split");
  if (pieces.length === 0) return list(between === "" ? [] : [text("")]);
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    const [first = "", ...others] = typeof piece === "string" ? piece.split(between) : [piece];
    parts.at(-1)?.push(first);
    for (const other of others) parts.push([other]);
  }
  return list(parts.map(textOfPieces));
});

/** Only literal text is looked into, and only where what is searched cannot stand across an unknown part. */
const replace: TerraformFunction = (args, scope) => {
  const [value, search, by] = args;
  const [wanted, replacement] = [search && toLiteral(search), by && toPieces(by)];
  if (value?.kind !== "text" || wanted === undefined || replacement === undefined || isPattern(wanted))
    return ofTexts("replace", replaceLiteral)(args, scope);
  const pieces = piecesOf(value);
  if (!pieces.every((piece) => canSplit(piece, wanted)))
    return ofTexts("replace", replaceLiteral)(args, scope);
  return textOfPieces(
    pieces.flatMap((piece): readonly Piece[] => {
      if (typeof piece !== "string") return [piece];
      return piece.split(wanted).flatMap((part, index) => (index === 0 ? [part] : [...replacement, part]));
    }),
  );
};

function isPattern(wanted: string): boolean {
  return wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/");
}

function replaceLiteral(value = "", wanted = "", by = ""): Value {
  if (isPattern(wanted)) return notEvaluated("replace");
  return text(value.replaceAll(wanted, () => by));
}

const substr: TerraformFunction = strict(([value = NULL, offset = NULL, length = NULL]) => {
  const [literal, from, count] = [toLiteral(value), toNumber(offset), toNumber(length)];
  if (literal === undefined || from === undefined || count === undefined) return notEvaluated("substr");
  const characters = Array.from(literal);
  const start = from < 0 ? characters.length + from : from;
  if (start < 0) return failure("substr starts before the text");
  return text(characters.slice(start, count < 0 ? undefined : start + count).join(""));
});

const formatlist: TerraformFunction = strict((args, scope) => {
  const lists = args.filter((arg) => arg.kind === "list");
  if (lists.some((one) => one.open) || new Set(lists.map((one) => one.items.length)).size > 1)
    return notEvaluated("formatlist");
  const rounds = lists[0]?.items.length ?? 1;
  return list(
    Array.from({ length: rounds }, (_, index) =>
      format(
        args.map((arg) => (arg.kind === "list" ? (arg.items[index] ?? NULL) : arg)),
        scope,
      ),
    ),
  );
});

/** Whether a text begins or ends with another: the literal part at that end may decide. */
function affix(name: string, test: (value: string, wanted: string) => boolean): TerraformFunction {
  return strict(([value = NULL, wanted = NULL]) => {
    const [searched, pieces] = [toLiteral(wanted), toPieces(value)];
    if (searched === undefined || pieces === undefined) return notEvaluated(name);
    const end = name === "startswith" ? pieces[0] : pieces.at(-1);
    const known = typeof end === "string" ? end : "";
    if (pieces.length < 2 && typeof end !== "object") return scalar(test(known, searched));
    return known.length >= searched.length ? scalar(test(known, searched)) : notEvaluated(name);
  });
}

function trimmed(value: string, cutset: string): string {
  const characters = Array.from(value);
  while (characters.length > 0 && cutset.includes(characters[0] ?? "")) characters.shift();
  while (characters.length > 0 && cutset.includes(characters.at(-1) ?? "")) characters.pop();
  return characters.join("");
}

const tostring: TerraformFunction = strict(([value = NULL]) => {
  const pieces = toPieces(value);
  return pieces === undefined ? value : textOfPieces(pieces);
});

const tobool: TerraformFunction = strict(([value = NULL]) => {
  const truth = toTruth(value);
  if (truth !== undefined) return scalar(truth);
  return value.kind === "text" && toLiteral(value) === undefined ? notEvaluated("tobool") : value;
});

export const TEXT_FUNCTIONS: readonly (readonly [string, TerraformFunction])[] = [
  ["lower", inCase("lower", (literal) => literal.toLowerCase())],
  ["upper", inCase("upper", (literal) => literal.toUpperCase())],
  [
    "title",
    ofTexts("title", (value = "") => text(value.replace(/(^|\s)\S/g, (start) => start.toUpperCase()))),
  ],
  ["join", join],
  ["split", split],
  ["replace", replace],
  ["substr", substr],
  ["format", format],
  ["formatlist", formatlist],
  ["startswith", affix("startswith", (value, wanted) => value.startsWith(wanted))],
  ["endswith", affix("endswith", (value, wanted) => value.endsWith(wanted))],
  ["trimspace", ofTexts("trimspace", (value = "") => text(value.trim()))],
  ["trim", ofTexts("trim", (value = "", cutset = "") => text(trimmed(value, cutset)))],
  [
    "trimprefix",
    ofTexts("trimprefix", (value = "", prefix = "") =>
      text(value.startsWith(prefix) ? value.slice(prefix.length) : value),
    ),
  ],
  [
    "trimsuffix",
    ofTexts("trimsuffix", (value = "", suffix = "") =>
      text(suffix !== "" && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value),
    ),
  ],
  ["chomp", ofTexts("chomp", (value = "") => text(value.replace(/(\r?\n)+$/, "")))],
  ["tostring", tostring],
  ["tobool", tobool],
];
