import { tableMalformed } from "../errors/resources";
import type { ErrorPlace } from "../errors/tenancy-error";
import { isTokenLike } from "../model/names";

/** An attribute that items are found by. */
export interface TableKey {
  readonly name: string;
  /** `S`: text, `N`: number, `B`: bytes. @default "S" */
  readonly type?: "S" | "N" | "B";
}

/** Another way to find items. */
export interface TableIndex {
  /** 3 to 255 letters, digits, hyphens, underscores and dots. */
  readonly name: string;
  /** @default - the table's own: a local index, which can only be made with the table */
  readonly partitionKey?: TableKey;
  /** @default - none; a local index needs one */
  readonly sortKey?: TableKey;
  /**
   * Attributes that are copied into the index: all, the keys alone, or those listed besides.
   *
   * @default "ALL"
   */
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly string[];
}

/** What a table's items are found by. */
export interface TableKeys {
  readonly partitionKey: TableKey;
  /** @default - none: one item a partition key */
  readonly sortKey?: TableKey;
  /** @default - none */
  readonly indexes?: readonly TableIndex[];
}

interface IndexAttributes {
  readonly name: string;
  readonly hash_key: string;
  readonly range_key?: string;
  readonly projection_type: string;
  readonly non_key_attributes?: readonly string[];
}

/** Keys and indexes in Terraform's words. */
export interface KeyAttributes {
  readonly hash_key: string;
  readonly range_key?: string;
  readonly attribute: readonly { readonly name: string; readonly type: string }[];
  readonly global_secondary_index: readonly IndexAttributes[];
  readonly local_secondary_index: readonly (Omit<IndexAttributes, "hash_key"> & {
    readonly range_key: string;
  })[];
}

/** Source: DynamoDB developer guide, "Quotas": indexes a table, bytes of a key's name. */
const GLOBAL_MOST = 20;
const LOCAL_MOST = 5;
const KEY_NAME_MOST = 255;
const INDEX_NAME = /^[a-zA-Z0-9_.-]{3,255}$/;

/** @throws TNT1406 */
export function keyAttributes(at: ErrorPlace, keys: TableKeys): KeyAttributes {
  const { partitionKey, sortKey, indexes = [] } = keys;
  const types = new Map<string, string>();
  const own = [checkedKey(at, "partitionKey", partitionKey, types)];
  if (sortKey !== undefined) own.push(checkedKey(at, "sortKey", sortKey, types));
  const names = new Set<string>();
  const written = indexes.map((index) => {
    if (!INDEX_NAME.test(index.name) || names.has(index.name)) {
      const why = "an index has a name of its own, 3 to 255 letters, digits, hyphens, underscores and dots.";
      throw tableMalformed(at, "indexes", index.name, why, 'name it like "by-customer".');
    }
    names.add(index.name);
    return indexAttributes(at, index, types);
  });
  const local = written.flatMap(({ hash_key, range_key, ...rest }) =>
    hash_key === undefined && range_key !== undefined ? [{ ...rest, range_key }] : [],
  );
  const global = written.flatMap(({ hash_key, range_key, ...rest }) =>
    hash_key === undefined ? [] : [{ ...rest, hash_key, ...(range_key !== undefined && { range_key }) }],
  );
  checkCounts(at, keys, local.length, global.length);
  return {
    hash_key: partitionKey.name,
    ...(sortKey && { range_key: sortKey.name }),
    attribute: [...types].map(([name, type]) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    global_secondary_index: global,
    local_secondary_index: local,
  };
}

function indexAttributes(at: ErrorPlace, index: TableIndex, types: Map<string, string>) {
  const what = `indexes.${index.name}`;
  const { partitionKey, sortKey, projection = "ALL" } = index;
  if (partitionKey === undefined && sortKey === undefined) {
    const why = "an index that finds items by what the table finds them by is none.";
    throw tableMalformed(at, what, index, why, "give it a `partitionKey`, or a `sortKey` of its own.");
  }
  if (partitionKey) checkedKey(at, `${what}.partitionKey`, partitionKey, types);
  if (sortKey) checkedKey(at, `${what}.sortKey`, sortKey, types);
  const listed = typeof projection === "string" ? undefined : [...projection].sort();
  return {
    name: index.name,
    hash_key: partitionKey?.name,
    range_key: sortKey?.name,
    projection_type: typeof projection === "string" ? projection : "INCLUDE",
    ...(listed && { non_key_attributes: listed }),
  };
}

function checkedKey(at: ErrorPlace, what: string, key: TableKey, types: Map<string, string>): TableKey {
  const { name, type = "S" } = key;
  if (typeof name !== "string" || name === "" || name.length > KEY_NAME_MOST || isTokenLike(name)) {
    const why = "a key is an attribute's name, known at synthesis.";
    throw tableMalformed(at, what, name, why, 'write it like { name: "id" }.');
  }
  const known = types.get(name);
  if (!["S", "N", "B"].includes(type) || (known !== undefined && known !== type)) {
    const why = "an attribute has one type wherever it is a key: S (text), N (number) or B (bytes).";
    throw tableMalformed(at, what, { name, type }, why, known ? `use ${known}.` : "use S, N or B.");
  }
  types.set(name, type);
  return { name, type };
}

function checkCounts(at: ErrorPlace, keys: TableKeys, local: number, global: number): void {
  if (local > 0 && keys.sortKey === undefined) {
    const why = "indexes without a partition key of their own need a table with a sort key.";
    throw tableMalformed(at, "indexes", `${local} local`, why, "give the table a `sortKey`.");
  }
  if (local > LOCAL_MOST || global > GLOBAL_MOST) {
    const why = `a table has at most ${GLOBAL_MOST} global and ${LOCAL_MOST} local indexes.`;
    throw tableMalformed(at, "indexes", `${global} global, ${local} local`, why, "use fewer.");
  }
}
