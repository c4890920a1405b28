import type { Pattern } from "./token";

/** Where in a pattern a reader may be, sorted. The place after the last token means: matched. */
export type Places = readonly number[];

/** Adds a place, and the one behind a `*`, which may stand for nothing. From small ones to large: so they are sorted. */
function arrive(reached: Set<number>, pattern: Pattern, place: number): void {
  reached.add(place);
  if (pattern[place]?.kind === "many") arrive(reached, pattern, place + 1);
}

/** Before anything is read. */
export function startOf(pattern: Pattern): Places {
  const reached = new Set<number>();
  arrive(reached, pattern, 0);
  return [...reached];
}

/** After one more character; `undefined` is any character that the pattern does not name. */
export function after(pattern: Pattern, places: Places, letter: string | undefined): Places {
  const reached = new Set<number>();
  for (const place of places) {
    const token = pattern[place];
    if (token?.kind === "many") arrive(reached, pattern, place);
    if (token?.kind === "one") arrive(reached, pattern, place + 1);
    if (token?.kind === "char" && token.char === letter) arrive(reached, pattern, place + 1);
  }
  return [...reached];
}

/** Is what was read so far a text of the pattern? */
export function isMatched(pattern: Pattern, places: Places): boolean {
  return places.includes(pattern.length);
}

/** All letters that the patterns name, sorted. */
export function lettersOf(patterns: Iterable<Pattern>): readonly string[] {
  const letters = new Set<string>();
  for (const pattern of patterns)
    for (const token of pattern) if (token.kind === "char") letters.add(token.char);
  return [...letters].sort();
}
