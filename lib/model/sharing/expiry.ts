import { expiryMalformed } from "../../errors/grants";
import type { ErrorPlace } from "../../errors/tenancy-error";

const DAY = 24 * 60 * 60 * 1000;

/** The end of a grant. */
export interface Expiry {
  /** The last day, as it was given. */
  readonly date: string;
  /** The first moment at which it is over, ISO 8601. */
  readonly until: string;
}

/** The last day of a grant, in UTC. @throws TNT1357 */
export function parseExpiry(at: ErrorPlace, date: unknown): Expiry {
  const match = typeof date === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) : null;
  if (!match) throw expiryMalformed(at, date);
  const midnight = new Date(`${match[0]}T00:00:00Z`);
  // The thirtieth of February is read as the second of March.
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== match[0]) {
    throw expiryMalformed(at, date);
  }
  const until = new Date(midnight.getTime() + DAY).toISOString().replace(".000Z", "Z");
  return { date: match[0], until };
}

/** How many days are left, counting a day that has begun; zero or less when it is over. */
export function daysLeft(expiry: Expiry, now: Date): number {
  return Math.ceil((new Date(expiry.until).getTime() - now.getTime()) / DAY);
}
