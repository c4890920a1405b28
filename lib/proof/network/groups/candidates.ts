import { type AddressSet, overlaps } from "../addresses";
import type { SecurityGroup } from "./groups";
import type { Member } from "./members";
import { rulesOf } from "./connection";
import type { GroupRule, RuleSource } from "./rule";

type Others = ReadonlySet<string> | "all";

/** Who carries which group, and where anybody stands. */
interface Standing {
  readonly carriers: ReadonlyMap<string, readonly string[]>;
  /** Undefined for a VPC of which nobody knows them. */
  readonly ranges: readonly (AddressSet | undefined)[];
}

function namedBy(source: RuleSource, { carriers, ranges }: Standing): Others {
  if (source.kind === "services" || (source.kind === "list" && source.outside)) return new Set();
  if (source.kind === "groups") return new Set(source.ids.flatMap((id) => carriers.get(id) ?? []));
  if (source.kind !== "range") return "all";
  const touches = ranges.some((each) => each === undefined || overlaps([source.range], each));
  return touches ? "all" : new Set();
}

function standing(members: readonly Member[]): Standing {
  const carriers = new Map<string, string[]>();
  for (const { id, groups } of members)
    for (const group of groups) carriers.set(group, [...(carriers.get(group) ?? []), id]);
  return { carriers, ranges: [...new Map(members.map(({ vpc }) => [vpc?.key, vpc?.ranges])).values()] };
}

/**
 * Pairs of members between which a connection is not excluded at once, from what rules name rather than by
 * trying all pairs.
 */
export function groupCandidates(
  members: readonly Member[],
  groups: ReadonlyMap<string, SecurityGroup>,
): readonly (readonly [Member, Member])[] {
  const place = standing(members);
  // Whoever may carry any group is named by every rule.
  const anything = members.filter(({ cause }) => cause !== undefined).map(({ id }) => id);
  const ofRule = new Map<GroupRule, Others>();
  const others = (member: Member, way: GroupRule["way"]): Others => {
    if (member.unfiltered || member.cause !== undefined) return "all";
    const found = new Set(anything);
    for (const rule of rulesOf(member, way, groups)) {
      const named = ofRule.get(rule) ?? namedBy(rule.source, place);
      ofRule.set(rule, named);
      if (named === "all") return "all";
      named.forEach((id) => found.add(id));
    }
    return found;
  };
  const admits = new Map(members.map((member) => [member.id, others(member, "ingress")]));
  const openToAll = members.filter(({ id }) => admits.get(id) === "all").map(({ id }) => id);
  const admittedBy = new Map<string, string[]>();
  for (const [id, sources] of admits)
    if (sources !== "all")
      sources.forEach((source) => admittedBy.set(source, [...(admittedBy.get(source) ?? []), id]));
  const byId = new Map(members.map((member) => [member.id, member]));
  return members.flatMap((from) => {
    const targets = others(from, "egress");
    const reachable = [...openToAll, ...(admittedBy.get(from.id) ?? [])];
    const ids = targets === "all" ? reachable : reachable.filter((id) => targets.has(id));
    return [...new Set(ids)].sort().flatMap((id) => {
      const to = byId.get(id);
      return to === undefined || to === from ? [] : [[from, to] as const];
    });
  });
}
