import type { FactResource } from "../../../lib/proof/facts/resource";
import { resource, UNREAD } from "../support/facts";
import { type Attributes, between, fromAToB, group, rule, sg, to, vpc } from "../support/network-parts";

describe("N1: both sides must allow", () => {
  it("is closed where nothing is said", () => {
    expect(fromAToB()).toEqual([]);
  });

  it("is open where one goes out and the other lets in, on the ports of both", () => {
    expect(fromAToB(rule("ingress", "b", to("a")))).toEqual(["must: tcp 443"]);
    const narrow = [
      rule("egress", "a", { ...to("b"), from_port: 80, to_port: 90 }),
      rule("ingress", "b", { ...to("a"), from_port: 85, to_port: 100 }),
    ];
    const base = [...vpc(), group("a"), group("b"), ...narrow];
    expect(between("aws_security_group.a", "aws_security_group.b", ...base)).toEqual(["must: tcp 85-90"]);
  });

  it("is closed where only the way in is open", () => {
    const base = [...vpc(), group("a"), group("b"), rule("ingress", "b", to("a"))];
    expect(between("aws_security_group.a", "aws_security_group.b", ...base)).toEqual([]);
  });

  it("takes all groups of an interface together", () => {
    const both = resource("b", "aws_instance.b", {
      vpc_security_group_ids: [sg("b"), sg("extra")],
      subnet_id: "${aws_subnet.net-a.id}",
    });
    const base = [...vpc(), group("a"), group("b"), group("extra", {}, "platform"), both];
    const out = rule("egress", "a", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" });
    const open = rule("ingress", "extra", to("a"));
    expect(between("aws_security_group.a", "aws_instance.b", ...base, out, open)).toEqual(["must: tcp 443"]);
    expect(between("aws_security_group.a", "aws_security_group.b", ...base, out, open)).toEqual([]);
  });
});

describe("N2: a group that is named", () => {
  it("means those that carry it, not whom it lets in", () => {
    const chain = [group("c"), rule("ingress", "c", to("a")), rule("ingress", "b", to("c"))];
    expect(fromAToB(...chain)).toEqual([]);
  });

  it("of another account is nobody of the plan", () => {
    const foreign = { referenced_security_group_id: "999999999999/sg-1" };
    expect(fromAToB(rule("ingress", "b", foreign))).toEqual([]);
  });

  it("by an id that nobody knows may be any", () => {
    expect(fromAToB(rule("ingress", "b", { referenced_security_group_id: "sg-0123" }))).toEqual([
      "may: tcp 443",
    ]);
  });
});

describe("N3: itself, and the default group", () => {
  const instance = (of: string, attributes: Attributes = {}) =>
    resource(of, `aws_instance.${of}`, { subnet_id: "${aws_subnet.net-a.id}", ...attributes });

  it("lets the members of one group reach each other, whosever they are", () => {
    const shared = group(
      "shared",
      {
        ingress: [{ self: true, protocol: "tcp", from_port: 22, to_port: 22 }],
        egress: [{ self: true, protocol: "-1", from_port: 0, to_port: 0 }],
      },
      "platform",
    );
    const carried = { vpc_security_group_ids: [sg("shared")] };
    const all = [...vpc(), shared, instance("a", carried), instance("b", carried)];
    expect(between("aws_instance.a", "aws_instance.b", ...all)).toEqual(["must: tcp 22"]);
  });

  it("lets those without a group reach each other, unless the VPC's own is closed", () => {
    const open = vpc().filter(({ type }) => type !== "aws_default_security_group");
    expect(between("aws_instance.a", "aws_instance.b", ...open, instance("a"), instance("b"))).toEqual([
      "must: all",
    ]);
    expect(between("aws_instance.a", "aws_instance.b", ...vpc(), instance("a"), instance("b"))).toEqual([]);
  });
});

describe("N4: forms of rules", () => {
  it.each<[string, FactResource[]]>([
    [
      "inline",
      [
        group("b", {
          ingress: [{ security_groups: [sg("a")], protocol: "tcp", from_port: 443, to_port: 443 }],
        }),
      ],
    ],
    [
      "the older rule",
      [
        group("b"),
        resource("b", "aws_security_group_rule.r", {
          type: "ingress",
          security_group_id: sg("b"),
          source_security_group_id: sg("a"),
          protocol: "6",
          from_port: 443,
          to_port: 443,
        }),
      ],
    ],
    ["the newer rule", [group("b"), rule("ingress", "b", to("a"))]],
  ])("%s", (_, added) => {
    const out = rule("egress", "a", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" });
    const all = [...vpc(), group("a"), out, ...added];
    expect(between("aws_security_group.a", "aws_security_group.b", ...all)).toEqual(["must: tcp 443"]);
  });

  it("an older rule for the way out lets nobody in", () => {
    const wrong = resource("b", "aws_security_group_rule.r", {
      type: "egress",
      security_group_id: sg("b"),
      source_security_group_id: sg("a"),
      protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
    expect(fromAToB(wrong)).toEqual([]);
  });

  it("a group attached to an interface apart counts with the rest", () => {
    const eni = resource("b", "aws_network_interface.b", {
      subnet_id: "${aws_subnet.net-a.id}",
      security_groups: [sg("b")],
    });
    const attached = resource("platform", "aws_network_interface_sg_attachment.x", {
      security_group_id: sg("extra"),
      network_interface_id: "${aws_network_interface.b.id}",
    });
    const all = [
      ...vpc(),
      group("a"),
      group("b"),
      group("extra", {}, "platform"),
      eni,
      rule("egress", "a", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }),
      rule("ingress", "extra", to("a")),
    ];
    expect(between("aws_security_group.a", "aws_network_interface.b", ...all)).toEqual([]);
    expect(between("aws_security_group.a", "aws_network_interface.b", ...all, attached)).toEqual([
      "must: tcp 443",
    ]);
  });
});

describe("N5: addresses", () => {
  it.each<[string, Attributes, string[]]>([
    ["the VPC", { cidr_ipv4: "10.0.0.0/16" }, ["must: tcp 443"]],
    ["everything", { cidr_ipv4: "0.0.0.0/0" }, ["must: tcp 443"]],
    ["a subnet of the VPC", { cidr_ipv4: "10.0.1.0/24" }, ["must: tcp 443"]],
    ["the last address before the VPC", { cidr_ipv4: "9.255.255.255/32" }, []],
    ["the first address after the VPC", { cidr_ipv4: "10.1.0.0/32" }, []],
    ["everything of the other family", { cidr_ipv6: "::/0" }, []],
    ["a range that is not known", { cidr_ipv4: UNREAD }, ["may: tcp 443"]],
  ])("%s", (_, source, expected) => {
    expect(fromAToB(rule("ingress", "b", source))).toEqual(expected);
  });

  it("only those of its subnets are an instance's", () => {
    const instance = resource("a", "aws_instance.a", {
      vpc_security_group_ids: [sg("a")],
      subnet_id: "${aws_subnet.net-a.id}",
    });
    const from = (cidr_ipv4: string) =>
      between(
        "aws_instance.a",
        "aws_security_group.b",
        ...vpc(),
        group("a"),
        group("b"),
        instance,
        rule("egress", "a", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }),
        rule("ingress", "b", { cidr_ipv4 }),
      );
    expect(from("10.0.0.0/24")).toEqual(["must: tcp 443"]);
    expect(from("10.0.0.0/25")).toEqual(["may: tcp 443"]);
    expect(from("10.0.1.0/24")).toEqual([]);
  });
});

describe("N5: IPv6", () => {
  const SIX = "2001:db8::/56";
  const sixed = (attributes: Attributes) =>
    vpc().map((each) =>
      each.type === "aws_vpc"
        ? resource("platform", "aws_vpc.net", { cidr_block: "10.0.0.0/16", ...attributes })
        : each,
    );
  const opened = (attributes: Attributes, out: Attributes, into: Attributes) =>
    between(
      "aws_security_group.a",
      "aws_security_group.b",
      ...[...sixed(attributes), group("a"), group("b")],
      ...[rule("egress", "a", out), rule("ingress", "b", into)],
    );
  const [four, six] = [{ cidr_ipv4: "0.0.0.0/0" }, { cidr_ipv6: "::/0" }] as const;

  it("is a way of its own: out by the one family and in by the other opens nothing", () => {
    expect(opened({ ipv6_cidr_block: SIX }, six, six)).toEqual(["must: tcp 443"]);
    expect(opened({ ipv6_cidr_block: SIX }, four, six)).toEqual([]);
    expect(opened({ ipv6_cidr_block: SIX }, six, four)).toEqual([]);
  });

  it("is there only where the VPC has it", () => {
    expect(opened({}, six, six)).toEqual([]);
    expect(opened({ assign_generated_ipv6_cidr_block: false }, six, six)).toEqual([]);
  });

  it("is anywhere where AWS chooses the range, which leaves the ranges of IPv4 as they are", () => {
    const generated = { assign_generated_ipv6_cidr_block: true };
    expect(opened(generated, six, six)).toEqual(["must: tcp 443"]);
    expect(opened(generated, four, { cidr_ipv4: "10.0.0.0/16" })).toEqual(["must: tcp 443"]);
    expect(opened(generated, four, { cidr_ipv4: "10.1.0.0/16" })).toEqual([]);
    expect(opened(generated, six, { cidr_ipv6: "fd00::/8" })).toEqual([]);
  });

  const inSubnet = (subnet: Attributes, instance: Attributes) =>
    between(
      "aws_security_group.a",
      "aws_instance.b",
      ...sixed({ ipv6_cidr_block: SIX }).filter(
        ({ provenance }) => provenance.address !== "aws_subnet.net-a",
      ),
      resource("platform", "aws_subnet.net-a", {
        ...{ vpc_id: "${aws_vpc.net.id}", cidr_block: "10.0.0.0/24", ...subnet },
      }),
      ...[
        group("a"),
        group("b"),
        rule("egress", "a", { cidr_ipv6: "2001:db8::/64" }),
        rule("ingress", "b", six),
      ],
      resource("b", "aws_instance.b", {
        ...{ subnet_id: "${aws_subnet.net-a.id}", vpc_security_group_ids: [sg("b")], ...instance },
      }),
    );

  it("is a host's own where it asks for it, or its subnet gives it; else it may be", () => {
    const ranged = { ipv6_cidr_block: "2001:db8::/64" };
    expect(inSubnet(ranged, { ipv6_address_count: 1 })).toEqual(["must: tcp 443"]);
    expect(inSubnet({ ...ranged, assign_ipv6_address_on_creation: true }, {})).toEqual(["must: tcp 443"]);
    expect(inSubnet(ranged, {})).toEqual(["may: tcp 443"]);
    expect(inSubnet({ ipv6_cidr_block: "${cidrsubnet.x.y}" }, { ipv6_address_count: 1 })).toEqual([
      "may: tcp 443",
    ]);
    expect(inSubnet({}, {})).toEqual([]);
  });
});

describe("N6: prefix lists", () => {
  const list = (cidr: string) => [
    resource("platform", "aws_ec2_managed_prefix_list.l", { entry: [{ cidr: "192.168.0.0/16" }] }),
    resource("platform", "aws_ec2_managed_prefix_list_entry.e", {
      prefix_list_id: "${aws_ec2_managed_prefix_list.l.id}",
      cidr,
    }),
  ];
  const named = rule("ingress", "b", { prefix_list_id: "${aws_ec2_managed_prefix_list.l.id}" });

  it("are what their entries say", () => {
    expect(fromAToB(...list("10.0.0.0/16"), named)).toEqual(["must: tcp 443"]);
    expect(fromAToB(...list("172.16.0.0/16"), named)).toEqual([]);
  });

  it("of somebody else may hold anybody", () => {
    expect(fromAToB(rule("ingress", "b", { prefix_list_id: "pl-1" }))).toEqual(["may: tcp 443"]);
  });

  it("of AWS's own hold nobody of the plan", () => {
    for (const name of ["com.amazonaws.eu-west-1.s3", "com.amazonaws.global.cloudfront.origin-facing"])
      expect(fromAToB(rule("ingress", "b", { prefix_list_id: name }))).toEqual([]);
  });

  it("of a gateway endpoint hold nobody of the plan", () => {
    const endpoint = resource("platform", "aws_vpc_endpoint.s3", { vpc_endpoint_type: "Gateway" });
    const s3 = rule("ingress", "b", { prefix_list_id: "${aws_vpc_endpoint.s3.prefix_list_id}" });
    expect(fromAToB(endpoint, s3)).toEqual([]);
  });
});
