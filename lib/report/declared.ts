import { byText } from "../model/intent";
import type { OwnerRef } from "../proof/graph/crossing";
import { ownerKey } from "../proof/graph/crossing";
import type { Finding } from "../proof/verdict/report";

/** What is open because somebody declared it, all actions on one thing together. */
export interface DeclaredOpening {
  readonly from: OwnerRef;
  readonly to: OwnerRef;
  readonly on: string;
  /** Sorted. */
  readonly what: readonly string[];
  readonly declaredBy: readonly string[];
}

/** Each declared opening once, with everything that it comes to. */
export function declaredOpenings(findings: readonly Finding[]): DeclaredOpening[] {
  const openings = new Map<string, { finding: Finding; what: Set<string> }>();
  for (const finding of findings.filter(({ declaredBy }) => declaredBy.length > 0)) {
    const { from, to, on, declaredBy } = finding;
    const key = [ownerKey(from), ownerKey(to), on, declaredBy.join()].join("\n");
    const opening = openings.get(key) ?? { finding, what: new Set<string>() };
    finding.what.forEach((one) => opening.what.add(one));
    openings.set(key, opening);
  }
  return [...openings].sort(byText(([key]) => key)).map(([, { finding, what }]) => {
    const { from, to, on, declaredBy } = finding;
    return { from, to, on, declaredBy, what: [...what].sort() };
  });
}
