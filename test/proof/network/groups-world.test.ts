import type { FactResource } from "../../../lib/proof/facts/resource";
import { DeclaredRules } from "../../../lib/proof/network/declared-rules";
import { type Forward, Forwards } from "../../../lib/proof/network/groups/forwards";
import type { Member } from "../../../lib/proof/network/groups/members";
import type { GroupRule } from "../../../lib/proof/network/groups/rule";
import { Topology } from "../../../lib/proof/network/groups/topology";
import { fromOutside } from "../../../lib/proof/network/groups/world";
import { ALL_PORTS, NO_PORTS } from "../../../lib/proof/network/ports";
import { facts, owner } from "../support/facts";
import {
  at,
  DUAL,
  groupsSource,
  groupsWith,
  list,
  member,
  NET,
  range,
  rule,
  tcp,
  unread,
} from "../support/group-openings";
import { association, EVERYWHERE, IGW, of, subnet, table, vpc } from "../support/network-topology";

const PUBLIC: Partial<Member> = { isPublic: "yes" };

interface Around {
  readonly self?: Partial<Member>;
  readonly plan?: readonly FactResource[];
  readonly declared?: DeclaredRules;
  readonly forwards?: readonly Forward[];
}

function comesIn(
  rules: readonly GroupRule[],
  { self = {}, plan = [], declared, forwards = [] }: Around = {},
) {
  const all = facts(...plan);
  const topology = new Topology(all);
  const groups = groupsWith({ x: rules });
  const handed = new Forwards(all, [], groups, topology);
  handed.from = () => forwards;
  return fromOutside(member("x", { ...PUBLIC, ...self }), groups, {
    ...{ topology, forwards: handed, openings: declared ?? new DeclaredRules([]) },
  });
}

const shown = (rules: readonly GroupRule[], around: Around = {}) =>
  comesIn(rules, around).steps.map(({ from, to, what, certainty, causes }) =>
    [
      from,
      "->",
      to,
      `${certainty}:`,
      what.join(),
      ...(causes.length > 0 ? [`(${causes.join("; ")})`] : []),
    ].join(" "),
  );
const into = (source: GroupRule["source"], more: Partial<GroupRule> = {}) =>
  rule("ingress", source, tcp(80), more);
const [V4, V6] = [range("0.0.0.0/0"), range("::/0")];

describe("who comes in from outside", () => {
  it("is everybody whom a rule lets in, where the internet leads there", () => {
    const { nodes, steps } = comesIn([into(V4)]);
    expect(steps).toEqual([
      {
        ...{ from: "cidr:0.0.0.0/0", to: "x", kind: "access", plane: "network", what: ["tcp 80"] },
        ...{
          certainty: "must",
          causes: [],
          because: "a rule of its security groups lets these addresses in",
        },
        evidence: [at("ingress rule")],
      },
    ]);
    expect(nodes.map(({ id }) => id)).toEqual(["cidr:0.0.0.0/0"]);
  });

  it("is nobody by a rule about the way out, about groups, or about the VPC itself", () => {
    expect(shown([rule("egress", V4, tcp(80))])).toEqual([]);
    expect(shown([into(groupsSource("y"))])).toEqual([]);
    expect(shown([into(range("10.0.0.0/16")), into(range("10.0.3.0/24"))])).toEqual([]);
  });

  it.each<[string, Partial<Member>]>([
    ["it is not public", { isPublic: "no" }],
    ["its VPC has no gateway", { vpc: { ...NET, internet: false } }],
  ])("is nobody of the internet where %s", (_, self) => {
    expect(shown([into(V4)], { self })).toEqual([]);
  });

  it.each<[string, Partial<Member>, string]>([
    ["nobody knows its VPC", { vpc: undefined }, "the VPC's internet gateway is not in the plan"],
    [
      "nobody knows the gateway",
      { vpc: { ...NET, internet: undefined } },
      "the VPC's internet gateway is not in the plan",
    ],
    [
      "nobody knows whether it is public",
      { isPublic: "unknown" },
      "whether it has a public address is not in the plan",
    ],
  ])("may be everybody where %s", (_, self, cause) => {
    expect(shown([into(V4)], { self })).toEqual([`cidr:0.0.0.0/0 -> x may: tcp 80 (${cause})`]);
  });

  it("is of a family of addresses that it has", () => {
    expect(shown([into(V6)])).toEqual([]);
    expect(shown([into(V6)], { self: { vpc: DUAL } })).toEqual(["cidr:::/0 -> x must: tcp 80"]);
  });

  it.each([
    "10.7.0.0/16",
    "172.16.0.0/16",
    "192.168.0.0/24",
    "100.64.0.0/16",
    "169.254.0.0/24",
    "fd00::/8",
    "fe80::/64",
  ])("may be somebody of a private network, whatever leads there: %s", (text) => {
    expect(shown([into(range(text))], { self: { isPublic: "no" } })).toEqual([
      `cidr:${text} -> x may: tcp 80 (which networks reach the VPC privately is not all in the plan)`,
    ]);
  });

  it("may be anybody where a rule cannot be read, and nobody where it is about groups", () => {
    const cause = "ingress rule: nobody knows";
    expect(shown([into(unread("nobody knows"))])).toEqual([`cidr:0.0.0.0/0 -> x may: tcp 80 (${cause})`]);
    expect(shown([into(unread("nobody knows"))], { self: { vpc: DUAL } })).toEqual([
      `cidr:0.0.0.0/0 -> x may: tcp 80 (${cause})`,
      `cidr:::/0 -> x may: tcp 80 (${cause})`,
    ]);
    expect(shown([into({ kind: "unread", cause: "nobody knows", outside: false })])).toEqual([]);
  });

  it("may be anybody by groups that it may carry; and is, where nothing stands before it", () => {
    expect(shown([], { self: { carriesAny: true, cause: "nobody knows" } })).toEqual([
      "cidr:0.0.0.0/0 -> x may: all (x: nobody knows)",
    ]);
    const open = comesIn([], { self: { unfiltered: true } }).steps;
    expect(open).toMatchObject([
      {
        certainty: "must",
        what: ["all"],
        because: "no security group stands before it",
        evidence: [at("x")],
      },
    ]);
    expect(shown([])).toEqual([]);
  });

  it("is whoever is in a prefix list, by its name", () => {
    expect(
      shown([into(list("pl-1")), into(list("pl-1", true), { ports: tcp(81), mayPorts: tcp(81) })]),
    ).toEqual(["cidr:prefix list pl-1 -> x must: tcp 80-81"]);
  });

  it("is told apart by range and by list, each with its own ports", () => {
    const on = (source: GroupRule["source"], port: number) => rule("ingress", source, tcp(port));
    const rules = [
      ...[
        on(range("203.0.113.0/24"), 1),
        on(range("198.51.100.0/24"), 2),
        on(list("pl-1"), 3),
        on(list("pl-2"), 4),
      ],
      ...[on(groupsSource("y"), 5), on(range("203.0.113.0/24"), 6)],
    ];
    expect(shown(rules).sort()).toEqual([
      "cidr:198.51.100.0/24 -> x must: tcp 2",
      "cidr:203.0.113.0/24 -> x must: tcp 1,tcp 6",
      "cidr:prefix list pl-1 -> x must: tcp 3",
      "cidr:prefix list pl-2 -> x must: tcp 4",
    ]);
    expect(
      shown([on({ kind: "unread", cause: "who", outside: false }, 1), on(range("203.0.113.0/24"), 2)]),
    ).toEqual(["cidr:203.0.113.0/24 -> x must: tcp 2"]);
  });

  it("is told apart, what is certain and what may be", () => {
    const more = into(V4, { ports: NO_PORTS, mayPorts: tcp(90), cause: "which ports" });
    expect(shown([into(V4), more])).toEqual([
      "cidr:0.0.0.0/0 -> x must: tcp 80",
      "cidr:0.0.0.0/0 -> x may: tcp 90 (ingress rule: which ports)",
    ]);
  });
});

describe("whether the routes of its subnets lead to the internet", () => {
  const plan = (...routes: Parameters<typeof table>[2][]) => [
    ...[vpc("net", "10.0"), of("aws_internet_gateway", "g"), subnet("s", "net", "10.0.0.0/24")],
    ...(routes.length === 0 ? [] : [table("t", "net", ...routes), association("x", "s", "t")]),
  ];
  const standing = (resources: readonly FactResource[]) =>
    shown([into(V4)], {
      plan: resources,
      self: { subnets: resources.filter(({ type }) => type === "aws_subnet") },
    });

  it("decides", () => {
    expect(standing(plan({ ...EVERYWHERE, ...IGW }))).toEqual(["cidr:0.0.0.0/0 -> x must: tcp 80"]);
    expect(standing(plan({ ipv6_cidr_block: "::/0", ...IGW }))).toEqual([]);
    expect(standing(plan())).toEqual([
      "cidr:0.0.0.0/0 -> x may: tcp 80 (whether its subnets have routes to the internet is not in the plan)",
    ]);
  });

  it("is that of any of them", () => {
    const two = [...plan({ ...EVERYWHERE, ...IGW }), subnet("p", "net", "10.0.1.0/24")];
    const closed = [table("closed", "net", EVERYWHERE), association("y", "p", "closed")];
    expect(standing([...two, ...closed])).toEqual(["cidr:0.0.0.0/0 -> x must: tcp 80"]);
  });
});

describe("what was declared to be open", () => {
  const declared = (from: { kind: "cidr"; cidr: string } | { kind: "prefix-list"; id: string }) =>
    new DeclaredRules([
      { name: "r", from, to: "x", protocol: "tcp", ports: { from: 80, to: 80 }, expose: "hosts" },
    ]);
  const by = (rules: readonly GroupRule[], openings: DeclaredRules, self: Partial<Member> = {}) =>
    comesIn(rules, { declared: openings, self }).steps.map(({ what, declaredBy }) => [
      what.join(),
      declaredBy,
    ]);

  it("is said of each part of it", () => {
    const wide = into(range("203.0.113.0/24"), { ports: ALL_PORTS, mayPorts: ALL_PORTS });
    const rules = declared({ kind: "cidr", cidr: "203.0.113.0/24" });
    expect(by([into(range("203.0.113.0/24"))], rules)).toEqual([["tcp 80", ["r"]]]);
    expect(by([wide], rules)).toEqual([
      ["tcp 80", ["r"]],
      ["all", undefined],
    ]);
    expect(by([into(range("203.0.0.0/16"))], rules)).toEqual([["tcp 80", undefined]]);
    expect(by([into(range("203.0.113.0/24"))], rules, { exposed: "load-balancers" })).toEqual([
      ["tcp 80", undefined],
    ]);
    expect(by([into(list("pl-1"))], declared({ kind: "prefix-list", id: "pl-1" }))).toEqual([
      ["tcp 80", ["r"]],
    ]);
  });
});

describe("what hands connections on", () => {
  const target = member("t", { owner: owner("t") });
  const via = (more: Partial<Forward> = {}): Forward => ({
    ...{ from: member("x"), to: target, evidence: [at("listener")] },
    ...more,
  });

  it("leads on to what is another's, and says by what", () => {
    const { steps } = comesIn([into(V4)], { forwards: [via()] });
    expect(steps.map(({ to, certainty }) => [to, certainty])).toEqual([
      ["x", "must"],
      ["t", "must"],
    ]);
    expect(steps[1]).toMatchObject({
      because: "x hands it on, and a rule of its security groups lets these addresses in",
      evidence: [at("listener"), at("ingress rule")],
    });
  });

  it("may lead on where it is not sure that anything arrives", () => {
    expect(shown([into(V4)], { forwards: [via({ doubt: "perhaps" })] })).toEqual([
      "cidr:0.0.0.0/0 -> x must: tcp 80",
      "cidr:0.0.0.0/0 -> t may: tcp 80 (perhaps)",
    ]);
  });

  it("is no news where it leads to what is its own owner's", () => {
    const own = via({ to: member("t", { owner: owner("x") }) });
    expect(shown([into(V4)], { forwards: [own] })).toEqual(["cidr:0.0.0.0/0 -> x must: tcp 80"]);
  });
});
