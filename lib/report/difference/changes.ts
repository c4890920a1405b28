import { grouped } from "../../model/lists";
import { compareText } from "../../model/intent";
import type { ProofReport } from "../../proof/verdict/report";
import type { Possibility } from "./possibilities";
import { ISOLATED, possibilitiesOf, sidesKey, stateOf } from "./possibilities";
import type { Change, Declaration, State } from "./report";

/** What a declaration's name stands for, by the intent of the side that names it. */
export type Declarations = ReadonlyMap<string, Declaration>;

/** One action that changes. */
interface OneChange {
  readonly kind: Change["kind"];
  readonly possibility: Possibility;
  readonly before: State;
  readonly after: State;
  readonly declarations: Declarations;
}

type Findings = Pick<ProofReport, "findings">;

/** What is to be settled comes first. */
const ORDER: readonly Change["kind"][] = ["opens", "unknown", "declares", "closes"];

/** What can be done after a change and could not before, or the other way round; in words that belong together. */
export function changesBetween(
  before: Findings & { readonly declarations: Declarations },
  after: Findings & { readonly declarations: Declarations },
): Change[] {
  const [old, now] = [possibilitiesOf(before.findings), possibilitiesOf(after.findings)];
  const appeared = [...now].flatMap(([key, possibility]) => {
    const was = old.get(key);
    const states = { before: was === undefined ? ISOLATED : stateOf(was), after: stateOf(possibility) };
    const kind = kindOf(states.before, states.after);
    const { declarations } = after;
    return kind === undefined ? [] : [{ kind, possibility, ...states, declarations }];
  });
  const gone = [...old].flatMap(([key, possibility]): OneChange[] => {
    if (now.has(key)) return [];
    const { declarations } = before;
    return [{ kind: "closes", possibility, before: stateOf(possibility), after: ISOLATED, declarations }];
  });
  return byActors(byActions([...appeared, ...gone])).sort(
    (a, b) => rank(a) - rank(b) || compareText(sortKey(a), sortKey(b)),
  );
}

/** Undefined where nothing changes that anybody has to know of. */
function kindOf(before: State, after: State): Change["kind"] | undefined {
  const lostDeclaration = before.declared && !after.declared;
  if (before.verdict === after.verdict && !lostDeclaration) {
    return before.declared === after.declared ? undefined : "declares";
  }
  return after.verdict === "open" ? "opens" : "unknown";
}

/** Puts actions of the same actor on the same thing together. */
function byActions(changes: readonly OneChange[]): Change[] {
  const groups = grouped(changes, ({ possibility: { finding }, ...rest }) =>
    [sidesKey(finding), finding.who, stateKey(rest), finding.declaredBy.join()].join("\n"),
  );
  return groups.map(([first, ...more]) => {
    const { kind, before, after, declarations, possibility } = first;
    const { from, to, planes, on, who, declaredBy } = possibility.finding;
    const what = [first, ...more].map((one) => one.possibility.what).sort();
    return {
      ...{ kind, from, to, planes, who: [who], what, on, before, after },
      declaredBy: declaredBy.map((name) => declarations.get(name) ?? { name, expires: null }),
      finding: possibility.finding,
    };
  });
}

/** Puts actors that can do the same together. */
function byActors(changes: readonly Change[]): Change[] {
  const groups = grouped(changes, (change) =>
    [
      sidesKey(change.finding),
      change.what.join(),
      stateKey(change),
      change.declaredBy.map(({ name }) => name).join(),
    ].join("\n"),
  );
  return groups.map(([first, ...more]) => ({
    ...first,
    who: [first, ...more].flatMap(({ who }) => who).sort(),
  }));
}

function stateKey({ kind, before, after }: Pick<Change, "kind" | "before" | "after">): string {
  return [kind, before.verdict, before.declared, after.verdict, after.declared].join();
}

/** What nobody declared, what was declared, then what needs no decision. */
function rank({ kind, after }: Change): number {
  const settled = kind === "declares" || kind === "closes";
  return ORDER.indexOf(kind) + (settled || after.declared ? ORDER.length : 0);
}

function sortKey({ finding, who, what }: Change): string {
  return [sidesKey(finding), who.join(), what.join()].join("\n");
}
