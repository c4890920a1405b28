/** Matching written a second time, on texts and by recursion, to check the kernel against. */
export function matchesText(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === "*") return matchesText(rest, text) || (text !== "" && matchesText(pattern, text.slice(1)));
  if (text === "") return false;
  return (first === "?" || first === text[0]) && matchesText(rest, text.slice(1));
}

/** All words of up to so many letters of an alphabet, the empty one first. */
export function words(alphabet: readonly string[], longest: number): readonly string[] {
  const result = [""];
  let last = [""];
  for (let length = 1; length <= longest; length += 1) {
    last = last.flatMap((word) => alphabet.map((letter) => word + letter));
    result.push(...last);
  }
  return result;
}
