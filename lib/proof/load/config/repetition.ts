import type { Value } from "../../facts/value";
import { isNull, toLiteral, toNumber } from "../evaluate/values";

/** One of the elements that `for_each` goes over. */
export interface Element {
  readonly key: string | number;
  readonly value: Value;
}

/** More instances than this are written by no person: the count is wrong, or one for all is clearer. */
const INSTANCES_MOST = 10_000;

/** The elements of a map, list or set; why they are not known. */
export function eachElement(of: Value): readonly Element[] | string {
  if (of.kind === "unknown") return of.cause;
  if (of.kind === "fields" && !of.open) return [...of.fields].map(([key, value]) => ({ key, value }));
  if (of.kind !== "list" || of.open) return "what for_each goes over is only known after the apply";
  return of.items.map((value, key) => ({ key, value }));
}

/** The elements of a resource's `for_each`: a set's are their own keys. */
export function eachInstance(of: Value): readonly Element[] | string {
  const elements = eachElement(of);
  if (typeof elements === "string" || of.kind !== "list") return elements;
  const keyed = elements.map(({ value }) => ({ key: toLiteral(value), value }));
  const known = keyed.filter((one): one is { key: string; value: Value } => one.key !== undefined);
  return known.length === keyed.length ? known : "a key of for_each is only known after the apply";
}

/** The instances of a `count`. */
export function countedInstances(of: Value): readonly Element[] | string {
  const count = toNumber(of);
  if (count === undefined || isNull(of)) {
    return of.kind === "unknown" ? of.cause : "the count is only known after the apply";
  }
  if (count > INSTANCES_MOST) return `there are more than ${INSTANCES_MOST} instances`;
  return Array.from({ length: Math.max(0, Math.floor(count)) }, (_, key) => ({ key, value: of }));
}
