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

/**
 * The states that are reached without reading anything: past a `*`, past a symbol that may be empty or over.
 */
function closure(pattern: Pattern, state: State): readonly State[] {
  const states = [state];
  for (let n = 0; n < states.length; n += 1) {
    const current = states[n] ?? 0;
    const token = pattern[current >> 1];
    const inside = (current & 1) === 1;
    const skips = token?.kind === "many" || (token?.kind === "symbol" && (inside || token.holds === "text"));
    const next = ((current >> 1) + 1) * 2;
    if (skips && !states.includes(next)) states.push(next);
  }
  return states;
}

/** What one step from a state can read: one named character (`undefined`: any), and where it leads. */
interface Step {
  readonly reads: string | undefined;
  /** A symbol does not read separators when it holds a name. */
  readonly separators: boolean;
  readonly to: State;
}

function stepOf(token: Token | undefined, state: State): Step | undefined {
  if (token === undefined) return undefined;
  const next = ((state >> 1) + 1) * 2;
  if (token.kind === "char") return { reads: token.char, separators: true, to: next };
  if (token.kind === "one") return { reads: undefined, separators: true, to: next };
  if (token.kind === "many") return { reads: undefined, separators: true, to: state };
  return { reads: undefined, separators: token.holds === "text", to: state | 1 };
}

function together(p: Step, q: Step): boolean {
  if (p.reads !== undefined && q.reads !== undefined) return p.reads === q.reads;
  const read = p.reads ?? q.reads;
  if (read === undefined) return true;
  return (p.separators && q.separators) || !SEPARATORS.has(read);
}

function successors(p: Pattern, from: State, q: Pattern, to: State): readonly (readonly [State, State])[] {
  const a = p[from >> 1];
  const b = q[to >> 1];
  const atStarts = ((from | to) & 1) === 0;
  if (atStarts && a?.kind === "symbol" && b?.kind === "symbol") {
    if (a.id === b.id) return [[from + 2, to + 2]];
    const end = isDelimited(a, p[(from >> 1) + 1]) && isDelimited(b, q[(to >> 1) + 1]);
    // They start at one place, end at one place, and can never be the same text.
    if (end && mustDiffer(a, b)) return [];
  }
  const left = stepOf(a, from);
  const right = stepOf(b, to);
  return left !== undefined && right !== undefined && together(left, right) ? [[left.to, right.to]] : [];
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

/**
 * May: is there a text that both patterns match, for some values of the symbols? A walk over pairs of
 * positions, exact for patterns without symbols. A symbol may be any text that its kind allows, except that
 * two symbols of one namespace of unique values are never the same text where they would have to be it.
 */
export function intersects(p: Pattern, q: Pattern): boolean {
  const shared = sharedBeginning(p, q);
  if (shared === undefined || endingsDiffer(p, q)) return false;
  const width = (q.length + 1) * 2;
  const seen = new Set<number>();
  const queue: (readonly [State, State])[] = [[shared * 2, shared * 2]];
  for (let current = queue.pop(); current !== undefined; current = queue.pop()) {
    for (const from of closure(p, current[0])) {
      for (const to of closure(q, current[1])) {
        const key = from * width + to;
        if (seen.has(key)) continue;
        seen.add(key);
        if (from >> 1 === p.length && to >> 1 === q.length) return true;
        queue.push(...successors(p, from, q, to));
      }
    }
  }
  return false;
}
