import { closest, distance } from "fastest-levenshtein";

/** What somebody probably meant: the nearest of the known names, if it is near enough to be a slip. */
export function nearest(text: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(text, known);
  const slips = distance(text, found);
  return slips < text.length && slips <= Math.max(2, text.length / 3) ? found : undefined;
}
