import { ownerKey } from "../../proof/graph/crossing";
import type { Finding } from "../../proof/verdict/report";
import type { State } from "./report";

/** One thing that one of somebody's can do to one of another's: what two proofs are compared by. */
export interface Possibility {
  readonly finding: Finding;
  readonly what: string;
}

export const ISOLATED: State = { verdict: "isolated", declared: true };

/**
 * The findings of a proof, action by action. Of several ways to the same the worst counts: the findings come worst
 * first.
 */
export function possibilitiesOf(findings: readonly Finding[]): ReadonlyMap<string, Possibility> {
  const all = new Map<string, Possibility>();
  for (const finding of findings)
    for (const what of finding.what) {
      const key = [sidesKey(finding), finding.who, what].join("\n");
      if (!all.has(key)) all.set(key, { finding, what });
    }
  return all;
}

/** What belongs together on a page: the pair of owners, how, and on what. */
export function sidesKey({ from, to, planes, on }: Finding): string {
  return [ownerKey(from), ownerKey(to), planes.join(), on].join("\n");
}

export function stateOf({ finding }: Possibility): State {
  return { verdict: finding.verdict, declared: finding.declaredBy.length > 0 };
}
