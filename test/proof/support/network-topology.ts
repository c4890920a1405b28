import type { FactResource } from "../../../lib/proof/facts/resource";
import { Topology } from "../../../lib/proof/network/groups/topology";
import { facts, resource, type Written } from "./facts";
import type { Attributes } from "./network-parts";

export const of = (type: string, name: string, attributes: Attributes = {}) =>
  resource("platform", `${type}.${name}`, attributes);
export const id = (type: string, name: string) => `\${${type}.${name}.id}`;

export const vpc = (name: string, cidr: string, more: Attributes = {}) =>
  of("aws_vpc", name, { cidr_block: `${cidr}.0.0/16`, ...more });
export const subnet = (name: string, vpcName: string, cidr: Written, more: Attributes = {}) =>
  of("aws_subnet", name, { vpc_id: id("aws_vpc", vpcName), cidr_block: cidr, ...more });
export const table = (name: string, vpcName: string, ...routes: Attributes[]) =>
  of("aws_route_table", name, { vpc_id: id("aws_vpc", vpcName), route: routes });
export const association = (name: string, subnetName: string, tableName: string) =>
  of("aws_route_table_association", name, {
    ...{ subnet_id: id("aws_subnet", subnetName), route_table_id: id("aws_route_table", tableName) },
  });
export const EVERYWHERE = { cidr_block: "0.0.0.0/0" };
export const IGW = { gateway_id: id("aws_internet_gateway", "g") };

export const topology = (...resources: FactResource[]) => new Topology(facts(...resources));
