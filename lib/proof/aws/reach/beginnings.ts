import { compareText } from "../../../model/intent";

/** What is found by a text of its own, by the beginnings of a text, and by what a text is the beginning of. */
export class Beginnings<T> {
  private readonly byText = new Map<string, T>();
  /** How long these texts are: far fewer than the texts. */
  private readonly lengths = new Set<number>();
  private sorted: readonly string[] | undefined;

  get(text: string): T | undefined {
    return this.byText.get(text);
  }

  set(text: string, found: T): void {
    this.byText.set(text, found);
    this.lengths.add(text.length);
    this.sorted = undefined;
  }

  /** Of the texts with which this one begins, but for itself. */
  before(text: string, take: (found: T) => void): void {
    for (const length of this.lengths) {
      const found = length < text.length ? this.byText.get(text.slice(0, length)) : undefined;
      if (found !== undefined) take(found);
    }
  }

  /** Of the texts that begin with this one and go on. */
  after(text: string, take: (found: T) => void): void {
    this.sorted ??= [...this.byText.keys()].sort(compareText);
    for (let at = firstFrom(this.sorted, text); this.sorted[at]?.startsWith(text) === true; at += 1) {
      const longer = this.sorted[at] ?? text;
      const found = longer === text ? undefined : this.byText.get(longer);
      if (found !== undefined) take(found);
    }
  }
}

function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
