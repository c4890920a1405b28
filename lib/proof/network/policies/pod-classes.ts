import { literal, type Pattern } from "../../pattern/token";
import type { Truth } from "../../truth";
import type { Selector } from "./selector";
import { selects } from "./selector";

/** How many sets of labels are tried before all of them are called possible. */
export const LABEL_BUDGET = 4_096;

/** Pods that every selector in question treats alike. */
export interface PodClass {
  truth(selector: Selector): Truth;
}

/** A label value that no selector names. */
const OTHER = "\u0000other";

function domains(selectors: readonly Selector[]): ReadonlyMap<string, readonly (string | undefined)[]> {
  const values = new Map<string, Set<string | undefined>>();
  for (const { key, values: named } of selectors.flatMap(({ requirements }) => requirements)) {
    const known = values.get(key) ?? new Set([undefined, OTHER]);
    named.forEach((value) => known.add(value));
    values.set(key, known);
  }
  return new Map([...values].map(([key, set]) => [key, [...set]]));
}

function assignments(
  keys: ReadonlyMap<string, readonly (string | undefined)[]>,
): readonly ReadonlyMap<string, Pattern>[] {
  return [...keys].reduce<readonly ReadonlyMap<string, Pattern>[]>(
    (made, [key, values]) =>
      made.flatMap((labels) =>
        values.map((value) => (value === undefined ? labels : new Map([...labels, [key, literal(value)]]))),
      ),
    [new Map()],
  );
}

function classOf(selectors: readonly Selector[], truths: readonly Truth[]): PodClass {
  const known = new Map(selectors.map((selector, n) => [selector, truths[n] ?? "unknown"]));
  return { truth: (selector) => known.get(selector) ?? "unknown" };
}

/**
 * All the kinds of pods there can be, as far as these selectors tell them apart: every combination of labels
 * that they name, of other values and of none. So "is there a pod such that" becomes a look at each.
 */
export function podClasses(selectors: readonly Selector[]): readonly PodClass[] {
  const keys = domains(selectors);
  const count = [...keys.values()].reduce((product, values) => product * values.length, 1);
  if (count > LABEL_BUDGET) {
    const truths = selectors.map(({ requirements }) => (requirements.length > 0 ? "unknown" : "yes"));
    return [classOf(selectors, truths)];
  }
  const classes = new Map<string, PodClass>();
  for (const known of assignments(keys)) {
    const truths = selectors.map((selector) => selects(selector, { known, open: false }));
    classes.set(truths.join(), classOf(selectors, truths));
  }
  return [...classes.values()];
}

/** True if some pod has the labels that a selector asks for. */
export function canSelect(selector: Selector): boolean {
  return podClasses([selector]).some((each) => each.truth(selector) !== "no");
}
