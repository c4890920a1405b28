import { PairMemo } from "../pair-memo";
import { allOf, type Truth } from "../truth";
import { relate } from "./includes";
import { intersects } from "./intersects";
import { ANYTHING, char, lowerCase, MANY, type Pattern } from "./token";

/** An ARN has six parts; the sixth is the rest, with whatever colons it holds. */
const ARN_PARTS = 6;
const COLON = char(":");

const split = new WeakMap<Pattern, readonly Pattern[]>();

/**
 * Splits at the first five colons that are written out. A `*` or a symbol belongs to the part it stands in.
 */
export function arnParts(pattern: Pattern): readonly Pattern[] {
  const known = split.get(pattern) ?? partsOf(pattern);
  split.set(pattern, known);
  return known;
}

function partsOf(pattern: Pattern): readonly Pattern[] {
  const parts: Pattern[] = [];
  let start = 0;
  pattern.forEach((token, at) => {
    if (token !== COLON || parts.length === ARN_PARTS - 1) return;
    parts.push(pattern.slice(start, at));
    start = at + 1;
  });
  return [...parts, pattern.slice(start)];
}

function isAnything(pattern: Pattern): boolean {
  return pattern.length === 1 && pattern[0] === MANY;
}

/**
 * Completes an ARN with fewer than six parts by `*`, as AWS does in identity policies (S2). A lone `*` is
 * left alone: it is every resource.
 */
export function completeArn(text: string): string {
  const missing = ARN_PARTS - text.split(":").length;
  return text === "*" ? text : text + ":*".repeat(Math.max(0, missing));
}

/**
 * Matching part by part: what AWS documents for ARNs, so that no `*` crosses one of the first five colons.
 */
function relateParts(pattern: Pattern, language: Pattern): Truth {
  const wanted = arnParts(pattern);
  const given = arnParts(language);
  if (wanted.length !== given.length) return "no";
  return allOf(wanted, (part, n) => relate(part, given[n] ?? ANYTHING));
}

/**
 * S1, S2: does the `Resource` pattern match the resources of this language? Letters count, `*` crosses `/`.
 *
 * `careful` answers for the proof: `yes` by the strict reading (part by part), `no` only where even the
 * coarse one (a `*` may stand for anything, colons too) finds nothing. Without it the strict reading decides
 * alone.
 */
export function relateResource(pattern: Pattern, language: Pattern, careful: boolean): Truth {
  if (isAnything(pattern)) return "yes";
  const strict = relateParts(pattern, language);
  if (!careful || strict !== "no") return strict;
  return intersects(pattern, language) ? "unknown" : "no";
}

/** S3: `ArnEquals` and `ArnLike`, one operator: six parts, each with its own wildcards. */
export function relateArn(pattern: Pattern, value: Pattern): Truth {
  if (arnParts(pattern).length < ARN_PARTS) return "unknown";
  return relateParts(pattern, value);
}

const related = new PairMemo<Pattern, Pattern, Truth>();

/** S1: actions are compared without regard to case, `*` and `?` anywhere. Asked again and again of the same few. */
export function relateAction(pattern: Pattern, action: Pattern): Truth {
  const known = related.get(pattern, action);
  return known ?? related.set(pattern, action, relate(lowerCase(pattern), lowerCase(action)));
}
