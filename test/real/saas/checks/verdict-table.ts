import type { Verdict } from "../../lab/attempt";

export interface VerdictRow {
  readonly who: string;
  readonly action: string;
  /** One a column. */
  readonly verdicts: readonly Verdict[];
}

const GAP = "  ";

/** Verdicts as aligned text, which people read and version control compares. */
export function verdictTable(columns: readonly string[], rows: readonly VerdictRow[]): string {
  const cells = [
    ["role", "action", ...columns],
    ...rows.map(({ who, action, verdicts }) => [who, action, ...verdicts]),
  ];
  const widths = cells.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}
