import type { Hole, Patch } from "../../case";
import { all, resource } from "../../parts";
import {
  group,
  hole,
  into,
  OF_ACME,
  OF_HOSTS,
  OF_WORLD,
  PRIVATE,
  PRIVATE_A,
  PUBLIC_A,
  shown,
  VPC,
} from "./parts";

/** A group of the platform's that lets in the whole VPC, and one that lets in the office. */
const OPEN = resource("aws_security_group", "legacy", {
  ...{ name: "legacy", vpc_id: VPC },
  ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.20.0.0/16"] }],
});
const OFFICE = resource("aws_security_group", "office", {
  ...{ name: "office", vpc_id: VPC },
  ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["203.0.113.0/24"] }],
});
const LEGACY = group("legacy");
const AT = "aws_security_group.legacy";
const HOST = { ami: "ami-0a1b2c3d4e5f60718", instance_type: "m7i.large" } as const;

/** Something of globex's that carries the group for everybody beside its own. */
function carrying(id: string, title: string, type: string, body: Patch, on = "globex"): Hole {
  return hole(id, title, all(OPEN, resource(type, "globex_more", body)), OF_HOSTS, shown(AT, on));
}

const CARRIERS: readonly Hole[] = [
  hole(
    "carried-second",
    "a second group on a host, which lets in the whole VPC",
    all(
      OPEN,
      resource("aws_instance", "globex_app", { vpc_security_group_ids: [group("globex_hosts"), LEGACY] }),
    ),
    OF_HOSTS,
    shown(AT, "globex_app"),
  ),
  carrying("carried-interface", "a network interface that carries it", "aws_network_interface", {
    ...{ subnet_id: PRIVATE_A, security_groups: [LEGACY] },
  }),
  hole(
    "carried-by-attachment",
    "a group that is attached to a host's interface by a resource of its own",
    all(
      OPEN,
      resource("aws_network_interface_sg_attachment", "more", {
        security_group_id: LEGACY,
        network_interface_id: "${aws_instance.globex_app.primary_network_interface_id}",
      }),
    ),
    OF_HOSTS,
    shown(AT, "globex_app"),
  ),
  hole(
    "carried-by-given-interface",
    "a host with an interface that was made before it, and has the group",
    all(
      OPEN,
      resource("aws_network_interface", "spare", { subnet_id: PRIVATE_A, security_groups: [LEGACY] }),
      resource("aws_instance", "globex_more", {
        ...HOST,
        network_interface: [{ device_index: 0, network_interface_id: "${aws_network_interface.spare.id}" }],
      }),
    ),
    OF_HOSTS,
    shown(AT, "globex_more"),
  ),
  hole(
    "carried-by-template",
    "a host that is made by a launch template with the group",
    all(
      OPEN,
      resource("aws_launch_template", "hosts", { name: "hosts", vpc_security_group_ids: [LEGACY] }),
      resource("aws_instance", "globex_more", {
        ...HOST,
        ...{ subnet_id: PRIVATE_A, launch_template: { id: "${aws_launch_template.hosts.id}" } },
      }),
    ),
    OF_HOSTS,
    shown(AT, "globex_more"),
  ),
  hole(
    "carried-by-scaled-hosts",
    "hosts of an autoscaling group whose launch template has an interface with the group",
    all(
      OPEN,
      resource("aws_launch_template", "hosts", {
        ...{ name: "hosts", network_interfaces: [{ security_groups: [LEGACY] }] },
      }),
      resource("aws_autoscaling_group", "globex_more", {
        ...{ name: "globex-more", min_size: 1, max_size: 3, vpc_zone_identifier: PRIVATE },
        mixed_instances_policy: {
          launch_template: {
            launch_template_specification: { launch_template_id: "${aws_launch_template.hosts.id}" },
          },
        },
      }),
    ),
    OF_HOSTS,
    shown(AT, "globex-more"),
  ),
  carrying("carried-by-database", "a database", "aws_db_instance", {
    ...{ identifier: "globex-more", engine: "postgres", instance_class: "db.m7g.large" },
    vpc_security_group_ids: [LEGACY],
  }),
  carrying("carried-by-database-cluster", "a cluster of databases", "aws_rds_cluster", {
    ...{ cluster_identifier: "globex-more", engine: "aurora-postgresql", vpc_security_group_ids: [LEGACY] },
  }),
  carrying("carried-by-cache", "a cache", "aws_elasticache_replication_group", {
    ...{ replication_group_id: "globex-more", description: "sessions", security_group_ids: [LEGACY] },
  }),
  carrying("carried-by-file-system", "a mount target of a file system", "aws_efs_mount_target", {
    ...{ file_system_id: "fs-0a1b2c3d", subnet_id: PRIVATE_A, security_groups: [LEGACY] },
  }),
  carrying("carried-by-service", "a service of containers", "aws_ecs_service", {
    ...{ name: "globex-more", launch_type: "FARGATE" },
    network_configuration: { subnets: PRIVATE, security_groups: [LEGACY] },
  }),
  carrying(
    "carried-by-endpoint",
    "an endpoint for a service of AWS, through which others ask it",
    "aws_vpc_endpoint",
    {
      ...{ vpc_id: VPC, vpc_endpoint_type: "Interface", subnet_ids: PRIVATE, security_group_ids: [LEGACY] },
      service_name: "com.amazonaws.eu-central-1.secretsmanager",
    },
  ),
  hole(
    "carried-by-endpoint-apart",
    "the same, with the group associated by a resource of its own",
    all(
      OPEN,
      resource("aws_security_group", "closed", { name: "closed", vpc_id: VPC }),
      resource("aws_vpc_endpoint", "globex_more", {
        ...{ vpc_id: VPC, vpc_endpoint_type: "Interface", subnet_ids: PRIVATE },
        ...{ security_group_ids: [group("closed")], service_name: "com.amazonaws.eu-central-1.sqs" },
      }),
      resource("aws_vpc_endpoint_security_group_association", "more", {
        ...{ vpc_endpoint_id: "${aws_vpc_endpoint.globex_more.id}", security_group_id: LEGACY },
      }),
    ),
    OF_HOSTS,
    shown(AT, "globex_more"),
  ),
];

/** Something of acme's that carries a group of globex's, and so comes to whatever lets that in. */
function disguised(id: string, title: string, edit: Patch, ...back: readonly string[]): Hole {
  return hole(id, title, edit, [OF_ACME, ...back], shown("globex_db_hosts", "globex", "tcp 5432"));
}

const DISGUISED: readonly Hole[] = [
  disguised(
    "carried-of-other-by-host",
    "a host of one tenant with the group of another's hosts",
    resource("aws_instance", "acme_app", { vpc_security_group_ids: [group("globex_hosts")] }),
    "globex > acme network open",
  ),
  disguised(
    "carried-of-other-by-function",
    "a function in the VPC with the group of another's hosts",
    resource("aws_lambda_function", "acme_etl", {
      ...{ function_name: "acme-etl", role: "arn:aws:iam::123456789012:role/acme-app" },
      vpc_config: { subnet_ids: PRIVATE, security_group_ids: [group("globex_hosts")] },
    }),
  ),
  disguised(
    "carried-of-other-by-task",
    "a task of containers with it",
    resource("aws_ecs_service", "acme_more", {
      name: "acme-more",
      network_configuration: { subnets: PRIVATE, security_groups: [group("globex_hosts")] },
    }),
    "globex > acme network open",
  ),
];

/** What the internet reaches: a public address, routes, and a rule. */
const PUBLIC_THINGS: readonly Hole[] = [
  hole(
    "public-database",
    "a database with a public address, and a group for addresses that nobody declared",
    all(
      OFFICE,
      resource("aws_db_instance", "globex_more", {
        ...{ identifier: "globex-more", engine: "postgres", instance_class: "db.m7g.large" },
        ...{ publicly_accessible: true, vpc_security_group_ids: [group("office")] },
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.office", "globex_more", "tcp 443", OF_WORLD),
  ),
  hole(
    "public-database-instance",
    "a cluster of databases of which one instance has a public address",
    all(
      OFFICE,
      resource("aws_rds_cluster", "globex_more", {
        ...{ cluster_identifier: "globex-more", engine: "aurora-postgresql" },
        vpc_security_group_ids: [group("office")],
      }),
      resource("aws_rds_cluster_instance", "globex_more", {
        ...{ cluster_identifier: "${aws_rds_cluster.globex_more.id}", instance_class: "db.r7g.large" },
        ...{ engine: "aurora-postgresql", publicly_accessible: true },
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.office", "globex_more", "tcp 443", OF_WORLD),
  ),
  hole(
    "public-host",
    "a host in a public subnet that asks for a public address",
    all(
      OFFICE,
      resource("aws_instance", "globex_more", {
        ...{ ...HOST, subnet_id: PUBLIC_A, associate_public_ip_address: true },
        vpc_security_group_ids: [group("office")],
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.office", "globex_more", "tcp 443", OF_WORLD),
  ),
  hole(
    "public-host-by-subnet",
    "a host in a subnet that gives everything a public address",
    all(
      OFFICE,
      resource("aws_subnet", "public_a", { map_public_ip_on_launch: true }),
      resource("aws_instance", "globex_more", {
        ...{ ...HOST, subnet_id: PUBLIC_A, vpc_security_group_ids: [group("office")] },
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.office", "globex_more", "tcp 443", OF_WORLD),
  ),
  hole(
    "public-host-by-address",
    "a host that somebody gave an elastic address",
    all(
      OFFICE,
      resource("aws_instance", "globex_more", {
        ...{ ...HOST, subnet_id: PUBLIC_A, vpc_security_group_ids: [group("office")] },
      }),
      resource("aws_eip", "more", { domain: "vpc" }),
      resource("aws_eip_association", "more", {
        ...{ instance_id: "${aws_instance.globex_more.id}", allocation_id: "${aws_eip.more.id}" },
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.office", "globex_more", "tcp 443", OF_WORLD),
  ),
  hole(
    "public-by-inline-route",
    "a subnet whose table has its route to the internet in a block",
    all(
      OFFICE,
      resource("aws_route", "public", null),
      resource("aws_route_table", "public", {
        route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.main.id}" }],
      }),
      resource("aws_instance", "globex_more", {
        ...{ ...HOST, subnet_id: PUBLIC_A, associate_public_ip_address: true },
        vpc_security_group_ids: [group("office")],
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.office", "globex_more", "tcp 443", OF_WORLD),
  ),
  hole(
    "public-by-main-table",
    "a subnet without a table of its own, in a VPC whose main table leads to the internet",
    all(
      OFFICE,
      resource("aws_route_table_association", "public_a", null),
      resource("aws_main_route_table_association", "main", {
        ...{ vpc_id: VPC, route_table_id: "${aws_route_table.public.id}" },
      }),
      resource("aws_instance", "globex_more", {
        ...{ ...HOST, subnet_id: PUBLIC_A, associate_public_ip_address: true },
        vpc_security_group_ids: [group("office")],
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.office", "globex_more", "tcp 443", OF_WORLD),
  ),
  hole(
    "public-group",
    "a rule for everybody of a group with which any host may be made",
    into({ cidr_ipv4: "198.51.100.7/32" }),
    [OF_WORLD],
    shown("globex_added", "hosts with the group globex_hosts", "tcp 443", OF_WORLD),
  ),
];

/** Whatever has network interfaces, by the groups that it carries. */
export const CARRIER_HOLES: readonly Hole[] = [...CARRIERS, ...DISGUISED, ...PUBLIC_THINGS];
