import type { Owner } from "../../facts/resource";
import { arnParts } from "../../pattern/arn";
import { relate } from "../../pattern/includes";
import type { Pattern } from "../../pattern/token";
import { concat, glob, literal } from "../../pattern/token";
import type { Truth } from "../../truth";
import { truthOf } from "../../truth";
import type { HandIntent, OwnershipRule } from "../intent/hand-intent";
import type { Candidate, Looked, Ownership } from "./candidate";
import { labelOf, namespaceOf, tagOf } from "./candidate";

/** A rule with its patterns read once. */
type Matcher = (candidate: Candidate) => Truth;

/**
 * Ownership by the rules of an intent file: the first that matches. Where it depends on what only the apply knows
 * which one that is, nobody knows the owner.
 */
export function ownershipByHand({ ownership }: Pick<HandIntent, "ownership">): Ownership {
  const rules = ownership.map((rule) => ({ tenant: rule.tenant, matches: matcherOf(rule) }));
  return (candidate) => {
    const possible = new Set<string | null>();
    for (const { tenant, matches } of rules) {
      const truth = matches(candidate);
      if (truth !== "no") possible.add(tenant);
      if (truth === "yes") return { owner: ownerAmong(possible) };
    }
    return { owner: ownerAmong(possible.add(null)) };
  };
}

function ownerAmong(possible: ReadonlySet<string | null>): Owner {
  const [first = null, ...others] = possible;
  if (others.length > 0) {
    const names = [first, ...others].map((tenant) => tenant ?? "the platform").sort();
    return {
      kind: "unknown",
      cause: `which of ${names.join(", ")} it belongs to is only known after the apply`,
    };
  }
  return first === null ? { kind: "platform" } : { kind: "tenant", tenant: first };
}

function matcherOf(rule: OwnershipRule): Matcher {
  if (rule.kind === "tag" || rule.kind === "label") {
    const wanted = glob(rule.value);
    const look = rule.kind === "tag" ? tagOf : labelOf;
    return (candidate) => matchesLooked(wanted, look(candidate, rule.key));
  }
  const wanted = glob(rule.pattern);
  if (rule.kind === "address") {
    const expression = globExpression(rule.pattern);
    return ({ provenance }) => truthOf(expression.test(provenance.address));
  }
  if (rule.kind === "namespace") return (candidate) => matchesLooked(wanted, namespaceOf(candidate));
  return (candidate) => {
    const arn = candidate.values.get("arn");
    return arn?.kind === "text" ? relate(wanted, usualPartition(arn.pattern)) : truthOf(false);
  };
}

/** In words of the whole address: most are literal, and a table of them is long. */
function globExpression(pattern: string): RegExp {
  const source = pattern.replace(/[\\^$.*+?()[\]{}|]/g, (character) => {
    if (character === "*") return "[^]*";
    return character === "?" ? "[^]" : `\\${character}`;
  });
  return new RegExp(`^${source}$`);
}

function matchesLooked(wanted: Pattern, looked: Looked): Truth {
  if (looked === "absent") return "no";
  if (looked === "unknown") return "unknown";
  return relate(wanted, looked.pattern);
}

/** Where the partition is not known it is the usual one: no tenant is told from another by it. */
function usualPartition(arn: Pattern): Pattern {
  const parts = arnParts(arn);
  if (parts[1]?.[0]?.kind !== "symbol") return arn;
  return parts
    .map((part, index) => (index === 1 ? literal("aws") : part))
    .reduce((whole, part) => concat(whole, literal(":"), part));
}
