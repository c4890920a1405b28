import { isIPv4, isIPv6 } from "node:net";
import { type Pattern, textOf } from "../pattern/token";
import { type Truth, truthOf } from "../truth";
import { type KeyValues, type OperatorDefinition, withNegation } from "./operator";

/** Addresses from `first` to `last`, of one family. */
interface Range {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

function ipv4(text: string): bigint {
  return text.split(".").reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function groups(text: string): readonly string[] {
  return text === "" ? [] : text.split(":");
}

function ipv6(text: string): bigint {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail?.[1] !== undefined && tail[2] !== undefined) {
    const low = ipv4(tail[2]);
    return ipv6(`${tail[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const [head = "", rest] = text.split("::");
  const [left, right] = [groups(head), groups(rest ?? "")];
  const zeros = rest === undefined ? 0 : 8 - left.length - right.length;
  const written = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return written.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

const PREFIX = /^\d{1,3}$/;

/** An address or a CIDR block; without a prefix it is the one address. Bits below the prefix do not count. */
export function readRange(text: string): Range | undefined {
  const [address = "", prefix, ...more] = text.split("/");
  const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes("%") ? 128 : undefined;
  if (bits === undefined || more.length > 0) return undefined;
  if (prefix !== undefined && (!PREFIX.test(prefix) || Number(prefix) > bits)) return undefined;
  const value = bits === 32 ? ipv4(address) : ipv6(address);
  const free = BigInt(bits - Number(prefix ?? bits));
  const first = (value >> free) << free;
  return { bits, first, last: first | ((1n << free) - 1n) };
}

function compare(wanted: Pattern, value: Pattern): Truth {
  const [want, found] = [textOf(wanted), textOf(value)];
  const range = want === undefined ? undefined : readRange(want);
  if (range === undefined || found === undefined) return "unknown";
  const given = readRange(found);
  if (given === undefined || given.bits !== range.bits) return "no";
  return truthOf(given.first >= range.first && given.last <= range.last);
}

function writeAddress(value: bigint, bits: 32 | 128): string {
  const size = bits === 32 ? 8n : 16n;
  const count = bits === 32 ? 4 : 8;
  const parts = Array.from(
    { length: count },
    (_, n) => (value >> (size * BigInt(count - 1 - n))) & ((1n << size) - 1n),
  );
  return bits === 32 ? parts.join(".") : parts.map((part) => part.toString(16)).join(":");
}

/** The ends of every range and their neighbours, and an address of each family far from all. */
function addresses(wanted: readonly Pattern[]): KeyValues {
  const ranges = wanted.flatMap((pattern) => readRange(textOf(pattern) ?? "") ?? []);
  const values = ranges.flatMap(({ bits, first, last }) => {
    const top = (1n << BigInt(bits)) - 1n;
    const around = [first - 1n, first, last, last + 1n].filter((value) => value >= 0n && value <= top);
    return around.map((value) => writeAddress(value, bits));
  });
  const anywhere = ["0.0.0.0", "255.255.255.255", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"];
  return { values: [...new Set([...values, ...anywhere])], complete: ranges.length === wanted.length };
}

/** IPv4 and IPv6 apart: an address of one family is in no range of the other. */
export const IP_OPERATORS: readonly OperatorDefinition[] = withNegation("IpAddress", "NotIpAddress", {
  wildcards: false,
  compare,
  keyValues: addresses,
});
