import { orderedOperators } from "./ordered";

/** The forms of ISO 8601 that AWS names (W3C NOTE-datetime): a year, a month, a day, a time with its zone. */
const ISO = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;
const DIGITS = /^-?\d+(?:\.\d+)?$/;
/** Digits from here on are milliseconds: as seconds they would be past the year 5000. */
const MILLISECONDS_FROM = 1e11;

/** Milliseconds since 1970. Four digits are a year, more or fewer the seconds of UNIX time. */
export function readDate(text: string): number | undefined {
  if (ISO.test(text)) {
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : time;
  }
  if (!DIGITS.test(text)) return undefined;
  const epoch = Number(text);
  return Math.abs(epoch) < MILLISECONDS_FROM ? epoch * 1000 : epoch;
}

/** The text of a time that `readDate` reads as it. */
function writeDate(time: number): string {
  return new Date(time).toISOString();
}

export const DATE_OPERATORS = orderedOperators({ family: "Date", read: readDate, write: writeDate });
