/**
 * How often a property is tried: as often as it asks for, or at most `PROPERTY_RUNS_MOST` times, for those who wait
 * for the whole suite once for every mutant.
 */
export function runs(wanted: number): number {
  return Math.min(wanted, Number(process.env.PROPERTY_RUNS_MOST ?? wanted));
}
