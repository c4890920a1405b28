import type { Truth } from "../truth";
import { after, isMatched, lettersOf, startOf } from "./automaton";
import { intersects } from "./intersects";
import { isSymbolic, type ManyToken, type Pattern, type Token } from "./token";

/** How many pairs of states the exact decision may visit before it answers `unknown`. */
export const INCLUSION_BUDGET = 2_000;

/** Can the token of the covering pattern stand for this one token of the covered pattern? */
function covers(token: Exclude<Token, ManyToken>, covered: Token): boolean {
  if (token.kind === "one") return covered.kind === "one" || covered.kind === "char";
  if (token.kind === "char") return covered === token;
  return covered.kind === "symbol" && covered.id === token.id;
}

/**
 * Reads the covered pattern as if it were a text: its `*` can only be swallowed by a `*`, its `?` by `?` or
 * `*`, a symbol by `*` or itself. Never wrong when it says yes; may say no to cases such as `*a*` in `?*`.
 */
function coversAsText(p: Pattern, q: Pattern): boolean {
  let at = 0;
  let covering = 0;
  let star = -1;
  let starAt = 0;
  while (at < p.length) {
    const token = q[covering];
    const covered = p[at];
    if (token?.kind === "many") {
      star = covering;
      starAt = at;
      covering += 1;
    } else if (token !== undefined && covered !== undefined && covers(token, covered)) {
      covering += 1;
      at += 1;
    } else if (star >= 0) {
      starAt += 1;
      at = starAt;
      covering = star + 1;
    } else {
      return false;
    }
  }
  while (q[covering]?.kind === "many") covering += 1;
  return covering === q.length;
}

/** Exact, by the subset construction on demand: is there a text of `p` that `q` does not match? */
function coversExactly(p: Pattern, q: Pattern, budget: number): Truth {
  const letters = [...lettersOf([p, q]), undefined];
  const start = { covered: startOf(p), covering: startOf(q) };
  const seen = new Set<string>();
  const queue = [start];
  for (let current = queue.pop(); current !== undefined; current = queue.pop()) {
    const key = `${current.covered.join()}|${current.covering.join()}`;
    if (seen.has(key)) continue;
    if (seen.size >= budget) return "unknown";
    seen.add(key);
    if (isMatched(p, current.covered) && !isMatched(q, current.covering)) return "no";
    for (const letter of letters) {
      const covered = after(p, current.covered, letter);
      if (covered.length > 0) queue.push({ covered, covering: after(q, current.covering, letter) });
    }
  }
  return "yes";
}

/**
 * Must: is every text of `p` matched by `q`, whatever the symbols turn out to be? `yes` is never wrong.
 * Without symbols `no` is right too; `unknown` is the answer when the budget does not reach, or when it
 * depends on the value of a symbol.
 */
export function includes(p: Pattern, q: Pattern, budget: number = INCLUSION_BUDGET): Truth {
  if (coversAsText(p, q)) return "yes";
  if (!intersects(p, q)) return "no";
  return coversBeyondText(p, q, budget);
}

function coversBeyondText(p: Pattern, q: Pattern, budget: number): Truth {
  return isSymbolic(p) || isSymbolic(q) ? "unknown" : coversExactly(p, q, budget);
}

/** Does the pattern match all of the language (`yes`), nothing of it (`no`), or something in between? */
export function relate(pattern: Pattern, language: Pattern): Truth {
  if (coversAsText(language, pattern)) return "yes";
  if (!intersects(language, pattern)) return "no";
  return coversBeyondText(language, pattern, INCLUSION_BUDGET) === "yes" ? "yes" : "unknown";
}
