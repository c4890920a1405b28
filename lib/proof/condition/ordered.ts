import { type Pattern, textOf } from "../pattern/token";
import { type Truth, truthOf } from "../truth";
import type { KeyValues, OperatorDefinition } from "./operator";

/** How a family of values with an order is read and written. */
export interface Ordered {
  /** `Numeric` or `Date`. */
  readonly family: string;
  /** `undefined` for a text that is no such value. */
  read(text: string): number | undefined;
  write(value: number): string;
}

type Relation = (value: number, wanted: number) => boolean;

const RELATIONS: readonly (readonly [string, Relation])[] = [
  ["LessThan", (value, wanted) => value < wanted],
  ["LessThanEquals", (value, wanted) => value <= wanted],
  ["GreaterThan", (value, wanted) => value > wanted],
  ["GreaterThanEquals", (value, wanted) => value >= wanted],
];

const isEqual: Relation = (value, wanted) => value === wanted;

function compareBy(ordered: Ordered, relation: Relation) {
  return (wanted: Pattern, value: Pattern): Truth => {
    const [wantedText, text] = [textOf(wanted), textOf(value)];
    const limit = wantedText === undefined ? undefined : ordered.read(wantedText);
    if (limit === undefined || text === undefined) return "unknown";
    const found = ordered.read(text);
    return truthOf(found !== undefined && relation(found, limit));
  };
}

/** Every limit, a value between each two, one below all and one above all, and a text that is no value. */
function valuesAround(ordered: Ordered, wanted: readonly Pattern[]): KeyValues {
  const texts = wanted.map(textOf);
  const limits = texts.flatMap((text) => (text === undefined ? [] : (ordered.read(text) ?? [])));
  const sorted = [...new Set(limits)].sort((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted[sorted.length - 1]];
  const between = sorted.slice(1).map((limit, n) => (limit + (sorted[n] ?? limit)) / 2);
  const values = [first - 1000, ...sorted, ...between, last + 1000].map((value) => ordered.write(value));
  return { values: [...values, "none"], complete: limits.length === wanted.length };
}

/** The six operators of a family: equal, not equal, and the four of order. */
export function orderedOperators(ordered: Ordered): readonly OperatorDefinition[] {
  // One for all of them: a key that two of them ask for is then tried on the sides of all their limits at once.
  const keyValues = (wanted: readonly Pattern[]) => valuesAround(ordered, wanted);
  const make = (suffix: string, relation: Relation, negated: boolean): OperatorDefinition => ({
    name: ordered.family + suffix,
    negated,
    wildcards: false,
    compare: compareBy(ordered, relation),
    keyValues,
  });
  return [
    make("Equals", isEqual, false),
    make("NotEquals", isEqual, true),
    ...RELATIONS.map(([suffix, relation]) => make(suffix, relation, false)),
  ];
}
