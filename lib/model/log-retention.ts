import { retentionMalformed } from "../errors/tenant";
import type { ErrorPlace } from "../errors/tenancy-error";

/** The periods that CloudWatch Logs takes, in days. Source: its API reference, PutRetentionPolicy. */
const RETENTION_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** @throws TNT1214 */
export function checkedRetention(at: ErrorPlace, days: number): number {
  if (RETENTION_DAYS.includes(days)) return days;
  const longer = RETENTION_DAYS.find((period) => period >= days) ?? 3653;
  throw retentionMalformed(at, days, longer);
}
