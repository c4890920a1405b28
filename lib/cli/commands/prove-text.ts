import { counted, printable, shortList } from "../../model/words";
import type { Finding, OpaqueReport, ProofReport } from "../../proof/verdict/report";
import { declaredOpenings } from "../../report/declared";
import { matrixOf, pairsNotIsolated } from "../../report/matrix";
import { ANSWERED_HEADINGS, answeredParts, answeredRow } from "../../report/trusted";
import { witnessLines } from "../../report/witness";
import {
  findingWords,
  OPAQUE_ADVICE,
  ownerName,
  pairName,
  undeclaredFindings,
  verdictSentence,
} from "../../report/words";
import { table } from "../table";
import type { Style } from "../terminal";

const SHOWN_MOST = 20;

/** A proof as people read it: what must be settled first, then the matrix, then what is open as declared. */
export function proofText(report: ProofReport, style: Style): string {
  const { tenants, totals, findings, opaque } = report;
  const undeclared = undeclaredFindings(report);
  const untrusted = opaque.filter(({ trusted }) => trusted === null);
  const sections = [
    [
      `${counted(tenants.length, "tenant")}, ${counted(totals.resources, "resource")} in ${counted(totals.stacks, "stack")}; looked at: ${report.planes.join(", ")}`,
    ],
    ...undeclared.slice(0, SHOWN_MOST).map((finding) => findingLines(finding, style)),
    ...(undeclared.length > SHOWN_MOST
      ? [[`… and ${undeclared.length - SHOWN_MOST} more; --json lists all of them.`]]
      : []),
    ...untrusted.slice(0, SHOWN_MOST).map((part) => opaqueLines(part, style)),
    matrixLines(report, style),
    declaredLines(findings, style),
    answeredLines(report, style),
    report.unused.map((name) => `Declared and not used: ${printable(name)}`),
    [verdictSentence(report)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function findingLines(finding: Finding, style: Style): string[] {
  const { verdict, planes } = finding;
  const why = verdict === "open" ? "nobody declared it" : "it cannot be told";
  const head = `${verdict.toUpperCase()}  ${printable(pairName(finding))}   ${planes.join(", ")}   ${why}`;
  return [
    style.heading(head),
    `  ${printable(findingWords(finding))}`,
    ...witnessLines(finding).map(({ kind, text }) => {
      const line = `  ${printable(text)}`;
      return kind === "place" ? style.faint(line) : line;
    }),
  ];
}

function opaqueLines({ stack, address, scope, reason }: OpaqueReport, style: Style): string[] {
  return [
    style.heading(`UNKNOWN  ${printable(address)}   may have any effect on: ${scope}`),
    `  ?  ${printable(reason)} (${printable(stack)})`,
    `  ${OPAQUE_ADVICE}`,
  ];
}

function matrixLines(report: ProofReport, style: Style): string[] {
  const matrix = matrixOf(report);
  if (matrix === undefined)
    return [`${counted(pairsNotIsolated(report), "pair")} of owners not isolated; every other pair is.`];
  const { from: rows, to: columns, cell } = matrix;
  return table(
    [{ heading: "" }, ...columns.map((owner) => ({ heading: printable(ownerName(owner)) }))],
    rows.map((from) => [ownerName(from), ...columns.map((to) => cell(from, to))]),
    style,
  );
}

function answeredLines(report: ProofReport, style: Style): string[] {
  const rows = answeredParts(report).map(answeredRow);
  return rows.length === 0
    ? []
    : table(
        ANSWERED_HEADINGS.map((heading) => ({ heading })),
        rows,
        style,
      );
}

function declaredLines(findings: readonly Finding[], style: Style): string[] {
  const openings = declaredOpenings(findings);
  if (openings.length === 0) return [];
  return table(
    ["Open, as declared", "On", "What", "Declared by"].map((heading) => ({ heading })),
    openings.map((opening) => [
      pairName(opening),
      opening.on,
      shortList(opening.what, 1),
      opening.declaredBy.join(", "),
    ]),
    style,
  );
}
