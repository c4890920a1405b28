import type { Pattern } from "./token";

/** Where in a pattern a reader may be, sorted. The place after the last token means: matched. */
export type Places = readonly number[];

function closed(pattern: Pattern, places: Iterable<number>): Places {
  const reached = new Set(places);
  for (const place of reached) if (pattern[place]?.kind === "many") reached.add(place + 1);
  return [...reached].sort((a, b) => a - b);
}

/** Before anything is read. */
export function startOf(pattern: Pattern): Places {
  return closed(pattern, [0]);
}

/** After one more character; `undefined` is any character that the pattern does not name. */
export function after(pattern: Pattern, places: Places, letter: string | undefined): Places {
  const next: number[] = [];
  for (const place of places) {
    const token = pattern[place];
    if (token?.kind === "many") next.push(place);
    if (token?.kind === "one") next.push(place + 1);
    if (token?.kind === "char" && token.char === letter) next.push(place + 1);
  }
  return closed(pattern, next);
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
