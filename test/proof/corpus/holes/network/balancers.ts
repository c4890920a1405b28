import type { Hole, Patch } from "../../case";
import { all, resource } from "../../parts";
import { group, hole, OF_ACME, OF_HOSTS, OF_WORLD, PRIVATE, PUBLIC, shown, VPC } from "./parts";

const EVERYBODY = { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] } as const;
const EDGE = all(
  resource("aws_security_group", "edge", {
    ...{ name: "edge", vpc_id: VPC, ingress: [{ ...EVERYBODY, cidr_blocks: ["203.0.113.0/24"] }] },
    egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }],
  }),
);
/** A group that lets in the VPC alone. */
const INNER = resource("aws_security_group", "inner", {
  ...{ name: "inner", vpc_id: VPC, ingress: [{ ...EVERYBODY, cidr_blocks: ["10.20.0.0/16"] }] },
  egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }],
});
/** globex's hosts let in the platform's load balancers, as they have to. */
const LET_IN = (name: string) =>
  resource("aws_vpc_security_group_ingress_rule", "globex_hosts_shared", {
    ...{ security_group_id: group("globex_hosts"), ip_protocol: "tcp", from_port: 8080, to_port: 8080 },
    referenced_security_group_id: group(name),
  });

/** A load balancer of the platform's. */
function shared(body: Patch): Patch {
  return resource("aws_lb", "shared", { name: "shared", load_balancer_type: "application", ...body });
}
const LISTENER = resource("aws_lb_listener", "shared", {
  ...{ load_balancer_arn: "${aws_lb.shared.arn}", port: 443, protocol: "HTTPS" },
  default_action: {
    type: "fixed-response",
    fixed_response: { content_type: "text/plain", status_code: "404" },
  },
});
/** A rule of the shared listener that sends globex's name to globex's hosts. */
const BY_NAME = resource("aws_lb_listener_rule", "globex_web", {
  listener_arn: "${aws_lb_listener.shared.arn}",
  action: { type: "forward", target_group_arn: "${aws_lb_target_group.globex_web.arn}" },
  condition: { host_header: { values: ["globex.example.com"] } },
});
/** A network load balancer of globex's, which has no groups. */
function bare(body: Patch): Patch {
  return resource("aws_lb", "globex_tcp", { name: "globex-tcp", load_balancer_type: "network", ...body });
}
const SERVICE = resource("aws_vpc_endpoint_service", "globex_tcp", {
  ...{ acceptance_required: false, network_load_balancer_arns: ["${aws_lb.globex_tcp.arn}"] },
});
const GROUPED = bare({ internal: true, subnets: PRIVATE, security_groups: [group("globex_lb")] });
const UNASKED = all(
  GROUPED,
  resource("aws_lb", "globex_tcp", { enforce_security_group_inbound_rules_on_private_link_traffic: "off" }),
);

const OWN: readonly Hole[] = [
  hole(
    "balancer-public",
    "a load balancer that is not kept within, with a group for addresses that nobody declared",
    all(
      EDGE,
      resource("aws_lb", "globex_web", {
        internal: false,
        subnets: PUBLIC,
        security_groups: [group("edge")],
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.edge", "globex-web", "tcp 443", OF_WORLD),
  ),
  hole(
    "balancer-without-groups",
    "a network load balancer within the VPC, which has no groups",
    bare({ internal: true, subnets: PRIVATE }),
    OF_HOSTS,
    shown("aws_lb.globex_tcp", "globex-tcp"),
  ),
  hole(
    "balancer-without-groups-public",
    "a network load balancer for everybody, which has no groups",
    bare({ subnets: PUBLIC }),
    [...OF_HOSTS, OF_WORLD],
    shown("aws_lb.globex_tcp", "globex-tcp", "all", OF_WORLD),
  ),
  hole(
    "balancer-classic",
    "a load balancer of the first generation, for everybody",
    all(
      EDGE,
      resource("aws_elb", "globex_classic", {
        ...{ name: "globex-classic", subnets: PUBLIC, security_groups: [group("edge")] },
        listener: [{ lb_port: 443, lb_protocol: "tcp", instance_port: 8080, instance_protocol: "tcp" }],
      }),
    ),
    [OF_WORLD],
    shown("aws_security_group.edge", "globex-classic", "tcp 443", OF_WORLD),
  ),
];

const SHARED: readonly Hole[] = [
  hole(
    "balancer-shared-public",
    "a load balancer of the platform's that hands on to a tenant's hosts whoever asks for its name",
    all(
      EDGE,
      shared({ internal: false, subnets: PUBLIC, security_groups: [group("edge")] }),
      ...[LISTENER, BY_NAME, LET_IN("edge")],
    ),
    [OF_WORLD],
    shown("aws_lb_listener_rule.globex_web", "globex_app", "tcp 443", OF_WORLD),
  ),
  hole(
    "balancer-shared-within",
    "the same within the VPC, where other tenants may ask it",
    all(
      INNER,
      shared({ internal: true, subnets: PRIVATE, security_groups: [group("inner")] }),
      ...[LISTENER, BY_NAME, LET_IN("inner")],
    ),
    OF_HOSTS,
    shown("aws_lb_listener_rule.globex_web", "globex_app"),
  ),
  hole(
    "balancer-shared-default",
    "a shared load balancer that hands everything on to one tenant's scaled hosts",
    all(
      INNER,
      shared({ internal: true, subnets: PRIVATE, security_groups: [group("inner")] }),
      resource("aws_lb_listener", "shared", {
        ...{ load_balancer_arn: "${aws_lb.shared.arn}", port: 443, protocol: "HTTPS" },
        default_action: {
          type: "forward",
          forward: { target_group: [{ arn: "${aws_lb_target_group.globex_web.arn}", weight: 1 }] },
        },
      }),
      resource("aws_launch_template", "globex_hosts", {
        ...{ name: "globex-hosts", vpc_security_group_ids: [group("globex_hosts")] },
      }),
      resource("aws_autoscaling_group", "globex_more", {
        ...{ name: "globex-more", min_size: 1, max_size: 3, vpc_zone_identifier: PRIVATE },
        launch_template: { id: "${aws_launch_template.globex_hosts.id}" },
        target_group_arns: ["${aws_lb_target_group.globex_web.arn}"],
      }),
      LET_IN("inner"),
    ),
    OF_HOSTS,
    { ...shown("aws_autoscaling_group.globex_more", "globex-more"), closes: "aws_lb_listener.shared" },
  ),
  hole(
    "balancer-shared-without-groups",
    "a network load balancer of the platform's without groups, before hosts that let in the VPC's addresses on one port",
    all(
      resource("aws_lb", "shared", {
        ...{ name: "shared", load_balancer_type: "network", internal: true, subnets: PRIVATE },
      }),
      resource("aws_lb_listener", "shared", {
        ...{ load_balancer_arn: "${aws_lb.shared.arn}", port: 443, protocol: "TCP" },
        default_action: { type: "forward", target_group_arn: "${aws_lb_target_group.globex_web.arn}" },
      }),
      resource("aws_vpc_security_group_ingress_rule", "globex_hosts_shared", {
        ...{ security_group_id: group("globex_hosts"), ip_protocol: "tcp", from_port: 8080, to_port: 8080 },
        cidr_ipv4: "10.20.0.0/16",
      }),
    ),
    OF_HOSTS,
    shown("aws_lb_listener.shared", "globex_app"),
  ),
  hole(
    "balancer-of-other",
    "a tenant's own load balancer, with which it registered another's host",
    all(
      resource("aws_lb_target_group_attachment", "acme_more", {
        target_group_arn: "${aws_lb_target_group.acme_web.arn}",
        target_id: "${aws_instance.globex_app.id}",
      }),
      LET_IN("acme_lb"),
      resource("aws_vpc_security_group_egress_rule", "acme_lb_more", {
        ...{ security_group_id: group("acme_lb"), ip_protocol: "tcp", from_port: 8080, to_port: 8080 },
        cidr_ipv4: "10.20.0.0/16",
      }),
    ),
    [OF_ACME],
    shown("globex_hosts_shared", "globex", "tcp 8080"),
  ),
];

const ENDPOINT = {
  ...{ vpc_id: VPC, vpc_endpoint_type: "Interface", subnet_ids: PRIVATE },
  service_name: "${aws_vpc_endpoint_service.globex_tcp.service_name}",
} as const;

const SERVICES: readonly Hole[] = [
  hole(
    "service-endpoint",
    "an endpoint of one tenant for the service of another, whose load balancer asks nobody",
    all(
      ...[UNASKED, SERVICE],
      resource("aws_vpc_endpoint", "acme_globex", { ...ENDPOINT, security_group_ids: [group("acme_hosts")] }),
    ),
    [OF_ACME],
    shown("aws_vpc_endpoint.acme_globex", "globex-tcp", "tcp"),
  ),
  hole(
    "service-endpoint-shared",
    "an endpoint of the platform for the service of a tenant, which everybody's hosts may ask",
    all(
      ...[UNASKED, SERVICE, INNER],
      resource("aws_vpc_endpoint", "globex", { ...ENDPOINT, security_group_ids: [group("inner")] }),
    ),
    OF_HOSTS,
    // Named as the platform's: `aws_vpc_endpoint.globex` is nobody's by the intent's patterns.
    shown("aws_vpc_endpoint.globex", "globex-tcp"),
  ),
  hole(
    "service-for-everybody",
    "an endpoint service that every account may use",
    all(
      bare({ internal: true, subnets: PRIVATE, security_groups: [group("inner")] }),
      ...[INNER, SERVICE],
      resource("aws_vpc_endpoint_service", "globex_tcp", { allowed_principals: ["*"] }),
    ),
    [...OF_HOSTS, OF_WORLD],
    shown("aws_vpc_endpoint_service.globex_tcp", "globex-tcp", "tcp 443", OF_WORLD),
  ),
  hole(
    "service-for-account",
    "an endpoint service for an account that nobody knows, by a permission of its own",
    all(
      ...[UNASKED, SERVICE],
      resource("aws_vpc_endpoint_service_allowed_principal", "partner", {
        vpc_endpoint_service_id: "${aws_vpc_endpoint_service.globex_tcp.id}",
        principal_arn: "arn:aws:iam::999999999999:root",
      }),
    ),
    [OF_WORLD],
    shown("aws_vpc_endpoint_service_allowed_principal.partner", "globex-tcp", "tcp", OF_WORLD),
  ),
  hole(
    "service-to-be-accepted",
    "an endpoint service for every account, which somebody has to let in",
    all(
      ...[UNASKED, SERVICE],
      resource("aws_vpc_endpoint_service", "globex_tcp", {
        ...{ acceptance_required: true, allowed_principals: ["*"] },
      }),
    ),
    ["world > globex network unknown"],
    shown("aws_vpc_endpoint_service.globex_tcp", "globex-tcp", "tcp", "world > globex network unknown"),
  ),
];

/** Load balancers and endpoint services, which lead to what stands behind them. */
export const BALANCER_HOLES: readonly Hole[] = [...OWN, ...SHARED, ...SERVICES];
