import { gather } from "../../../model/lists";
import type { FactResource, Facts } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, causeOf, literalValue, member, nameOf, occurrences, truthValue } from "../../read/values";
import { readCidr } from "../addresses";
import type { RuleSource } from "./rule";

/** What rules refer to: groups, prefix lists, endpoints. */
export class RuleReferences {
  private readonly lists: References;
  private readonly endpoints: References;
  private readonly entries: readonly FactResource[];

  constructor(
    facts: Facts,
    private readonly groups: { readonly ids: (value: Value) => readonly string[] | undefined },
  ) {
    this.lists = new References(resourcesOf(facts, "aws_ec2_managed_prefix_list"), ["id"]);
    this.endpoints = new References(resourcesOf(facts, "aws_vpc_endpoint"), ["prefix_list_id"]);
    this.entries = resourcesOf(facts, "aws_ec2_managed_prefix_list_entry");
  }

  /** N2: whoever carries the group that is named; one of another account is nobody of this plan. */
  group(value: Value): RuleSource {
    if (literalValue(value)?.includes("/") === true) return { kind: "groups", ids: [] };
    const ids = this.groups.ids(value);
    if (ids !== undefined) return { kind: "groups", ids };
    const cause = causeOf(value, "a security group") ?? `it is not known which group ${nameOf(value)} is`;
    return { kind: "unread", cause, outside: false };
  }

  range(value: Value): RuleSource {
    const text = literalValue(value);
    const range = text === undefined ? undefined : readCidr(text);
    if (text !== undefined && range !== undefined) return { kind: "range", range, text };
    const cause = causeOf(value, "an address range") ?? "an address range cannot be read";
    return { kind: "unread", cause, outside: true };
  }

  /** N6: the ranges of a list of the plan; a list of AWS's services; else nobody knows. */
  list(value: Value): readonly RuleSource[] {
    if (this.endpoints.resolve(value)?.certain === true) return [{ kind: "services" }];
    const found = this.lists.resolve(value);
    if (found?.certain === true) return found.resources.flatMap((list) => this.entriesOf(list));
    const text = nameOf(value);
    if (text !== undefined) return [ofAws(text) ?? { kind: "list", text, outside: false }];
    const cause = causeOf(value, "a prefix list") ?? "a prefix list cannot be read";
    return [{ kind: "unread", cause, outside: true }];
  }

  private entriesOf(list: FactResource): readonly RuleSource[] {
    const inline = occurrences(attribute(list, "entry"));
    const own = new References([list], ["id"]);
    const apart = this.entries.filter(
      (entry) => own.resolve(entry.values.get("prefix_list_id"))?.certain === true,
    );
    const values = [
      ...inline.items.map((entry) => member(entry, "cidr")),
      ...apart.map((entry) => attribute(entry, "cidr")),
    ];
    const more: readonly RuleSource[] =
      inline.open === undefined ? [] : [{ kind: "unread", cause: inline.open, outside: true }];
    return [...values.flatMap((value) => (value === undefined ? [] : [this.range(value)])), ...more];
  }
}

/** Services that hosts ask and that ask no host, behind gateway endpoints. */
const ASKED = /\.(s3|dynamodb|s3express)$/;

/**
 * Lists that AWS fills with addresses of its own services, by their names.
 *
 * Source: Amazon VPC user guide, "AWS-managed prefix lists".
 */
function ofAws(name: string): RuleSource | undefined {
  if (!name.startsWith("com.amazonaws.")) return undefined;
  return ASKED.test(name) ? { kind: "services" } : { kind: "list", text: name, outside: true };
}

/** Where each form of a rule names its sources, and how. */
const NAMED = [
  ["cidr_ipv4", "range"],
  ["cidr_ipv6", "range"],
  ["cidr_blocks", "range"],
  ["ipv6_cidr_blocks", "range"],
  ["prefix_list_id", "list"],
  ["prefix_list_ids", "list"],
  ["referenced_security_group_id", "group"],
  ["source_security_group_id", "group"],
  ["security_groups", "group"],
] as const;

/** Everybody whom a rule names: each of them alone, for rules add up. `self`: the group that has the rule. */
export function sourcesOf(rule: Value, references: RuleReferences, self: string): readonly RuleSource[] {
  const named = gather(NAMED, ([name, kind]): readonly RuleSource[] => {
    const { items, open } = occurrences(member(rule, name));
    const read = gather(items, (item) => {
      if (kind === "list") return references.list(item);
      return kind === "range" ? [references.range(item)] : [references.group(item)];
    });
    if (open === undefined) return read;
    return [...read, { kind: "unread", cause: open, outside: kind !== "group" }];
  });
  const own = truthValue(member(rule, "self"));
  if (own === true) return [...named, { kind: "groups", ids: [self] }];
  return own === "unknown"
    ? [...named, { kind: "unread", cause: "whether it names itself", outside: false }]
    : named;
}
