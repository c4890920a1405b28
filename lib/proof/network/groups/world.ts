import type { GraphNode, Step } from "../../facts/step";
import type { Truth } from "../../truth";
import { truthOf } from "../../truth";
import { type AddressSet, readCidr, without } from "../addresses";
import { addressNode } from "../address-node";
import { type DeclaredPorts, type DeclaredRules, heldAndLeft } from "../declared-rules";
import { isEmpty, isWithin, shownPorts } from "../ports";
import type { SecurityGroup } from "./groups";
import { rulesOf, side } from "./connection";
import type { Member } from "./members";
import type { GroupRule } from "./rule";
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
const PRIVATE_RANGE = "which networks reach the VPC privately is not all in the plan";

/** Why it is not sure that addresses of a rule get to a member; `never` if they do not. */
function doubtAbout(member: Member, outside: AddressSet, topology: Topology): string | undefined | "never" {
  if (without(outside, PRIVATE).length === 0) return PRIVATE_RANGE;
  if (member.vpc?.internet === false) return "never";
  if (member.vpc?.internet === undefined) return NO_GATEWAY;
  const known = member.subnets?.map((subnet) => topology.isPublic(subnet)) ?? [];
  if (known.length > 0 && known.every((each) => each === false)) return "never";
  return known.includes(undefined)
    ? "whether its subnets have routes to the internet is not in the plan"
    : undefined;
}

interface Outside {
  readonly text: string;
  readonly doubt: string | undefined;
  readonly test: (rule: GroupRule) => Truth;
  /** What was declared to be open to these addresses. */
  readonly declared: readonly DeclaredPorts[];
}

function outsides(
  member: Member,
  rules: readonly GroupRule[],
  topology: Topology,
  openings: DeclaredRules,
): readonly Outside[] {
  const found = new Map<string, Outside>();
  for (const { source } of rules) {
    if (source.kind === "list") {
      const test = (rule: GroupRule) =>
        truthOf(rule.source.kind === "list" && rule.source.text === source.text);
      const naming = rules.filter((rule) => test(rule) === "yes").map(({ provenance }) => provenance);
      const declared = openings.fromPrefixList(source.text, naming, member.owner, "hosts");
      found.set(source.text, { text: `prefix list ${source.text}`, doubt: undefined, test, declared });
    }
    if (source.kind !== "range") continue;
    const outside = without([source.range], member.vpc?.ranges ?? []);
    const doubt = outside.length === 0 ? "never" : doubtAbout(member, outside, topology);
    if (doubt === "never") continue;
    const test = (rule: GroupRule) =>
      truthOf(rule.source.kind === "range" && rule.source.text === source.text);
    const declared = openings.fromAddresses(outside, member.owner, "hosts");
    found.set(source.text, { text: source.text, doubt, test, declared });
  }
  return [...found.values()];
}

function stepOf(member: Member, rules: readonly GroupRule[], outside: Outside): readonly Step[] {
  const chosen = rules.filter((rule) => outside.test(rule) === "yes");
  const open = side(member, chosen, () => "yes");
  const causes = [
    ...new Set([...open.causes, ...(outside.doubt === undefined ? [] : [outside.doubt])]),
  ].sort();
  const certain =
    outside.doubt === undefined && !isEmpty(open.certain) && isWithin(open.possible, open.certain);
  if (isEmpty(open.possible)) return [];
  return heldAndLeft(certain ? open.certain : open.possible, outside.declared).map(
    ({ ports, declaredBy }): Step => ({
      from: addressNode(outside.text).id,
      to: member.id,
      kind: "access",
      plane: "network",
      what: shownPorts(ports),
      certainty: certain ? "must" : "may",
      causes: certain ? [] : causes,
      because: "a rule of its security groups lets these addresses in",
      evidence: [...new Set(open.rules.map(({ provenance }) => provenance))],
      ...(declaredBy !== undefined && { declaredBy }),
    }),
  );
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
    steps: found.flatMap((outside) => stepOf(member, rules, outside)),
  };
}
