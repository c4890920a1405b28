import { readRange } from "../condition/ip-address";

/** Addresses of one family, from one to another, both included. */
export interface AddressSpan {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** Addresses without holes between spans; in order, none of them touching another. */
export type AddressSet = readonly AddressSpan[];

/** A range as written, undefined if it is none. Bits below the mask do not count. */
export function readCidr(text: string): AddressSpan | undefined {
  return readRange(text);
}

export function overlaps(a: AddressSet, b: AddressSet): boolean {
  return a.some((x) => b.some((y) => x.bits === y.bits && x.first <= y.last && y.first <= x.last));
}

function cut(span: AddressSpan, hole: AddressSpan): readonly AddressSpan[] {
  if (span.bits !== hole.bits || hole.last < span.first || hole.first > span.last) return [span];
  const { bits } = span;
  const before = { bits, first: span.first, last: hole.first - 1n };
  const after = { bits, first: hole.last + 1n, last: span.last };
  return [before, after].filter(({ first, last }) => first <= last);
}

/** The addresses of the first that are in none of the others. */
export function without(set: AddressSet, holes: AddressSet): AddressSet {
  return holes.reduce<AddressSet>((left, hole) => left.flatMap((span) => cut(span, hole)), set);
}

/** True if every address of the first is in the second. */
export function covers(outer: AddressSet, inner: AddressSet): boolean {
  return without(inner, outer).length === 0;
}
