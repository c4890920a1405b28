import { byText } from "../../model/intent";
import type { OwnerRef } from "../../proof/graph/crossing";
import { ownerKey } from "../../proof/graph/crossing";
import type { Cell, Finding, OpaqueReport, ProofReport } from "../../proof/verdict/report";
import { counted, printable, table } from "../table";
import type { Style } from "../terminal";

/** A matrix of more tenants is no help to anybody: then only the pairs that are not isolated are listed. */
const MATRIX_MOST = 8;
const SHOWN_MOST = 20;

/** A proof as people read it: what must be settled first, then the matrix, then what is open as declared. */
export function proofText(report: ProofReport, style: Style): string {
  const { tenants, totals, findings, opaque } = report;
  const undeclared = findings.filter(({ declaredBy }) => declaredBy.length === 0);
  const untrusted = opaque.filter(({ trusted }) => trusted === null);
  const sections = [
    [
      `${counted(tenants.length, "tenant")}, ${counted(totals.resources, "resource")} in ${counted(totals.stacks, "stack")}; looked at: ${report.planes.join(", ")}; not yet: networks, Kubernetes`,
    ],
    ...undeclared.slice(0, SHOWN_MOST).map((finding) => findingLines(finding, style)),
    ...(undeclared.length > SHOWN_MOST
      ? [[`… and ${undeclared.length - SHOWN_MOST} more; --json lists all of them.`]]
      : []),
    ...untrusted.slice(0, SHOWN_MOST).map((part) => opaqueLines(part, style)),
    matrixLines(report, style),
    declaredLines(findings, style),
    report.unused.map((name) => `Declared and not used: ${printable(name)}`),
    [summary(report)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function summary({ verdict, totals, planes }: ProofReport): string {
  const { open, unknown, declared } = totals;
  const where = `in ${planes.join(", ")}`;
  if (verdict === "isolated") {
    return declared === 0 ? `Isolated ${where}.` : `Isolated ${where}, apart from what was declared.`;
  }
  const parts = [
    ...(open > 0 ? [`${open} open that nobody declared`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  return `Not isolated ${where}: ${parts.join(", ")}.`;
}

function findingLines(finding: Finding, style: Style): string[] {
  const { verdict, from, to, planes, who, what, on, chain, causes, advice } = finding;
  const head = `${verdict.toUpperCase()}  ${nameOf(from)} → ${nameOf(to)}   ${planes.join(", ")}   ${verdict === "open" ? "nobody declared it" : "it cannot be told"}`;
  const can = verdict === "open" ? "can" : "might be able to";
  return [
    style.heading(head),
    `  ${printable(`${who} ${can} ${what.join(", ")} on ${on}`)}`,
    ...chain.flatMap((step, index) => [
      `  ${index + 1}  ${printable(step.because)}`,
      ...step.evidence.map(({ address, constructPath }) =>
        style.faint(
          `     ${printable(address)}${constructPath === null ? "" : `   ${printable(constructPath)}`}`,
        ),
      ),
    ]),
    ...causes.slice(0, 3).map((cause) => `  ?  ${printable(cause)}`),
    ...advice.map((line) => `  ${printable(line)}`),
  ];
}

function opaqueLines({ stack, address, scope, reason }: OpaqueReport, style: Style): string[] {
  return [
    style.heading(`UNKNOWN  ${printable(address)}   may have any effect on: ${scope}`),
    `  ?  ${printable(reason)} (${printable(stack)})`,
    "  Answer for it: list it under `trusted` of the intent, with a reason, an owner and a day.",
  ];
}

function matrixLines({ tenants, cells }: ProofReport, style: Style): string[] {
  const active = tenants.filter(
    (tenant) => tenants.length <= MATRIX_MOST || cells.some((cell) => touches(cell, tenant)),
  );
  if (active.length === 0 || active.length > MATRIX_MOST) {
    const pairs = new Set(cells.map(({ from, to }) => `${ownerKey(from)}\n${ownerKey(to)}`));
    return [`${counted(pairs.size, "pair")} of owners not isolated; every other pair is.`];
  }
  const owners: OwnerRef[] = active.map((tenant) => ({ kind: "tenant", tenant }));
  const rows: OwnerRef[] = [...owners, { kind: "world" }];
  const columns = [{ heading: "" }, ...owners.map((owner) => ({ heading: nameOf(owner) }))];
  return table(
    columns,
    rows.map((from) => [nameOf(from), ...owners.map((to) => cellText(from, to, cells))]),
    style,
  );
}

function cellText(from: OwnerRef, to: OwnerRef, cells: readonly Cell[]): string {
  if (ownerKey(from) === ownerKey(to)) return "·";
  const found = cells.filter(
    (cell) => ownerKey(cell.from) === ownerKey(from) && ownerKey(cell.to) === ownerKey(to),
  );
  const undeclared = found.filter(({ declared }) => !declared);
  if (undeclared.length > 0) return undeclared.some(({ verdict }) => verdict === "open") ? "OPEN" : "UNKNOWN";
  return found.length > 0 ? "open, as declared" : "isolated";
}

/** Each declared opening once, with everything that it comes to. */
function declaredLines(findings: readonly Finding[], style: Style): string[] {
  const rows = new Map<string, { finding: Finding; what: Set<string> }>();
  for (const finding of findings.filter(({ declaredBy }) => declaredBy.length > 0)) {
    const key = `${ownerKey(finding.from)}\n${ownerKey(finding.to)}\n${finding.on}\n${finding.declaredBy.join()}`;
    const row = rows.get(key) ?? { finding, what: new Set<string>() };
    finding.what.forEach((one) => row.what.add(one));
    rows.set(key, row);
  }
  if (rows.size === 0) return [];
  const columns = ["Open, as declared", "On", "What", "Declared by"].map((heading) => ({ heading }));
  return table(
    columns,
    [...rows]
      .sort(byText(([key]) => key))
      .map(([, { finding, what }]) => [
        `${nameOf(finding.from)} → ${nameOf(finding.to)}`,
        finding.on,
        short([...what].sort()),
        finding.declaredBy.join(", "),
      ]),
    style,
  );
}

function short(what: readonly string[]): string {
  const [first = "", ...more] = what;
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

function touches({ from, to }: Cell, tenant: string): boolean {
  return [from, to].some((owner) => owner.kind === "tenant" && owner.tenant === tenant);
}

function nameOf(owner: OwnerRef): string {
  if (owner.kind === "tenant") return printable(owner.tenant);
  return owner.kind === "world" ? "the world" : owner.kind;
}
