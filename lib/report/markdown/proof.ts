import { counted, shortList } from "../../model/words";
import type { Finding, OpaqueReport, ProofReport } from "../../proof/verdict/report";
import { declaredOpenings } from "../declared";
import { matrixOf, pairsNotIsolated } from "../matrix";
import { ANSWERED_HEADINGS, answeredParts, answeredRow } from "../trusted";
import { witnessLines } from "../witness";
import { OPAQUE_ADVICE, ownerName, pairName, undeclaredFindings, verbOf, verdictSentence } from "../words";
import { COMMENT_MOST, fitting } from "./budget";
import { cellCode, code, codeBlock, folded, markdownTable } from "./quoted";

const ACTIONS_MOST = 10;
const ROWS_MOST = 50;

/**
 * A proof as a page for people, short enough for the comment of a pull request: what must be settled first, each with
 * its witness behind a click, then the matrix and what is open as declared.
 */
export function proofMarkdown(report: ProofReport): string {
  const head = [
    `## Tenants: ${report.verdict}`,
    `**${verdictSentence(report)}** ${totalsOf(report)}`,
    matrixMarkdown(report),
  ];
  const tail = [
    ...declaredSection(report),
    ...answeredSection(report),
    ...unusedSection(report),
    assumptionsSection(report),
  ];
  const rest = [...head, ...tail].join("\n\n").length;
  const blocks = [
    ...undeclaredFindings(report).map(findingBlock),
    ...report.opaque.filter(({ trusted }) => trusted === null).map(opaqueBlock),
  ];
  const { shown, left } = fitting(blocks, COMMENT_MOST - rest);
  const more = left === 0 ? [] : [`… and ${left} more; \`cdktf-tenants prove --json\` lists all of them.`];
  return `${[...head, ...shown, ...more, ...tail].join("\n\n")}\n`;
}

function totalsOf({ tenants, totals, planes }: ProofReport): string {
  const where = `${counted(totals.resources, "resource")} in ${counted(totals.stacks, "stack")}`;
  return `${counted(tenants.length, "tenant")}, ${where}; looked at: ${planes.join(", ")}.`;
}

function findingBlock(finding: Finding): string {
  const { verdict, planes, who, what, on } = finding;
  const actions = shortList(what, ACTIONS_MOST);
  const can = verdict === "open" ? "can" : "might be able to";
  const why = verdict === "open" ? "Nobody declared it." : "It cannot be told.";
  return [
    `### ${verdict === "open" ? "Open" : "Unknown"}: ${code(pairName(finding))}, ${planes.join(", ")}`,
    `${code(who)} ${can} ${verbOf(finding)}${code(actions)} on ${code(on)}. ${why}`,
    folded("How, and what to do", codeBlock(witnessLines(finding).map(({ text }) => text))),
  ].join("\n\n");
}

function opaqueBlock({ stack, address, scope, reason }: OpaqueReport): string {
  return [
    `### Unknown: ${code(address)}`,
    `It cannot be read, and may have any effect on: ${scope}.`,
    folded("Why, and what to do", codeBlock([`?  ${reason} (${stack})`, OPAQUE_ADVICE])),
  ].join("\n\n");
}

function matrixMarkdown(report: ProofReport): string {
  const matrix = matrixOf(report);
  if (matrix === undefined)
    return `${counted(pairsNotIsolated(report), "pair")} of owners not isolated; every other pair is.`;
  const { from: rows, to: columns, cell } = matrix;
  return markdownTable(
    ["from, to", ...columns.map((owner) => cellCode(ownerName(owner)))],
    rows.map((from) => [cellCode(ownerName(from)), ...columns.map((to) => cell(from, to))]),
  );
}

function declaredSection({ findings }: ProofReport): string[] {
  const openings = declaredOpenings(findings);
  if (openings.length === 0) return [];
  const rows = openings
    .slice(0, ROWS_MOST)
    .map((opening) => [
      cellCode(pairName(opening)),
      cellCode(opening.on),
      cellCode(shortList(opening.what, ACTIONS_MOST)),
      cellCode(opening.declaredBy.join(", ")),
    ]);
  const table = markdownTable(["Who, whom", "On", "What", "Declared by"], rows);
  const left = openings.length - rows.length;
  const more = left === 0 ? "" : `\n\n… and ${left} more.`;
  return [folded(`Open, as declared: ${openings.length}`, `${table}${more}`)];
}

function answeredSection(report: ProofReport): string[] {
  const parts = answeredParts(report);
  if (parts.length === 0) return [];
  const rows = parts.slice(0, ROWS_MOST).map((part) => answeredRow(part).map(cellCode));
  const left = parts.length - rows.length;
  const table = `${markdownTable([...ANSWERED_HEADINGS], rows)}${left === 0 ? "" : `\n\n… and ${left} more.`}`;
  return [folded(`Not read, answered for: ${parts.length}`, table)];
}

function unusedSection({ unused }: ProofReport): string[] {
  if (unused.length === 0) return [];
  const names = unused.slice(0, ROWS_MOST);
  const more = unused.length > names.length ? [`… and ${unused.length - names.length} more`] : [];
  return [folded(`Declared and not used: ${unused.length}`, codeBlock([...names, ...more]))];
}

function assumptionsSection({ assumptions }: ProofReport): string {
  return folded("What this rests on", codeBlock(assumptions));
}
