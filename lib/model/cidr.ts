import { IPv6, isValid } from "ipaddr.js";
import { cidrHasHostBits, cidrMalformed } from "../errors/cidr";
import type { ErrorPlace } from "../errors/tenancy-error";
import { isTokenLike } from "./names";

/** An address range: a network and a mask. Ranges of different families have nothing in common. */
export interface Cidr {
  readonly family: 4 | 6;
  /** The first address, as a number. */
  readonly first: bigint;
  /** The length of the mask, 0–32 or 0–128. */
  readonly prefix: number;
}

const BITS = { 4: 32, 6: 128 } as const;

/**
 * Strict: what tools read differently is refused, namely octets with leading zeros, missing octets, a missing mask,
 * host bits and IPv4 addresses dressed as IPv6.
 *
 * @throws TNT1020, TNT1021
 */
export function parseCidr(at: ErrorPlace, what: string, text: unknown): Cidr {
  if (typeof text !== "string") throw cidrMalformed(at, what, text, "an address range is a string.");
  if (isTokenLike(text)) {
    throw cidrMalformed(
      at,
      what,
      text,
      "ranges are compared at synthesis, so a value that only Terraform knows will not do.",
    );
  }
  const [address = "", mask, ...rest] = text.split("/");
  const network = address.includes(":")
    ? parseIpv6(at, what, text, address)
    : parseIpv4(at, what, text, address);
  const bits = BITS[network.family];
  if (mask === undefined) {
    throw cidrMalformed(at, what, text, "the mask is missing.", `${text}/${bits}`);
  }
  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(mask) || Number(mask) > bits) {
    throw cidrMalformed(at, what, text, `the mask is a whole number from 0 to ${bits}.`);
  }
  const prefix = Number(mask);
  const range: Cidr = {
    family: network.family,
    prefix,
    first: (network.value >> BigInt(bits - prefix)) << BigInt(bits - prefix),
  };
  if (range.first !== network.value) throw cidrHasHostBits(at, what, text, formatCidr(range));
  return range;
}

/** The one way of writing a range: IPv4 with four octets, IPv6 in its shortest form. */
export function formatCidr(range: Cidr): string {
  return `${formatAddress(range.family, range.first)}/${range.prefix}`;
}

/** The `offset`-th address of a range. */
export function addressAt(range: Cidr, offset: number): string {
  return formatAddress(range.family, range.first + BigInt(offset));
}

/** True if every address of `inner` is in `outer`. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return (
    outer.family === inner.family &&
    outer.prefix <= inner.prefix &&
    lastOf(inner) <= lastOf(outer) &&
    inner.first >= outer.first
  );
}

/** True if the ranges share an address. */
export function overlapCidr(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= lastOf(b) && b.first <= lastOf(a);
}

/** How many addresses a range has. */
export function sizeOf(range: Cidr): bigint {
  return 1n << BigInt(BITS[range.family] - range.prefix);
}

/** The `index`-th of the equal parts of a range that are `extraBits` smaller. */
export function partOf(range: Cidr, extraBits: number, index: number): Cidr {
  const prefix = range.prefix + extraBits;
  if (prefix > BITS[range.family] || index >= 2 ** extraBits) {
    throw new RangeError(`${formatCidr(range)} has no part ${index} of ${extraBits} more bits`);
  }
  return {
    family: range.family,
    prefix,
    first: range.first + (BigInt(index) << BigInt(BITS[range.family] - prefix)),
  };
}

function lastOf(range: Cidr): bigint {
  return range.first + sizeOf(range) - 1n;
}

function parseIpv4(
  at: ErrorPlace,
  what: string,
  text: string,
  address: string,
): { family: 4; value: bigint } {
  const octets = address.split(".");
  if (octets.some((octet) => /^0\d+$/.test(octet))) {
    const plain = [
      octets.map((octet) => (/^\d+$/.test(octet) ? String(Number(octet)) : octet)).join("."),
      ...text.split("/").slice(1),
    ];
    throw cidrMalformed(
      at,
      what,
      text,
      "an octet with a leading zero is read as octal by some tools.",
      plain.join("/"),
    );
  }
  if (octets.length !== 4 || octets.some((octet) => !/^\d{1,3}$/.test(octet) || Number(octet) > 255)) {
    throw cidrMalformed(at, what, text, "an IPv4 address has four numbers from 0 to 255.");
  }
  return { family: 4, value: octets.reduce((value, octet) => (value << 8n) + BigInt(octet), 0n) };
}

function parseIpv6(
  at: ErrorPlace,
  what: string,
  text: string,
  address: string,
): { family: 6; value: bigint } {
  if (!isValid(address) || address.includes(".") || address.includes("%")) {
    throw cidrMalformed(
      at,
      what,
      text,
      "an IPv6 address has eight groups of hexadecimal digits, `::` standing for zeros once.",
    );
  }
  const parsed = IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) {
    throw cidrMalformed(
      at,
      what,
      text,
      "an IPv4 range dressed as IPv6 overlaps one that it is not compared with.",
      undefined,
    );
  }
  return { family: 6, value: parsed.toByteArray().reduce((value, byte) => (value << 8n) + BigInt(byte), 0n) };
}

function formatAddress(family: 4 | 6, value: bigint): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
  const bytes = Array.from({ length: 16 }, (_, index) => Number((value >> BigInt(8 * (15 - index))) & 255n));
  return new IPv6(bytes).toString();
}
