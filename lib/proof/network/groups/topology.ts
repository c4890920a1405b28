import type { FactResource, Facts } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, identityOf, literalValue, occurrences } from "../../read/values";
import { type AddressSet, readCidr } from "../addresses";
import { vpcRanges } from "../cluster-addresses";
import { type Joined, Links } from "./links";
import { Routes } from "./routes";
import type { Vpc } from "./vpc";

/** The VPC that AWS makes in each region, with a way to the internet. */
const DEFAULT_VPC = "aws_default_vpc";

/** The VPCs of a plan, their subnets, and what joins them. */
export class Topology {
  private readonly vpcs: References;
  private readonly subnets: References;
  private readonly known = new Map<string, Vpc>();
  private readonly gateways: References;
  private readonly routes: Routes;
  private readonly links: Links;

  constructor(private readonly facts: Facts) {
    this.vpcs = new References(
      [...resourcesOf(this.facts, "aws_vpc"), ...resourcesOf(this.facts, DEFAULT_VPC)],
      ["id"],
    );
    this.subnets = new References(resourcesOf(this.facts, "aws_subnet"), ["id"]);
    this.gateways = new References(resourcesOf(this.facts, "aws_vpn_gateway"), ["id"]);
    this.routes = new Routes(facts);
    this.links = new Links(facts, this.routes, (value) => this.vpc(value));
  }

  /** The VPC that a value names; undefined if it names none that can be told from others. */
  vpc(value: Value | undefined): Vpc | undefined {
    const referred = this.vpcs.resolve(value);
    const [resource, ...others] = referred?.certain === true ? referred.resources : [];
    const key = resource !== undefined && others.length === 0 ? keyOf(resource) : identityOf(value);
    if (key === undefined) return undefined;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const ranges = resource === undefined ? undefined : vpcRanges(resource, this.facts);
    const internet = resource && (resource.type === DEFAULT_VPC || this.hasGateway(resource));
    const id = literalValue(resource === undefined ? value : resource.values.get("id"));
    const made = { key, resource, id, ranges: ranges?.possible, own: ranges?.own ?? [], internet };
    this.known.set(key, made);
    return made;
  }

  /** Subnets by a list of ids; undefined if one of them is not in the plan. */
  subnetsOf(values: readonly Value[]): readonly FactResource[] | undefined {
    const found = values.map((value) => this.subnets.resolve(value));
    if (found.some((each) => each?.certain !== true)) return undefined;
    return found.flatMap((each) => each?.resources ?? []);
  }

  /** The addresses of subnets; undefined if those of IPv4 are not all known. */
  addressesOf(subnets: readonly FactResource[]): AddressSet | undefined {
    const four = subnets.map((subnet) => readCidr(literalValue(attribute(subnet, "cidr_block")) ?? ""));
    if (four.includes(undefined)) return undefined;
    const six = subnets.flatMap((subnet) => {
      const value = attribute(subnet, "ipv6_cidr_block");
      if (value === undefined) return [];
      return readCidr(literalValue(value) ?? "") ?? this.sixOf(subnet);
    });
    return [...four.flatMap((each) => each ?? []), ...six];
  }

  /**
   * True if a subnet's routes for a family of addresses lead to an internet gateway; undefined if its route table is
   * not known.
   */
  isPublic(subnet: FactResource, bits: 32 | 128): boolean | undefined {
    return this.routes.ofSubnet(subnet)?.some((route) => {
      const gateway = route.hop("gateway_id");
      const isOfFamily = route.destination === undefined || route.destination.bits === bits;
      if (!isOfFamily || gateway === undefined || literalValue(gateway) === "local") return false;
      return this.gateways.resolve(gateway)?.certain !== true;
    });
  }

  /** The other VPCs of the plan that are, or may be, one network with this one. */
  beside(vpc: Vpc | undefined): readonly Vpc[] {
    return vpc === undefined ? [] : this.links.of(vpc);
  }

  /** N10: do addresses of one reach addresses of the other? */
  joined(a: Vpc | undefined, b: Vpc | undefined): Joined {
    if (a === undefined || b === undefined)
      return { joined: true, cause: "it is not known which VPC it is in", references: "yes" };
    return this.links.between(a, b);
  }

  /** The IPv6 ranges of a subnet's VPC, where its own is not known. */
  private sixOf(subnet: FactResource): AddressSet {
    return (this.vpc(subnet.values.get("vpc_id"))?.ranges ?? []).filter(({ bits }) => bits === 128);
  }

  private hasGateway(vpc: FactResource): boolean {
    const own = new References([vpc], ["id"]);
    return this.facts.resources.some(
      ({ type, values }) =>
        /^aws_internet_gateway(_attachment)?$/.test(type) &&
        own.resolve(values.get("vpc_id"))?.resources.includes(vpc) === true,
    );
  }
}

function keyOf({ provenance }: FactResource): string {
  return `${provenance.stack}/${provenance.address}`;
}

/** The members of a list that an attribute holds. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return occurrences(value).items;
}
