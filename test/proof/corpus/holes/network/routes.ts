import type { Hole, Patch } from "../../case";
import { all, resource } from "../../parts";
import { group, hole, HTTPS, into, OF_ACME, shown } from "./parts";

const ANNEX = "${aws_vpc.annex.id}";
const PEERING = resource("aws_vpc_peering_connection", "annex", {
  ...{ vpc_id: "${aws_vpc.main.id}", peer_vpc_id: ANNEX, auto_accept: true },
});
const TO_PEER = { vpc_peering_connection_id: "${aws_vpc_peering_connection.annex.id}" } as const;
const TO_GATEWAY = { transit_gateway_id: "${aws_ec2_transit_gateway.hub.id}" } as const;

function route(table: string, to: string, hop: Patch): Patch {
  const where = { route_table_id: `\${aws_route_table.${table}.id}`, destination_cidr_block: to };
  return resource("aws_route", `${table}_far`, { ...where, ...hop });
}
const ofMain = (hop: Patch) => route("private", "10.30.0.0/16", hop);

/** Routes of both VPCs to each other. */
function routed(hop: Patch): Patch {
  return all(ofMain(hop), route("annex", "10.20.0.0/16", hop));
}

/** globex's host in the annex lets in acme's hosts, by their group or by their addresses. */
function admitting(source: Patch): Patch {
  const rule = { security_group_id: group("globex_annex"), ...HTTPS, ...source };
  return resource("aws_vpc_security_group_ingress_rule", "globex_added", rule);
}
const BY_GROUP = admitting({ referenced_security_group_id: group("acme_hosts") });
const BY_RANGE = admitting({ cidr_ipv4: "10.20.0.0/16" });
const RULE = shown("globex_added", "globex");
const BOTH = [OF_ACME, "acme-eu > globex network open"] as const;
const MAY = ["acme > globex network unknown", "acme-eu > globex network unknown"] as const;

function attached(gateway: string): Patch {
  const subnets = { main: "private_a", annex: "annex" };
  return all(
    ...Object.entries(subnets).map(([vpc, subnet]) =>
      resource("aws_ec2_transit_gateway_vpc_attachment", vpc, {
        ...{ transit_gateway_id: gateway, vpc_id: `\${aws_vpc.${vpc}.id}` },
        subnet_ids: [`\${aws_subnet.${subnet}.id}`],
      }),
    ),
  );
}
const HUB = (body: Patch = {}) =>
  all(
    resource("aws_ec2_transit_gateway", "hub", { description: "hub", ...body }),
    attached(TO_GATEWAY.transit_gateway_id),
  );
const CLOSED_HUB = HUB({
  ...{ default_route_table_association: "disable", default_route_table_propagation: "disable" },
});
const attachment = (name: string) => `\${aws_ec2_transit_gateway_vpc_attachment.${name}.id}`;
const table = (name: string) => `\${aws_ec2_transit_gateway_route_table.${name}.id}`;
const TABLES = all(
  ...["main", "annex"].map((name) =>
    all(
      resource("aws_ec2_transit_gateway_route_table", name, {
        transit_gateway_id: "${aws_ec2_transit_gateway.hub.id}",
      }),
      resource("aws_ec2_transit_gateway_route_table_association", name, {
        ...{ transit_gateway_attachment_id: attachment(name), transit_gateway_route_table_id: table(name) },
      }),
    ),
  ),
);

const PEERED: readonly Hole[] = [
  hole(
    "peering",
    "a peering of two VPCs, and a rule for a group of the other one",
    all(PEERING, routed(TO_PEER), BY_GROUP),
    [OF_ACME],
    RULE,
  ),
  hole(
    "peering-range",
    "a peering, and a rule for the other VPC's range",
    all(PEERING, routed(TO_PEER), BY_RANGE),
    BOTH,
    RULE,
  ),
  hole(
    "peering-inline",
    "a peering whose routes stand in blocks of the route tables",
    all(
      PEERING,
      resource("aws_route_table", "private", { route: [{ cidr_block: "10.30.0.0/16", ...TO_PEER }] }),
      resource("aws_route_table", "annex", { route: [{ cidr_block: "10.0.0.0/8", ...TO_PEER }] }),
      BY_RANGE,
    ),
    BOTH,
    RULE,
  ),
  hole(
    "peering-one-way",
    "a peering of which the routes of one side stand elsewhere",
    all(PEERING, ofMain(TO_PEER), BY_RANGE),
    MAY,
    shown("globex_added", "globex", "tcp 443", MAY[0]),
  ),
];

const HUBS: readonly Hole[] = [
  hole(
    "hub",
    "two VPCs on a transit gateway as AWS makes it",
    all(HUB(), routed(TO_GATEWAY), BY_RANGE),
    BOTH,
    RULE,
  ),
  hole(
    "hub-tables",
    "a transit gateway with a table for each VPC, to which the other's routes are propagated",
    all(
      ...[CLOSED_HUB, TABLES],
      ...[
        ["main", "annex"],
        ["annex", "main"],
      ].map(([from = "", to = ""]) =>
        resource("aws_ec2_transit_gateway_route_table_propagation", from, {
          ...{ transit_gateway_attachment_id: attachment(from), transit_gateway_route_table_id: table(to) },
        }),
      ),
      ...[routed(TO_GATEWAY), BY_RANGE],
    ),
    BOTH,
    RULE,
  ),
  hole(
    "hub-static",
    "a transit gateway with a table for each VPC, in which somebody wrote a route for everything",
    all(
      ...[CLOSED_HUB, TABLES],
      ...[
        ["main", "annex"],
        ["annex", "main"],
      ].map(([from = "", to = ""]) =>
        resource("aws_ec2_transit_gateway_route", from, {
          ...{ destination_cidr_block: "0.0.0.0/0", transit_gateway_attachment_id: attachment(to) },
          transit_gateway_route_table_id: table(from),
        }),
      ),
      ...[routed(TO_GATEWAY), BY_RANGE],
    ),
    BOTH,
    RULE,
  ),
  hole(
    "hub-references",
    "a transit gateway by which rules may name groups of the other side",
    all(HUB({ security_group_referencing_support: "enable" }), routed(TO_GATEWAY), BY_GROUP),
    [OF_ACME],
    RULE,
  ),
  hole(
    "hub-of-others",
    "a transit gateway that is not in the plan, on which both VPCs are",
    all(attached("tgw-0a1b2c3d4e5f60718"), BY_RANGE),
    MAY,
    shown("globex_added", "globex", "tcp 443", MAY[0]),
  ),
];

/** Groups of two tenants in VPCs that each of them looked up, as teams do who share one. */
const LOOKED_UP = all(
  { data: { aws_vpc: { acme: { tags: { Name: "main" } }, globex: { tags: { Name: "main" } } } } },
  ...["acme", "globex"].map((name) =>
    resource("aws_security_group", `${name}_jobs`, {
      ...{ name: `${name}-jobs`, vpc_id: `\${data.aws_vpc.${name}.id}` },
    }),
  ),
  resource("aws_vpc_security_group_egress_rule", "acme_jobs", {
    ...{ ...HTTPS, security_group_id: group("acme_jobs"), cidr_ipv4: "0.0.0.0/0" },
  }),
);

const MORE: readonly Hole[] = [
  hole(
    "network-looked-up-twice",
    "groups of VPCs that each was looked up for itself and may be one, and a rule for a range",
    all(LOOKED_UP, into({ cidr_ipv4: "10.20.0.0/16" }, "globex_jobs")),
    [...MAY, "world > globex network unknown"],
    shown("globex_added", "globex", "tcp 443", MAY[0]),
  ),
  hole(
    "network-looked-up-reference",
    "the same, and a rule that names the other's group: so they are one",
    all(LOOKED_UP, into({ referenced_security_group_id: group("acme_jobs") }, "globex_jobs")),
    [OF_ACME],
    RULE,
  ),
  hole(
    "group-of-two-networks",
    "a group that was associated with the VPC in which another tenant lets it in",
    all(
      resource("aws_vpc_security_group_vpc_association", "more", {
        ...{ security_group_id: group("acme_hosts"), vpc_id: ANNEX },
      }),
      BY_GROUP,
    ),
    [OF_ACME],
    RULE,
  ),
];

/** What joins networks, and what then gets from one to the other. */
export const ROUTE_HOLES: readonly Hole[] = [...PEERED, ...HUBS, ...MORE];
