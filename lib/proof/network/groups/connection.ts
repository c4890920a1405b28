import type { Truth } from "../../truth";
import { any } from "../../truth";
import { type AddressSet, covers, overlaps } from "../addresses";
import { ALL_PORTS, intersection, NO_PORTS, type PortSet, union } from "../ports";
import type { SecurityGroup } from "./groups";
import type { Member } from "./members";
import type { GroupRule, RuleSource } from "./rule";
import type { Topology } from "./topology";

/** What gets from one member to another. */
export interface GroupOpening {
  readonly certain: PortSet;
  readonly possible: PortSet;
  /** Sorted. */
  readonly causes: readonly string[];
  /** The rules that let it through. */
  readonly rules: readonly GroupRule[];
}

/** N5: the address on the wire. Something that may be anywhere in its VPC may be where the range is. */
function inRange(range: AddressSet, other: Member): Truth {
  if (other.addresses !== undefined && other.subnets !== undefined) {
    if (covers(range, other.addresses)) return "yes";
    return overlaps(range, other.addresses) ? "unknown" : "no";
  }
  const ranges = other.vpc?.ranges;
  if (ranges === undefined) return "unknown";
  if (!overlaps(range, ranges)) return "no";
  return other.kind === "security-group" || covers(range, ranges) ? "yes" : "unknown";
}

/** Does a rule name the other side? */
export function names(source: RuleSource, other: Member): Truth {
  if (source.kind === "groups")
    return any([
      other.groups.some((id) => source.ids.includes(id)) ? "yes" : "no",
      other.cause === undefined ? "no" : "unknown",
    ]);
  if (source.kind === "range") return inRange([source.range], other);
  return source.kind === "services" ? "no" : "unknown";
}

export function rulesOf(
  member: Member,
  way: GroupRule["way"],
  groups: ReadonlyMap<string, SecurityGroup>,
): readonly GroupRule[] {
  return member.groups.flatMap((id) => groups.get(id)?.rules.filter((rule) => rule.way === way) ?? []);
}

interface Side {
  readonly certain: PortSet;
  readonly possible: PortSet;
  readonly rules: readonly GroupRule[];
  readonly causes: readonly string[];
}

function causeOfSource(source: RuleSource): string {
  if (source.kind === "unread") return source.cause;
  if (source.kind === "list") return `what addresses the prefix list ${source.text} has is not in the plan`;
  return "which addresses or groups the other side has is not in the plan";
}

/** N1: the union over all groups; what a member carries beyond what is known may let anything through. */
export function side(self: Member, rules: readonly GroupRule[], test: (source: RuleSource) => Truth): Side {
  if (self.unfiltered) return { certain: ALL_PORTS, possible: ALL_PORTS, rules: [], causes: [] };
  const matching = rules
    .map((rule) => ({ rule, truth: test(rule.source) }))
    .filter(({ truth }) => truth !== "no");
  const sure = matching.filter(({ truth }) => truth === "yes").map(({ rule }) => rule.ports);
  const unknown = self.cause === undefined ? [] : [ALL_PORTS];
  const causes = matching.flatMap(({ rule, truth }) => [
    ...(rule.cause === undefined ? [] : [`${rule.provenance.address}: ${rule.cause}`]),
    ...(truth === "unknown" ? [`${rule.provenance.address}: ${causeOfSource(rule.source)}`] : []),
  ]);
  return {
    certain: union(sure),
    possible: union([...matching.map(({ rule }) => rule.mayPorts), ...unknown]),
    rules: matching.map(({ rule }) => rule),
    causes: [...causes, ...(self.cause === undefined ? [] : [`${self.provenance.address}: ${self.cause}`])],
  };
}

/** N1, N10: what one may open to another: out of the groups of the one, into those of the other. */
export function groupConnection(
  from: Member,
  to: Member,
  groups: ReadonlyMap<string, SecurityGroup>,
  topology: Topology,
): GroupOpening {
  const { joined, cause } = topology.joined(from.vpc, to.vpc);
  if (!joined) return { certain: NO_PORTS, possible: NO_PORTS, causes: [], rules: [] };
  const out = side(from, rulesOf(from, "egress", groups), (source) => names(source, to));
  const into = side(to, rulesOf(to, "ingress", groups), (source) => names(source, from));
  const possible = intersection(out.possible, into.possible, false);
  const causes = [...out.causes, ...into.causes, ...(cause === undefined ? [] : [cause])];
  return {
    certain: cause === undefined ? intersection(out.certain, into.certain, true) : NO_PORTS,
    possible,
    causes: [...new Set(causes)].sort(),
    rules: [...into.rules, ...out.rules],
  };
}
