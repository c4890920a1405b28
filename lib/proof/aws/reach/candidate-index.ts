import { push } from "../../../model/lists";
import { compareText } from "../../../model/intent";
import { arnParts } from "../../pattern/arn";
import { intersects } from "../../pattern/intersects";
import { ANYTHING, char, concat, keyOf, type Pattern, type Token } from "../../pattern/token";
import type { AwsNode } from "../model/node";

/** The last part of an ARN begins after five colons. */
const FIRST_PARTS = 5;

interface Entry {
  readonly node: AwsNode;
  readonly language: Pattern;
}

/** What stands before the first token that is not a character, and that token. */
interface Beginning {
  readonly text: string;
  readonly then: Token | undefined;
}

function beginning(pattern: Pattern): Beginning {
  let text = "";
  for (const token of pattern) {
    if (token.kind !== "char") return { text, then: token };
    text += token.char;
  }
  return { text, then: undefined };
}

/** What stands before the first wildcard, in the order of texts once it is sorted. */
interface Written {
  readonly text: string;
  readonly entry: Entry;
}

function sort(list: Written[]): void {
  list.sort((a, b) => compareText(a.text, b.text));
}

function firstFrom(list: readonly Written[], text: string): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.text ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* exactly(list: readonly Written[], text: string): Generator<Entry> {
  for (let at = firstFrom(list, text); list[at]?.text === text; at += 1) {
    const found = list[at];
    if (found !== undefined) yield found.entry;
  }
}

/** ARNs with a name that is written out, and ARNs with one that only the apply knows. */
class Group {
  private readonly literal: Written[] = [];
  /** Of these, the ones that go on with a wildcard, by their length and text: a longer text may still be theirs. */
  private readonly open = new Map<number, Map<string, Entry[]>>();
  /** By what stands before the symbol, then by the symbol. */
  private readonly symbolic = new Map<string, Map<string, Entry[]>>();
  private sorted = false;

  constructor(
    readonly kind: string,
    readonly parts: readonly Pattern[],
  ) {}

  add(entry: Entry): void {
    const { text, then } = beginning(arnParts(entry.language)[FIRST_PARTS] ?? []);
    if (then?.kind !== "symbol") {
      this.literal.push({ text, entry });
      if (then === undefined) return;
      const byText = this.open.get(text.length) ?? new Map<string, Entry[]>();
      this.open.set(text.length, byText);
      push(byText, text, entry);
      return;
    }
    const ids = this.symbolic.get(text) ?? new Map<string, Entry[]>();
    this.symbolic.set(text, ids);
    push(ids, then.id, entry);
  }

  /** Entries that the last part of a pattern may match. */
  *matching(last: Pattern): Generator<Entry> {
    const { text, then } = beginning(last);
    yield* this.literally(text, then);
    for (const [before, ids] of this.symbolic) {
      const same = before === text && then?.kind === "symbol" && then.unique !== undefined;
      if (same) yield* ids.get(then.id) ?? [];
      else if (text.startsWith(before) || (before.startsWith(text) && then !== undefined))
        for (const entries of ids.values()) yield* entries;
    }
  }

  *all(): Generator<Entry> {
    yield* this.matching(ANYTHING);
  }

  /** Those that begin with the text, and those whose own wildcard comes before the text is over. */
  private *literally(text: string, then: Token | undefined): Generator<Entry> {
    if (!this.sorted) sort(this.literal);
    this.sorted = true;
    for (const [length, byText] of this.open)
      if (length < text.length) yield* byText.get(text.slice(0, length)) ?? [];
    if (then === undefined) return yield* exactly(this.literal, text);
    for (let at = firstFrom(this.literal, text); this.literal[at]?.text.startsWith(text) === true; at += 1) {
      const found = this.literal[at];
      if (found !== undefined) yield found.entry;
    }
  }
}

/**
 * Finds the resources that a pattern of ARNs may match without asking each of them: by the first five parts,
 * of which a plan has few, and by the beginning of the last one.
 */
export class CandidateIndex {
  /** How many ARNs were compared so far: what the work grows with. */
  comparisons = 0;
  private readonly groups = new Map<string, Group>();
  /** The groups whose first five parts a pattern may match, by its own: a plan has few of either. */
  private readonly near = new Map<string, readonly Group[]>();

  constructor(nodes: Iterable<AwsNode>) {
    for (const node of nodes)
      for (const language of node.parts.flatMap((part) => part.language)) this.add(node, language);
  }

  /** The nodes of these kinds of which the pattern may match an ARN. */
  find(pattern: Pattern, kinds: ReadonlySet<string>): ReadonlySet<AwsNode> {
    const found = new Set<AwsNode>();
    for (const { node, language } of this.entries(pattern, kinds)) {
      if (found.has(node)) continue;
      this.comparisons += 1;
      if (intersects(pattern, language)) found.add(node);
    }
    return found;
  }

  private add(node: AwsNode, language: Pattern): void {
    const parts = arnParts(language).slice(0, FIRST_PARTS);
    const key = [node.kind.kind, ...parts.map(keyOf)].join("\u0001");
    const group = this.groups.get(key) ?? new Group(node.kind.kind, parts);
    this.groups.set(key, group);
    group.add({ node, language });
  }

  private *entries(pattern: Pattern, kinds: ReadonlySet<string>): Generator<Entry> {
    const parts = arnParts(pattern);
    const first = parts.slice(0, FIRST_PARTS);
    const spans =
      parts.length <= FIRST_PARTS || first.some((part) => part.some(({ kind }) => kind === "many"));
    if (!spans) {
      for (const group of this.groupsNear(first))
        if (kinds.has(group.kind)) yield* group.matching(parts[FIRST_PARTS] ?? []);
      return;
    }
    for (const group of this.groups.values()) {
      if (!kinds.has(group.kind)) continue;
      // A `*` may stand for colons too, where certainty is not asked for.
      const whole = concat(...group.parts.flatMap((part) => [part, [char(":")]]), ANYTHING);
      if (intersects(pattern, whole)) yield* group.all();
    }
  }

  private groupsNear(first: readonly Pattern[]): readonly Group[] {
    const key = first.map(keyOf).join("\u0001");
    const known =
      this.near.get(key) ??
      [...this.groups.values()].filter(({ parts }) =>
        first.every((part, n) => intersects(part, parts[n] ?? [])),
      );
    this.near.set(key, known);
    return known;
  }
}
