import type { FactResource, Facts, Owner, Provenance } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { gather, push } from "../../../model/lists";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, nameOf, occurrences } from "../../read/values";
import { ALL_PORTS } from "../ports";
import { readCidr } from "../addresses";
import type { GroupRule, RuleSource } from "./rule";
import { RuleReferences, sourcesOf } from "./sources";
import { readTraffic } from "./traffic";

/** A security group. */
export interface SecurityGroup {
  /** Unique in the plan. */
  readonly id: string;
  readonly title: string;
  readonly owner: Owner;
  readonly provenance: Provenance;
  /** The VPC it is of. @default - nothing says so */
  readonly vpc: Value | undefined;
  readonly rules: readonly GroupRule[];
}

/** The groups of a plan: those that are written, and those that AWS makes with VPCs and clusters. */
export interface Groups {
  readonly all: readonly SecurityGroup[];
  readonly byId: ReadonlyMap<string, SecurityGroup>;
  /** The groups that a value names; undefined if it is not sure which. */
  ids(value: Value): readonly string[] | undefined;
  /** The groups that a value may name, in doubt all of them. */
  possible(value: Value): readonly string[];
  /** The default group of a VPC, and the group of a cluster. */
  madeWith(resource: FactResource): string;
}

function keyOf({ provenance }: FactResource): string {
  return `${provenance.stack}/${provenance.address}`;
}

function groupId(resource: FactResource): string {
  return `sg:${keyOf(resource)}`;
}

/** The group that AWS makes with a VPC or a cluster. */
function madeId(resource: FactResource): string {
  return `sg:${keyOf(resource)}#default`;
}

/** The names by which groups are referred to that are attributes of something else. */
const MADE_BY: Readonly<Record<string, readonly string[]>> = {
  aws_vpc: ["default_security_group_id"],
  aws_eks_cluster: [
    "vpc_config[0].cluster_security_group_id",
    "vpc_config.0.cluster_security_group_id",
    "cluster_security_group_id",
  ],
};

/** N3: whoever carries it reaches each other, and everything else. */
function openRules(id: string, provenance: Provenance): readonly GroupRule[] {
  const everything = { ports: ALL_PORTS, mayPorts: ALL_PORTS, provenance };
  const anywhere = ["0.0.0.0/0", "::/0"].flatMap((text): readonly RuleSource[] => {
    const range = readCidr(text);
    return range === undefined ? [] : [{ kind: "range", range, text }];
  });
  return [
    { way: "ingress", source: { kind: "groups", ids: [id] }, ...everything },
    ...anywhere.map((source) => ({ way: "egress", source, ...everything }) as const),
  ];
}

const RULE_TYPES: ReadonlyMap<string, "ingress" | "egress" | "typed"> = new Map([
  ["aws_vpc_security_group_ingress_rule", "ingress"],
  ["aws_vpc_security_group_egress_rule", "egress"],
  ["aws_security_group_rule", "typed"],
]);

function asValue(resource: FactResource): Value {
  if (resource.ignored.length === 0) return { kind: "fields", fields: resource.values, open: false };
  const fields = [...resource.values.keys()].flatMap((name) => {
    const value = attribute(resource, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { kind: "fields", fields: new Map(fields), open: false };
}

function rules(
  value: Value,
  way: GroupRule["way"],
  references: RuleReferences,
  at: { readonly group: string; readonly provenance: Provenance },
): readonly GroupRule[] {
  const isNew = value.kind === "fields" && value.fields.has("ip_protocol");
  const traffic = readTraffic(value, isNew ? "ip_protocol" : "protocol");
  return sourcesOf(value, references, at.group).map((source) => ({
    way,
    source,
    ...traffic,
    provenance: at.provenance,
  }));
}

function inlineRules(resource: FactResource, references: RuleReferences): readonly GroupRule[] {
  const at = { group: groupId(resource), provenance: resource.provenance };
  return (["ingress", "egress"] as const).flatMap((way) => {
    const { items, open } = occurrences(attribute(resource, way));
    const read = items.flatMap((item) => rules(item, way, references, at));
    const unread: RuleSource = { kind: "unread", cause: open ?? "", outside: true };
    const more = { way, source: unread, ...readTraffic({ kind: "unknown", cause: open ?? "" }, "protocol") };
    return open === undefined ? read : [...read, { ...more, provenance: resource.provenance }];
  });
}

function typedWays(type: string | undefined): readonly GroupRule["way"][] {
  return type === "ingress" || type === "egress" ? [type] : ["ingress", "egress"];
}

function standaloneRules(
  resource: FactResource,
  references: RuleReferences,
  { ids, possible }: Pick<Groups, "ids" | "possible">,
): readonly (readonly [string, GroupRule])[] {
  const kind = RULE_TYPES.get(resource.type);
  const of = attribute(resource, "security_group_id");
  if (kind === undefined || of === undefined) return [];
  const ways = kind === "typed" ? typedWays(nameOf(attribute(resource, "type"))) : [kind];
  const groups = possible(of);
  const certain = ids(of) !== undefined && !resource.many;
  return gather(groups, (group) =>
    gather(ways, (way) =>
      rules(asValue(resource), way, references, { group, provenance: resource.provenance }).map(
        (rule) => [group, certain ? rule : { ...rule, ...unsure(rule) }] as const,
      ),
    ),
  );
}

/** A rule that may be another group's lets nothing through for certain. */
function unsure(rule: GroupRule): Pick<GroupRule, "ports" | "cause"> {
  const cause = `it is not known of which group ${rule.provenance.address} is, or whether it is there`;
  return { ports: { spans: new Map(), named: new Set() }, cause };
}

/** All security groups of a plan with their rules, whichever way these are written (N4). */
export function readGroups(facts: Facts): Groups {
  const written = resourcesOf(facts, "aws_security_group", "aws_default_security_group");
  const makers = resourcesOf(facts, ...Object.keys(MADE_BY));
  const adopted = new Map<FactResource, FactResource>();
  const vpcs = new References(
    makers.filter(({ type }) => type === "aws_vpc"),
    ["id"],
  );
  for (const resource of written.filter(({ type }) => type === "aws_default_security_group"))
    for (const vpc of vpcs.resolve(resource.values.get("vpc_id"))?.resources ?? [])
      adopted.set(vpc, resource);
  const madeWith = (maker: FactResource) => {
    const by = adopted.get(maker);
    return by === undefined ? madeId(maker) : groupId(by);
  };
  const byId = new References(written, ["id"]);
  const byMaker = new References(makers, Object.values(MADE_BY).flat());
  const ids = (value: Value): readonly string[] | undefined => {
    const made = byMaker.resolve(value);
    if (made?.certain === true) return made.resources.map(madeWith);
    const found = byId.resolve(value);
    return found?.certain === true ? found.resources.map(groupId) : undefined;
  };
  const every = [...written.map(groupId), ...makers.filter((maker) => !adopted.has(maker)).map(madeId)];
  const possible = (value: Value) => ids(value) ?? every;
  const references = new RuleReferences(facts, { ids });
  const apart = gather(resourcesOf(facts, ...RULE_TYPES.keys()), (resource) =>
    standaloneRules(resource, references, { ids, possible }),
  );
  const rulesOf = new Map<string, GroupRule[]>();
  for (const [group, rule] of apart) push(rulesOf, group, rule);
  const all = [
    ...written.map((resource) => groupOf(groupId(resource), resource, inlineRules(resource, references))),
    ...makers
      .filter((maker) => !adopted.has(maker))
      .map((maker) => groupOf(madeId(maker), maker, openRules(madeId(maker), maker.provenance))),
  ].map((group) => ({ ...group, rules: [...group.rules, ...(rulesOf.get(group.id) ?? [])] }));
  return { all, byId: new Map(all.map((group) => [group.id, group])), ids, possible, madeWith };
}

function groupOf(id: string, resource: FactResource, own: readonly GroupRule[]): SecurityGroup {
  const { type, values, owner, provenance } = resource;
  const isVpc = type === "aws_vpc";
  const name = nameOf(values.get("name")) ?? provenance.address;
  const made = isVpc ? `default group of ${name}` : type === "aws_eks_cluster" ? `group of ${name}` : name;
  const vpc = isVpc
    ? (values.get("id") ?? { kind: "unknown" as const, cause: "the VPC's id" })
    : values.get("vpc_id");
  return { id, title: made, owner, provenance, vpc, rules: own };
}
