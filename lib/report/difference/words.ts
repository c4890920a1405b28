import { counted, shortList } from "../../model/words";
import { verbOf } from "../words";
import { undeclaredChanges } from "./difference";
import type { Change, Declaration, DifferenceReport, StackChange } from "./report";

const ACTORS_MOST = 5;
const ACTIONS_MOST = 10;

/** How a name or an action is made to stand out. */
type Mark = (text: string) => string;
const unmarked: Mark = (text) => text;

/** A change without the pair of owners, as a sentence without a full stop. */
export function changeWords(change: Change, mark = unmarked): string {
  const { kind, who, what, on, before, after, finding } = change;
  const past = before.verdict === "open" ? "could" : "might have been able to";
  const present = after.verdict === "open" ? "can" : "might be able to";
  const can = kind === "closes" ? past : present;
  const actors = who.slice(0, ACTORS_MOST).map(mark).join(", ");
  const more = who.length > ACTORS_MOST ? ` and ${who.length - ACTORS_MOST} more` : "";
  const done = `${verbOf(finding)}${mark(shortList(what, ACTIONS_MOST))}`;
  return `${actors}${more} ${can} ${done} on ${mark(on)}`;
}

/** Who declared a change, or that nobody did. */
export function declarationWords({ kind, after, before, declaredBy }: Change, mark = unmarked): string {
  const names = declaredBy.map((one) => declarationName(one, mark)).join("; ");
  if (kind === "closes") return before.declared ? `it was declared by ${names}` : "nobody had declared it";
  if (after.declared) return `declared by ${names}`;
  if (before.verdict !== "isolated" && before.declared) return "its declaration is gone";
  return kind === "opens" ? "nobody declared it" : "it cannot be told";
}

/** A rule or grant with its last day, if it has one. */
export function declarationName({ name, expires }: Declaration, mark = unmarked): string {
  return `${mark(name)}, ${expires === null ? "no expiry" : `until ${expires}`}`;
}

/** How many resources of a stack change; the whole stack where it is new or gone. */
export function stackWords({ kind, resources: { added, changed, removed }, others }: StackChange): string {
  const counts = [
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ];
  if (kind !== "changed") return `${kind}, ${counted(added.length + removed.length, "resource")}`;
  return [...counts, ...(others || counts.length === 0 ? ["settings"] : [])].join(", ");
}

/** The whole change in a sentence. */
export function differenceSentence({ changes, unreadable }: DifferenceReport): string {
  const count = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).length;
  const undeclared = undeclaredChanges(changes, "opens").length;
  const untold = undeclaredChanges(changes, "unknown").length + unreadable.added.length;
  const declared = changes.filter(
    ({ kind, after }) => (kind === "opens" || kind === "unknown") && after.declared,
  ).length;
  const parts = [
    ...(undeclared > 0 ? [`opens ${undeclared} that nobody declared`] : []),
    ...(untold > 0 ? [`leaves ${untold} unknown`] : []),
    ...(declared > 0 ? [`opens ${declared} as declared`] : []),
    ...(count("declares") > 0 ? [`declares ${count("declares")} that were open`] : []),
    ...(count("closes") > 0 ? [`closes ${count("closes")}`] : []),
  ];
  if (parts.length === 0) return "Nobody reaches more or less than before.";
  const whole = parts.join(", ");
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`;
}

/** How it stands as a whole, whatever the change did. */
export function standingWords({ before, after }: DifferenceReport): string {
  return `Before: ${before.verdict}. After: ${after.verdict}.`;
}
