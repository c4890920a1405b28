import { piecesOf } from "../../facts/text";
import type { Value } from "../../facts/value";
import { failure, fields, isNull, list, NULL, scalar, text, toLiteral } from "../evaluate/values";
import { notEvaluated, strict, type TerraformFunction } from "./function";

/** Later arguments win. What a later one may hold besides makes unknown what the earlier ones say. */
const merge: TerraformFunction = (args) => {
  const merged = new Map<string, Value>();
  let open = false;
  for (const arg of args) {
    if (isNull(arg)) continue;
    const closed = arg.kind === "fields" && !arg.open;
    if (!closed) {
      open = true;
      merged.clear();
    }
    if (arg.kind === "fields") for (const [key, value] of arg.fields) merged.set(key, value);
  }
  return fields(merged, open);
};

const lookup: TerraformFunction = strict(([of = NULL, key = NULL, otherwise]) => {
  const name = toLiteral(key);
  if (of.kind !== "fields" || name === undefined) return notEvaluated("lookup");
  const found = of.fields.get(name);
  if (found !== undefined) return found;
  if (of.open) return notEvaluated("lookup");
  return otherwise ?? failure(`lookup does not find ${name}`);
});

function sortedEntries(of: Value): (readonly [string, Value])[] | undefined {
  if (of.kind !== "fields" || of.open) return undefined;
  return [...of.fields].sort(([a], [b]) => (a < b ? -1 : 1));
}

const keys: TerraformFunction = strict(([of = NULL]) => {
  const entries = sortedEntries(of);
  return entries === undefined ? notEvaluated("keys") : list(entries.map(([key]) => text(key)));
});

const values: TerraformFunction = strict(([of = NULL]) => {
  const entries = sortedEntries(of);
  return entries === undefined ? notEvaluated("values") : list(entries.map(([, value]) => value));
});

const length: TerraformFunction = strict(([of = NULL]) => {
  if (of.kind === "list" && !of.open) return scalar(of.items.length);
  if (of.kind === "fields" && !of.open) return scalar(of.fields.size);
  const literal = toLiteral(of);
  return of.kind === "text" && literal !== undefined && piecesOf(of).length <= 1
    ? scalar(Array.from(literal).length)
    : notEvaluated("length");
});

const zipmap: TerraformFunction = strict(([names = NULL, items = NULL]) => {
  if (names.kind !== "list" || items.kind !== "list" || names.open || items.open)
    return notEvaluated("zipmap");
  const literals = names.items.map(toLiteral);
  if (!literals.every((name) => name !== undefined)) return notEvaluated("zipmap");
  return fields(literals.map((name, index) => [name, items.items[index] ?? NULL] as const));
});

/** The value itself: what Terraform only marks, or converts without a change that matters here. */
const itself: TerraformFunction = ([value = NULL]) => value;

export const COLLECTION_FUNCTIONS: readonly (readonly [string, TerraformFunction])[] = [
  ["merge", merge],
  ["lookup", lookup],
  ["keys", keys],
  ["values", values],
  ["length", length],
  ["zipmap", zipmap],
  ["tomap", itself],
  ["sensitive", itself],
  ["nonsensitive", itself],
  ["ephemeralasnull", () => NULL],
];
