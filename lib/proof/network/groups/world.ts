import type { GraphNode, Step } from "../../facts/step";
import type { Truth } from "../../truth";
import { truthOf } from "../../truth";
import { type AddressSet, readCidr, without } from "../addresses";
import { addressNode } from "../address-node";
import { type DeclaredPorts, type DeclaredRules, heldAndLeft } from "../declared-rules";
import { isEmpty, isWithin, NO_PORTS, type PortSet, shownPorts, without as withoutPorts } from "../ports";
import { isSameOwner } from "../../graph/crossing";
import type { Forward, Forwards } from "./forwards";
import type { SecurityGroup } from "./groups";
import { rulesOf, side } from "./connection";
import type { Member } from "./members";
import type { GroupRule, RuleSource } from "./rule";
import type { Topology } from "./topology";

/** Ranges that are never routed on the internet. */
const PRIVATE: AddressSet = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
].flatMap((text) => readCidr(text) ?? []);

const NO_GATEWAY = "the VPC's internet gateway is not in the plan";
const NO_ROUTES = "whether its subnets have routes to the internet is not in the plan";
const NO_ADDRESS = "whether it has a public address is not in the plan";
const PRIVATE_RANGE = "which networks reach the VPC privately is not all in the plan";

function mayHave({ vpc }: Member, family: 32 | 128): boolean {
  return vpc?.ranges === undefined || vpc.ranges.some(({ bits }) => bits === family);
}

/** Why it is not sure that addresses of a rule get to a member; `never` if they do not. */
function doubtAbout(member: Member, outside: AddressSet, topology: Topology): string | undefined | "never" {
  const routed = without(outside, PRIVATE);
  if (routed.length === 0) return PRIVATE_RANGE;
  if (member.isPublic === "no" || member.vpc?.internet === false) return "never";
  if (member.vpc?.internet === undefined) return NO_GATEWAY;
  const families = [...new Set(routed.map(({ bits }) => bits))].filter((bits) => mayHave(member, bits));
  if (families.length === 0) return "never";
  const known =
    member.subnets?.flatMap((each) => families.map((bits) => topology.isPublic(each, bits))) ?? [];
  if (known.length > 0 && known.every((each) => each === false)) return "never";
  if (known.includes(undefined)) return NO_ROUTES;
  return member.isPublic === "unknown" ? NO_ADDRESS : undefined;
}

interface Outside {
  readonly text: string;
  readonly doubt: string | undefined;
  readonly test: (source: RuleSource) => Truth;
  /** What of somebody's was declared to be open to these addresses. */
  readonly declared: (to: Member) => readonly DeclaredPorts[];
}

/** What stands around the members of a plan. */
interface Surroundings {
  readonly topology: Topology;
  readonly forwards: Forwards;
  /** What was declared to be open. */
  readonly openings: DeclaredRules;
}

const ANYWHERE = ["0.0.0.0/0", "::/0"] as const;

/** Everybody, of one family. */
function everybody(text: string): AddressSet {
  return [text].flatMap((each) => readCidr(each) ?? []);
}

/** The ranges that rules name, and everybody where a rule may name anybody, or where nothing stands before it. */
function rangesOf(member: Member, sources: readonly RuleSource[]): ReadonlyMap<string, AddressSet> {
  const named = sources.flatMap((source) =>
    source.kind === "range" ? [[source.text, [source.range]] as const] : [],
  );
  const isUnread = sources.some((source) => source.kind === "unread" && source.outside);
  const all = member.unfiltered || member.carriesAny || isUnread ? ANYWHERE : [];
  return new Map([...all.map((text) => [text, everybody(text)] as const), ...named]);
}

function outsideOfRange(
  member: Member,
  [text, range]: readonly [string, AddressSet],
  { topology, openings }: Surroundings,
): Outside | undefined {
  const near = [member.vpc, ...topology.beside(member.vpc)];
  const outside = without(
    range,
    near.flatMap((each) => each?.own ?? []),
  );
  const doubt = outside.length === 0 ? "never" : doubtAbout(member, outside, topology);
  if (doubt === "never") return undefined;
  return {
    ...{ text, doubt },
    test: (source) => {
      if (source.kind === "unread") return source.outside ? "unknown" : "no";
      return truthOf(source.kind === "range" && source.text === text);
    },
    declared: (to) => openings.fromAddresses(outside, to.owner, to.exposed),
  };
}

function outsideOfList(text: string, rules: readonly GroupRule[], openings: DeclaredRules): Outside {
  const test = (source: RuleSource) => truthOf(source.kind === "list" && source.text === text);
  const naming = rules.filter(({ source }) => test(source) === "yes").map(({ provenance }) => provenance);
  const declared = (to: Member) => openings.fromPrefixList(text, naming, to.owner, to.exposed);
  return { text: `prefix list ${text}`, doubt: undefined, test, declared };
}

function outsides(member: Member, rules: readonly GroupRule[], around: Surroundings): readonly Outside[] {
  const sources = rules.map(({ source }) => source);
  const lists = new Set(sources.flatMap((source) => (source.kind === "list" ? [source.text] : [])));
  return [
    ...[...lists].map((text) => outsideOfList(text, rules, around.openings)),
    ...[...rangesOf(member, sources)].flatMap((range) => outsideOfRange(member, range, around) ?? []),
  ];
}

function stepsOf(
  member: Member,
  rules: readonly GroupRule[],
  outside: Outside,
  via?: Forward,
): readonly Step[] {
  const open = side(member, rules, outside.test);
  if (isEmpty(open.possible)) return [];
  const notes = [outside.doubt, via?.doubt].flatMap((doubt) => doubt ?? []);
  const doubts = [...open.causes, ...notes];
  const sure = notes.length === 0 ? open.certain : NO_PORTS;
  const target = via?.to ?? member;
  const because = member.unfiltered
    ? "no security group stands before it"
    : "a rule of its security groups lets these addresses in";
  const part = (certainty: Step["certainty"], ports: PortSet) =>
    heldAndLeft(ports, outside.declared(target)).map((held): Step => ({
      from: addressNode(outside.text).id,
      to: target.id,
      kind: "access",
      plane: "network",
      what: shownPorts(held.ports),
      certainty,
      causes: certainty === "must" ? [] : [...new Set(doubts)].sort(),
      because: via === undefined ? because : `${member.title} hands it on, and ${because}`,
      evidence: [...(via?.evidence ?? []), ...evidenceOf(member, open.rules)],
      ...(held.declaredBy !== undefined && { declaredBy: held.declaredBy }),
    }));
  if (isWithin(open.possible, sure)) return part("must", sure);
  return [...part("must", sure), ...part("may", withoutPorts(open.possible, sure))];
}

/** The rules, and where there are none what stands open. */
function evidenceOf(member: Member, rules: readonly GroupRule[]): Step["evidence"] {
  const written = [...new Set(rules.map(({ provenance }) => provenance))];
  return written.length > 0 ? written : [member.provenance];
}

/** N10: who comes in from outside the VPC, whether the internet leads there, and what it is handed on to. */
export function fromOutside(
  member: Member,
  groups: ReadonlyMap<string, SecurityGroup>,
  around: Surroundings,
): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
  const rules = rulesOf(member, "ingress", groups);
  const found = outsides(member, rules, around);
  const further = around.forwards.from(member).filter(({ to }) => !isSameOwner(member.owner, to.owner));
  return {
    nodes: found.map(({ text }) => addressNode(text)),
    steps: found.flatMap((outside) => [
      ...stepsOf(member, rules, outside),
      ...further.flatMap((via) => stepsOf(member, rules, outside, via)),
    ]),
  };
}
