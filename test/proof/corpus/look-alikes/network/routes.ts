import type { LookAlike, Patch } from "../../case";
import { all, resource } from "../../parts";
import { group, PRIVATE, VPC } from "../../holes/network/parts";

function alike(id: string, title: string, edit: Patch): LookAlike {
  return { id, title, base: "estate", edit };
}

const ANNEX = "${aws_vpc.annex.id}";
const BY_GROUP = resource("aws_vpc_security_group_ingress_rule", "globex_added", {
  ...{ security_group_id: group("globex_annex"), ip_protocol: "tcp", from_port: 443, to_port: 443 },
  referenced_security_group_id: group("acme_hosts"),
});

/** Both VPCs on a transit gateway, whose default tables take in nobody. */
function hub(body: Patch): Patch {
  const subnets = { main: "private_a", annex: "annex" };
  return all(
    resource("aws_ec2_transit_gateway", "hub", body),
    ...Object.entries(subnets).map(([vpc, subnet]) =>
      resource("aws_ec2_transit_gateway_vpc_attachment", vpc, {
        ...{ transit_gateway_id: "${aws_ec2_transit_gateway.hub.id}", vpc_id: `\${aws_vpc.${vpc}.id}` },
        subnet_ids: [`\${aws_subnet.${subnet}.id}`],
      }),
    ),
  );
}
const APART = {
  ...{ default_route_table_association: "disable", default_route_table_propagation: "disable" },
  security_group_referencing_support: "enable",
};
const GATEWAY = { transit_gateway_id: "${aws_ec2_transit_gateway.hub.id}" };
const ROUTED = all(
  resource("aws_route", "main_far", {
    ...{ route_table_id: "${aws_route_table.private.id}", destination_cidr_block: "10.30.0.0/16" },
    ...GATEWAY,
  }),
  resource("aws_route", "annex_far", {
    ...{ route_table_id: "${aws_route_table.annex.id}", destination_cidr_block: "10.20.0.0/16" },
    ...GATEWAY,
  }),
);

const JOINS: readonly LookAlike[] = [
  alike("unjoined", "a rule for a group of another VPC, where nothing joins the two", BY_GROUP),
  alike(
    "peering-of-third",
    "a peering of one of them with a third one",
    all(
      resource("aws_vpc", "third", { cidr_block: "10.40.0.0/16" }),
      resource("aws_vpc_peering_connection", "third", { vpc_id: ANNEX, peer_vpc_id: "${aws_vpc.third.id}" }),
      BY_GROUP,
    ),
  ),
  alike(
    "hub-apart",
    "a transit gateway on which both are, with no table that knows the way from one to the other",
    all(hub(APART), ROUTED, BY_GROUP),
  ),
  alike(
    "hub-one-way",
    "a transit gateway that knows the way there, and none back",
    all(
      hub(APART),
      ...["main", "annex"].map((name) =>
        all(
          resource("aws_ec2_transit_gateway_route_table", name, { ...GATEWAY }),
          resource("aws_ec2_transit_gateway_route_table_association", name, {
            transit_gateway_attachment_id: `\${aws_ec2_transit_gateway_vpc_attachment.${name}.id}`,
            transit_gateway_route_table_id: `\${aws_ec2_transit_gateway_route_table.${name}.id}`,
          }),
        ),
      ),
      resource("aws_ec2_transit_gateway_route", "there", {
        destination_cidr_block: "10.30.0.0/16",
        transit_gateway_attachment_id: "${aws_ec2_transit_gateway_vpc_attachment.annex.id}",
        transit_gateway_route_table_id: "${aws_ec2_transit_gateway_route_table.main.id}",
      }),
      ...[ROUTED, BY_GROUP],
    ),
  ),
  alike(
    "hub-without-references",
    "a transit gateway that joins both, over which rules do not name groups",
    all(hub({ description: "hub" }), ROUTED, BY_GROUP),
  ),
  alike(
    "cluster-endpoint-public",
    "a cluster whose endpoint answers everybody: what the platform offers, to whoever can log in",
    resource("aws_eks_cluster", "main", {
      vpc_config: { endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] },
    }),
  ),
  alike(
    "acl-open",
    "network ACLs that let everything through, as they do from the start",
    all(
      resource("aws_network_acl", "main", { vpc_id: VPC, subnet_ids: PRIVATE }),
      resource("aws_network_acl_rule", "in", {
        ...{ network_acl_id: "${aws_network_acl.main.id}", rule_number: 100, egress: false, protocol: "-1" },
        ...{ rule_action: "allow", cidr_block: "0.0.0.0/0" },
      }),
      resource("aws_default_network_acl", "main", {
        default_network_acl_id: "${aws_vpc.main.default_network_acl_id}",
        ingress: [
          {
            protocol: "-1",
            rule_no: 100,
            action: "allow",
            cidr_block: "0.0.0.0/0",
            from_port: 0,
            to_port: 0,
          },
        ],
      }),
    ),
  ),
];

const EVERYBODY = { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] };

const BALANCERS: readonly LookAlike[] = [
  alike(
    "balancer-of-platform",
    "a load balancer of the platform's that answers everybody itself",
    all(
      resource("aws_security_group", "edge", { name: "edge", vpc_id: VPC, ingress: [EVERYBODY] }),
      resource("aws_lb", "shared", {
        ...{ name: "shared", load_balancer_type: "application", internal: true },
        ...{ subnets: PRIVATE, security_groups: [group("edge")] },
      }),
      resource("aws_lb_listener", "shared", {
        ...{ load_balancer_arn: "${aws_lb.shared.arn}", port: 443, protocol: "HTTPS" },
        default_action: { type: "redirect", redirect: { host: "example.com", status_code: "HTTP_301" } },
      }),
    ),
  ),
  alike(
    "balancer-not-let-in",
    "a shared load balancer with a tenant's hosts behind it, whose groups do not let it in",
    all(
      resource("aws_security_group", "edge", { name: "edge", vpc_id: VPC, ingress: [EVERYBODY] }),
      resource("aws_lb", "shared", {
        ...{ name: "shared", load_balancer_type: "application", internal: true },
        ...{ subnets: PRIVATE, security_groups: [group("edge")] },
      }),
      resource("aws_lb_listener", "shared", {
        ...{ load_balancer_arn: "${aws_lb.shared.arn}", port: 443, protocol: "HTTPS" },
        default_action: { type: "forward", target_group_arn: "${aws_lb_target_group.globex_web.arn}" },
      }),
    ),
  ),
  alike(
    "balancer-gateway",
    "an endpoint service for the own account, which nobody asks",
    all(
      resource("aws_lb", "globex_tcp", {
        ...{ name: "globex-tcp", load_balancer_type: "network", internal: true },
        ...{ subnets: PRIVATE, security_groups: [group("globex_lb")] },
      }),
      resource("aws_vpc_endpoint_service", "globex_tcp", {
        ...{ acceptance_required: false, network_load_balancer_arns: ["${aws_lb.globex_tcp.arn}"] },
        allowed_principals: ["arn:aws:iam::123456789012:root"],
      }),
    ),
  ),
  alike(
    "service-behind-groups",
    "an endpoint of another tenant for a service whose load balancer lets in its own hosts alone",
    all(
      resource("aws_lb", "globex_tcp", {
        ...{ name: "globex-tcp", load_balancer_type: "network", internal: true },
        ...{ subnets: PRIVATE, security_groups: [group("globex_lb")] },
      }),
      resource("aws_vpc_endpoint_service", "globex_tcp", {
        ...{ acceptance_required: false, network_load_balancer_arns: ["${aws_lb.globex_tcp.arn}"] },
      }),
      resource("aws_vpc_endpoint", "acme_globex", {
        ...{ vpc_id: VPC, vpc_endpoint_type: "Interface", subnet_ids: PRIVATE },
        ...{ security_group_ids: [group("acme_hosts")] },
        service_name: "${aws_vpc_endpoint_service.globex_tcp.service_name}",
      }),
    ),
  ),
];

/** Joins and load balancers that lead to nobody else. */
export const ROUTE_LOOK_ALIKES: readonly LookAlike[] = [...JOINS, ...BALANCERS];
