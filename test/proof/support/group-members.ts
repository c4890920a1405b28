import type { FactResource } from "../../../lib/proof/facts/resource";
import { readGroups } from "../../../lib/proof/network/groups/groups";
import { type Member, Members } from "../../../lib/proof/network/groups/members";
import { Topology } from "../../../lib/proof/network/groups/topology";
import { readCidr } from "../../../lib/proof/network/addresses";
import { facts, resource } from "./facts";
import { type Attributes, group, vpc } from "./network-parts";

export const SUBNET = "${aws_subnet.net-b.id}";
export const CARRIED = "sg:stack/aws_security_group.carried";
export const DEFAULT = "sg:stack/aws_default_security_group.net";
export const range = (text: string) => [readCidr(text)].flatMap((each) => each ?? []);

/** All members of a plan with a VPC `net` and a group `carried` of the platform's. */
export function members(...resources: FactResource[]): readonly Member[] {
  const all = facts(...vpc(), group("carried", {}, "platform"), ...resources);
  const groups = readGroups(all);
  return new Members(all, groups, new Topology(all)).all();
}

/** The member that a resource `it` of tenant `b` is. */
export function memberOf(type: string, attributes: Attributes, ...more: FactResource[]): Member | undefined {
  const found = members(resource("b", `${type}.it`, attributes), ...more);
  return found.find(({ id }) => id === `eni:stack/${type}.it`);
}
