import type { GraphNode, Step } from "../../facts/step";
import type { Truth } from "../../truth";
import { truthOf } from "../../truth";
import { type AddressSet, readCidr, without } from "../addresses";
import { addressNode } from "../address-node";
import { type DeclaredPorts, type DeclaredRules, heldAndLeft } from "../declared-rules";
import { isEmpty, isWithin, NO_PORTS, type PortSet, shownPorts, without as withoutPorts } from "../ports";
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

/** Why it is not sure that addresses of a rule get to a member; `never` if they do not. */
function doubtAbout(member: Member, outside: AddressSet, topology: Topology): string | undefined | "never" {
  const routed = without(outside, PRIVATE);
  if (routed.length === 0) return PRIVATE_RANGE;
  if (member.isPublic === "no" || member.vpc?.internet === false) return "never";
  if (member.vpc?.internet === undefined) return NO_GATEWAY;
  const families = [...new Set(routed.map(({ bits }) => bits))];
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
  /** What was declared to be open to these addresses. */
  readonly declared: readonly DeclaredPorts[];
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
  topology: Topology,
  openings: DeclaredRules,
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
    declared: openings.fromAddresses(outside, member.owner, member.exposed),
  };
}

function outsideOfList(
  member: Member,
  text: string,
  rules: readonly GroupRule[],
  openings: DeclaredRules,
): Outside {
  const test = (source: RuleSource) => truthOf(source.kind === "list" && source.text === text);
  const naming = rules.filter(({ source }) => test(source) === "yes").map(({ provenance }) => provenance);
  const declared = openings.fromPrefixList(text, naming, member.owner, member.exposed);
  return { text: `prefix list ${text}`, doubt: undefined, test, declared };
}

function outsides(
  member: Member,
  rules: readonly GroupRule[],
  topology: Topology,
  openings: DeclaredRules,
): readonly Outside[] {
  const sources = rules.map(({ source }) => source);
  const lists = new Set(sources.flatMap((source) => (source.kind === "list" ? [source.text] : [])));
  return [
    ...[...lists].map((text) => outsideOfList(member, text, rules, openings)),
    ...[...rangesOf(member, sources)].flatMap(
      (range) => outsideOfRange(member, range, topology, openings) ?? [],
    ),
  ];
}

function stepsOf(member: Member, rules: readonly GroupRule[], outside: Outside): readonly Step[] {
  const open = side(member, rules, outside.test);
  if (isEmpty(open.possible)) return [];
  const doubts = [...open.causes, ...(outside.doubt === undefined ? [] : [outside.doubt])];
  const sure = outside.doubt === undefined ? open.certain : NO_PORTS;
  const part = (certainty: Step["certainty"], ports: PortSet) =>
    heldAndLeft(ports, outside.declared).map((held): Step => ({
      from: addressNode(outside.text).id,
      to: member.id,
      kind: "access",
      plane: "network",
      what: shownPorts(held.ports),
      certainty,
      causes: certainty === "must" ? [] : [...new Set(doubts)].sort(),
      because: member.unfiltered
        ? "no security group stands before it"
        : "a rule of its security groups lets these addresses in",
      evidence: evidenceOf(member, open.rules),
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

/** N10: who comes in from outside the VPC, and whether the internet leads there. */
export function fromOutside(
  member: Member,
  groups: ReadonlyMap<string, SecurityGroup>,
  topology: Topology,
  openings: DeclaredRules,
): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
  const rules = rulesOf(member, "ingress", groups);
  const found = outsides(member, rules, topology, openings);
  return {
    nodes: found.map(({ text }) => addressNode(text)),
    steps: found.flatMap((outside) => stepsOf(member, rules, outside)),
  };
}
