import type { FactResource, Facts } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, identityOf, literalValue, member, occurrences } from "../../read/values";
import { push } from "../../../model/lists";
import { type AddressSpan, readCidr } from "../addresses";

/** One route of a route table, whichever way it is written. */
export interface Route {
  /** The range that it is for. @default - a prefix list, or one that is not known: it may be for anything */
  readonly destination: AddressSpan | undefined;
  /** What an attribute names as the next hop: `gateway_id`, `transit_gateway_id`. */
  hop(name: string): Value | undefined;
}

const TABLES = ["aws_route_table", "aws_default_route_table"] as const;
const DESTINATIONS = [
  "destination_cidr_block",
  "destination_ipv6_cidr_block",
  "cidr_block",
  "ipv6_cidr_block",
];

function destinationOf(read: (name: string) => Value | undefined): AddressSpan | undefined {
  const written = DESTINATIONS.flatMap((name) => literalValue(read(name)) ?? []);
  return written.map(readCidr).find((each) => each !== undefined);
}

function keyOf({ provenance }: FactResource): string {
  return `${provenance.stack}/${provenance.address}`;
}

/** The route tables of a plan: their routes, their subnets, their VPCs. */
export class Routes {
  private readonly tables: References;
  private readonly vpcs: References;
  private readonly byTable = new Map<string, Route[]>();
  private readonly tablesOfSubnet = new Map<string, string[]>();
  private readonly mainOfVpc = new Map<string, string>();
  private readonly tablesOfVpc = new Map<string, string[]>();

  constructor(private readonly facts: Facts) {
    this.tables = new References(resourcesOf(this.facts, ...TABLES), ["id"]);
    this.vpcs = new References(resourcesOf(this.facts, "aws_vpc"), [
      ...["id", "main_route_table_id", "default_route_table_id"],
    ]);
    this.readMains();
    this.readTables();
    this.readRoutes();
    this.readAssociations();
  }

  /** The routes of a subnet; undefined if its table is not in the plan. */
  ofSubnet(subnet: FactResource): readonly Route[] | undefined {
    const named = this.tablesOfSubnet.get(keyOf(subnet));
    if (named !== undefined) return named.flatMap((key) => this.byTable.get(key) ?? []);
    const vpc = this.vpcs.resolve(subnet.values.get("vpc_id"));
    const main = vpc?.certain === true ? this.mainOfVpc.get(keyOf(vpc.resources[0] ?? subnet)) : undefined;
    return main === undefined ? undefined : (this.byTable.get(main) ?? []);
  }

  /** All routes of a VPC's tables. */
  ofVpc(vpc: FactResource): readonly Route[] {
    return (this.tablesOfVpc.get(keyOf(vpc)) ?? []).flatMap((key) => this.byTable.get(key) ?? []);
  }

  private onlyVpc(value: Value | undefined): FactResource | undefined {
    const found = this.vpcs.resolve(value);
    return found?.certain === true ? found.resources[0] : undefined;
  }

  /** The main table of a VPC: another one that was made so, the one that AWS made where the plan adopts it. */
  private readMains(): void {
    for (const table of resourcesOf(this.facts, "aws_default_route_table")) {
      const vpc = this.onlyVpc(attribute(table, "default_route_table_id"));
      if (vpc !== undefined) this.mainOfVpc.set(keyOf(vpc), keyOf(table));
    }
    for (const each of resourcesOf(this.facts, "aws_main_route_table_association")) {
      const vpc = this.onlyVpc(attribute(each, "vpc_id"));
      const table = this.tables.resolve(attribute(each, "route_table_id"))?.resources[0];
      if (vpc !== undefined && table !== undefined) this.mainOfVpc.set(keyOf(vpc), keyOf(table));
    }
  }

  private readTables(): void {
    for (const table of resourcesOf(this.facts, ...TABLES)) {
      const vpc =
        this.onlyVpc(attribute(table, "vpc_id")) ?? this.onlyVpc(attribute(table, "default_route_table_id"));
      if (vpc !== undefined) push(this.tablesOfVpc, keyOf(vpc), keyOf(table));
      for (const route of occurrences(attribute(table, "route")).items)
        this.add(keyOf(table), (name) => member(route, name));
    }
  }

  private readRoutes(): void {
    for (const route of resourcesOf(this.facts, "aws_route")) {
      const table = this.keyOfTable(attribute(route, "route_table_id"));
      if (table !== undefined) this.add(table, (name) => attribute(route, name));
    }
  }

  private readAssociations(): void {
    const subnets = new References(resourcesOf(this.facts, "aws_subnet"), ["id"]);
    for (const each of resourcesOf(this.facts, "aws_route_table_association")) {
      const table = this.keyOfTable(attribute(each, "route_table_id"));
      const found = subnets.resolve(attribute(each, "subnet_id"));
      if (table === undefined || found?.certain !== true) continue;
      for (const subnet of found.resources) push(this.tablesOfSubnet, keyOf(subnet), table);
    }
  }

  private add(table: string, read: (name: string) => Value | undefined): void {
    push(this.byTable, table, { destination: destinationOf(read), hop: read });
  }

  /** The table that a value names: one of the plan, or the one that AWS made with a VPC. */
  private keyOfTable(value: Value | undefined): string | undefined {
    const found = this.tables.resolve(value);
    const [table] = found?.certain === true ? found.resources : [];
    if (table !== undefined) return keyOf(table);
    const vpc = this.onlyVpc(value);
    if (vpc === undefined) return identityOf(value);
    const main = this.mainOfVpc.get(keyOf(vpc)) ?? `main of ${keyOf(vpc)}`;
    this.mainOfVpc.set(keyOf(vpc), main);
    if (this.tablesOfVpc.get(keyOf(vpc))?.includes(main) !== true) push(this.tablesOfVpc, keyOf(vpc), main);
    return main;
  }
}
