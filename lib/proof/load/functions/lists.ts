import type { List, Value } from "../../facts/value";
import { identityOf, same } from "../evaluate/identity";
import {
  failure,
  isNull,
  list,
  NULL,
  scalar,
  toLiteral,
  toNumber,
  toPieces,
  toTruth,
  unknown,
} from "../evaluate/values";
import { notEvaluated, strict, type TerraformFunction } from "./function";

/** For functions of one list of which all elements are there. */
function ofList(
  name: string,
  compute: (items: readonly Value[], rest: readonly Value[]) => Value,
): TerraformFunction {
  return strict(([of = NULL, ...rest]) => {
    if (of.kind !== "list") return failure(`${name} is for lists`);
    return of.open ? notEvaluated(name) : compute(of.items, rest);
  });
}

/** Each value once. Values that may turn out to be the same stay, so that the result may have fewer. */
function distinct(items: readonly Value[], open: boolean): List {
  const kept: Value[] = [];
  const seen = new Set<string>();
  let certain = !open;
  for (const item of items) {
    const identity = identityOf(item);
    if (identity !== undefined && seen.has(identity)) continue;
    if (kept.some((other) => same(other, item) === undefined)) certain = false;
    if (identity !== undefined) seen.add(identity);
    kept.push(item);
  }
  return list(kept, !certain);
}

/** A set is sorted where its elements are known, as Terraform does. */
const toset: TerraformFunction = strict(([of = NULL]) => {
  if (of.kind !== "list") return failure("toset is for lists");
  return sorted(distinct(of.items, of.open));
});

function sorted(of: List): List {
  const keyed = of.items.map((item) => [toLiteral(item), item] as const);
  if (keyed.some(([key]) => key === undefined)) return of;
  return list(
    keyed.sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item),
    of.open,
  );
}

const concat: TerraformFunction = strict((lists) => {
  const all = lists.filter((one) => one.kind === "list");
  if (all.length < lists.length) return failure("concat is for lists");
  return list(
    all.flatMap((one) => one.items),
    all.some((one) => one.open),
  );
});

const flatten: TerraformFunction = strict(([of = NULL]) =>
  of.kind === "list" ? flat(of) : failure("flatten is for lists"),
);

function flat(of: List): List {
  const inside = of.items.map((item) => {
    if (item.kind === "list") return flat(item);
    return list([item], item.kind === "unknown");
  });
  return list(
    inside.flatMap((one) => one.items),
    of.open || inside.some((one) => one.open),
  );
}

const coalescelist: TerraformFunction = (lists) => {
  const first = lists.find((one) => one.kind !== "list" || one.open || one.items.length > 0);
  return first ?? failure("every list is empty");
};

/** Null and empty text are passed over. */
const coalesce: TerraformFunction = (values) => {
  const rest = values.filter((value) => !isNull(value) && toLiteral(value) !== "");
  const [first] = rest;
  if (first === undefined) return failure("every argument is null or empty");
  const holdsText = first.kind !== "text" || (toPieces(first) ?? []).some((piece) => isNotEmpty(piece));
  return holdsText || rest.every((value) => same(first, value) === true)
    ? first
    : unknown("whether an argument of coalesce is empty is only known after the apply");
};

function isNotEmpty(piece: string | { readonly holds: "name" | "text" }): boolean {
  return typeof piece === "string" || piece.holds === "name";
}

/** Goes round from the end to the start. */
function element(items: readonly Value[], [index = NULL]: readonly Value[]): Value {
  const number = toNumber(index);
  if (number === undefined) return notEvaluated("element");
  if (items.length === 0) return failure("element is for lists that have one");
  return items[((number % items.length) + items.length) % items.length] ?? NULL;
}

function contains(items: readonly Value[], [wanted = NULL]: readonly Value[]): Value {
  const found = items.map((item) => same(item, wanted));
  if (found.includes(true)) return scalar(true);
  return found.includes(undefined) ? notEvaluated("contains") : scalar(false);
}

function indexOf(items: readonly Value[], [wanted = NULL]: readonly Value[]): Value {
  for (const [index, item] of items.entries()) {
    const equal = same(item, wanted);
    if (equal === undefined) return notEvaluated("index");
    if (equal) return scalar(index);
  }
  return failure("index does not find the value");
}

function compact(items: readonly Value[]): Value {
  const known = items.every((item) => toLiteral(item) !== undefined || isNull(item));
  return list(
    items.filter((item) => !isNull(item) && toLiteral(item) !== ""),
    !known,
  );
}

function slice(items: readonly Value[], [start = NULL, end = NULL]: readonly Value[]): Value {
  const [from, to] = [toNumber(start), toNumber(end)];
  return from === undefined || to === undefined ? notEvaluated("slice") : list(items.slice(from, to));
}

function one(items: readonly Value[]): Value {
  if (items.length > 1) return failure("one is for lists of at most one element");
  return items[0] ?? NULL;
}

/** `alltrue` and `anytrue`: one element may decide. */
function truths(name: string, decides: boolean): TerraformFunction {
  return ofList(name, (items) => {
    const known = items.map(toTruth);
    if (known.includes(decides)) return scalar(decides);
    return known.includes(undefined) ? notEvaluated(name) : scalar(!decides);
  });
}

const range: TerraformFunction = strict((args) => {
  const numbers = args.map(toNumber);
  if (!numbers.every((number) => number !== undefined)) return notEvaluated("range");
  const [start = 0, end = 0] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  const step = numbers[2] ?? (end < start ? -1 : 1);
  const count = Math.max(0, Math.ceil((end - start) / step));
  if (!Number.isFinite(count) || count > RANGE_MOST) return failure("range has too many numbers");
  return list(Array.from({ length: count }, (_, index) => scalar(start + index * step)));
});

/** Source: Terraform, "range function". */
const RANGE_MOST = 1024;

const setproduct: TerraformFunction = strict((sets) => {
  const lists = sets.filter((set) => set.kind === "list" && !set.open) as readonly List[];
  if (lists.length < sets.length) return notEvaluated("setproduct");
  const product = lists.reduce<readonly (readonly Value[])[]>(
    (rows, { items }) => rows.flatMap((row) => items.map((item) => [...row, item])),
    [[]],
  );
  return list(product.map((row) => list(row)));
});

function setOperation(name: string, keep: (present: readonly boolean[]) => boolean): TerraformFunction {
  return strict((sets) => {
    const identities = sets.map((set) =>
      set.kind === "list" && !set.open ? set.items.map(identityOf) : [undefined],
    );
    if (identities.flat().includes(undefined)) return notEvaluated(name);
    const literal = sets.every(
      (set) => set.kind === "list" && set.items.every((item) => toLiteral(item) !== undefined),
    );
    if (!literal) return notEvaluated(name);
    const items = sets.flatMap((set) => (set.kind === "list" ? set.items : []));
    const kept = items.filter((item) => keep(identities.map((all) => all.includes(identityOf(item)))));
    return sorted(distinct(kept, false));
  });
}

export const LIST_FUNCTIONS: readonly (readonly [string, TerraformFunction])[] = [
  ["concat", concat],
  ["flatten", flatten],
  ["toset", toset],
  ["tolist", strict(([of = NULL]) => of)],
  [
    "distinct",
    strict(([of = NULL]) => (of.kind === "list" ? distinct(of.items, of.open) : notEvaluated("distinct"))),
  ],
  ["sort", strict(([of = NULL]) => (of.kind === "list" ? sorted(of) : notEvaluated("sort")))],
  ["coalesce", coalesce],
  ["coalescelist", coalescelist],
  ["element", ofList("element", element)],
  ["contains", ofList("contains", contains)],
  ["index", ofList("index", indexOf)],
  ["compact", ofList("compact", compact)],
  ["slice", ofList("slice", slice)],
  ["reverse", ofList("reverse", (items) => list([...items].reverse()))],
  ["one", ofList("one", one)],
  ["alltrue", truths("alltrue", false)],
  ["anytrue", truths("anytrue", true)],
  ["range", range],
  ["setproduct", setproduct],
  ["setunion", setOperation("setunion", (present) => present.includes(true))],
  ["setintersection", setOperation("setintersection", (present) => !present.includes(false))],
  ["setsubtract", setOperation("setsubtract", ([first, second]) => first === true && second === false)],
];
