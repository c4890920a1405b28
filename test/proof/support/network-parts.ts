import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachBySecurityGroups } from "../../../lib/proof/network/groups/reach";
import { shownSteps } from "./cluster";
import { facts, resource, type Written } from "./facts";

export type Attributes = Readonly<Record<string, Written>>;

/** A VPC with two subnets and, if so wanted, a way to the internet from the first of them. */
export function vpc(name = "net", cidr = "10.0", internet = false): readonly FactResource[] {
  const id = `\${aws_vpc.${name}.id}`;
  const subnet = (part: string, third: number) =>
    resource("platform", `aws_subnet.${name}-${part}`, {
      vpc_id: id,
      cidr_block: `${cidr}.${third}.0/24`,
    });
  const table = (part: string) => [
    resource("platform", `aws_route_table.${name}-${part}`, { vpc_id: id }),
    resource("platform", `aws_route_table_association.${name}-${part}`, {
      subnet_id: `\${aws_subnet.${name}-${part}.id}`,
      route_table_id: `\${aws_route_table.${name}-${part}.id}`,
    }),
  ];
  const gateway = [
    resource("platform", `aws_internet_gateway.${name}`, { vpc_id: id }),
    resource("platform", `aws_route.${name}-a`, {
      route_table_id: `\${aws_route_table.${name}-a.id}`,
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: `\${aws_internet_gateway.${name}.id}`,
    }),
  ];
  return [
    resource("platform", `aws_vpc.${name}`, { cidr_block: `${cidr}.0.0/16` }),
    resource("platform", `aws_default_security_group.${name}`, { vpc_id: id }),
    subnet("a", 0),
    subnet("b", 1),
    ...table("a"),
    ...table("b"),
    ...(internet ? gateway : []),
  ];
}

export const group = (name: string, attributes: Attributes = {}, of = name) =>
  resource(of, `aws_security_group.${name}`, { name, vpc_id: "${aws_vpc.net.id}", ...attributes });

export const sg = (name: string) => `\${aws_security_group.${name}.id}`;

let count = 0;

/** A rule resource of the newest form. */
export function rule(way: "ingress" | "egress", name: string, attributes: Attributes): FactResource {
  count += 1;
  return resource("platform", `aws_vpc_security_group_${way}_rule.r${count}`, {
    security_group_id: sg(name),
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    ...attributes,
  });
}

export const to = (name: string) => ({ referenced_security_group_id: sg(name) });

/** The steps between tenants' groups `a` and `b`, where `a` may go out to everything. */
export function fromAToB(...added: FactResource[]): string[] {
  const out = rule("egress", "a", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" });
  return between(
    "aws_security_group.a",
    "aws_security_group.b",
    ...vpc(),
    group("a"),
    group("b"),
    out,
    ...added,
  );
}

/** The steps between two addresses of the plan. */
export function between(from: string, target: string, ...all: FactResource[]): string[] {
  return shownSteps(
    reachBySecurityGroups(facts(...all)),
    (start, end) => start.endsWith(`/${from}`) && end.endsWith(`/${target}`),
  ).map((step) => step.replace(/^\S+ -> \S+ /, ""));
}
