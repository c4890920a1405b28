import { char, type CharToken, type Pattern, type SymbolToken, type Token } from "./token";

/**
 * Where a pattern has got to: before the token at `at`, or (`inside`) within the text of the symbol there.
 * Encoded as `2 * at` and `2 * at + 1`, so that a state is a number.
 */
type State = number;

const SEPARATORS: ReadonlySet<Token> = new Set([":", "/"].map(char));

/** True when the symbol's text ends exactly where the next token says so: at a separator or at the end. */
function isDelimited(symbol: SymbolToken, next: Token | undefined): boolean {
  return symbol.holds === "name" && (next === undefined || SEPARATORS.has(next));
}

/** Two things of one namespace of unique values. */
function mustDiffer(a: SymbolToken, b: SymbolToken): boolean {
  return a.unique !== undefined && a.unique === b.unique;
}

/** The state that is reached without reading anything: past a `*`, past a symbol that may be empty or is over. */
function skipped(token: Token | undefined, state: State): State | undefined {
  const skips =
    token?.kind === "many" || (token?.kind === "symbol" && ((state & 1) === 1 || token.holds === "text"));
  return skips ? ((state >> 1) + 1) * 2 : undefined;
}

/** Where reading one character leads. */
function read(token: Token, state: State): State {
  if (token.kind === "many") return state;
  return token.kind === "symbol" ? state | 1 : ((state >> 1) + 1) * 2;
}

/** A symbol does not read separators when it holds a name. */
function reads(token: Token, character: CharToken): boolean {
  if (token.kind === "char") return token === character;
  return token.kind !== "symbol" || token.holds === "text" || !SEPARATORS.has(character);
}

/** Is there a character that both read next? */
function together(a: Token, b: Token): boolean {
  if (a.kind === "char") return reads(b, a);
  return b.kind !== "char" || reads(a, b);
}

/**
 * How many steps from these places on both have the same character; undefined when the next ones exclude each other,
 * which decides almost every pair of patterns at once.
 */
function agreement(p: Pattern, q: Pattern, at: number, other: number, step: 1 | -1): number | undefined {
  const length = Math.min(p.length, q.length);
  for (let n = 0; n < length; n += 1) {
    const a = p[at + n * step];
    const b = q[other + n * step];
    if (a?.kind !== "char" || b?.kind !== "char") return n;
    if (a !== b) return undefined;
  }
  return length;
}

function isAnythingFrom(pattern: Pattern, at: number): boolean {
  return at === pattern.length - 1 && pattern[at]?.kind === "many";
}

/** Pairs of states that are to be looked at, each once: those of two patterns, from their beginnings on. */
class Pairs {
  /** The pair that was taken last. */
  from: State = 0;
  to: State = 0;
  private readonly waiting = [0];
  private readonly width: number;
  private readonly seen: Uint8Array;

  constructor(p: Pattern, q: Pattern) {
    this.width = (q.length + 1) * 2;
    this.seen = new Uint8Array((p.length + 1) * 2 * this.width);
  }

  add(from: State, to: State): void {
    const key = from * this.width + to;
    if (this.seen[key] === 1) return;
    this.seen[key] = 1;
    this.waiting.push(key);
  }

  /** False when all were. */
  take(): boolean {
    const key = this.waiting.pop();
    if (key === undefined) return false;
    this.to = key % this.width;
    this.from = (key - this.to) / this.width;
    return true;
  }
}

/** Adds what follows from a pair when both read the same character, or the same value. */
function follow(p: Pattern, q: Pattern, pairs: Pairs): void {
  const { from, to } = pairs;
  const [a, b] = [p[from >> 1], q[to >> 1]];
  if (a === undefined || b === undefined) return;
  if (a.kind === "symbol" && b.kind === "symbol" && ((from | to) & 1) === 0) {
    if (a.id === b.id) return pairs.add(from + 2, to + 2);
    const end = isDelimited(a, p[(from >> 1) + 1]) && isDelimited(b, q[(to >> 1) + 1]);
    // They start at one place, end at one place, and can never be the same text.
    if (end && mustDiffer(a, b)) return;
  }
  if (together(a, b)) pairs.add(read(a, from), read(b, to));
}

/** A walk over pairs of positions: do both come to their ends with one text? */
function meet(p: Pattern, q: Pattern): boolean {
  const pairs = new Pairs(p, q);
  while (pairs.take()) {
    const { from, to } = pairs;
    if (from >> 1 === p.length && to >> 1 === q.length) return true;
    const [past, beyond] = [skipped(p[from >> 1], from), skipped(q[to >> 1], to)];
    if (past !== undefined) pairs.add(past, to);
    if (beyond !== undefined) pairs.add(from, beyond);
    follow(p, q, pairs);
  }
  return false;
}

/**
 * May: is there a text that both patterns match, for some values of the symbols? Exact for patterns without symbols. A
 * symbol may be any text that its kind allows, except that two symbols of one namespace of unique values are never the
 * same text where they would have to be it.
 */
export function intersects(p: Pattern, q: Pattern): boolean {
  const shared = agreement(p, q, 0, 0, 1);
  if (shared === undefined) return false;
  // What is left of one of them may be any text, the other's too.
  if (isAnythingFrom(p, shared) || isAnythingFrom(q, shared)) return true;
  if (agreement(p, q, p.length - 1, q.length - 1, -1) === undefined) return false;
  return meet(p.slice(shared), q.slice(shared));
}
