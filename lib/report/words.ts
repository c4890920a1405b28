import { shortList } from "../model/words";
import type { OwnerRef } from "../proof/graph/crossing";
import type { Finding, ProofReport } from "../proof/verdict/report";

/** An owner as people call it. */
export function ownerName(owner: OwnerRef): string {
  if (owner.kind === "tenant") return owner.tenant;
  if (owner.kind === "unknown") return "an unknown owner";
  if (owner.kind === "anyone") return "anyone";
  return `the ${owner.kind}`;
}

/** What to do about a part that cannot be read. */
export const OPAQUE_ADVICE =
  "Answer for it: `Tenancy.trust` in the app, or `trusted` of an intent by hand, with a reason, an owner and a day.";

/** Who could reach whom. */
export function pairName({ from, to }: { readonly from: OwnerRef; readonly to: OwnerRef }): string {
  return `${ownerName(from)} → ${ownerName(to)}`;
}

/** What a finding says, without a full stop. At most so many actions are named. */
export function findingWords(finding: Finding, actionsMost = Infinity): string {
  const { verdict, who, what, on } = finding;
  const can = verdict === "open" ? "can" : "might be able to";
  return `${who} ${can} ${verbOf(finding)}${shortList(what, actionsMost)} on ${on}`;
}

/** What makes a sentence of an action: ports are no verbs, actions of IAM and Kubernetes are. */
export function verbOf({ chain }: Pick<Finding, "chain">): string {
  return chain.at(-1)?.plane === "network" ? "reach " : "";
}

/** What decides over the verdict. */
export function undeclaredFindings({ findings }: Pick<ProofReport, "findings">): Finding[] {
  return findings.filter(({ declaredBy }) => declaredBy.length === 0);
}

/** The whole proof in a sentence. */
export function verdictSentence({ verdict, totals, planes }: ProofReport): string {
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
