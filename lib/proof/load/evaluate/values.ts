import type { Piece } from "../../facts/text";
import { literalOf, piecesOf, textOfPieces } from "../../facts/text";
import type { Fields, List, Scalar, Text, Unknown, Value } from "../../facts/value";

export const NULL: Scalar = { kind: "scalar", value: null };

export function scalar(value: number | boolean): Scalar {
  return { kind: "scalar", value };
}

export function text(literal: string): Text {
  return textOfPieces([literal]);
}

export function list(items: readonly Value[], open = false): List {
  return { kind: "list", items, open };
}

export function fields(entries: Iterable<readonly [string, Value]>, open = false): Fields {
  return { kind: "fields", fields: new Map(entries), open };
}

export function unknown(cause: string): Unknown {
  return { kind: "unknown", cause };
}

/** What Terraform itself would refuse to evaluate: `try` goes on to its next argument there. */
class Failure implements Unknown {
  readonly kind = "unknown";

  constructor(readonly cause: string) {}
}

export function failure(cause: string): Unknown {
  return new Failure(cause);
}

export function isFailure(value: Value): boolean {
  return value instanceof Failure;
}

export function isNull(value: Value): boolean {
  return value.kind === "scalar" && value.value === null;
}

/** A value where text is wanted, numbers and truths written as Terraform converts them; else undefined. */
export function toPieces(value: Value): readonly Piece[] | undefined {
  if (value.kind === "text") return piecesOf(value);
  return value.kind === "scalar" && value.value !== null ? [String(value.value)] : undefined;
}

/** The characters of a value where text is wanted; undefined if they are not all known. */
export function toLiteral(value: Value): string | undefined {
  if (value.kind === "text") return literalOf(value);
  return value.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}

export function toNumber(value: Value): number | undefined {
  if (value.kind === "scalar") return typeof value.value === "number" ? value.value : undefined;
  const literal = toLiteral(value);
  return literal === undefined || literal.trim() === "" || Number.isNaN(Number(literal))
    ? undefined
    : Number(literal);
}

export function toTruth(value: Value): boolean | undefined {
  if (value.kind === "scalar") return typeof value.value === "boolean" ? value.value : undefined;
  const literal = toLiteral(value);
  return literal === "true" ? true : literal === "false" ? false : undefined;
}

/** A JSON value as a value, its strings taken as they are. */
export function fromJson(json: unknown): Value {
  if (typeof json === "string") return text(json);
  if (typeof json === "number" || typeof json === "boolean") return scalar(json);
  if (Array.isArray(json)) return list(json.map(fromJson));
  if (typeof json !== "object" || json === null) return NULL;
  return fields(Object.entries(json).map(([key, item]) => [key, fromJson(item)] as const));
}
