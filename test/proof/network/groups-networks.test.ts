import type { FactResource } from "../../../lib/proof/facts/resource";
import { readCidr } from "../../../lib/proof/network/addresses";
import { UNREAD, value, type Written } from "../support/facts";
import type { Attributes } from "../support/network-parts";
import {
  association,
  EVERYWHERE,
  IGW,
  id,
  of,
  subnet,
  table,
  topology,
  vpc,
} from "../support/network-topology";

const spans = (...texts: string[]) => texts.map(readCidr);

describe("a VPC", () => {
  const net = vpc("net", "10.0");

  it("is the one of the plan that is named, with its ranges", () => {
    const found = topology(net).vpc(value(id("aws_vpc", "net")));
    expect(found).toMatchObject({ key: "stack/aws_vpc.net", ranges: spans("10.0.0.0/16"), internet: false });
    expect(found?.resource).toBe(net);
  });

  it("is one that the plan only names, or none", () => {
    const known = topology(net);
    expect(known.vpc(value("vpc-1"))).toEqual({
      key: "vpc-1",
      id: "vpc-1",
      own: [],
      resource: undefined,
      ranges: undefined,
    });
    expect([known.vpc(undefined), known.vpc(UNREAD)]).toEqual([undefined, undefined]);
    expect(known.vpc(value("vpc-1"))).toBe(known.vpc(value("vpc-1")));
  });

  it("that AWS makes in each region has a way to the internet without a gateway in the plan", () => {
    const known = topology(net, of("aws_default_vpc", "d", {}));
    const found = known.vpc(value(id("aws_default_vpc", "d")));
    expect(found).toMatchObject({ key: "stack/aws_default_vpc.d", internet: true });
  });

  it("has its id where that is known", () => {
    const known = topology(vpc("net", "10.0", { id: "vpc-1" }), vpc("far", "10.9"));
    const ids = ["net", "far"].map((name) => known.vpc(value(id("aws_vpc", name)))?.id);
    expect([...ids, known.vpc(value("vpc-1"))?.key]).toEqual(["vpc-1", undefined, "stack/aws_vpc.net"]);
  });

  it.each<[string, Attributes, boolean]>([
    ["aws_internet_gateway", { vpc_id: id("aws_vpc", "net") }, true],
    ["aws_internet_gateway_attachment", { vpc_id: id("aws_vpc", "net") }, true],
    ["aws_internet_gateway", { vpc_id: id("aws_vpc", "far") }, false],
    ["aws_vpn_gateway", { vpc_id: id("aws_vpc", "net") }, false],
    ["aws_egress_only_internet_gateway", { vpc_id: id("aws_vpc", "net") }, false],
  ])("has a way to the internet by %s %j: %s", (type, attributes, expected) => {
    expect(
      topology(net, vpc("far", "10.9"), of(type, "g", attributes)).vpc(value(id("aws_vpc", "net")))?.internet,
    ).toBe(expected);
  });
});

describe("subnets", () => {
  const [a, b] = [subnet("a", "net", "10.0.0.0/24"), subnet("b", "net", "10.0.1.0/24")];
  const known = topology(vpc("net", "10.0"), a, b);
  const values = (...texts: string[]) => texts.map((text) => value(text));

  it("are those of the plan, if all that are named are", () => {
    expect(known.subnetsOf(values(id("aws_subnet", "a"), id("aws_subnet", "b")))).toEqual([a, b]);
    expect(known.subnetsOf(values(id("aws_subnet", "a"), "subnet-1"))).toBeUndefined();
    expect(known.subnetsOf([])).toEqual([]);
  });

  it("have their addresses, if all are known", () => {
    expect(known.addressesOf([a, b])).toEqual(spans("10.0.0.0/24", "10.0.1.0/24"));
    expect(known.addressesOf([a, subnet("c", "net", UNREAD)])).toBeUndefined();
  });

  it("have their addresses of IPv6, or those of their VPC where these are not known", () => {
    const dual = topology(vpc("net", "10.0", { ipv6_cidr_block: "2001:db8::/56" }));
    const six = (ipv6_cidr_block: Written) =>
      dual.addressesOf([subnet("a", "net", "10.0.0.0/24", { ipv6_cidr_block })]);
    expect(six("2001:db8::/64")).toEqual(spans("10.0.0.0/24", "2001:db8::/64"));
    expect(six(UNREAD)).toEqual(spans("10.0.0.0/24", "2001:db8::/56"));
    expect(dual.addressesOf([a])).toEqual(spans("10.0.0.0/24"));
  });
});

describe("a subnet whose routes lead to the internet", () => {
  const base = [vpc("net", "10.0"), subnet("a", "net", "10.0.0.0/24"), of("aws_internet_gateway", "g")];
  const isPublic = (bits: 32 | 128, ...more: FactResource[]) =>
    topology(...base, ...more).isPublic(base[1] ?? vpc("none", "10.9"), bits);
  const inTable = (...routes: Attributes[]) =>
    isPublic(32, table("t", "net", ...routes), association("x", "a", "t"));

  it("has one to a gateway in its table", () => {
    expect(inTable({ ...EVERYWHERE, ...IGW })).toBe(true);
    expect(inTable()).toBe(false);
    expect(inTable({ ...EVERYWHERE, nat_gateway_id: id("aws_nat_gateway", "n") })).toBe(false);
    expect(inTable({ ...EVERYWHERE, gateway_id: "local" })).toBe(false);
    expect(inTable({ destination_prefix_list_id: "pl-1", ...IGW })).toBe(true);
  });

  it("has none to a private network's gateway", () => {
    const vpn = { ...EVERYWHERE, gateway_id: id("aws_vpn_gateway", "v") };
    const tables = [table("t", "net", vpn), association("x", "a", "t"), of("aws_vpn_gateway", "v")];
    expect(isPublic(32, ...tables)).toBe(false);
  });

  it("has one of the family that is asked for", () => {
    const six = [table("t", "net", { ipv6_cidr_block: "::/0", ...IGW }), association("x", "a", "t")];
    expect([isPublic(32, ...six), isPublic(128, ...six)]).toEqual([false, true]);
  });

  it("has one of the family that a route apart from the table is for", () => {
    const apart = (destination: Attributes) => {
      const route = of("aws_route", "r", {
        route_table_id: id("aws_route_table", "t"),
        ...destination,
        ...IGW,
      });
      const parts = [table("t", "net"), association("x", "a", "t"), route];
      return [isPublic(32, ...parts), isPublic(128, ...parts)];
    };
    expect(apart({ destination_cidr_block: "0.0.0.0/0" })).toEqual([true, false]);
    expect(apart({ destination_ipv6_cidr_block: "::/0" })).toEqual([false, true]);
    expect(apart({ destination_prefix_list_id: "pl-1" })).toEqual([true, true]);
  });

  it("has none by what is said of networks, tables and subnets that only their ids name", () => {
    const open = table("t", "net", { ...EVERYWHERE, ...IGW });
    const mainOf = (vpc_id: Written, route_table_id: Written) =>
      of("aws_main_route_table_association", "m", { vpc_id, route_table_id });
    const [net, t] = [id("aws_vpc", "net"), id("aws_route_table", "t")];
    const tableOf = (subnet_id: Written, route_table_id: Written) =>
      of("aws_route_table_association", "x", { subnet_id, route_table_id });
    const said: FactResource[] = [
      ...[mainOf("vpc-1", t), mainOf(net, UNREAD), mainOf(UNREAD, t)],
      ...[tableOf("subnet-1", t), tableOf(UNREAD, t), tableOf(id("aws_subnet", "a"), UNREAD)],
      of("aws_default_route_table", "d", {
        default_route_table_id: "rtb-1",
        route: [{ ...EVERYWHERE, ...IGW }],
      }),
      of("aws_route_table", "u", { vpc_id: "vpc-1", route: [{ ...EVERYWHERE, ...IGW }] }),
      of("aws_route", "r", { destination_cidr_block: "0.0.0.0/0", route_table_id: UNREAD, ...IGW }),
    ];
    expect(said.map((each) => isPublic(32, open, each))).toEqual(said.map(() => undefined));
    const elsewhere = subnet("a", "net", "10.0.0.0/24", { vpc_id: "vpc-1" });
    const known = topology(...base, open, mainOf(net, t));
    expect([known.isPublic(elsewhere, 32), known.isPublic(base[1] ?? elsewhere, 32)]).toEqual([
      undefined,
      true,
    ]);
  });

  it("has it apart from the table, or in a table that is associated with it by another name", () => {
    const route = (table_id: string) =>
      of("aws_route", "r", { destination_cidr_block: "0.0.0.0/0", route_table_id: table_id, ...IGW });
    const empty = [table("t", "net"), association("x", "a", "t")];
    expect(isPublic(32, ...empty, route(id("aws_route_table", "t")))).toBe(true);
    expect(isPublic(32, ...empty, route(id("aws_route_table", "other")))).toBe(false);
    expect(isPublic(32, ...empty, table("other", "net", { ...EVERYWHERE, ...IGW }))).toBe(false);
  });

  it("is not known without a table of its own, unless its VPC's main one is in the plan", () => {
    const mainOf = (name: string) => id("aws_vpc", "net").replace(".id", `.${name}`);
    expect(isPublic(32)).toBeUndefined();
    const adopted = (...route: Attributes[]) =>
      of("aws_default_route_table", "m", { default_route_table_id: mainOf("default_route_table_id"), route });
    expect(isPublic(32, adopted())).toBe(false);
    expect(isPublic(32, adopted({ ...EVERYWHERE, ...IGW }))).toBe(true);
    const made = of("aws_main_route_table_association", "x", {
      ...{ vpc_id: id("aws_vpc", "net"), route_table_id: id("aws_route_table", "t") },
    });
    expect(isPublic(32, made, table("t", "net", { ...EVERYWHERE, ...IGW }))).toBe(true);
    const route = of("aws_route", "r", {
      ...{ destination_cidr_block: "0.0.0.0/0", route_table_id: mainOf("main_route_table_id"), ...IGW },
    });
    expect(isPublic(32, route)).toBe(true);
  });
});
