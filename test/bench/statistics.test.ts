import * as fc from "fast-check";
import { growthExponents, ratios, spread } from "../../bench/statistics";

const sample = (milliseconds: number, peakMiB = 1) => ({ milliseconds, peakMiB });

test("a spread is the smallest, the middle and the largest, in whatever order they were measured", () => {
  expect(spread([5, 1, 4, 2, 3])).toEqual({ min: 1, median: 3, max: 5 });
  expect(spread([4, 1])).toEqual({ min: 1, median: 2.5, max: 4 });
  expect(spread([7])).toEqual({ min: 7, median: 7, max: 7 });
});

test("no measurements have no spread", () => {
  expect(() => spread([])).toThrow("no spread of no measurements");
});

test("a spread is in order, and its ends were measured", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const { min, median, max } = spread(values);
      expect(min).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(max);
      expect(values).toEqual(expect.arrayContaining([min, max]));
    }),
  );
});

test("a ratio compares both sides of one round, never of two", () => {
  // The machine was ten times slower in the second round, for both.
  const rounds = [
    { a: sample(1, 30), b: sample(2, 20) },
    { a: sample(10, 30), b: sample(20, 40) },
  ];
  expect(ratios(rounds, "milliseconds")).toEqual({ min: 0.5, median: 0.5, max: 0.5 });
  expect(ratios(rounds, "peakMiB")).toEqual({ min: 0.75, median: 1.125, max: 1.5 });
});

test("work that takes ten and a hundred times as long for ten times the size grows linearly and quadratically", () => {
  const { min, max } = growthExponents([sample(3), sample(3)], [sample(30), sample(300)], 10);
  expect(min).toBeCloseTo(1);
  expect(max).toBeCloseTo(2);
});

test("growth needs both sizes in each round", () => {
  expect(() => growthExponents([sample(1)], [], 10)).toThrow("Both sizes");
});
