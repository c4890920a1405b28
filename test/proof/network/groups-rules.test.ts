import type { FactResource } from "../../../lib/proof/facts/resource";
import { readGroups } from "../../../lib/proof/network/groups/groups";
import type { GroupRule, RuleSource } from "../../../lib/proof/network/groups/rule";
import { nameOf } from "../../../lib/proof/read/values";
import { readTraffic } from "../../../lib/proof/network/groups/traffic";
import { shownPorts } from "../../../lib/proof/network/ports";
import { facts, resource, type ResourceOptions, UNREAD, value, type Written } from "../support/facts";
import { type Attributes, group, sg, vpc } from "../support/network-parts";

const UNKNOWN = "it is only known after the apply";
const A = "sg:stack/aws_security_group.a";
const B = "sg:stack/aws_security_group.b";

describe("the traffic of a rule", () => {
  const traffic = (written: Written, name: "protocol" | "ip_protocol" = "protocol") => {
    const { ports, mayPorts, cause } = readTraffic(value(written), name);
    const [sure, may] = [ports, mayPorts].map((each) => shownPorts(each).join(", "));
    return cause === undefined && sure === may ? [sure] : [sure, may, cause];
  };
  const ports = { from_port: 80, to_port: 90 };

  it.each<[string, Written, (string | undefined)[]]>([
    ["ports of TCP", { protocol: "tcp", ...ports }, ["tcp 80-90"]],
    ["ports of UDP, by capitals", { protocol: "UDP", ...ports }, ["udp 80-90"]],
    ["ports of TCP, by its number", { protocol: "6", ...ports }, ["tcp 80-90"]],
    ["ports of UDP, by its number", { protocol: 17, ...ports }, ["udp 80-90"]],
    ["one port, where no last is named", { protocol: "tcp", from_port: 80 }, ["tcp 80"]],
    ["all of TCP, where no ports are named", { protocol: "tcp" }, ["tcp"]],
    ["all of TCP, where the first is -1", { protocol: "tcp", from_port: -1, to_port: -1 }, ["tcp"]],
    ["all of ICMP, whatever stands beside it", { protocol: "icmp", from_port: 8, to_port: 0 }, ["icmp"]],
    ["all of ICMP, by its numbers", { protocol: "1" }, ["icmp"]],
    ["all of ICMPv6, by its number", { protocol: "58" }, ["icmpv6"]],
    ["all of another protocol", { protocol: "50", ...ports }, ["50"]],
    ["everything", { protocol: "-1", from_port: 0, to_port: 0 }, ["all"]],
    ["everything, by its name", { protocol: "all" }, ["all"]],
    ["perhaps everything, where the protocol is not known", { protocol: UNREAD }, ["", "all", UNKNOWN]],
    [
      "perhaps everything, where only the apply knows the protocol",
      { protocol: "${aws_x.y.z}" },
      ["", "all", "a protocol is ${aws_x.y#z}, which only the apply knows"],
    ],
    [
      "perhaps everything, without a protocol",
      ports,
      ["", "all", "a rule without a protocol cannot be read"],
    ],
    [
      "perhaps all of its protocol, where only the apply knows the first port",
      { protocol: "6", from_port: "${aws_x.y.z}" },
      ["", "tcp", "a port is ${aws_x.y#z}, which only the apply knows"],
    ],
    [
      "perhaps all of its protocol, where only the apply knows the last port",
      { protocol: "udp", from_port: 1, to_port: "${aws_x.y.z}" },
      ["", "udp", "a port is ${aws_x.y#z}, which only the apply knows"],
    ],
    ["perhaps everything of all protocols", { protocol: "-1", from_port: UNREAD }, ["", "all", UNKNOWN]],
    ["perhaps all of one that has a number", { protocol: "50", from_port: UNREAD }, ["", "50", UNKNOWN]],
  ])("is %s", (_, written, expected) => {
    expect(traffic(written)).toEqual(expected);
  });

  it("is what the newer rules call ip_protocol", () => {
    expect(traffic({ ip_protocol: "udp", ...ports }, "ip_protocol")).toEqual(["udp 80-90"]);
  });
});

/** The rules of group `b`. */
function rulesOfB(...resources: FactResource[]): readonly GroupRule[] {
  const groups = readGroups(facts(...vpc(), group("a"), ...resources));
  return groups.byId.get(B)?.rules ?? [];
}

function shownSource(source: RuleSource): string {
  if (source.kind === "groups") return `groups ${source.ids.join(",")}`;
  if (source.kind === "range") return `range ${source.text}`;
  if (source.kind === "list") return `list ${source.text}${source.outside ? ", outside" : ""}`;
  return source.kind === "services" ? "services" : `${source.cause}${source.outside ? ", outside" : ""}`;
}

const shown = (rules: readonly GroupRule[]) =>
  rules.map(
    ({ way, source, ports, mayPorts }) =>
      `${way} ${shownPorts(ports).join()}|${shownPorts(mayPorts).join()}: ${shownSource(source)}`,
  );
const HTTP = { from_port: 80, to_port: 80 };
const newer = (attributes: Attributes, options: ResourceOptions = {}) =>
  resource(
    "b",
    "aws_vpc_security_group_ingress_rule.r",
    { security_group_id: sg("b"), ip_protocol: "tcp", ...HTTP, ...attributes },
    options,
  );

describe("who a rule names", () => {
  const sources = (attributes: Attributes, ...more: FactResource[]) =>
    rulesOfB(group("b"), newer(attributes), ...more).map(({ source }) => shownSource(source));
  const list = resource("platform", "aws_ec2_managed_prefix_list.l", {
    entry: [{ cidr: "10.0.0.0/24" }, { cidr: UNREAD }],
  });
  const entry = (prefix_list_id: string, cidr: string) =>
    resource("platform", "aws_ec2_managed_prefix_list_entry.e", { prefix_list_id, cidr });
  const LIST = "${aws_ec2_managed_prefix_list.l.id}";

  it.each<[string, Attributes, string[]]>([
    ["a range", { cidr_ipv4: "10.0.0.0/8" }, ["range 10.0.0.0/8"]],
    ["a range of IPv6", { cidr_ipv6: "::/0" }, ["range ::/0"]],
    [
      "several ranges",
      { cidr_blocks: ["10.0.0.0/8", "10.0.0.0/9"] },
      ["range 10.0.0.0/8", "range 10.0.0.0/9"],
    ],
    ["several ranges of IPv6", { ipv6_cidr_blocks: ["::/0"] }, ["range ::/0"]],
    ["a range that is none", { cidr_ipv4: "10.0.0.0/64" }, ["an address range cannot be read, outside"]],
    ["a range that is not known", { cidr_ipv4: UNREAD }, [`${UNKNOWN}, outside`]],
    [
      "a range that only the apply knows",
      { cidr_blocks: ["${aws_x.y.z}"] },
      ["an address range is ${aws_x.y#z}, which only the apply knows, outside"],
    ],
    ["a group", { referenced_security_group_id: sg("a") }, [`groups ${A}`]],
    ["the older rule's group", { source_security_group_id: sg("a") }, [`groups ${A}`]],
    ["several groups", { security_groups: [sg("a"), sg("b")] }, [`groups ${A}`, `groups ${B}`]],
    ["groups of which nobody knows how many there are", { security_groups: UNREAD }, [UNKNOWN]],
    ["a group of another account", { security_groups: ["999999999999/sg-1"] }, ["groups "]],
    ["a group that nobody knows", { security_groups: ["sg-1"] }, ["it is not known which group sg-1 is"]],
    [
      "a group that only the apply knows",
      { security_groups: ["${aws_x.y.z}"] },
      ["a security group is ${aws_x.y#z}, which only the apply knows"],
    ],
    ["itself", { self: true }, [`groups ${B}`]],
    ["not itself", { self: false, cidr_ipv4: "10.0.0.0/8" }, ["range 10.0.0.0/8"]],
    ["perhaps itself", { self: UNREAD }, ["whether it names itself"]],
    ["a list that nobody knows", { prefix_list_id: "pl-1" }, ["list pl-1"]],
    ["several lists", { prefix_list_ids: ["pl-1", "pl-2"] }, ["list pl-1", "list pl-2"]],
    ["a list that is not known", { prefix_list_ids: [UNREAD] }, [`${UNKNOWN}, outside`]],
    ["lists of which nobody knows how many there are", { prefix_list_ids: UNREAD }, [`${UNKNOWN}, outside`]],
    [
      "AWS's list of a service that hosts ask",
      { prefix_list_id: "com.amazonaws.eu-west-1.s3" },
      ["services"],
    ],
    ["AWS's list for tables", { prefix_list_id: "com.amazonaws.eu-west-1.dynamodb" }, ["services"]],
    [
      "AWS's list of those who come from outside",
      { prefix_list_id: "com.amazonaws.global.cloudfront.origin-facing" },
      ["list com.amazonaws.global.cloudfront.origin-facing, outside"],
    ],
    [
      "a list that is only called so",
      { prefix_list_id: "my.com.amazonaws.eu-west-1.s3" },
      ["list my.com.amazonaws.eu-west-1.s3"],
    ],
  ])("is %s", (_, attributes, expected) => {
    expect(sources(attributes)).toEqual(expected);
  });

  it("is who is in a list of the plan: by its entries, by those apart, and perhaps by others", () => {
    const named = { prefix_list_id: LIST };
    const far = "${aws_ec2_managed_prefix_list.far.id}";
    expect(sources(named, list)).toEqual(["range 10.0.0.0/24", `${UNKNOWN}, outside`]);
    expect(sources(named, list, entry(LIST, "10.0.1.0/24"))).toContain("range 10.0.1.0/24");
    expect(sources(named, list, entry(far, "10.0.1.0/24"))).toHaveLength(2);
    const unread = resource("platform", "aws_ec2_managed_prefix_list.l", { entry: UNREAD });
    expect(sources(named, unread)).toEqual([`${UNKNOWN}, outside`]);
  });

  it("is a service of AWS's by the list of an endpoint", () => {
    const endpoint = resource("platform", "aws_vpc_endpoint.s3", { vpc_endpoint_type: "Gateway" });
    expect(sources({ prefix_list_id: "${aws_vpc_endpoint.s3.prefix_list_id}" }, endpoint)).toEqual([
      "services",
    ]);
  });
});

describe("where a group's rules are written", () => {
  it("is in the group", () => {
    const inline = group("b", {
      ingress: [
        { protocol: "tcp", ...HTTP, self: true },
        { protocol: "udp", cidr_blocks: ["10.0.0.0/8"] },
      ],
      egress: [{ protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }],
    });
    expect(shown(rulesOfB(inline))).toEqual([
      `ingress tcp 80|tcp 80: groups ${B}`,
      "ingress udp|udp: range 10.0.0.0/8",
      "egress all|all: range 0.0.0.0/0",
    ]);
  });

  it("is in the group, perhaps with others", () => {
    const unread = rulesOfB(group("b", { egress: UNREAD }));
    expect(shown(unread)).toEqual([`egress |all: ${UNKNOWN}, outside`]);
    expect(unread.map(({ cause }) => cause)).toEqual([UNKNOWN]);
  });

  it("is apart, for one direction or for both that it may be", () => {
    const older = (type: Written) =>
      resource("b", "aws_security_group_rule.r", {
        ...{ type, security_group_id: sg("b"), protocol: "tcp", ...HTTP, cidr_blocks: ["10.0.0.0/8"] },
      });
    const [into, out] = ["ingress", "egress"].map((way) => `${way} tcp 80|tcp 80: range 10.0.0.0/8`);
    expect(shown(rulesOfB(group("b"), older("ingress")))).toEqual([into]);
    expect(shown(rulesOfB(group("b"), older("egress")))).toEqual([out]);
    expect(shown(rulesOfB(group("b"), older(UNREAD)))).toEqual([into, out]);
    const egress = { ...newer({ cidr_ipv4: "10.0.0.0/8" }), type: "aws_vpc_security_group_egress_rule" };
    expect(shown(rulesOfB(group("b"), egress))).toEqual([out]);
    expect(rulesOfB(group("b"), { ...egress, type: "aws_security_group_association" })).toEqual([]);
  });

  it("is apart, of a group that it may be, or need not be there: for certain it lets nothing through", () => {
    const cause =
      "it is not known of which group aws_vpc_security_group_ingress_rule.r is, or whether it is there";
    const perhaps = "ingress |tcp 80: range 10.0.0.0/8";
    const range = { cidr_ipv4: "10.0.0.0/8" };
    for (const rule of [newer({ ...range, security_group_id: "sg-1" }), newer(range, { many: true })]) {
      const found = rulesOfB(group("b"), rule);
      expect([shown(found), found.map((each) => each.cause)]).toEqual([[perhaps], [cause]]);
    }
    const groups = readGroups(
      facts(...vpc(), group("a"), group("b"), newer({ ...range, security_group_id: "sg-1" })),
    );
    const named = groups.all.filter(({ rules }) => rules.length > 0).map(({ id }) => id);
    expect(named).toEqual(["sg:stack/aws_default_security_group.net", A, B]);
  });
});

describe("groups that AWS makes", () => {
  const cluster = resource("platform", "aws_eks_cluster.main", { name: "main" });
  const open = vpc().filter(({ type }) => type !== "aws_default_security_group");
  const of = (address: string, attribute: string) =>
    value({ kind: "text", pattern: [{ kind: "symbol", id: `${address}#${attribute}`, holds: "name" }] });
  const find = (id: string, ...resources: FactResource[]) => readGroups(facts(...resources)).byId.get(id);

  it("let each other in, and everything out", () => {
    const made = "sg:stack/aws_vpc.net#default";
    const found = find(made, ...open);
    expect(shown(found?.rules ?? [])).toEqual([
      ...[`ingress all|all: groups ${made}`, "egress all|all: range 0.0.0.0/0", "egress all|all: range ::/0"],
    ]);
    expect(found?.title).toBe("default group of aws_vpc.net");
  });

  it("of a VPC are what the plan makes of them, where it adopts them", () => {
    const adopted = "sg:stack/aws_default_security_group.net";
    expect(find("sg:stack/aws_vpc.net#default", ...vpc())).toBeUndefined();
    expect(find(adopted, ...vpc())?.rules).toEqual([]);
  });

  it("of a VPC are named by its attribute, adopted or not", () => {
    const named = of("aws_vpc.net", "default_security_group_id");
    expect(readGroups(facts(...open)).ids(named)).toEqual(["sg:stack/aws_vpc.net#default"]);
    expect(readGroups(facts(...vpc())).ids(named)).toEqual(["sg:stack/aws_default_security_group.net"]);
  });

  it("of a VPC are of that VPC, by its id where that is known", () => {
    const at = (attributes: Attributes) =>
      find("sg:stack/aws_vpc.n#default", resource("platform", "aws_vpc.n", attributes))?.vpc;
    expect(nameOf(at({ id: "vpc-1" }))).toBe("vpc-1");
    expect(at({})).toEqual({ kind: "unknown", cause: "the VPC's id" });
  });

  it("of a cluster are called by it, and named by its attributes", () => {
    const made = "sg:stack/aws_eks_cluster.main#default";
    const groups = readGroups(facts(...vpc(), cluster));
    expect(groups.byId.get(made)?.title).toBe("group of main");
    const named = [
      "vpc_config[0].cluster_security_group_id",
      "vpc_config.0.cluster_security_group_id",
      "cluster_security_group_id",
    ].map((attribute) => groups.ids(of("aws_eks_cluster.main", attribute)));
    expect(named).toEqual([[made], [made], [made]]);
    expect(groups.ids(value("sg-1"))).toBeUndefined();
    expect(groups.possible(value("sg-1"))).toEqual(["sg:stack/aws_default_security_group.net", made]);
  });
});
