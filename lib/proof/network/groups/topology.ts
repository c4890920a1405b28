import type { FactResource, Facts } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { attribute, identityOf, literalValue, occurrences } from "../../read/values";
import { type AddressSet, readCidr } from "../addresses";
import { vpcRanges } from "../cluster-addresses";

/** How far two VPCs are one network, and why it is not sure. */
export interface Joined {
  readonly joined: boolean;
  readonly cause?: string | undefined;
}

/** A VPC of the plan, or one that the plan only names. */
export interface Vpc {
  readonly key: string;
  /** @default - it is not in the plan */
  readonly resource: FactResource | undefined;
  /** Undefined: not known. */
  readonly ranges: AddressSet | undefined;
  /** True if it has an internet gateway; undefined if nobody knows. */
  readonly internet: boolean | undefined;
}

const JOINED: Joined = { joined: true };
const APART: Joined = { joined: false };

/** The VPCs of a plan, their subnets, and what joins them. */
export class Topology {
  private readonly vpcs: References;
  private readonly subnets: References;
  private readonly known = new Map<string, Vpc>();
  private readonly links = new Map<string, Joined>();

  constructor(private readonly facts: Facts) {
    this.vpcs = new References(this.ofType("aws_vpc"), ["id"]);
    this.subnets = new References(this.ofType("aws_subnet"), ["id"]);
    this.peer();
    this.attach();
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
    const made = { key, resource, ranges, internet: resource && this.hasGateway(resource) };
    this.known.set(key, made);
    return made;
  }

  /** Subnets by a list of ids; undefined if one of them is not in the plan. */
  subnetsOf(values: readonly Value[]): readonly FactResource[] | undefined {
    const found = values.map((value) => this.subnets.resolve(value));
    if (found.some((each) => each?.certain !== true)) return undefined;
    return found.flatMap((each) => each?.resources ?? []);
  }

  /** The addresses of subnets; undefined if one is not known. */
  addressesOf(subnets: readonly FactResource[]): AddressSet | undefined {
    const read = subnets.map((subnet) => readCidr(literalValue(attribute(subnet, "cidr_block")) ?? ""));
    return read.includes(undefined) ? undefined : read.flatMap((each) => each ?? []);
  }

  /** True if a subnet's routes lead to an internet gateway; undefined if its route table is not known. */
  isPublic(subnet: FactResource): boolean | undefined {
    const own = new References([subnet], ["id"]);
    const associated = this.ofType("aws_route_table_association").filter(
      (each) => own.resolve(each.values.get("subnet_id"))?.certain === true,
    );
    if (associated.length === 0) return undefined;
    const tables = associated.flatMap((each) => identityOf(each.values.get("route_table_id")) ?? []);
    const routes = this.ofType("aws_route").filter((route) =>
      tables.includes(identityOf(route.values.get("route_table_id")) ?? ""),
    );
    return routes.some((route) => attribute(route, "gateway_id") !== undefined);
  }

  /** N10: do addresses of one reach addresses of the other? */
  joined(a: Vpc | undefined, b: Vpc | undefined): Joined {
    if (a === undefined || b === undefined)
      return { joined: true, cause: "it is not known which VPC it is in" };
    return a.key === b.key ? JOINED : (this.links.get(pair(a.key, b.key)) ?? APART);
  }

  private ofType(type: string): readonly FactResource[] {
    return this.facts.resources.filter((each) => each.type === type);
  }

  private hasGateway(vpc: FactResource): boolean {
    const own = new References([vpc], ["id"]);
    return this.facts.resources.some(
      ({ type, values }) =>
        /^aws_(internet_gateway(_attachment)?|egress_only_internet_gateway)$/.test(type) &&
        own.resolve(values.get("vpc_id"))?.resources.includes(vpc) === true,
    );
  }

  private link(a: Vpc | undefined, b: Vpc | undefined, joined: Joined): void {
    if (a === undefined || b === undefined || a.key === b.key) return;
    const key = pair(a.key, b.key);
    if (this.links.get(key)?.cause !== undefined || !this.links.has(key)) this.links.set(key, joined);
  }

  /** A peering joins two VPCs; what routes it has on both sides decides whether anything gets through. */
  private peer(): void {
    for (const peering of this.ofType("aws_vpc_peering_connection")) {
      const own = new References([peering], ["id"]);
      const routes = this.ofType("aws_route").filter(
        (route) => own.resolve(route.values.get("vpc_peering_connection_id"))?.certain === true,
      );
      const cause = routes.length >= 2 ? undefined : "no routes of both sides to the peering are in the plan";
      const sides = ["vpc_id", "peer_vpc_id"].map((name) => this.vpc(attribute(peering, name)));
      this.link(sides[0], sides[1], { joined: true, cause });
    }
  }

  private attach(): void {
    const byGateway = new Map<string, Vpc[]>();
    for (const each of this.ofType("aws_ec2_transit_gateway_vpc_attachment")) {
      const gateway = identityOf(attribute(each, "transit_gateway_id")) ?? "";
      const vpc = this.vpc(attribute(each, "vpc_id"));
      if (vpc !== undefined) byGateway.set(gateway, [...(byGateway.get(gateway) ?? []), vpc]);
    }
    const cause = "both are attached to one transit gateway, whose routes are not followed";
    for (const vpcs of byGateway.values())
      for (const a of vpcs) for (const b of vpcs) this.link(a, b, { joined: true, cause });
  }
}

function keyOf({ provenance }: FactResource): string {
  return `${provenance.stack}/${provenance.address}`;
}

function pair(a: string, b: string): string {
  return a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`;
}

/** The members of a list that an attribute holds. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return occurrences(value).items;
}
