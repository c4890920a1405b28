import type { FactResource, Facts, Owner, Provenance } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { push } from "../../../model/lists";
import { attribute, literalValue, member, nameOf } from "../../read/values";
import type { Truth } from "../../truth";
import type { AddressSet } from "../addresses";
import type { Exposed } from "../declared-rules";
import { ATTACHMENTS, type AttachmentPlace } from "./attachments";
import { type Named, namedAt, namesNothing, NONE_NAMED } from "./carried";
import type { Groups, SecurityGroup } from "./groups";
import { PublicAddresses } from "./public-addresses";
import type { Topology } from "./topology";
import type { Vpc } from "./vpc";

/** Network interfaces that carry the same groups: of one resource, or any that may be made with a group. */
export interface Member {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly owner: Owner;
  readonly provenance: Provenance;
  readonly groups: readonly string[];
  /** Why it may carry others. @default - it carries these */
  readonly cause?: string | undefined;
  /** True if these others may be groups of whatever rules, not only the one that AWS makes with a VPC. */
  readonly carriesAny: boolean;
  readonly vpc: Vpc | undefined;
  /** Its subnets, where it is in certain ones. @default - it may be anywhere in its VPC */
  readonly subnets: readonly FactResource[] | undefined;
  readonly addresses: AddressSet | undefined;
  /** True if it has an IPv6 address for certain where its subnets have such. */
  readonly six: boolean;
  /** Can it be reached from the internet, as far as it is up to itself? */
  readonly isPublic: Truth;
  /** What of its owner it is to a rule that somebody declared. */
  readonly exposed: Exposed;
  /** True if nothing stands before it: a load balancer that has no groups. */
  readonly unfiltered: boolean;
}

/** What is known of where something stands and what it carries. */
interface Carried {
  readonly groups: Named;
  readonly subnets: Named;
  readonly vpc?: Value | undefined;
}

const BALANCERS: ReadonlySet<string> = new Set(["aws_alb", "aws_elb", "aws_lb"]);

/** The group that the constructs make for a tenant's load balancers. */
const OF_BALANCERS = /\/Network\/LoadBalancer$/;

const TEMPLATE_NAMES = ["id", "name", "launch_template_id", "launch_template_name"] as const;
const INTERFACES_OF_INSTANCE = [
  "network_interface.network_interface_id",
  "primary_network_interface.network_interface_id",
] as const;
const SIX = ["ipv6_addresses", "ipv6_address_count", "network_interfaces.ipv6_address_count"] as const;

/** True for what asks for IPv6 addresses, and for what its subnets give one. */
function hasSix(resource: FactResource, subnets: readonly FactResource[] | undefined): boolean {
  if (namedAt(resource, SIX).items.some((value) => literalValue(value) !== "0")) return true;
  const isGiven = (subnet: FactResource) =>
    literalValue(attribute(subnet, "assign_ipv6_address_on_creation")) === "true";
  return /^aws_(instance|autoscaling_group|eks_node_group)$/.test(resource.type) && !!subnets?.every(isGiven);
}

/** Reads who carries which groups. */
export class Members {
  private readonly templates: References;
  private readonly interfaces: References;
  private readonly clusters: References;
  private readonly publicAddresses: PublicAddresses;
  /** What associates a group with VPCs besides its own. */
  private readonly associated = new Map<string, FactResource[]>();

  constructor(
    private readonly facts: Facts,
    private readonly groups: Groups,
    private readonly topology: Topology,
  ) {
    this.templates = new References(resourcesOf(facts, "aws_launch_template"), ["id", "name"]);
    this.clusters = new References(resourcesOf(facts, "aws_eks_cluster"), ["name", "id"]);
    for (const each of resourcesOf(facts, "aws_vpc_security_group_vpc_association")) {
      const group = attribute(each, "security_group_id");
      for (const id of group === undefined ? [] : groups.possible(group)) push(this.associated, id, each);
    }
    this.publicAddresses = new PublicAddresses(facts);
    this.interfaces = new References(resourcesOf(facts, "aws_network_interface", "aws_instance"), [
      "id",
      "primary_network_interface_id",
    ]);
  }

  /** Every member: what has interfaces, and each group of a tenant, with which hosts may be made. */
  all(): readonly Member[] {
    const attached = this.facts.resources.flatMap((resource) => this.ofResource(resource) ?? []);
    const extra = this.sgAttachments();
    const made = this.groups.all
      .filter(({ owner }) => owner.kind !== "platform")
      .flatMap((group) => [this.potential(group), ...this.elsewhere(group)]);
    return [
      ...attached.map((each) => ({ ...each, groups: [...each.groups, ...(extra.get(each.id) ?? [])] })),
      ...made,
    ];
  }

  private potential({ id, title, owner, provenance, vpc }: SecurityGroup): Member {
    const found = this.topology.vpc(vpc);
    const balances = OF_BALANCERS.test(provenance.constructPath ?? "");
    return {
      id,
      kind: "security-group",
      title: `${balances ? "load balancers" : "hosts"} with the group ${title}`,
      owner,
      provenance,
      groups: [id],
      carriesAny: false,
      vpc: found,
      subnets: undefined,
      addresses: found?.ranges,
      six: true,
      isPublic: "yes",
      exposed: balances ? "load-balancers" : "hosts",
      unfiltered: false,
    };
  }

  /** Hosts of another VPC with which a group was associated. */
  private elsewhere(group: SecurityGroup): readonly Member[] {
    return (this.associated.get(group.id) ?? []).map((each) => ({
      ...this.potential({ ...group, vpc: attribute(each, "vpc_id") }),
      id: `${group.id}@${each.provenance.stack}/${each.provenance.address}`,
    }));
  }

  private ofResource(resource: FactResource): Member | undefined {
    const place = ATTACHMENTS.get(resource.type);
    if (place !== undefined) return this.ofPlace(resource, place);
    if (resource.type === "aws_vpc_endpoint") return this.endpoint(resource);
    if (resource.type === "aws_autoscaling_group") return this.scaled(resource);
    return resource.type === "aws_eks_node_group" ? this.nodes(resource) : undefined;
  }

  private ofPlace(resource: FactResource, place: AttachmentPlace): Member | undefined {
    if (place.needs !== undefined && attribute(resource, place.needs) === undefined) return undefined;
    const own = namedAt(resource, place.groups);
    const groups =
      resource.type === "aws_instance" && namesNothing(own) ? this.groupsOfInstance(resource) : own;
    const none = namesNothing(groups);
    if (resource.type === "aws_launch_template" && none) return undefined;
    const carried = { groups, subnets: namedAt(resource, place.subnets) };
    const isNetwork = literalValue(attribute(resource, "load_balancer_type")) === "network";
    return this.carrier(resource, carried, { unfiltered: none && isNetwork });
  }

  /** Of a host that says nothing of groups: those of the interfaces that it is given, else of its launch template. */
  private groupsOfInstance(resource: FactResource): Named {
    const given = namedAt(resource, INTERFACES_OF_INSTANCE);
    if (given.open !== undefined) return given;
    const place = ATTACHMENTS.get("aws_network_interface");
    const found = given.items.map((value) => this.interfaces.resolve(value)?.resources ?? []);
    if (place === undefined || found.length === 0) return this.templateGroups(this.templateOf(resource));
    const lists = found.flat().map((each) => namedAt(each, place.groups));
    return {
      items: lists.flatMap(({ items }) => items),
      open: lists.find(({ open }) => open !== undefined)?.open,
    };
  }

  private endpoint(resource: FactResource): Member | undefined {
    const type = literalValue(attribute(resource, "vpc_endpoint_type")) ?? "Gateway";
    if (type === "Gateway") return undefined;
    const carried = {
      groups: this.besides(resource, "security_group", namedAt(resource, ["security_group_ids"])),
      subnets: this.besides(resource, "subnet", namedAt(resource, ["subnet_ids"])),
      vpc: attribute(resource, "vpc_id"),
    };
    const service = literalValue(attribute(resource, "service_name")) ?? "";
    const isPlatform = /^(com|cn\.com)\.amazonaws\./.test(service) && resource.owner.kind === "platform";
    return this.carrier(resource, carried, isPlatform ? { kind: "platform-service" } : {});
  }

  /** What is associated with an endpoint apart, with what it names itself. */
  private besides(endpoint: FactResource, what: "security_group" | "subnet", own: Named): Named {
    const itself = new References([endpoint], ["id"]);
    const apart = this.facts.resources
      .filter(({ type }) => type === `aws_vpc_endpoint_${what}_association`)
      .filter((each) => itself.resolve(attribute(each, "vpc_endpoint_id"))?.certain === true)
      .map((each) => namedAt(each, [`${what}_id`]));
    return {
      items: [own, ...apart].flatMap(({ items }) => items),
      open: [own, ...apart].find(({ open }) => open !== undefined)?.open,
    };
  }

  private templateOf(resource: FactResource): FactResource | undefined {
    const mixed = member(attribute(resource, "mixed_instances_policy"), "launch_template");
    const block = attribute(resource, "launch_template") ?? member(mixed, "launch_template_specification");
    const [named] = TEMPLATE_NAMES.flatMap((name) => member(block, name) ?? []);
    const found = this.templates.resolve(named);
    return found?.certain === true ? found.resources[0] : undefined;
  }

  private templateGroups(template: FactResource | undefined): Named {
    const place = ATTACHMENTS.get("aws_launch_template");
    if (template === undefined || place === undefined) return NONE_NAMED;
    return namedAt(template, place.groups);
  }

  private scaled(resource: FactResource): Member | undefined {
    const groups = this.templateGroups(this.templateOf(resource));
    return this.carrier(resource, { groups, subnets: namedAt(resource, ["vpc_zone_identifier"]) });
  }

  /** Without groups of their own nodes carry the one that EKS makes with the cluster. */
  private nodes(resource: FactResource): Member | undefined {
    const subnets = namedAt(resource, ["subnet_ids"]);
    const groups = this.templateGroups(this.templateOf(resource));
    if (!namesNothing(groups)) return this.carrier(resource, { groups, subnets });
    const cluster = this.clusters.resolve(attribute(resource, "cluster_name"))?.resources[0];
    const ids = cluster === undefined ? undefined : [this.groups.madeWith(cluster)];
    return this.carrier(resource, { groups, subnets }, { ids });
  }

  private carrier(
    resource: FactResource,
    { groups, subnets, vpc: named }: Carried,
    known: { kind?: string; unfiltered?: boolean; ids?: readonly string[] | undefined } = {},
  ): Member {
    const standing = subnets.open === undefined ? this.topology.subnetsOf(subnets.items) : undefined;
    const certain = standing !== undefined && standing.length > 0 ? standing : undefined;
    const ids = [...new Set(known.ids ?? groups.items.flatMap((value) => this.groups.ids(value) ?? []))];
    const vpc =
      this.topology.vpc(named ?? certain?.[0]?.values.get("vpc_id")) ??
      this.topology.vpc(this.groups.byId.get(ids[0] ?? "")?.vpc);
    const unread = groups.items.find((value) => this.groups.ids(value) === undefined);
    const none = ids.length === 0 && unread === undefined && groups.open === undefined;
    const inherited = none && vpc?.resource !== undefined ? [this.groups.madeWith(vpc.resource)] : [];
    const cause =
      groups.open ??
      (unread === undefined ? undefined : `it is not known which group ${nameOf(unread) ?? "it has"} is`) ??
      (none && inherited.length === 0
        ? "it carries the default group of a VPC that is not known"
        : undefined);
    const { type, owner, provenance } = resource;
    return {
      id: `eni:${provenance.stack}/${provenance.address}`,
      kind: known.kind ?? type.replace(/^aws_/, "").replaceAll("_", "-"),
      title: nameOf(resource.values.get("name")) ?? provenance.address,
      owner,
      provenance,
      groups: [...ids, ...inherited],
      cause: known.unfiltered === true ? undefined : cause,
      carriesAny: groups.open !== undefined || unread !== undefined,
      vpc,
      subnets: certain,
      addresses: certain === undefined ? undefined : this.topology.addressesOf(certain),
      six: hasSix(resource, certain),
      isPublic: this.publicAddresses.has(resource, certain),
      exposed: BALANCERS.has(type) ? "load-balancers" : "hosts",
      unfiltered: known.unfiltered ?? false,
    };
  }

  /** Groups that are attached to interfaces apart. */
  private sgAttachments(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const each of this.facts.resources) {
      if (each.type !== "aws_network_interface_sg_attachment") continue;
      const group = attribute(each, "security_group_id");
      const targets = this.interfaces.resolve(attribute(each, "network_interface_id"))?.resources ?? [];
      for (const { provenance } of targets) {
        const id = `eni:${provenance.stack}/${provenance.address}`;
        found.set(id, [
          ...(found.get(id) ?? []),
          ...(group === undefined ? [] : this.groups.possible(group)),
        ]);
      }
    }
    return found;
  }
}
