import type { Accepted } from "./accepted";
import { accepts, keyOf } from "./accepted";
import type { Finding, ScanReport } from "./findings";

/** A scan, compared with what is accepted. */
export interface Verdict {
  readonly passed: number;
  /** Each accepted entry with what it explains. */
  readonly explained: readonly { readonly entry: Accepted; readonly findings: readonly Finding[] }[];
  readonly unexplained: readonly Finding[];
}

/** Every finding is explained by the first entry that is about it. */
export function judge({ passed, findings }: ScanReport, accepted: readonly Accepted[]): Verdict {
  const explained = accepted.map((entry) => ({ entry, findings: [] as Finding[] }));
  const unexplained: Finding[] = [];
  for (const finding of findings) {
    const of = explained.find(({ entry }) => accepts(entry, finding));
    (of?.findings ?? unexplained).push(finding);
  }
  return { passed, explained, unexplained };
}

/** True if every finding is explained, and every explanation is still needed. */
export function isClean({ explained, unexplained }: Verdict): boolean {
  return unexplained.length === 0 && explained.every(({ findings }) => findings.length > 0);
}

/** The verdict for people: what is explained, what is not, and the counts. */
export function verdictText(verdict: Verdict, stacks: number): string {
  const { passed, explained, unexplained } = verdict;
  const needed = explained.filter(({ findings }) => findings.length > 0);
  const stale = explained.filter(({ findings }) => findings.length === 0);
  const count = needed.reduce((sum, { findings }) => sum + findings.length, 0);
  return [
    ...section(
      "Explained",
      needed.map(({ entry, findings }) => [entry.check, entry.type, `${findings.length} ×`, entry.reason]),
    ),
    ...section(
      "Not explained: change the library, or say in scan/accepted.json why it is right",
      unexplained.map(({ check, type, stack, path, name }) => [check, type, stack, path, name]),
    ),
    ...section(
      "Explained, but found no more: delete these from scan/accepted.json",
      stale.map(({ entry }) => [keyOf(entry)]),
    ),
    `${stacks} stacks, ${passed + count + unexplained.length} checks: ${passed} passed, ${count} explained, ` +
      `${unexplained.length} not explained, ${stale.length} explained but found no more`,
  ].join("\n");
}

function section(title: string, cells: readonly string[][]): string[] {
  if (cells.length === 0) return [];
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const lines = cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return [title, ...lines.map((line) => `  ${line.trimEnd()}`).sort(), ""];
}
