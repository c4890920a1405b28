import type { Blocks } from "./by-hand";

const VPC = "${aws_vpc.main.id}";
const SUBNETS = ["${aws_subnet.private_a.id}", "${aws_subnet.private_b.id}"];

/** The VPC with two public and two private subnets; beside it the annex, which nothing joins with it. */
export const NETWORK: Blocks = {
  aws_vpc: { main: { cidr_block: "10.20.0.0/16" }, annex: { cidr_block: "10.30.0.0/16" } },
  aws_default_security_group: { main: { vpc_id: VPC }, annex: { vpc_id: "${aws_vpc.annex.id}" } },
  aws_subnet: {
    public_a: { vpc_id: VPC, cidr_block: "10.20.0.0/24" },
    public_b: { vpc_id: VPC, cidr_block: "10.20.1.0/24" },
    private_a: { vpc_id: VPC, cidr_block: "10.20.16.0/20" },
    private_b: { vpc_id: VPC, cidr_block: "10.20.32.0/20" },
    annex: { vpc_id: "${aws_vpc.annex.id}", cidr_block: "10.30.0.0/24" },
  },
  aws_internet_gateway: { main: { vpc_id: VPC } },
  aws_eip: { nat: { domain: "vpc" } },
  aws_nat_gateway: { main: { allocation_id: "${aws_eip.nat.id}", subnet_id: "${aws_subnet.public_a.id}" } },
  aws_route_table: {
    public: { vpc_id: VPC },
    private: { vpc_id: VPC },
    annex: { vpc_id: "${aws_vpc.annex.id}" },
  },
  aws_route: {
    public: {
      ...{ route_table_id: "${aws_route_table.public.id}", destination_cidr_block: "0.0.0.0/0" },
      gateway_id: "${aws_internet_gateway.main.id}",
    },
    private: {
      ...{ route_table_id: "${aws_route_table.private.id}", destination_cidr_block: "0.0.0.0/0" },
      nat_gateway_id: "${aws_nat_gateway.main.id}",
    },
  },
  aws_route_table_association: Object.fromEntries(
    ["public_a", "public_b", "private_a", "private_b", "annex"].map((subnet) => [
      subnet,
      {
        subnet_id: `\${aws_subnet.${subnet}.id}`,
        route_table_id: `\${aws_route_table.${subnet.replace(/_[ab]$/, "")}.id}`,
      },
    ]),
  ),
  aws_db_subnet_group: { main: { name: "main", subnet_ids: SUBNETS } },
};

const group = (id: string) => `\${aws_security_group.${id}.id}`;
const tcp = (port: number) => ({ ip_protocol: "tcp", from_port: port, to_port: port });

/** A rule of the newest form, into or out of a group. */
function rule(of: string, traffic: object, other: object) {
  return { security_group_id: group(of), ...traffic, ...other };
}

const from = (id: string) => ({ referenced_security_group_id: group(id) });

/**
 * What a tenant has in the VPC: hosts behind a load balancer within it, and a database; and a host in the annex, which
 * would let in the hosts if they got there.
 */
export function tenantInNetwork(name: string): Blocks {
  const id = name.replace("-", "_");
  const [hosts, db, lb, annex] = [`${id}_hosts`, `${id}_db`, `${id}_lb`, `${id}_annex`];
  return {
    aws_security_group: {
      ...Object.fromEntries([hosts, db, lb].map((key) => [key, { name: key, vpc_id: VPC }])),
      [annex]: { name: annex, vpc_id: "${aws_vpc.annex.id}" },
    },
    aws_vpc_security_group_ingress_rule: {
      [`${hosts}_within`]: rule(hosts, { ip_protocol: "-1" }, from(hosts)),
      [`${hosts}_balanced`]: rule(hosts, tcp(8080), from(lb)),
      [`${db}_hosts`]: rule(db, tcp(5432), from(hosts)),
      [`${lb}_hosts`]: rule(lb, tcp(443), from(hosts)),
      [`${annex}_hosts`]: rule(annex, tcp(443), from(hosts)),
    },
    aws_vpc_security_group_egress_rule: {
      [`${hosts}_within`]: rule(hosts, { ip_protocol: "-1" }, from(hosts)),
      [`${hosts}_db`]: rule(hosts, tcp(5432), from(db)),
      [`${hosts}_https`]: rule(hosts, tcp(443), { cidr_ipv4: "0.0.0.0/0" }),
      [`${lb}_hosts`]: rule(lb, tcp(8080), from(hosts)),
    },
    aws_instance: {
      [`${id}_app`]: {
        ...{ ami: "ami-0a1b2c3d4e5f60718", instance_type: "m7i.large" },
        ...{ subnet_id: "${aws_subnet.private_a.id}", vpc_security_group_ids: [group(hosts)] },
        metadata_options: { http_tokens: "required" },
      },
      [`${id}_vault`]: {
        ...{ ami: "ami-0a1b2c3d4e5f60718", instance_type: "m7i.large" },
        ...{ subnet_id: "${aws_subnet.annex.id}", vpc_security_group_ids: [group(annex)] },
      },
    },
    aws_db_instance: {
      [`${id}_db`]: {
        ...{ identifier: `${name}-db`, engine: "postgres", instance_class: "db.m7g.large" },
        ...{ db_subnet_group_name: "${aws_db_subnet_group.main.name}", vpc_security_group_ids: [group(db)] },
        publicly_accessible: false,
      },
    },
    aws_lb: {
      [`${id}_web`]: {
        ...{ name: `${name}-web`, load_balancer_type: "application", internal: true },
        ...{ subnets: SUBNETS, security_groups: [group(lb)] },
      },
    },
    aws_lb_target_group: {
      [`${id}_web`]: { name: `${name}-web`, port: 8080, protocol: "HTTP", vpc_id: VPC },
    },
    aws_lb_target_group_attachment: {
      [`${id}_web`]: {
        target_group_arn: `\${aws_lb_target_group.${id}_web.arn}`,
        target_id: `\${aws_instance.${id}_app.id}`,
      },
    },
    aws_lb_listener: {
      [`${id}_web`]: {
        ...{ load_balancer_arn: `\${aws_lb.${id}_web.arn}`, port: 443, protocol: "HTTPS" },
        default_action: { type: "forward", target_group_arn: `\${aws_lb_target_group.${id}_web.arn}` },
      },
    },
  };
}
