import type { Truth } from "../../../lib/proof/truth";
import { groupCandidates } from "../../../lib/proof/network/groups/candidates";
import { groupConnection, names, rulesOf, side } from "../../../lib/proof/network/groups/connection";
import type { Member } from "../../../lib/proof/network/groups/members";
import type { GroupRule, RuleSource } from "../../../lib/proof/network/groups/rule";
import { Topology } from "../../../lib/proof/network/groups/topology";
import { ALL_PORTS, NO_PORTS, type PortSet, shownPorts } from "../../../lib/proof/network/ports";
import { facts } from "../support/facts";
import {
  DUAL,
  SERVICES,
  groupsSource,
  groupsWith,
  inSubnet,
  list,
  member,
  range,
  rule,
  tcp,
  unread,
  vpcOf,
} from "../support/group-openings";

const shown = (ports: PortSet) => shownPorts(ports).join(", ");

describe("whether a rule names the other side", () => {
  it.each<[string, RuleSource, Partial<Member>, Truth]>([
    ["its group", groupsSource("other", "x"), {}, "yes"],
    ["another group", groupsSource("other"), {}, "no"],
    ["another group, where it may carry any", groupsSource("other"), { cause: "nobody knows" }, "unknown"],
    ["its group, where it may carry others", groupsSource("x"), { cause: "nobody knows" }, "yes"],
    ["services of AWS", SERVICES, {}, "no"],
    ["a list that nobody knows", list("pl-1"), {}, "unknown"],
    ["a list of addresses outside", list("pl-1", true), {}, "no"],
    ["what cannot be read", unread("x"), {}, "unknown"],
    ["all of its subnets", range("10.0.0.0/23"), inSubnet("10.0.0.0/24", "10.0.1.0/24"), "yes"],
    ["one of its subnets", range("10.0.0.0/24"), inSubnet("10.0.0.0/24", "10.0.1.0/24"), "unknown"],
    ["another subnet", range("10.0.2.0/24"), inSubnet("10.0.0.0/24"), "no"],
    ["its VPC, where it stands anywhere", range("10.0.0.0/8"), {}, "yes"],
    ["a part of its VPC", range("10.0.0.0/24"), {}, "unknown"],
    [
      "a part of its VPC, for hosts that may be made there",
      range("10.0.0.0/24"),
      { kind: "security-group" },
      "yes",
    ],
    ["what its VPC is not", range("192.168.0.0/16"), { kind: "security-group" }, "no"],
    ["a range, where nobody knows its VPC", range("10.0.0.0/8"), { vpc: undefined }, "unknown"],
    [
      "a range, where its subnets are known and their addresses are not",
      range("10.0.0.0/8"),
      { ...inSubnet("10.0.0.0/24"), addresses: undefined },
      "yes",
    ],
    ["a range of IPv6, which its VPC has not", range("::/0"), {}, "no"],
    ["a range of IPv6, which it need not have", range("::/0"), { vpc: DUAL }, "unknown"],
    ["a range of IPv6, which it has", range("::/0"), { vpc: DUAL, six: true }, "yes"],
    ["a part of a range of IPv6", range("2001:db8::/64"), { vpc: DUAL, six: true }, "unknown"],
  ])("by %s", (_, source, more, expected) => {
    expect(names(source, member("x", more))).toBe(expected);
  });

  it("by its group is as sure as that groups are named across networks", () => {
    const across = (["yes", "unknown", "no"] as const).map((references) =>
      names(groupsSource("x"), member("x"), references),
    );
    expect(across).toEqual(["yes", "unknown", "no"]);
    expect(names(range("10.0.0.0/8"), member("x"), "no")).toBe("yes");
  });
});

describe("one side of a connection", () => {
  const of = (self: Partial<Member>, rules: readonly GroupRule[]) => {
    const found = side(member("x", self), rules, (source) =>
      source.kind === "unread" ? "unknown" : source.kind === "groups" ? "no" : "yes",
    );
    return [shown(found.certain), shown(found.possible), found.causes, found.rules.length];
  };

  it("is what the rules together let through that name the other", () => {
    const rules = [
      rule("ingress", SERVICES, tcp(80)),
      rule("ingress", range("10.0.0.0/8"), tcp(81)),
      rule("ingress", groupsSource("y"), tcp(82), { cause: "of no concern" }),
    ];
    expect(of({}, rules)).toEqual(["tcp 80-81", "tcp 80-81", [], 2]);
  });

  it("may be more, by a rule that may name it or may let through more; each says why", () => {
    const rules = [
      rule("ingress", unread("who it is"), tcp(80)),
      rule("ingress", SERVICES, NO_PORTS, { mayPorts: tcp(90), cause: "which ports" }),
    ];
    expect(of({}, rules)).toEqual([
      ...["", "tcp 80, tcp 90", ["ingress rule: who it is", "ingress rule: which ports"], 2],
    ]);
  });

  it("may be everything, where it may carry other groups, and is where nothing stands before it", () => {
    expect(of({ cause: "nobody knows" }, [rule("ingress", SERVICES, tcp(80))])).toEqual([
      ...["tcp 80", "all", ["x: nobody knows"], 1],
    ]);
    expect(of({ unfiltered: true }, [rule("ingress", SERVICES, tcp(80))])).toEqual(["all", "all", [], 0]);
  });

  it.each<[string, RuleSource, string]>([
    ["list", list("pl-1"), "what addresses the prefix list pl-1 has is not in the plan"],
    ["range", range("10.0.0.0/8"), "which addresses or groups the other side has is not in the plan"],
    ["group", groupsSource("y"), "which addresses or groups the other side has is not in the plan"],
  ])("says what is not known of a %s", (_, source, cause) => {
    const { causes } = side(member("x"), [rule("ingress", source, tcp(80))], () => "unknown");
    expect(causes).toEqual([`ingress rule: ${cause}`]);
  });

  it("has the rules of one direction, of all groups that are in the plan", () => {
    const [into, out] = [rule("ingress", SERVICES, tcp(80)), rule("egress", SERVICES, tcp(80))];
    const groups = groupsWith({ x: [into, out], y: [into] });
    expect(rulesOf(member("x", { groups: ["x", "gone", "y"] }), "ingress", groups)).toEqual([into, into]);
    expect(rulesOf(member("x"), "egress", groups)).toEqual([out]);
  });
});

describe("a connection", () => {
  const plain = new Topology(facts());
  const connect = (
    rules: Readonly<Record<string, readonly GroupRule[]>>,
    a: Partial<Member> = {},
    b: Partial<Member> = {},
  ) => {
    const found = groupConnection(member("a", a), member("b", b), groupsWith(rules), plain);
    return [shown(found.certain), shown(found.possible), found.causes, found.rules.length];
  };
  const out = (source: RuleSource, ports = ALL_PORTS) => rule("egress", source, ports);
  const into = (source: RuleSource, ports = ALL_PORTS) => rule("ingress", source, ports);
  const [V4, V6] = [range("0.0.0.0/0"), range("::/0")];

  it("takes both sides, and names the rules of both", () => {
    expect(connect({ a: [out(V4)], b: [into(groupsSource("a"), tcp(80))] })).toEqual([
      "tcp 80",
      "tcp 80",
      [],
      2,
    ]);
    expect(connect({ a: [], b: [into(groupsSource("a"))] })).toEqual(["", "", [], 0]);
    expect(connect({ a: [out(groupsSource("b"))], b: [] })).toEqual(["", "", [], 0]);
  });

  it("takes both sides by one family of addresses", () => {
    const six = { vpc: DUAL, six: true };
    expect(connect({ a: [out(V6)], b: [into(V4)] }, six, six)).toEqual(["", "", [], 0]);
    expect(connect({ a: [out(V6)], b: [into(V6)] }, six, six)).toEqual(["all", "all", [], 2]);
    expect(connect({ a: [out(V6, tcp(80))], b: [into(groupsSource("a"))] }, six, six)).toEqual([
      ...["tcp 80", "tcp 80", [], 2],
    ]);
    expect(connect({ a: [out(V6, tcp(80)), out(V4, tcp(90))], b: [into(V6), into(V4)] }, six, six)).toEqual([
      ...["tcp 80, tcp 90", "tcp 80, tcp 90", [], 4],
    ]);
  });

  it("may be where one side may, and says why on both, sorted, once", () => {
    const rules = { a: [out(unread("z"))], b: [into(unread("y")), into(unread("y"))] };
    expect(connect(rules)).toEqual(["", "all", ["egress rule: z", "ingress rule: y"], 3]);
  });

  it("is none between networks that nothing joins, and may be where nobody knows the network", () => {
    const rules = { a: [out(V4)], b: [into(groupsSource("a"))] };
    expect(connect(rules, {}, { vpc: vpcOf("far", "10.9.0.0/16") })).toEqual(["", "", [], 0]);
    expect(
      connect({ a: [out(groupsSource("b"))], b: [into(groupsSource("a"))] }, {}, { vpc: undefined }),
    ).toEqual([...["", "all", ["it is not known which VPC it is in"], 2]]);
  });
});

describe("pairs that are worth a look", () => {
  const pairs = (members: readonly Member[], rules: Readonly<Record<string, readonly GroupRule[]>>) =>
    groupCandidates(members, groupsWith(rules)).map(([from, to]) => `${from.id} -> ${to.id}`);
  const [a, b, c] = ["a", "b", "c"].map((id) => member(id));
  const all = [a, b, c].flatMap((each) => each ?? []);
  const open = { a: [rule("egress", range("10.0.0.0/8"), ALL_PORTS)] };

  it("are those of which each names the other", () => {
    const to = (id: string) => [rule("egress", groupsSource(id), ALL_PORTS)];
    const from = (...ids: string[]) => [rule("ingress", groupsSource(...ids), ALL_PORTS)];
    expect(pairs(all, {})).toEqual([]);
    expect(pairs(all, { a: to("b"), b: from("a", "c") })).toEqual(["a -> b"]);
    expect(pairs(all, { a: to("c"), b: from("a") })).toEqual([]);
    expect(pairs(all, { a: [...to("c"), ...to("b")], b: from("a"), c: from("a") })).toEqual([
      "a -> b",
      "a -> c",
    ]);
    expect(pairs(all, { a: [...to("a"), ...from("a")] })).toEqual([]);
  });

  it("are those of which one names whoever is near", () => {
    const near = [rule("ingress", range("10.0.0.0/24"), ALL_PORTS)];
    const far = [rule("ingress", range("192.168.0.0/16"), ALL_PORTS)];
    expect(pairs(all, { ...open, c: near, b: near })).toEqual(["a -> b", "a -> c"]);
    expect(pairs(all, { ...open, b: far })).toEqual([]);
    const lost = member("d", { vpc: undefined });
    expect(pairs([...all, lost], { ...open, b: far })).toEqual(["a -> b"]);
  });

  it.each<[string, RuleSource, string[]]>([
    ["what cannot be read", unread("x"), ["a -> b"]],
    ["a list that nobody knows", list("pl-1"), ["a -> b"]],
    ["a list of addresses outside", list("pl-1", true), []],
    ["services of AWS", SERVICES, []],
  ])("are those with whom it may be, by %s", (_, source, expected) => {
    expect(pairs(all, { ...open, b: [rule("ingress", source, ALL_PORTS)] })).toEqual(expected);
  });

  it("are all with what may carry any group, or has nothing before it", () => {
    const any = member("d", { cause: "nobody knows" });
    const into = { a: [], b: [rule("ingress", groupsSource("gone"), ALL_PORTS)] };
    expect(pairs([...all, any], { ...into, ...open })).toEqual([
      "a -> d",
      "b -> d",
      "c -> d",
      "d -> a",
      "d -> b",
      "d -> c",
    ]);
    expect(pairs([...all, member("d", { unfiltered: true })], open)).toEqual(["a -> d"]);
  });
});
