import type { FactResource, Facts } from "../facts/resource";
import type { Clusters } from "../kubernetes/clusters";
import { PairMemo } from "../pair-memo";
import { References } from "../read/references";
import { resourcesOf } from "../read/resources-of";
import { attribute, literalValue, member, occurrences } from "../read/values";
import { type AddressSet, type AddressSpan, covers, overlaps, readCidr, without } from "./addresses";
import type { Truth } from "../truth";

/** Where the pods of a cluster have their addresses. */
export interface ClusterAddresses {
  /** The ranges that addresses of the VPC may be in. Undefined: not known. */
  readonly vpc: AddressSet | undefined;
  /** Those that are the VPC's and nobody else's. */
  readonly own: AddressSet;
  /** The ranges from which the CNI takes pods' addresses: nodes' subnets, else all of the VPC. */
  readonly pods: AddressSet | undefined;
  /** The range of the cluster's services, behind which pods stand. */
  readonly services: AddressSet;
  /** The family that pods have: a cluster is of one. */
  readonly bits: 32 | 128;
}

/** Addresses of the node itself; no pod and nobody else has one. */
const LINK_LOCAL: AddressSet = ["169.254.0.0/16", "fe80::/10", "fd00:ec2::/32"].flatMap(
  (text) => readCidr(text) ?? [],
);

function spans(texts: readonly (string | undefined)[]): readonly AddressSpan[] | undefined {
  const read = texts.map((text) => (text === undefined ? undefined : readCidr(text)));
  return read.includes(undefined) ? undefined : read.flatMap((each) => each ?? []);
}

/** The ranges of a VPC. */
export interface VpcRanges {
  /** Those that addresses of its hosts may be in. */
  readonly possible: AddressSet;
  /** Those that are the VPC's and nobody else's: without one that AWS has yet to choose. */
  readonly own: AddressSet;
}

/** From where AWS takes the IPv6 ranges of VPCs. Source: IANA, "IPv6 Global Unicast Address Assignments". */
const GLOBAL_SIX: AddressSet = ["2000::/3"].flatMap((text) => readCidr(text) ?? []);

/** The ranges of one family that are written, and whether AWS chooses one besides. */
function sixOf(vpc: FactResource, added: readonly FactResource[]) {
  const written = [vpc, ...added].flatMap((each) => attribute(each, "ipv6_cidr_block") ?? []);
  const read = written.map((value) => readCidr(literalValue(value) ?? ""));
  const generated = literalValue(attribute(vpc, "assign_generated_ipv6_cidr_block")) !== "false";
  const isAsked = attribute(vpc, "assign_generated_ipv6_cidr_block") !== undefined && generated;
  const unwritten = added.some((each) => attribute(each, "ipv6_cidr_block") === undefined);
  return {
    known: read.flatMap((each) => each ?? []),
    chosen: read.includes(undefined) || unwritten || (isAsked && written.length === 0),
  };
}

/** The ranges that a VPC has from the start, and those that were added. Undefined if one of IPv4 is not known. */
export function vpcRanges(vpc: FactResource, facts: Facts): VpcRanges | undefined {
  const references = new References([vpc], ["id"]);
  const added = (type: string) =>
    resourcesOf(facts, type).filter(
      (each) => references.resolve(each.values.get("vpc_id"))?.resources.includes(vpc) === true,
    );
  const four = [vpc, ...added("aws_vpc_ipv4_cidr_block_association")];
  const known = spans(four.map((each) => literalValue(attribute(each, "cidr_block"))));
  if (known === undefined) return undefined;
  const six = sixOf(vpc, added("aws_vpc_ipv6_cidr_block_association"));
  const own = [...known, ...six.known];
  return { own, possible: six.chosen ? [...own, ...GLOBAL_SIX] : own };
}

/** The VPCs in which a cluster's nodes may stand, by the subnets that it names. */
function vpcsOf(cluster: FactResource, facts: Facts): readonly FactResource[] {
  const subnets = new References(resourcesOf(facts, "aws_subnet"), ["id"]);
  const vpcs = new References(resourcesOf(facts, "aws_vpc"), ["id"]);
  const named = occurrences(member(attribute(cluster, "vpc_config"), "subnet_ids"));
  const found = named.items.flatMap((id) => subnets.resolve(id)?.resources ?? []);
  const resolved = found.flatMap(({ values }) => vpcs.resolve(values.get("vpc_id"))?.resources ?? []);
  return [...new Set(resolved)];
}

/** Add-on settings by which pods get addresses of other subnets than their nodes'. */
const OTHER_SUBNETS = /CUSTOM_NETWORK_CFG|ENABLE_SUBNET_DISCOVERY|eniConfig/i;

/** What makes nodes, and where it says in which subnets. */
const NODE_SUBNETS: Readonly<Record<string, string>> = {
  aws_eks_node_group: "subnet_ids",
  aws_eks_fargate_profile: "subnet_ids",
  aws_autoscaling_group: "vpc_zone_identifier",
};

/**
 * The ranges of the subnets of all nodes, which are those of all pods; undefined where nodes may stand
 * elsewhere, or pods have addresses of other subnets.
 */
function nodeSubnets(
  facts: Facts,
  clusters: Clusters,
  cluster: string,
  bits: 32 | 128,
): AddressSet | undefined {
  const subnets = new References(resourcesOf(facts, "aws_subnet"), ["id"]);
  const makers = facts.resources.filter(({ type, values }) => {
    if (type === "aws_autoscaling_group") return true;
    return type in NODE_SUBNETS && clusters.named(values.get("cluster_name")).includes(cluster);
  });
  const settings = resourcesOf(facts, "aws_eks_addon");
  const elsewhere = settings.some(({ values }) =>
    OTHER_SUBNETS.test(literalValue(values.get("configuration_values")) ?? ""),
  );
  if (elsewhere || !makers.some(({ type }) => type === "aws_eks_node_group")) return undefined;
  const lists = makers.map((maker) => occurrences(attribute(maker, NODE_SUBNETS[maker.type] ?? "")));
  const named = lists.flatMap(({ items }) => items).map((id) => subnets.resolve(id));
  const unread = named.some((each) => each?.certain !== true);
  if (unread || lists.some(({ items, open }) => open !== undefined || items.length === 0)) return undefined;
  const attributeName = bits === 32 ? "cidr_block" : "ipv6_cidr_block";
  return spans(
    named
      .flatMap((each) => each?.resources ?? [])
      .map((subnet) => literalValue(attribute(subnet, attributeName))),
  );
}

/** The ranges that the intent names, of a cluster that is not in the plan. */
function declaredRanges(facts: Facts, cluster: string): AddressSet | undefined {
  const cidrs = facts.clusters?.find(({ name }) => name === cluster)?.vpcCidrs ?? [];
  return cidrs.length === 0 ? undefined : spans(cidrs);
}

/** What the plan says of the addresses of a cluster. */
export function clusterAddresses(facts: Facts, clusters: Clusters, cluster: string): ClusterAddresses {
  const resource = clusters.resource(cluster);
  if (resource === undefined) {
    const vpc = declaredRanges(facts, cluster);
    return { vpc, own: vpc ?? [], pods: vpc, services: [], bits: 32 };
  }
  const ranges = vpcsOf(resource, facts).map((vpc) => vpcRanges(vpc, facts));
  const known = ranges.length > 0 && !ranges.includes(undefined);
  const config = attribute(resource, "kubernetes_network_config");
  const services = member(config, "service_ipv4_cidr");
  const vpc = known ? ranges.flatMap((each) => each?.possible ?? []) : undefined;
  const bits = literalValue(member(config, "ip_family")) === "ipv6" ? 128 : 32;
  return {
    vpc,
    own: known ? ranges.flatMap((each) => each?.own ?? []) : [],
    pods: vpc && (nodeSubnets(facts, clusters, cluster, bits) ?? vpc),
    services: spans([literalValue(services)]) ?? [],
    bits,
  };
}

/**
 * P6: are pods of the cluster among these addresses? All of them where they hold every range of the VPC; some
 * of them, which nobody can choose, where they hold a part. `outgoing` also asks for the addresses of
 * services: whether a policy sees those or the pods behind them is the network's own business.
 */
export function holdsPods(block: AddressSet, where: ClusterAddresses, outgoing: boolean): Truth {
  const answers = outgoing ? ANSWERS.outgoing : ANSWERS.incoming;
  return answers.get(block, where) ?? answers.set(block, where, podsIn(block, where, outgoing));
}

const ANSWERS = {
  incoming: new PairMemo<AddressSet, ClusterAddresses, Truth>(),
  outgoing: new PairMemo<AddressSet, ClusterAddresses, Truth>(),
};

function podsIn(block: AddressSet, where: ClusterAddresses, outgoing: boolean): Truth {
  if (where.pods === undefined) return covers(LINK_LOCAL, block) ? "no" : "unknown";
  const pods = where.pods.filter(({ bits }) => bits === where.bits);
  if (pods.length > 0 && covers(block, pods)) return "yes";
  return overlaps(block, pods) || (outgoing && overlaps(block, where.services)) ? "unknown" : "no";
}

/** Are hosts of the VPC, which are no pods, among these addresses? */
export function holdsHosts(block: AddressSet, where: ClusterAddresses): Truth {
  if (where.vpc === undefined) return covers(LINK_LOCAL, block) ? "no" : "unknown";
  const families = new Set(block.map(({ bits }) => bits));
  const hosts = where.vpc.filter(({ bits }) => families.has(bits));
  if (hosts.length > 0 && covers(block, hosts)) return "yes";
  return overlaps(block, hosts) ? "unknown" : "no";
}

/** The addresses that are neither the cluster's nor the node's own. */
export function outside(block: AddressSet, where: ClusterAddresses): AddressSet {
  const known = OUTSIDE.get(block, where);
  return known ?? OUTSIDE.set(block, where, without(block, [...where.own, ...where.services, ...LINK_LOCAL]));
}

const OUTSIDE = new PairMemo<AddressSet, ClusterAddresses, AddressSet>();
