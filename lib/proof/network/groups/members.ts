import type { FactResource, Facts, Owner, Provenance } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { attribute, literalValue, member, nameOf, occurrences } from "../../read/values";
import type { AddressSet } from "../addresses";
import { ATTACHMENTS, type AttachmentPlace } from "./attachments";
import type { Groups, SecurityGroup } from "./groups";
import { itemsOf, type Topology, type Vpc } from "./topology";

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
  readonly vpc: Vpc | undefined;
  /** Its subnets, where it is in certain ones. @default - it may be anywhere in its VPC */
  readonly subnets: readonly FactResource[] | undefined;
  readonly addresses: AddressSet | undefined;
  /** True if nothing stands before it: a load balancer that has no groups. */
  readonly unfiltered: boolean;
}

function at(resource: FactResource, path: string): readonly Value[] {
  const [first = "", second] = path.split(".");
  const outer = attribute(resource, first);
  if (outer === undefined) return [];
  if (second === undefined || outer.kind === "unknown") return [outer];
  return itemsOf(outer).flatMap((block) => member(block, second) ?? []);
}

interface Found {
  readonly items: readonly Value[];
  readonly open: string | undefined;
}

function collected(resource: FactResource, paths: readonly string[]): Found {
  const lists = paths.flatMap((path) => at(resource, path)).map(occurrences);
  return {
    items: lists.flatMap(({ items }) => items),
    open: lists.find(({ open }) => open !== undefined)?.open,
  };
}

/** What is known of where something stands and what it carries. */
interface Carried {
  readonly groups: Found;
  readonly subnets: Found;
  readonly vpc?: Value | undefined;
}

/** Reads who carries which groups. */
export class Members {
  private readonly templates: References;
  private readonly interfaces: References;
  private readonly clusters: References;

  constructor(
    private readonly facts: Facts,
    private readonly groups: Groups,
    private readonly topology: Topology,
  ) {
    const ofType = (...types: readonly string[]) =>
      facts.resources.filter(({ type }) => types.includes(type));
    this.templates = new References(ofType("aws_launch_template"), ["id", "name"]);
    this.clusters = new References(ofType("aws_eks_cluster"), ["name", "id"]);
    this.interfaces = new References(ofType("aws_network_interface", "aws_instance"), [
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
      .map((group) => this.potential(group));
    return [
      ...attached.map((each) => ({ ...each, groups: [...each.groups, ...(extra.get(each.id) ?? [])] })),
      ...made,
    ];
  }

  private potential({ id, title, owner, provenance, vpc }: SecurityGroup): Member {
    const found = this.topology.vpc(vpc);
    return {
      id,
      kind: "security-group",
      title: `hosts with the group ${title}`,
      owner,
      provenance,
      groups: [id],
      vpc: found,
      subnets: undefined,
      addresses: found?.ranges,
      unfiltered: false,
    };
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
    const groups = collected(resource, place.groups);
    const none = groups.items.length === 0 && groups.open === undefined;
    if (resource.type === "aws_launch_template" && none) return undefined;
    const carried = { groups, subnets: collected(resource, place.subnets) };
    const isNetwork = literalValue(attribute(resource, "load_balancer_type")) === "network";
    return this.carrier(resource, carried, { unfiltered: none && isNetwork });
  }

  private endpoint(resource: FactResource): Member | undefined {
    const type = literalValue(attribute(resource, "vpc_endpoint_type")) ?? "Gateway";
    if (type === "Gateway") return undefined;
    const carried = {
      groups: collected(resource, ["security_group_ids"]),
      subnets: collected(resource, ["subnet_ids"]),
      vpc: attribute(resource, "vpc_id"),
    };
    const service = literalValue(attribute(resource, "service_name")) ?? "";
    const isPlatform = /^(com|cn\.com)\.amazonaws\./.test(service) && resource.owner.kind === "platform";
    return this.carrier(resource, carried, isPlatform ? { kind: "platform-service" } : {});
  }

  private templateOf(resource: FactResource): FactResource | undefined {
    const block = attribute(resource, "launch_template");
    const found = this.templates.resolve(member(block, "id") ?? member(block, "name"));
    return found?.certain === true ? found.resources[0] : undefined;
  }

  private templateGroups(template: FactResource | undefined): Found {
    const place = ATTACHMENTS.get("aws_launch_template");
    if (template === undefined || place === undefined) return { items: [], open: undefined };
    return collected(template, place.groups);
  }

  private scaled(resource: FactResource): Member | undefined {
    const groups = this.templateGroups(this.templateOf(resource));
    return this.carrier(resource, { groups, subnets: collected(resource, ["vpc_zone_identifier"]) });
  }

  /** Without groups of their own nodes carry the one that EKS makes with the cluster. */
  private nodes(resource: FactResource): Member | undefined {
    const subnets = collected(resource, ["subnet_ids"]);
    const groups = this.templateGroups(this.templateOf(resource));
    if (groups.items.length > 0 || groups.open !== undefined)
      return this.carrier(resource, { groups, subnets });
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
      vpc,
      subnets: certain,
      addresses: certain === undefined ? undefined : this.topology.addressesOf(certain),
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
