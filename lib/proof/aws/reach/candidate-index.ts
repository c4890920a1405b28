import { push } from "../../../model/lists";
import { arnParts } from "../../pattern/arn";
import { intersects } from "../../pattern/intersects";
import { ANYTHING, char, concat, isSymbolic, keyOf, type Pattern, type Token } from "../../pattern/token";
import type { AwsNode } from "../model/node";
import { Beginnings } from "./beginnings";

/** The last part of an ARN begins after five colons. */
const FIRST_PARTS = 5;

interface Entry {
  readonly node: AwsNode;
  readonly language: Pattern;
  /** The same for ARNs that differ in a name alone which only the apply knows. @default - it is like no other */
  readonly alike?: object | undefined;
}

/** What stands before the first token that is not a character, and that token. */
interface Beginning {
  readonly text: string;
  readonly then: Token | undefined;
}

function beginning(pattern: Pattern, from: number): Beginning {
  let at = from;
  while (pattern[at]?.kind === "char") at += 1;
  return { text: keyOf(pattern.slice(from, at)), then: pattern[at] };
}

const COLON = char(":");

/** Where the last of six parts begins; its end where there are fewer. */
function lastPart(arn: Pattern): number {
  let at = 0;
  for (let colons = 0; colons < FIRST_PARTS && at < arn.length; at += 1) if (arn[at] === COLON) colons += 1;
  return at;
}

/** ARNs with a name that is written out, and ARNs with one that only the apply knows. */
class Group {
  /** By what stands before the first wildcard, or by all of it. */
  private readonly literal = new Beginnings<Entry[]>();
  /** Of these, the ones that go on with a wildcard: a longer text may still be theirs. */
  private readonly open = new Beginnings<Entry[]>();
  /** By what stands before the symbol, then by the symbol. */
  private readonly symbolic = new Beginnings<Map<string, Entry[]>>();

  constructor(
    readonly kind: string,
    readonly parts: readonly Pattern[],
  ) {}

  /** @param last where the last part of its ARN begins */
  add(entry: Entry, last: number): void {
    const { text, then } = beginning(entry.language, last);
    if (then?.kind === "symbol") {
      const ids = this.symbolic.get(text) ?? new Map<string, Entry[]>();
      this.symbolic.set(text, ids);
      const isAll = then.holds === "name" && entry.language.at(-1) === then;
      push(ids, then.id, isAll ? { ...entry, alike: ids } : entry);
      return;
    }
    push(this.literal, text, entry);
    if (then !== undefined) push(this.open, text, entry);
  }

  /** Entries that the last part of a pattern may match. */
  matching(last: Pattern, take: (entry: Entry) => void): void {
    const takeAll = (entries: readonly Entry[] = []) => entries.forEach(take);
    const takeEach = (ids?: ReadonlyMap<string, readonly Entry[]>) => ids?.forEach(takeAll);
    const { text, then } = beginning(last, 0);
    this.open.before(text, takeAll);
    takeAll(this.literal.get(text));
    const here = this.symbolic.get(text);
    if (then?.kind === "symbol" && then.unique !== undefined) takeAll(here?.get(then.id));
    else takeEach(here);
    this.symbolic.before(text, takeEach);
    if (then === undefined) return;
    this.literal.after(text, takeAll);
    this.symbolic.after(text, takeEach);
  }

  all(take: (entry: Entry) => void): void {
    this.matching(ANYTHING, take);
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
      for (const part of node.parts) for (const language of part.language) this.add(node, language);
  }

  /** The nodes of these kinds of which the pattern may match an ARN. */
  find(pattern: Pattern, kinds: ReadonlySet<string>): ReadonlySet<AwsNode> {
    const found = new Set<AwsNode>();
    const ofAlike = new Map<object, boolean>();
    // A pattern that names none of the symbols cannot tell one from another.
    const names = isSymbolic(pattern);
    this.entries(pattern, kinds, ({ node, language, alike }) => {
      if (found.has(node)) return;
      const known = names || alike === undefined ? undefined : ofAlike.get(alike);
      const matches = known ?? this.compared(pattern, language);
      if (alike !== undefined) ofAlike.set(alike, matches);
      if (matches) found.add(node);
    });
    return found;
  }

  private compared(pattern: Pattern, language: Pattern): boolean {
    this.comparisons += 1;
    return intersects(pattern, language);
  }

  private add(node: AwsNode, language: Pattern): void {
    const last = lastPart(language);
    const key = `${node.kind.kind}\u0001${keyOf(language.slice(0, last))}`;
    const group = this.groups.get(key) ?? new Group(node.kind.kind, arnParts(language).slice(0, FIRST_PARTS));
    this.groups.set(key, group);
    group.add({ node, language }, last);
  }

  private entries(pattern: Pattern, kinds: ReadonlySet<string>, take: (entry: Entry) => void): void {
    const parts = arnParts(pattern);
    const first = parts.slice(0, FIRST_PARTS);
    const spans =
      parts.length <= FIRST_PARTS || first.some((part) => part.some(({ kind }) => kind === "many"));
    if (!spans) {
      for (const group of this.groupsNear(first))
        if (kinds.has(group.kind)) group.matching(parts[FIRST_PARTS] ?? [], take);
      return;
    }
    for (const group of this.groups.values()) {
      if (!kinds.has(group.kind)) continue;
      // A `*` may stand for colons too, where certainty is not asked for.
      const whole = concat(...group.parts.flatMap((part) => [part, [char(":")]]), ANYTHING);
      if (intersects(pattern, whole)) group.all(take);
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
