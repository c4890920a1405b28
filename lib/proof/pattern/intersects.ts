import type { Pattern, SymbolToken, Token } from "./token";

/**
 * Where a pattern has got to: before the token at `at`, or (`inside`) within the text of the symbol there.
 * Encoded as `2 * at` and `2 * at + 1`, so that a state is a number.
 */
type State = number;

const SEPARATORS = new Set([":", "/"]);

/** True when the symbol's text ends exactly where the next token says so: at a separator or at the end. */
function isDelimited(symbol: SymbolToken, next: Token | undefined): boolean {
  if (symbol.holds !== "name") return false;
  return next === undefined || (next.kind === "char" && SEPARATORS.has(next.char));
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
function reads(token: Token, character: string): boolean {
  if (token.kind === "char") return token.char === character;
  return token.kind !== "symbol" || token.holds === "text" || !SEPARATORS.has(character);
}

/** Is there a character that both read next? */
function together(a: Token, b: Token): boolean {
  if (a.kind === "char") return reads(b, a.char);
  return b.kind === "char" ? reads(a, b.char) : true;
}

/**
 * How many characters both begin with; undefined when the next ones already exclude each other, which decides almost
 * every pair at once.
 */
function sharedBeginning(p: Pattern, q: Pattern): number | undefined {
  const length = Math.min(p.length, q.length);
  for (let n = 0; n < length; n += 1) {
    const a = p[n];
    const b = q[n];
    if (a?.kind !== "char" || b?.kind !== "char") return n;
    if (a !== b) return undefined;
  }
  return length;
}

/** True when the last characters exclude each other. */
function endingsDiffer(p: Pattern, q: Pattern): boolean {
  for (let n = 1; n <= Math.min(p.length, q.length); n += 1) {
    const a = p[p.length - n];
    const b = q[q.length - n];
    if (a?.kind !== "char" || b?.kind !== "char") return false;
    if (a !== b) return true;
  }
  return false;
}

/** Pairs of states that are to be looked at, each once. */
class Pairs {
  /** The pair that was taken last. */
  from: State = 0;
  to: State = 0;
  private readonly waitingFrom: State[] = [];
  private readonly waitingTo: State[] = [];
  private readonly seen: Uint8Array;
  private readonly width: number;

  /** From the same place on in both. */
  constructor(
    p: Pattern,
    q: Pattern,
    private readonly start: State,
  ) {
    this.width = (q.length + 1) * 2 - start;
    this.seen = new Uint8Array(((p.length + 1) * 2 - start) * this.width);
    this.add(start, start);
  }

  add(from: State, to: State): void {
    const key = (from - this.start) * this.width + (to - this.start);
    if (this.seen[key] === 1) return;
    this.seen[key] = 1;
    this.waitingFrom.push(from);
    this.waitingTo.push(to);
  }

  /** False when all were. */
  take(): boolean {
    const [from, to] = [this.waitingFrom.pop(), this.waitingTo.pop()];
    if (from === undefined || to === undefined) return false;
    this.from = from;
    this.to = to;
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

/**
 * May: is there a text that both patterns match, for some values of the symbols? A walk over pairs of
 * positions, exact for patterns without symbols. A symbol may be any text that its kind allows, except that
 * two symbols of one namespace of unique values are never the same text where they would have to be it.
 */
export function intersects(p: Pattern, q: Pattern): boolean {
  const shared = sharedBeginning(p, q);
  if (shared === undefined || endingsDiffer(p, q)) return false;
  if (shared === p.length && shared === q.length) return true;
  const pairs = new Pairs(p, q, shared * 2);
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
