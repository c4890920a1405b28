import type { FactResource } from "../../../lib/proof/facts/resource";
import { resource, type Written } from "../support/facts";
import { type Attributes, between, group, rule, to, vpc } from "../support/network-parts";

const anywhere = { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" };
const HUB = "${aws_ec2_transit_gateway.hub.id}";
const attachmentId = (name: string) => `\${aws_ec2_transit_gateway_vpc_attachment.${name}.id}`;
const tableId = (name: string) => `\${aws_ec2_transit_gateway_route_table.${name}.id}`;

const hub = (attributes: Attributes = {}) => resource("platform", "aws_ec2_transit_gateway.hub", attributes);
const attachment = (name: string, attributes: Attributes = {}) =>
  resource("platform", `aws_ec2_transit_gateway_vpc_attachment.${name}`, {
    vpc_id: `\${aws_vpc.${name}.id}`,
    transit_gateway_id: HUB,
    ...attributes,
  });
const attached = [attachment("net"), attachment("far")];

/** A route of a VPC's table `a` to the gateway. */
const route = (name: string, destination: string, hop: Written = HUB) =>
  resource("platform", `aws_route.${name}-${destination}`, {
    ...{ route_table_id: `\${aws_route_table.${name}-a.id}`, destination_cidr_block: destination },
    transit_gateway_id: hop,
  });
const routed = [route("net", "10.9.0.0/16"), route("far", "10.0.0.0/16")];

const table = (name: string) =>
  resource("platform", `aws_ec2_transit_gateway_route_table.${name}`, { transit_gateway_id: HUB });
const join = (use: "association" | "propagation", name: string, of: string) =>
  resource("platform", `aws_ec2_transit_gateway_route_table_${use}.${name}-${of}`, {
    transit_gateway_attachment_id: attachmentId(name),
    transit_gateway_route_table_id: tableId(of),
  });
const tables = [
  ...[table("net"), table("far")],
  ...[join("association", "net", "net"), join("association", "far", "far")],
];
const written = (of: string, towards: string, attributes: Attributes = {}) =>
  resource("platform", `aws_ec2_transit_gateway_route.${of}-${Object.values(attributes).join()}`, {
    destination_cidr_block: "0.0.0.0/0",
    transit_gateway_route_table_id: tableId(of),
    transit_gateway_attachment_id: attachmentId(towards),
    ...attributes,
  });
const CLOSED = {
  default_route_table_association: "disable",
  default_route_table_propagation: "disable",
};

/** What a group in one VPC may open to one in another. */
function opened(source: Attributes, ...added: readonly FactResource[]): string[] {
  return between(
    "aws_security_group.a",
    "aws_security_group.b",
    ...[...vpc(), ...vpc("far", "10.9")],
    ...[group("a"), group("b", { vpc_id: "${aws_vpc.far.id}" })],
    ...[rule("egress", "a", anywhere), rule("ingress", "b", source)],
    ...added,
  );
}
const byRange = (...added: readonly FactResource[]) => opened(anywhere, ...added);

describe("the routes of a transit gateway", () => {
  it("join all that are attached to it, as AWS makes it", () => {
    expect(byRange(hub(), ...attached, ...routed)).toEqual(["must: all"]);
  });

  it.each<[string, FactResource[]]>([
    ["the gateway associates nobody by itself", [hub({ default_route_table_association: "disable" })]],
    ["nobody propagates to its table by himself", [hub({ default_route_table_propagation: "disable" })]],
  ])("join nobody where %s", (_, gateway) => {
    expect(byRange(...gateway, ...attached, ...routed)).toEqual([]);
  });

  it.each(["association", "propagation"])("leave out an attachment that wants no %s", (use) => {
    const own = attachment("far", { [`transit_gateway_default_route_table_${use}`]: false });
    expect(byRange(hub(), attachment("net"), own, ...routed)).toEqual([]);
  });

  it("join an attachment that asks for both", () => {
    const own = attachment("far", {
      ...{ transit_gateway_default_route_table_association: true },
      ...{ transit_gateway_default_route_table_propagation: true },
    });
    expect(byRange(hub(), attachment("net"), own, ...routed)).toEqual(["must: all"]);
  });

  it("are those of one table, whether it is named by reference or by its id", () => {
    const known = (name: string) =>
      resource("platform", `aws_ec2_transit_gateway_route_table.${name}`, {
        ...{ transit_gateway_id: HUB, id: `tgw-rtb-${name}` },
      });
    const propagated = (name: string, of: string) =>
      resource("platform", `aws_ec2_transit_gateway_route_table_propagation.${name}-${of}`, {
        ...{ transit_gateway_attachment_id: attachmentId(name) },
        transit_gateway_route_table_id: `tgw-rtb-${of}`,
      });
    const associated = [join("association", "net", "net"), join("association", "far", "far")];
    const own = [hub(CLOSED), ...attached, ...routed, known("net"), known("far"), ...associated];
    expect(byRange(...own, propagated("net", "far"), propagated("far", "net"))).toEqual(["must: all"]);
  });

  it("are not sure to join what only the apply knows to be joined", () => {
    const unsure = hub({ default_route_table_propagation: "${var.x.y}" });
    expect(byRange(unsure, ...attached, ...routed)).toEqual(["may: all"]);
  });

  const propagated = [join("propagation", "net", "far"), join("propagation", "far", "net")];

  it("join those that propagate to each other's tables, and not those of which one does", () => {
    const own = [hub(CLOSED), ...attached, ...routed, ...tables];
    expect(byRange(...own, ...propagated)).toEqual(["must: all"]);
    for (const one of propagated) expect(byRange(...own, one)).toEqual([]);
  });

  it("are those of the table that an attachment is associated with, not of the default one besides", () => {
    const own = [hub(), ...attached, ...routed, ...tables];
    expect(byRange(...own)).toEqual([]);
    expect(byRange(...own, ...propagated)).toEqual(["must: all"]);
  });

  it("count where they were written, for the addresses that they are for", () => {
    const own = [hub(CLOSED), ...attached, ...routed, ...tables, written("far", "net")];
    expect(byRange(...own, written("net", "far"))).toEqual(["must: all"]);
    expect(byRange(...own, written("net", "far", { destination_cidr_block: "10.9.0.0/24" }))).toEqual([
      "must: all",
    ]);
    expect(byRange(...own, written("net", "far", { destination_cidr_block: "10.8.0.0/16" }))).toEqual([]);
    expect(byRange(...own, written("net", "net"))).toEqual([]);
  });

  it("count for nothing in a table with which neither is associated", () => {
    const other = [table("other"), written("other", "far"), written("other", "net", { blackhole: true })];
    const own = [hub(CLOSED), ...attached, ...routed, ...tables];
    expect(byRange(...own, ...other)).toEqual([]);
    expect(byRange(...own, ...propagated, ...other)).toEqual(["must: all"]);
  });

  it("count by a prefix list too, which may hold any address", () => {
    const listed = resource("platform", "aws_ec2_transit_gateway_prefix_list_reference.x", {
      prefix_list_id: "pl-1",
      transit_gateway_route_table_id: tableId("net"),
      transit_gateway_attachment_id: attachmentId("far"),
    });
    const own = [hub(CLOSED), ...attached, ...routed, ...tables, written("far", "net")];
    expect(byRange(...own, listed)).toEqual(["must: all"]);
  });

  it("may be stopped by one into nothing", () => {
    const own = [hub(), ...attached, ...routed];
    const into = (blackhole: boolean) =>
      resource("platform", "aws_ec2_transit_gateway_route.stop", {
        ...{ destination_cidr_block: "10.9.0.0/24", blackhole },
        transit_gateway_route_table_id: "${aws_ec2_transit_gateway.hub.association_default_route_table_id}",
      });
    expect(byRange(...own, into(true))).toEqual(["may: all"]);
    expect(byRange(...own, into(false))).toEqual(["must: all"]);
  });

  it("say nothing where the gateway is not in the plan", () => {
    const lost = ["net", "far"].map((name) => attachment(name, { transit_gateway_id: "tgw-1" }));
    const toLost = [route("net", "10.9.0.0/16", "tgw-1"), route("far", "10.0.0.0/16", "tgw-1")];
    expect(byRange(...lost, ...toLost)).toEqual(["may: all"]);
    expect(byRange(attachment("net", { transit_gateway_id: "tgw-1" }), attachment("far"), hub())).toEqual([]);
  });
});

describe("the routes of VPCs to a transit gateway", () => {
  it.each<[string, FactResource[]]>([
    ["neither has one", []],
    ["one has none", [route("net", "10.9.0.0/16")]],
    ["one leads elsewhere", [route("net", "10.9.0.0/16"), route("far", "10.7.0.0/16")]],
    ["one is for another gateway", [route("net", "10.9.0.0/16"), route("far", "10.0.0.0/16", "tgw-2")]],
  ])("leave it unknown where %s", (_, routes) => {
    expect(byRange(hub(), ...attached, ...routes)).toEqual(["may: all"]);
  });
});

describe("rules that name a group on the other side", () => {
  const REFERENCES = { security_group_referencing_support: "enable" };
  const byGroup = (...added: readonly FactResource[]) => opened(to("a"), ...added, ...routed);

  it("mean those who carry it only where the gateway and both attachments allow it", () => {
    expect(byGroup(hub(), ...attached)).toEqual([]);
    expect(byGroup(hub(REFERENCES), ...attached)).toEqual(["must: tcp 443"]);
    expect(byGroup(hub({ security_group_referencing_support: "disable" }), ...attached)).toEqual([]);
    const off = attachment("far", { security_group_referencing_support: "disable" });
    expect(byGroup(hub(REFERENCES), attachment("net"), off)).toEqual([]);
  });

  it("may mean them where only the apply knows", () => {
    const unsure = { security_group_referencing_support: "${var.x.y}" };
    expect(byGroup(hub(unsure), ...attached)).toEqual(["may: tcp 443"]);
  });
});
