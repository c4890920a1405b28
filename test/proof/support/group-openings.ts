import { readCidr } from "../../../lib/proof/network/addresses";
import type { SecurityGroup } from "../../../lib/proof/network/groups/groups";
import type { Member } from "../../../lib/proof/network/groups/members";
import type { GroupRule, RuleSource } from "../../../lib/proof/network/groups/rule";
import type { Vpc } from "../../../lib/proof/network/groups/vpc";
import { type PortSet, portsOf } from "../../../lib/proof/network/ports";
import { owner, resource } from "./facts";

export const span = (text: string) => {
  const found = readCidr(text);
  if (found === undefined) throw new RangeError(text);
  return found;
};
export const spans = (...texts: string[]) => texts.map(span);
export const at = (address: string) => ({ stack: "s", address, pointer: "" });
export const tcp = (port: number) => portsOf("tcp", { from: port, to: port });

export const range = (text: string): RuleSource => ({ kind: "range", range: span(text), text });
export const groupsSource = (...ids: string[]): RuleSource => ({ kind: "groups", ids });
export const unread = (cause: string): RuleSource => ({ kind: "unread", cause, outside: true });
export const list = (text: string, outside = false): RuleSource => ({ kind: "list", text, outside });
export const SERVICES: RuleSource = { kind: "services" };

export function vpcOf(key: string, ...ranges: string[]): Vpc {
  const all = spans(...ranges);
  return { key, resource: undefined, id: key, ranges: all, own: all, internet: true };
}
export const NET = vpcOf("net", "10.0.0.0/16");
export const DUAL = vpcOf("dual", "10.0.0.0/16", "2001:db8::/56");

/** A member `x` with the group `x`. */
export function member(id: string, more: Partial<Member> = {}): Member {
  return {
    ...{ id, kind: "instance", title: id, owner: owner(id), provenance: at(id), groups: [id] },
    ...{ carriesAny: false, vpc: NET, subnets: undefined, addresses: undefined, six: false },
    ...{ isPublic: "no", exposed: "hosts", unfiltered: false },
    ...more,
  };
}

export const inSubnet = (...cidrs: string[]): Partial<Member> => ({
  subnets: cidrs.map((cidr) => resource("platform", "aws_subnet.s", { cidr_block: cidr })),
  addresses: spans(...cidrs),
});

export function rule(
  way: GroupRule["way"],
  source: RuleSource,
  ports: PortSet,
  more: Partial<GroupRule> = {},
): GroupRule {
  return { way, source, ports, mayPorts: ports, provenance: at(`${way} rule`), ...more };
}

export const groupsWith = (rules: Readonly<Record<string, readonly GroupRule[]>>) =>
  new Map(
    Object.entries(rules).map(([id, own]): [string, SecurityGroup] => [
      id,
      { id, title: id, owner: owner("a"), provenance: at(id), vpc: undefined, rules: own },
    ]),
  );
