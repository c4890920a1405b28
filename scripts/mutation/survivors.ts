import type { Mutant, MutationReport } from "./report";
import { scoreOf, survives } from "./report";

/** Why some survivors live: the group of `test/MUTATION.md` that explains them, and which they are. */
export interface Explanation {
  readonly group: string;
  /** An expression for `file | line of the source | mutator | code => replacement`. The first that fits counts. */
  readonly pattern: string;
}

/** For what no explanation fits. */
export const UNEXPLAINED = "not explained";

interface Survivor {
  readonly place: string;
  readonly mutator: string;
  readonly change: string;
  readonly group: string;
}

const SHOWN_MOST = 70;

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length <= SHOWN_MOST ? flat : `${flat.slice(0, SHOWN_MOST - 1)}…`;
}

/** The code that a mutant replaces. */
function codeOf(lines: readonly string[], { location: { start, end } }: Mutant): string {
  const chosen = lines.slice(start.line - 1, end.line);
  const last = chosen.length - 1;
  return chosen
    .map((line, n) => line.slice(n === 0 ? start.column - 1 : 0, n === last ? end.column - 1 : undefined))
    .join("\n");
}

function survivorsOf(
  { files }: MutationReport,
  explanations: readonly (Explanation & { readonly expression: RegExp })[],
): readonly Survivor[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split("\n");
    return mutants.filter(survives).map((mutant): Survivor => {
      const { line, column } = mutant.location.start;
      const change = `${oneLine(codeOf(lines, mutant))} => ${oneLine(mutant.replacement ?? "")}`;
      const text = [file, (lines[line - 1] ?? "").trim(), mutant.mutatorName, change].join(" | ");
      const group = explanations.find(({ expression }) => expression.test(text))?.group ?? UNEXPLAINED;
      return { place: `${file}:${line}:${column}`, mutator: mutant.mutatorName, change, group };
    });
  });
}

function compare(a: Survivor, b: Survivor): number {
  return a.place.localeCompare(b.place, "en", { numeric: true }) || (a.change < b.change ? -1 : 1);
}

/** Code in a cell of a table: a bar would end the cell, a backtick the code. */
function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text.replaceAll("|", "\\|")}${fence}`;
}

/**
 * The survivors of a room as a Markdown page, by what makes them live: the group's name, then each by its place, its
 * mutator and what is changed into what. What nobody has explained stands at the end.
 */
export function survivorsPage(
  room: string,
  report: MutationReport,
  explanations: readonly Explanation[],
): string {
  const compiled = explanations.map((each) => ({ ...each, expression: new RegExp(each.pattern) }));
  const all = [...survivorsOf(report, compiled)].sort(compare);
  const { mutants, noticed, percent } = scoreOf(report);
  const order = [...new Set([...explanations.map(({ group }) => group), UNEXPLAINED])];
  const sections = order.flatMap((group) => {
    const own = all.filter((each) => each.group === group);
    if (own.length === 0) return [];
    const rows = own.map(({ place, mutator, change }) => `| ${place} | ${mutator} | ${code(change)} |`);
    return [
      `## ${group} (${own.length})\n`,
      "| where | mutator | change |",
      "| --- | --- | --- |",
      ...rows,
      "",
    ];
  });
  return [
    `# Survivors of \`${room}\`\n`,
    "Written by `npm run mutation`; what the groups mean is said in [MUTATION.md](../../MUTATION.md).\n",
    `${noticed} of ${mutants} mutants are noticed: ${percent.toFixed(1)} %.\n`,
    ...sections,
  ].join("\n");
}
