import type { Pair } from "../../bench/pairs";
import { quickPlan, wholePlan } from "../../bench/pairs";
import { rows, table } from "../../bench/results";
import type { Round } from "../../bench/statistics";

const subject = (label: string) => ({ label, program: label, args: [], clock: "part" as const });
const pair = (name: string, aim?: number): Pair => ({
  ...{ name, a: subject("library"), b: subject("by hand") },
  ...(aim !== undefined && { aim }),
});
const round = (a: number, b: number): Round => ({
  a: { milliseconds: a, peakMiB: 100 },
  b: { milliseconds: b, peakMiB: 200 },
});

const small = pair("work of 1", 1);
const large = pair("work of 10", 1);
const plan = { rounds: 1, pairs: [small, large], growth: [{ smaller: small, larger: large, factor: 10 }] };
const result = rows(
  plan,
  new Map([
    [small, [round(10, 20)]],
    [large, [round(1000, 200)]],
  ]),
);

test("each pair has a row for time and one for memory, each growth one for either side", () => {
  expect(result.map(({ name, what, value }) => `${name}, ${what}: ${value.median.toFixed(2)}`)).toEqual([
    "work of 1: library / by hand, time: 0.50",
    "work of 1: library / by hand, memory: 0.50",
    "work of 10: library / by hand, time: 5.00",
    "work of 10: library / by hand, memory: 0.50",
    "work of 1 to ×10: library, growth exponent: 2.00",
    "work of 1 to ×10: by hand, growth exponent: 1.00",
  ]);
});

test("the table is aligned, and says which aims were missed", () => {
  expect(table(result)).toBe(
    [
      "                                                 min  median   max         aim        medians",
      "work of 1: library / by hand   time             0.50    0.50  0.50      ≤ 1.00     10 / 20 ms",
      "work of 1: library / by hand   memory           0.50    0.50  0.50              100 / 200 MiB",
      "work of 10: library / by hand  time             5.00    5.00  5.00  above 1.00  1000 / 200 ms",
      "work of 10: library / by hand  memory           0.50    0.50  0.50              100 / 200 MiB",
      "work of 1 to ×10: library      growth exponent  2.00    2.00  2.00",
      "work of 1 to ×10: by hand      growth exponent  1.00    1.00  1.00",
    ].join("\n"),
  );
});

test("the whole benchmark measures 100 and 1,000 tenants and the import in five rounds", () => {
  const { rounds, pairs } = wholePlan();
  expect(rounds).toBe(5);
  expect(pairs.map(({ name, a, b }) => `${name}: ${a.label} / ${b.label}`)).toEqual([
    "import: library / cdktf",
    "import: library / empty script",
    "synthesis of 100 tenants: library / by hand",
    "synthesis of 1000 tenants: library / by hand",
    "proof of 100 tenants: proof / synthesis",
    "proof of 1000 tenants: proof / synthesis",
  ]);
});

test("the quick one synthesizes and proves 20 tenants in two rounds", () => {
  const { rounds, pairs, growth } = quickPlan();
  const last = pairs.slice(-2).map(({ name }) => name);
  expect([rounds, last, growth]).toEqual([2, ["synthesis of 20 tenants", "proof of 20 tenants"], []]);
});
