import { countMalformed, quantityMalformed } from "../errors/quantity";
import type { ErrorPlace } from "../errors/tenancy-error";

const BYTES: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** An amount as Kubernetes stores it, and its value for comparing. */
export interface Quantity {
  /** The canonical text: what the API server answers, so that a second plan is empty. */
  readonly text: string;
  /** Millicores, or bytes. */
  readonly value: number;
}

/** CPU: `8`, `0.5`, `"500m"`. Whole CPUs are written without a suffix, as the API server does. @throws TNT1030 */
export function cpuQuantity(at: ErrorPlace, what: string, given: number | string): Quantity {
  const match = /^(\d+)(?:\.(\d{1,3}))?(m?)$/.exec(String(given));
  const [, whole = "", fraction = "", suffix = ""] = match ?? [];
  if (!match || (suffix === "m" && fraction !== "")) throw quantityMalformed(at, what, given, "500m");
  const milli = suffix === "m" ? Number(whole) : Number(whole) * 1000 + Number(fraction.padEnd(3, "0"));
  return cpuOf(milli);
}

/** The quantity of that many thousandths of a CPU. */
export function cpuOf(milli: number): Quantity {
  return { text: milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`, value: milli };
}

/** Bytes: `"32Gi"`, `"500M"`. @throws TNT1030 */
export function bytesQuantity(at: ErrorPlace, what: string, given: number | string): Quantity {
  const match = /^([1-9]\d*|0)([A-Za-z]*)$/.exec(String(given));
  const unit = match && BYTES[match[2] ?? ""];
  if (!match || unit === undefined || unit === null) {
    throw quantityMalformed(at, what, given, "32Gi", proposedBytes(String(given)));
  }
  if (match[2] === "" && match[1] !== "0") {
    // 32 bytes of memory are never meant.
    throw quantityMalformed(at, what, given, "32Gi", `${match[1]}Gi`);
  }
  return canonicalBytes(Number(match[1]), match[2] ?? "");
}

/** @throws TNT1031 */
export function wholeNumber(
  at: ErrorPlace,
  what: string,
  given: unknown,
  least: number,
  most: number,
): number {
  if (typeof given !== "number" || !Number.isInteger(given) || given < least || given > most) {
    throw countMalformed(at, what, given, least, most);
  }
  return given;
}

/** The API server answers `1Gi` for `1024Mi`: the largest unit that divides the amount. */
function canonicalBytes(count: number, unit: string): Quantity {
  const step = unit.endsWith("i") ? 1024 : 1000;
  const units = unit.endsWith("i") ? ["Ki", "Mi", "Gi", "Ti", "Pi"] : ["", "k", "M", "G", "T", "P"];
  const value = count * (BYTES[unit] ?? 1);
  let amount = count;
  let at = units.indexOf(unit);
  while (amount !== 0 && amount % step === 0 && at < units.length - 1) {
    amount /= step;
    at += 1;
  }
  return { text: amount === 0 ? "0" : `${amount}${units[at] ?? ""}`, value };
}

function proposedBytes(text: string): string | undefined {
  const match = /^(\d+)\s*([kmgtp])i?b?$/i.exec(text);
  if (!match) return undefined;
  const letter = (match[2] ?? "").toUpperCase();
  return `${match[1]}${letter}i`;
}
