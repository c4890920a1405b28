import type { Reach } from "../../iam/reach";

/** Actions that do nothing to what they are on without another one, on the same thing. */
const COMPANIONS: ReadonlyMap<string, string> = new Map([
  ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"],
  ["bedrock-agentcore:InvokeCodeInterpreter", "bedrock-agentcore:StartCodeInterpreterSession"],
]);

/** Outcomes without those of which the other half is not possible; only possible where that is no more. */
export function withCompanions<T extends { readonly text: string; readonly reach: Reach }>(
  outcomes: readonly T[],
): readonly T[] {
  return outcomes.flatMap((outcome): readonly T[] => {
    const needed = COMPANIONS.get(outcome.text);
    if (needed === undefined) return [outcome];
    const companions = outcomes.filter(({ text }) => text === needed);
    if (companions.length === 0) return [];
    if (!outcome.reach.under || companions.some(({ reach }) => reach.under)) return [outcome];
    const causes = companions.flatMap(({ reach }) => reach.causes);
    return [{ ...outcome, reach: { ...outcome.reach, under: false, causes } }];
  });
}
