import { after, isMatched, lettersOf, type Places, startOf } from "./automaton";
import { includes } from "./includes";
import { isSymbolic, keyOf, literal, type Pattern } from "./token";

/** How many combinations of states may be visited before the samples are called incomplete. */
export const SAMPLING_BUDGET = 3_000;

/** Texts that tell patterns apart. */
export interface Samples {
  /**
   * One text for each combination of matching and not matching that some text shows, the shortest found. The
   * empty text is one more: set operators take it for no value at all.
   */
  readonly texts: readonly string[];
  /** False when the budget ended the search: other combinations may exist. */
  readonly complete: boolean;
}

/** A letter that none of the patterns names. */
function otherLetter(letters: readonly string[]): string {
  const named = new Set(letters);
  for (let code = 0x78; ; code += 1) {
    const letter = String.fromCodePoint(code);
    if (!named.has(letter)) return letter;
  }
}

/** Letters that lead to different places from here: those named next, and the first of all the others. */
function telling(
  letters: readonly string[],
  patterns: readonly Pattern[],
  places: readonly Places[],
): readonly string[] {
  const next = new Set<string>();
  places.forEach((each, at) => {
    for (const place of each) {
      const token = patterns[at]?.[place];
      if (token?.kind === "char") next.add(token.char);
    }
  });
  const other = letters.find((letter) => !next.has(letter));
  return letters.filter((letter) => letter === other || next.has(letter));
}

interface Reached {
  readonly text: string;
  readonly places: readonly Places[];
}

/** The same conditions are asked about again and again, by one principal after the other. */
const lately = new Map<string, Samples>();
const LATELY_MOST = 500;

/**
 * One text for each way in which texts can match these patterns (each of them or not): the patterns run side
 * by side as automata, breadth first. So a question about *all* values of an unknown key becomes one about
 * these few. Patterns with symbols have no texts yet and must not be given.
 */
export function samples(patterns: readonly Pattern[], budget: number = SAMPLING_BUDGET): Samples {
  const key = [budget, ...patterns.map(keyOf)].join("\u0001");
  const known = lately.get(key);
  if (known !== undefined) return known;
  if (lately.size >= LATELY_MOST) lately.clear();
  const found = search(patterns, budget);
  lately.set(key, found);
  return found;
}

/** Which of the patterns match what was read so far: one sign each. */
function signOf(patterns: readonly Pattern[], places: readonly Places[]): string {
  return patterns.map((pattern, at) => (isMatched(pattern, places[at] ?? []) ? "1" : "0")).join("");
}

function search(patterns: readonly Pattern[], budget: number): Samples {
  const named = lettersOf(patterns);
  const letters = [...named, otherLetter(named)];
  const texts = [""];
  const signs = new Set<string>();
  const seen = new Set<string>();
  const queue: Reached[] = [{ text: "", places: patterns.map(startOf) }];
  // What is added while it runs is walked too.
  for (const current of queue) {
    for (const letter of telling(letters, patterns, current.places)) {
      const places = patterns.map((pattern, at) => after(pattern, current.places[at] ?? [], letter));
      const key = places.join("|");
      if (seen.has(key)) continue;
      if (seen.size >= budget) return { texts, complete: false };
      seen.add(key);
      const text = current.text + letter;
      const sign = signOf(patterns, places);
      if (!signs.has(sign)) texts.push(text);
      signs.add(sign);
      queue.push({ text, places });
    }
  }
  return { texts, complete: true };
}

/**
 * A text that both patterns match, if one is found within the budget. Patterns with symbols have no texts
 * yet.
 */
export function sampleOfBoth(p: Pattern, q: Pattern): string | undefined {
  if ([p, q].some(isSymbolic)) return undefined;
  const matches = (text: string) => [p, q].every((each) => includes(literal(text), each) === "yes");
  return samples([p, q]).texts.find(matches);
}
