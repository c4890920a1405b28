import type { LookAlike, Patch } from "../../case";
import { all, resource } from "../../parts";
import { group, into, outOf, PRIVATE, VPC } from "../../holes/network/parts";

function alike(id: string, title: string, edit: Patch): LookAlike {
  return { id, title, base: "estate", edit };
}

const ACME = { referenced_security_group_id: group("acme_hosts") } as const;
const HTTPS = { protocol: "tcp", from_port: 443, to_port: 443 } as const;

const RULES: readonly LookAlike[] = [
  alike(
    "group-own-named",
    "a database's group that names another group of its own tenant",
    resource("aws_vpc_security_group_ingress_rule", "globex_db_hosts", {
      referenced_security_group_id: group("globex_lb"),
    }),
  ),
  alike(
    "group-port-unasked",
    "a rule for a port that the other tenant may not go out to",
    into({ ...ACME, from_port: 8443, to_port: 8443 }),
  ),
  alike(
    "group-protocol-unasked",
    "a rule for datagrams on the port for which the other may go out by streams",
    into({ ...ACME, ip_protocol: "udp", from_port: 443, to_port: 443 }),
  ),
  alike(
    "group-out-alone",
    "a rule that lets a tenant out to another's hosts, who let nobody in",
    outOf({ referenced_security_group_id: group("globex_hosts"), ip_protocol: "-1" }),
  ),
  alike(
    "group-of-group-named",
    "a rule for a group that itself lets in another tenant, which says nothing of that tenant",
    all(
      resource("aws_security_group", "relay", {
        ...{ name: "relay", vpc_id: VPC },
        ingress: [{ ...HTTPS, security_groups: [group("acme_hosts")] }],
      }),
      into({ referenced_security_group_id: group("relay") }),
    ),
  ),
  alike(
    "group-of-other-account",
    "a rule for a group of another account, which nobody of the plan carries",
    into({ referenced_security_group_id: "999999999999/sg-0a1b2c3d4e5f60718" }),
  ),
  alike(
    "group-egress-typed",
    "a rule of the older form that names another tenant, for the way out",
    resource("aws_security_group_rule", "globex_added", {
      ...{ ...HTTPS, type: "egress", security_group_id: group("globex_hosts") },
      source_security_group_id: group("acme_hosts"),
    }),
  ),
  alike(
    "group-self-alone",
    "a group of the platform's whose members reach each other, which one tenant alone carries",
    all(
      resource("aws_security_group", "services", {
        ...{ name: "services", vpc_id: VPC, ingress: [{ ...HTTPS, self: true }] },
        egress: [{ ...HTTPS, self: true }],
      }),
      resource("aws_instance", "globex_app", {
        vpc_security_group_ids: [group("globex_hosts"), group("services")],
      }),
    ),
  ),
  alike(
    "group-default-closed",
    "hosts without a group, in a VPC whose own is closed",
    all(
      ...["acme", "globex"].map((name) =>
        resource("aws_instance", `${name}_app`, { vpc_security_group_ids: null }),
      ),
    ),
  ),
  alike(
    "group-ignored-tags",
    "a group whose tags are kept by hand",
    resource("aws_security_group", "globex_db", { lifecycle: { ignore_changes: ["tags", "description"] } }),
  ),
];

const ADDRESSES: readonly LookAlike[] = [
  alike(
    "range-of-hosts-elsewhere",
    "a rule for the annex, which is not joined with the VPC, and where nobody else stands",
    resource("aws_vpc_security_group_ingress_rule", "globex_added", {
      ...{ security_group_id: group("globex_annex"), ip_protocol: "tcp", from_port: 443, to_port: 443 },
      cidr_ipv4: "10.30.0.0/28",
    }),
  ),
  alike(
    "range-six-without-six",
    "a rule for everybody's IPv6, in a VPC that has none",
    into({ cidr_ipv6: "::/0" }),
  ),
  alike(
    "range-families",
    "a way out by IPv4 and a way in by IPv6, in subnets that lead nowhere",
    all(
      resource("aws_vpc", "main", { ipv6_cidr_block: "2a05:d018:1a2b:3c00::/56" }),
      resource("aws_internet_gateway", "main", null),
      resource("aws_route", "public", null),
      into({ cidr_ipv6: "2a05:d018:1a2b:3c00::/56" }),
    ),
  ),
  alike(
    "list-of-service",
    "a rule for the addresses of S3, which ask nobody",
    all(
      { data: { aws_prefix_list: { s3: { name: "com.amazonaws.eu-central-1.s3" } } } },
      into({ prefix_list_id: "${data.aws_prefix_list.s3.id}" }),
    ),
  ),
  alike(
    "list-of-endpoint",
    "the same by the endpoint for S3",
    all(
      resource("aws_vpc_endpoint", "s3", { vpc_id: VPC, service_name: "com.amazonaws.eu-central-1.s3" }),
      into({ prefix_list_id: "${aws_vpc_endpoint.s3.prefix_list_id}" }),
    ),
  ),
  alike(
    "list-empty",
    "a rule for a prefix list of the plan without entries",
    all(
      resource("aws_ec2_managed_prefix_list", "none", {
        ...{ name: "none", address_family: "IPv4", max_entries: 5 },
      }),
      into({ prefix_list_id: "${aws_ec2_managed_prefix_list.none.id}" }),
    ),
  ),
];

/** A group of the platform's for addresses outside, on what they cannot get to. */
function unreached(id: string, title: string, edit: Patch): LookAlike {
  const office = resource("aws_security_group", "office", {
    ...{ name: "office", vpc_id: VPC, ingress: [{ ...HTTPS, cidr_blocks: ["203.0.113.0/24"] }] },
  });
  return alike(id, title, all(office, edit));
}
const OFFICE = [group("office")];
const HOST = { ami: "ami-0a1b2c3d4e5f60718", instance_type: "m7i.large", vpc_security_group_ids: OFFICE };

const UNREACHED: readonly LookAlike[] = [
  unreached(
    "unreached-database",
    "a database without a public address, whose group lets in the office",
    resource("aws_db_instance", "globex_db", { vpc_security_group_ids: OFFICE }),
  ),
  unreached(
    "unreached-balancer",
    "a load balancer within the VPC, in subnets that lead to the internet, whose group lets in the office",
    resource("aws_lb", "globex_web", {
      subnets: ["${aws_subnet.public_a.id}", "${aws_subnet.public_b.id}"],
      security_groups: OFFICE,
    }),
  ),
  unreached(
    "unreached-host",
    "a host in a public subnet without a public address",
    resource("aws_instance", "globex_more", { ...HOST, subnet_id: "${aws_subnet.public_a.id}" }),
  ),
  unreached(
    "unreached-private-host",
    "a host with a public address in a subnet whose routes do not lead to the internet",
    resource("aws_instance", "globex_more", {
      ...{ ...HOST, subnet_id: "${aws_subnet.private_a.id}", associate_public_ip_address: true },
    }),
  ),
  unreached(
    "unreached-cache",
    "a cache, which never has public addresses, whose group lets in the office",
    resource("aws_elasticache_replication_group", "globex_more", {
      ...{ replication_group_id: "globex-more", description: "sessions", security_group_ids: OFFICE },
    }),
  ),
  alike(
    "unreached-function",
    "a function whose group lets in the whole VPC: nobody connects to functions there",
    all(
      resource("aws_security_group", "open", {
        ...{ name: "open", vpc_id: VPC, ingress: [{ ...HTTPS, cidr_blocks: ["10.20.0.0/16"] }] },
      }),
      resource("aws_lambda_function", "globex_etl", {
        ...{ function_name: "globex-etl", role: "arn:aws:iam::123456789012:role/globex-app" },
        vpc_config: { subnet_ids: PRIVATE, security_group_ids: [group("open")] },
      }),
    ),
  ),
];

/** Rules and groups that open nothing to anybody else. */
export const GROUP_LOOK_ALIKES: readonly LookAlike[] = [...RULES, ...ADDRESSES, ...UNREACHED];
