/** The smallest, the middle and the largest of some numbers. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** @throws for an empty list, which has none of the three */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  const [min, low, high, max] = [0, Math.floor(half), Math.ceil(half), sorted.length - 1].map(
    (index) => sorted[index],
  );
  if (min === undefined || low === undefined || high === undefined || max === undefined) {
    throw new Error("There is no spread of no measurements.");
  }
  return { min, median: (low + high) / 2, max };
}

/** What one process took. */
export interface Sample {
  readonly milliseconds: number;
  readonly peakMiB: number;
}

/** Both sides of a pair, measured one right after the other. */
export interface Round {
  readonly a: Sample;
  readonly b: Sample;
}

/** The ratio a / b, round by round: what else the machine did in a round is in both. */
export function ratios(rounds: readonly Round[], of: keyof Sample): Spread {
  return spread(rounds.map(({ a, b }) => a[of] / b[of]));
}

/**
 * The exponent by which time grows with size: 1 is linear, 2 is quadratic. Below 1, a fixed part (the warm-up of the
 * just-in-time compiler) weighs more in the smaller of the two.
 */
export function growthExponents(
  smaller: readonly Sample[],
  larger: readonly Sample[],
  factor: number,
): Spread {
  if (smaller.length !== larger.length) throw new Error("Both sizes are measured in each round.");
  return spread(
    larger.map(({ milliseconds }, index) => {
      const base = smaller[index]?.milliseconds ?? Number.NaN;
      return Math.log(milliseconds / base) / Math.log(factor);
    }),
  );
}
