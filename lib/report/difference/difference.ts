import { byText } from "../../model/intent";
import type { OpaqueReport, ProofReport } from "../../proof/verdict/report";
import type { Declarations } from "./changes";
import { changesBetween } from "./changes";
import type { Change, Difference, DifferenceReport, SideSummary } from "./report";
import type { Stacks } from "./stacks";
import { stackChanges } from "./stacks";

/** One side of a change. */
export interface Side {
  readonly report: ProofReport;
  /** The rules and grants of its intent, by the names that findings give them. */
  readonly declarations: Declarations;
  /** Null where there are none. */
  readonly stacks: Stacks | null;
}

/** What a change opens and closes: two proofs held against each other. The same sides give the same report. */
export function differenceOf(before: Side, after: Side): DifferenceReport {
  const changes = changesBetween(
    { findings: before.report.findings, declarations: before.declarations },
    { findings: after.report.findings, declarations: after.declarations },
  );
  const unreadable = difference(unreadableOf(before.report), unreadableOf(after.report), partKey);
  return {
    version: 1,
    planes: after.report.planes,
    verdict: verdictOf(changes, unreadable),
    before: summaryOf(before.report),
    after: summaryOf(after.report),
    changes,
    unreadable,
    declarations: difference(
      [...before.declarations.values()],
      [...after.declarations.values()],
      ({ name }) => name,
    ),
    tenants: difference(before.report.tenants, after.report.tenants, (tenant) => tenant),
    stacks:
      before.stacks === null || after.stacks === null ? null : stackChanges(before.stacks, after.stacks),
  };
}

/** Changes that open something, or leave something untold, without a declaration. */
export function undeclaredChanges(changes: readonly Change[], kind: "opens" | "unknown"): Change[] {
  return changes.filter((change) => change.kind === kind && !change.after.declared);
}

function verdictOf(
  changes: readonly Change[],
  unreadable: Difference<OpaqueReport>,
): DifferenceReport["verdict"] {
  if (undeclaredChanges(changes, "opens").length > 0) return "open";
  const untold = undeclaredChanges(changes, "unknown").length + unreadable.added.length;
  return untold > 0 ? "unknown" : "fine";
}

function summaryOf({ verdict, totals }: ProofReport): SideSummary {
  return { verdict, totals };
}

function unreadableOf({ opaque }: ProofReport): OpaqueReport[] {
  return opaque.filter(({ trusted }) => trusted === null);
}

function partKey({ stack, address, scope, reason }: OpaqueReport): string {
  return [stack, address, scope, reason].join("\n");
}

function difference<T>(before: readonly T[], after: readonly T[], key: (item: T) => string): Difference<T> {
  const without = (items: readonly T[], others: readonly T[]) => {
    const known = new Set(others.map(key));
    return items.filter((item) => !known.has(key(item))).sort(byText(key));
  };
  return { added: without(after, before), removed: without(before, after) };
}
