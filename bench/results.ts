import type { Growth, Pair, Plan } from "./pairs";
import type { Round, Spread } from "./statistics";
import { growthExponents, ratios, spread } from "./statistics";

/** A line of the report. */
export interface Row {
  readonly name: string;
  readonly what: "time" | "memory" | "growth exponent";
  /** The ratio of both sides, or the exponent. */
  readonly value: Spread;
  /** What the median is meant to stay within. @default - only measured */
  readonly aim?: number;
  /** Both sides' medians in ms or MiB, to give an idea; on another machine they are others. @default - none */
  readonly medians?: { readonly a: number; readonly b: number };
}

/** The rounds of each pair of a plan. */
export type Measured = ReadonlyMap<Pair, readonly Round[]>;

/** Everything that is reported of what was measured. */
export function rows({ pairs, growth }: Plan, measured: Measured): Row[] {
  const roundsOf = (pair: Pair) => measured.get(pair) ?? [];
  return [
    ...pairs.flatMap((pair) => pairRows(pair, roundsOf(pair))),
    ...growth.flatMap((one) => growthRows(one, roundsOf(one.smaller), roundsOf(one.larger))),
  ];
}

function pairRows(pair: Pair, rounds: readonly Round[]): Row[] {
  const name = `${pair.name}: ${pair.a.label} / ${pair.b.label}`;
  const medians = (of: "milliseconds" | "peakMiB") => ({
    a: spread(rounds.map(({ a }) => a[of])).median,
    b: spread(rounds.map(({ b }) => b[of])).median,
  });
  return [
    {
      ...{ name, what: "time", value: ratios(rounds, "milliseconds"), medians: medians("milliseconds") },
      ...(pair.aim !== undefined && { aim: pair.aim }),
    },
    { name, what: "memory", value: ratios(rounds, "peakMiB"), medians: medians("peakMiB") },
  ];
}

function growthRows(growth: Growth, smaller: readonly Round[], larger: readonly Round[]): Row[] {
  return (["a", "b"] as const).map((side) => ({
    name: `${growth.smaller.name} to ×${growth.factor}: ${growth.smaller[side].label}`,
    what: "growth exponent",
    value: growthExponents(
      smaller.map((round) => round[side]),
      larger.map((round) => round[side]),
      growth.factor,
    ),
  }));
}

const HEAD = ["", "", "min", "median", "max", "aim", "medians"];

/** The rows as aligned text. */
export function table(all: readonly Row[]): string {
  const cells = [HEAD, ...all.map(rowCells)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => line(row, widths)).join("\n");
}

function rowCells({ name, what, value, aim, medians }: Row): string[] {
  const unit = what === "memory" ? "MiB" : "ms";
  return [
    name,
    what,
    ...[value.min, value.median, value.max].map((number) => number.toFixed(2)),
    aim === undefined ? "" : `${value.median <= aim ? "≤" : "above"} ${aim.toFixed(2)}`,
    medians === undefined ? "" : `${medians.a.toFixed(0)} / ${medians.b.toFixed(0)} ${unit}`,
  ];
}

/** Words to the left, numbers to the right. */
function line(row: readonly string[], widths: readonly number[]): string {
  const padded = row.map((cell, column) =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
  );
  return padded.join("  ").trimEnd();
}
