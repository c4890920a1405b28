import type { Truth } from "../../truth";
import { all, any } from "../../truth";
import { type AddressSet, type AddressSpan, covers, overlaps, readCidr } from "../addresses";
import { ALL_PORTS, intersection, isEmpty, NO_PORTS, type PortSet, union } from "../ports";
import type { SecurityGroup } from "./groups";
import type { Joined } from "./links";
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

const ALL_FOUR: AddressSet = ["0.0.0.0/0"].flatMap((text) => readCidr(text) ?? []);

/**
 * N5: the address on the wire. Something that may be anywhere in its VPC may be where the range is; what stands in
 * subnets with IPv6 need not have such an address.
 */
function inRange(range: AddressSpan, other: Member): Truth {
  const standing = other.subnets === undefined ? undefined : other.addresses;
  const addresses = standing ?? other.vpc?.ranges;
  // Whatever its IPv4 address is, a range of all of them holds it.
  if (addresses === undefined) return covers([range], ALL_FOUR) ? "yes" : "unknown";
  const own = addresses.filter(({ bits }) => bits === range.bits);
  if (!overlaps([range], own)) return "no";
  if (other.kind === "security-group") return "yes";
  return covers([range], own) && (range.bits === 32 || other.six) ? "yes" : "unknown";
}

/**
 * Does a rule name the other side?
 *
 * @param references whether rules name groups of the other side's network. @default - both are in one network
 */
export function names(source: RuleSource, other: Member, references: Truth = "yes"): Truth {
  if (source.kind === "groups") {
    const carried = other.groups.some((id) => source.ids.includes(id)) ? "yes" : "no";
    return all([references, any([carried, other.cause === undefined ? "no" : "unknown"])]);
  }
  if (source.kind === "range") return inRange(source.range, other);
  return source.kind === "services" || (source.kind === "list" && source.outside) ? "no" : "unknown";
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

/** The families of addresses that matter: without rules for IPv6 it opens no more than IPv4 does. */
function families(...rules: readonly (readonly GroupRule[])[]): readonly (32 | 128)[] {
  const isSix = ({ source }: GroupRule) => source.kind === "range" && source.range.bits === 128;
  return rules.some((each) => each.some(isSix)) ? [32, 128] : [32];
}

/** Rules that packets of one family of addresses can meet: what names groups is for both. */
function ofFamily(rules: readonly GroupRule[], bits: 32 | 128): readonly GroupRule[] {
  return rules.filter(({ source }) => source.kind !== "range" || source.range.bits === bits);
}

/** One family's way from one member to another: out of the groups of the one, into those of the other. */
interface FamilyWay {
  readonly out: Side;
  readonly into: Side;
  /** The parts of both that name groups. */
  readonly byReference: () => { readonly out: Side; readonly into: Side };
}

function certainBy({ out, into, byReference }: FamilyWay, { cause, shownByReference }: Joined): PortSet {
  if (cause === undefined) return intersection(out.certain, into.certain, true);
  if (shownByReference !== true) return NO_PORTS;
  const naming = byReference();
  return union([
    intersection(naming.out.certain, into.certain, true),
    intersection(out.certain, naming.into.certain, true),
  ]);
}

const namesGroups = (rules: readonly GroupRule[]) => rules.filter(({ source }) => source.kind === "groups");

/** N1, N10: what one may open to another: out of the groups of the one, into those of the other, by one family. */
export function groupConnection(
  from: Member,
  to: Member,
  groups: ReadonlyMap<string, SecurityGroup>,
  topology: Topology,
): GroupOpening {
  const joint = topology.joined(from.vpc, to.vpc);
  const { joined, cause, references } = joint;
  if (!joined) return { certain: NO_PORTS, possible: NO_PORTS, causes: [], rules: [] };
  const [leaving, entering] = [rulesOf(from, "egress", groups), rulesOf(to, "ingress", groups)];
  const toOther = (source: RuleSource) => names(source, to, references);
  const toSelf = (source: RuleSource) => names(source, from, references);
  const ways = families(leaving, entering)
    .map((bits) => {
      const [outs, ins] = [ofFamily(leaving, bits), ofFamily(entering, bits)];
      const [out, into] = [side(from, outs, toOther), side(to, ins, toSelf)];
      const byReference = () => ({
        out: side(from, namesGroups(outs), toOther),
        into: side(to, namesGroups(ins), toSelf),
      });
      return { out, into, byReference, possible: intersection(out.possible, into.possible, false) };
    })
    .filter(({ possible }) => !isEmpty(possible));
  const causes = ways.flatMap(({ out, into }) => [...out.causes, ...into.causes]);
  return {
    certain: union(ways.map((way) => certainBy(way, joint))),
    possible: union(ways.map(({ possible }) => possible)),
    causes: [...new Set([...causes, ...(cause === undefined ? [] : [cause])])].sort(),
    rules: [...new Set(ways.flatMap(({ out, into }) => [...into.rules, ...out.rules]))],
  };
}
