import type { FactResource } from "../../../lib/proof/facts/resource";
import { UNREAD, value, type Written } from "../support/facts";
import type { Attributes } from "../support/network-parts";
import { id, of, table, topology, vpc } from "../support/network-topology";

describe("networks that a peering joins", () => {
  const peering = of("aws_vpc_peering_connection", "p", {
    ...{ vpc_id: id("aws_vpc", "net"), peer_vpc_id: id("aws_vpc", "far") },
  });
  const hop = { vpc_peering_connection_id: id("aws_vpc_peering_connection", "p") };
  const joined = (...more: FactResource[]) => {
    const known = topology(vpc("net", "10.0"), vpc("far", "10.9"), ...more);
    const [a, b] = ["net", "far"].map((name) => known.vpc(value(id("aws_vpc", name))));
    const both = [known.joined(a, b), known.joined(b, a)];
    expect(both[0]).toEqual(both[1]);
    return {
      ...both[0],
      beside: [known.beside(a), known.beside(b)].map((each) => each.map(({ key }) => key)),
    };
  };
  const to = (name: string, vpcName: string, cidr: string) =>
    table(name, vpcName, { cidr_block: cidr, ...hop });
  const NEITHER = "no routes of both sides to the peering are in the plan";

  it("are one where routes of both lead to the other", () => {
    expect(joined(peering, to("a", "net", "10.9.0.0/16"), to("b", "far", "10.0.1.0/24"))).toEqual({
      ...{ joined: true, cause: undefined, references: "yes" },
      beside: [["stack/aws_vpc.far"], ["stack/aws_vpc.net"]],
    });
  });

  it.each<[string, (cidr: string) => FactResource]>([
    [
      "that the plan adopts",
      (cidr) =>
        of("aws_default_route_table", "m", {
          default_route_table_id: "${aws_vpc.net.default_route_table_id}",
          route: [{ cidr_block: cidr, ...hop }],
        }),
    ],
    [
      "in which a route is put",
      (cidr) =>
        of("aws_route", "m", {
          ...{ route_table_id: "${aws_vpc.net.main_route_table_id}", destination_cidr_block: cidr, ...hop },
        }),
    ],
  ])("are one by the table that AWS made with one of them, %s", (_, main) => {
    const back = to("b", "far", "10.0.1.0/24");
    expect(joined(peering, main("10.9.0.0/16"), back)).toMatchObject({ joined: true, cause: undefined });
    expect(joined(peering, main("10.7.0.0/16"), back)).toMatchObject({ joined: true, cause: NEITHER });
  });

  it("are those two and no third", () => {
    const parts = [vpc("third", "10.8"), to("a", "net", "10.9.0.0/16"), to("b", "far", "10.0.1.0/24")];
    const known = topology(vpc("net", "10.0"), vpc("far", "10.9"), peering, ...parts);
    const [a, b, c] = ["net", "far", "third"].map((name) => known.vpc(value(id("aws_vpc", name))));
    const pairs = [known.joined(a, b), known.joined(a, c), known.joined(c, b), known.joined(c, a)];
    expect(pairs.map((each) => each.joined)).toEqual([true, false, false, false]);
    expect(known.beside(c)).toEqual([]);
  });

  it("are one by any of several that has routes, whichever is written first", () => {
    const unused = of("aws_vpc_peering_connection", "unused", {
      ...{ vpc_id: id("aws_vpc", "far"), peer_vpc_id: id("aws_vpc", "net") },
    });
    const routes = [to("a", "net", "10.9.0.0/16"), to("b", "far", "10.0.1.0/24")];
    for (const both of [
      [peering, unused],
      [unused, peering],
    ])
      expect(joined(...both, ...routes)).toMatchObject({ joined: true, cause: undefined });
    expect(joined(unused, ...routes)).toMatchObject({ joined: true, cause: NEITHER });
  });

  it("are none of which only the id is known, by routes of the plan", () => {
    const named = of("aws_vpc_peering_connection", "p", {
      vpc_id: id("aws_vpc", "net"),
      peer_vpc_id: UNREAD,
    });
    expect(joined(named, to("a", "net", "10.9.0.0/16"))).toMatchObject({ joined: false, beside: [[], []] });
    const itself = { vpc_id: id("aws_vpc", "net"), peer_vpc_id: id("aws_vpc", "net") };
    expect(joined(of("aws_vpc_peering_connection", "p", itself))).toMatchObject({ beside: [[], []] });
    const known = topology(
      ...[vpc("net", "10.0"), to("a", "net", "10.9.0.0/16")],
      of("aws_vpc_peering_connection", "p", { vpc_id: id("aws_vpc", "net"), peer_vpc_id: "vpc-1" }),
    );
    const [net, far] = [id("aws_vpc", "net"), "vpc-1"].map((name) => known.vpc(value(name)));
    expect([known.joined(net, far), known.joined(far, net)].map(({ cause }) => cause)).toEqual([
      NEITHER,
      NEITHER,
    ]);
    expect(known.beside(net).map(({ key }) => key)).toEqual(["vpc-1"]);
  });

  it.each<[string, FactResource[]]>([
    ["there are none", []],
    ["one side has none", [to("a", "net", "10.9.0.0/16")]],
    ["they lead elsewhere", [to("a", "net", "10.9.0.0/16"), to("b", "far", "10.7.0.0/16")]],
    [
      "they lead by something else",
      [to("a", "net", "10.9.0.0/16"), table("b", "far", { cidr_block: "10.0.0.0/16", gateway_id: "local" })],
    ],
  ])("may be one where %s", (_, routes) => {
    expect(joined(peering, ...routes)).toMatchObject({ joined: true, cause: NEITHER });
  });

  it("are apart without one, and one with itself", () => {
    expect(joined()).toEqual({ joined: false, references: "no", beside: [[], []] });
    const known = topology(vpc("net", "10.0"));
    const net = known.vpc(value(id("aws_vpc", "net")));
    expect(known.joined(net, net)).toEqual({ joined: true, references: "yes" });
    expect(known.joined(net, undefined)).toEqual({
      ...{ joined: true, cause: "it is not known which VPC it is in", references: "yes" },
    });
    expect(known.beside(undefined)).toEqual([]);
  });
});

describe("a network that the plan only names", () => {
  const known = topology(vpc("net", "10.0"), vpc("known", "10.8", { id: "vpc-1" }));
  const at = (name: string) => known.vpc(value(name));
  const [net, ofId, named] = [id("aws_vpc", "net"), id("aws_vpc", "known"), "vpc-2"].map(at);

  it("may be one of the plan's whose id is not known, whichever of both is asked about first", () => {
    const cause = "it is not known whether both are in one VPC";
    const perhaps = { joined: true, cause, references: "yes", shownByReference: true };
    expect([known.joined(net, named), known.joined(named, net)]).toEqual([perhaps, perhaps]);
  });

  it("is none of another id", () => {
    const apart = { joined: false, references: "no" };
    expect([known.joined(ofId, named), known.joined(named, ofId)]).toEqual([apart, apart]);
    expect([known.joined(at("vpc-3"), named), known.joined(net, ofId)]).toEqual([apart, apart]);
  });
});

describe("networks on one transit gateway", () => {
  const gateway = (attributes: Attributes = {}) => of("aws_ec2_transit_gateway", "g", attributes);
  const G = id("aws_ec2_transit_gateway", "g");
  const attachment = (name: string, attributes: Attributes = {}) =>
    of("aws_ec2_transit_gateway_vpc_attachment", name, {
      ...{ vpc_id: id("aws_vpc", name), transit_gateway_id: G, ...attributes },
    });
  const A = (name: string) => id("aws_ec2_transit_gateway_vpc_attachment", name);
  const routes = [
    table("a", "net", { cidr_block: "10.9.0.0/16", transit_gateway_id: G }),
    table("b", "far", { cidr_block: "10.0.0.0/16", transit_gateway_id: G }),
  ];
  const joined = (...more: FactResource[]) => {
    const known = topology(vpc("net", "10.0"), vpc("far", "10.9"), ...more);
    const [a, b] = ["net", "far"].map((name) => known.vpc(value(id("aws_vpc", name))));
    const found = known.joined(a, b);
    return found.joined ? [found.cause ?? "certain", found.references] : ["apart"];
  };
  const both = [attachment("net"), attachment("far")];
  const UNSURE = "both are attached to one transit gateway, whose routes are not all in the plan";

  it("are one by its default table, where their own routes lead to it", () => {
    expect(joined(gateway(), ...both, ...routes)).toEqual(["certain", "no"]);
    expect(joined(gateway(), ...both)).toEqual([
      "no routes of both sides to the transit gateway are in the plan",
      "no",
    ]);
  });

  it("may be one where the gateway is not in the plan, and are apart on two", () => {
    const on = (name: string, gatewayId: string) => attachment(name, { transit_gateway_id: gatewayId });
    expect(joined(on("net", "tgw-1"), on("far", "tgw-1"))).toEqual([UNSURE, "unknown"]);
    expect(joined(on("net", "tgw-1"), on("far", "tgw-2"))).toEqual(["apart"]);
    expect(joined(gateway(), on("net", G), on("far", "tgw-2"))).toEqual(["apart"]);
  });

  it.each<[string, Attributes]>([
    ["associates nobody", { default_route_table_association: "disable" }],
    ["has nobody propagate", { default_route_table_propagation: "disable" }],
  ])("are apart where its default table %s, and no other is written", (_, attributes) => {
    expect(joined(gateway(attributes), ...both, ...routes)).toEqual(["apart"]);
  });

  it("may be one where it is not known whether it has a default table", () => {
    const unsure = { default_route_table_association: UNREAD };
    expect(joined(gateway(unsure), ...both, ...routes)).toEqual([UNSURE, "no"]);
  });

  it("are apart where one of them says that it is not for it", () => {
    const off = { transit_gateway_default_route_table_propagation: false };
    expect(joined(gateway(), attachment("net", off), attachment("far"), ...routes)).toEqual(["apart"]);
  });

  const T = id("aws_ec2_transit_gateway_route_table", "t");
  const own = (use: string, name: string) =>
    of(`aws_ec2_transit_gateway_route_table_${use}`, name, {
      ...{ transit_gateway_attachment_id: A(name), transit_gateway_route_table_id: T },
    });
  const off = gateway({
    default_route_table_association: "disable",
    default_route_table_propagation: "disable",
  });
  const made = of("aws_ec2_transit_gateway_route_table", "t", { transit_gateway_id: G });
  const associated = [off, made, ...both, ...routes, own("association", "net"), own("association", "far")];

  it("are one by a table that both are associated with and propagate to", () => {
    expect(joined(...associated)).toEqual(["apart"]);
    expect(joined(...associated, own("propagation", "net"))).toEqual(["apart"]);
    expect(joined(...associated, own("propagation", "net"), own("propagation", "far"))).toEqual([
      "certain",
      "no",
    ]);
  });

  it("are one by the gateway's default table, where that is named", () => {
    const named = (use: string) => G.replace(".id", `.${use}_default_route_table_id`);
    const to_ = (use: string, name: string) =>
      of(`aws_ec2_transit_gateway_route_table_${use}`, name, {
        ...{ transit_gateway_attachment_id: A(name), transit_gateway_route_table_id: named(use) },
      });
    const own_ = ["association", "propagation"].flatMap((use) => [to_(use, "net"), to_(use, "far")]);
    expect(joined(off, ...both, ...routes, ...own_)).toEqual(["certain", "no"]);
    expect(joined(off, ...both, ...routes, ...own_.slice(0, 3))).toEqual(["apart"]);
    const mixed = [own("association", "net"), own("association", "far"), ...own_.slice(2)];
    expect(joined(off, made, ...both, ...routes, ...mixed)).toEqual(["apart"]);
  });

  it("are apart where each is associated with another table than the one that the other propagates to", () => {
    const other = (use: string, name: string) =>
      of(`aws_ec2_transit_gateway_route_table_${use}`, name, {
        ...{ transit_gateway_attachment_id: A(name) },
        transit_gateway_route_table_id: id("aws_ec2_transit_gateway_route_table", "other"),
      });
    const another = of("aws_ec2_transit_gateway_route_table", "other", { transit_gateway_id: G });
    const parts = [another, other("propagation", "net"), other("propagation", "far")];
    expect(joined(...associated, ...parts)).toEqual(["apart"]);
    const replaced = [made, ...both, ...routes, own("association", "net"), own("association", "far")];
    expect(joined(gateway(), ...replaced)).toEqual(["apart"]);
    expect(joined(gateway(), ...both, ...routes, made, own("propagation", "net"))).toEqual(["certain", "no"]);
  });

  const route = (name: string, cidr: Written, attributes: Attributes) =>
    of("aws_ec2_transit_gateway_route", name, {
      ...{ transit_gateway_route_table_id: T, destination_cidr_block: cidr, ...attributes },
    });
  const onTo = (name: string, cidr: Written) => route(name, cidr, { transit_gateway_attachment_id: A(name) });

  it("are one by routes in it that lead to both, for their addresses", () => {
    expect(joined(...associated, onTo("net", "10.0.0.0/16"), onTo("far", "10.9.0.0/16"))).toEqual([
      "certain",
      "no",
    ]);
    expect(joined(...associated, onTo("net", "10.0.0.0/16"), onTo("far", "10.7.0.0/16"))).toEqual(["apart"]);
    expect(joined(...associated, onTo("net", "10.0.0.0/16"), onTo("far", UNREAD))).toEqual(["certain", "no"]);
    const lists = of("aws_ec2_transit_gateway_prefix_list_reference", "far", {
      ...{
        transit_gateway_route_table_id: T,
        transit_gateway_attachment_id: A("far"),
        prefix_list_id: "pl-1",
      },
    });
    expect(joined(...associated, onTo("net", "10.0.0.0/16"), lists)).toEqual(["certain", "no"]);
  });

  it("may be one where a route stops what is for some of them", () => {
    const stop = (blackhole: Written) => route("stop", "10.9.1.0/24", { blackhole });
    const open = [...associated, own("propagation", "net"), own("propagation", "far")];
    expect(joined(...open, stop(true))).toEqual([UNSURE, "no"]);
    expect(joined(...open, stop(UNREAD))).toEqual([UNSURE, "no"]);
    expect(joined(...open, stop(false))).toEqual(["certain", "no"]);
    expect(joined(...open, route("stop", "10.7.0.0/16", { blackhole: true }))).toEqual(["certain", "no"]);
  });

  it("name each other's groups where it and both attachments say so", () => {
    const say = (text: Written) => ({ security_group_referencing_support: text });
    const references = (...said: Written[]) => {
      const [g = null, a = null, b = null] = said;
      return joined(gateway(say(g)), attachment("net", say(a)), attachment("far", say(b)), ...routes)[1];
    };
    expect([references("enable"), references("enable", "enable", "enable")]).toEqual(["yes", "yes"]);
    expect([references(null), references("disable"), references("enable", "disable")]).toEqual([
      "no",
      "no",
      "no",
    ]);
    expect([references("enable", UNREAD), references(UNREAD)]).toEqual(["unknown", "unknown"]);
  });
});
