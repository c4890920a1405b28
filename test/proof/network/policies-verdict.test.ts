import type { Truth } from "../../../lib/proof/truth";
import type {
  Direction,
  NetworkPolicy,
  Peer,
  PolicyRule,
  Way,
} from "../../../lib/proof/network/policies/policy";
import { allowing, doubts, openPorts, OtherSide, sideOf } from "../../../lib/proof/network/policies/verdict";
import { NO_PORTS, portsOf, shownPorts } from "../../../lib/proof/network/ports";
import type { Selector } from "../../../lib/proof/network/policies/selector";
import { readCidr } from "../../../lib/proof/network/addresses";
import { owner } from "../support/facts";

const EVERY: Selector = { requirements: [] };
const tcp = (port: number) => portsOf("tcp", { from: port, to: port });
const unread = (cause: string): Peer => ({ kind: "unread", cause });
const podPeer = (pods: Selector, namespaces?: Selector): Peer => ({ kind: "pods", pods, namespaces });

/** Opens `sure` for certain, and `more` perhaps, to these peers. */
function rule(sure: number, peers?: readonly Peer[], more: Partial<PolicyRule> = {}): PolicyRule {
  return { peers, ports: tcp(sure), mayPorts: tcp(sure), ...more };
}

function policy(name: string, ways: Partial<Record<Way, Direction>>, pods: Selector = EVERY): NetworkPolicy {
  const provenance = { stack: "s", address: `policy.${name}`, pointer: "" };
  const about = { cluster: "main", namespace: "b", name, owner: owner("b"), provenance, pods };
  return { ...about, ingress: ways.ingress, egress: ways.egress };
}

/** The other side is whom a peer's cause says: `yes`, `no` or `unknown`. */
const byCause = new OtherSide((peer) => (peer.kind === "unread" ? (peer.cause as Truth) : "unknown"));

interface Asked {
  readonly certainly?: boolean;
  readonly strict?: Truth;
  /** Whether the policies select the pods, by name. */
  readonly selected?: Readonly<Record<string, Truth>>;
}

/** What gets into some pods. */
function open(
  policies: readonly NetworkPolicy[],
  { certainly = true, strict = "no", selected = {} }: Asked = {},
) {
  const pods = {
    truth: (selector: Selector) =>
      selected[policies.find((each) => each.pods === selector)?.name ?? ""] ?? ("yes" as const),
  };
  return shownPorts(openPorts(sideOf(policies, "ingress", pods), byCause, { certainly, strict })).join(", ");
}

const both = (policies: readonly NetworkPolicy[], asked: Asked = {}) => [
  open(policies, { ...asked, certainly: true }),
  open(policies, { ...asked, certainly: false }),
];

describe("what gets through one direction", () => {
  it("is everything where no policy is about it, unless pods that no policy selects are closed", () => {
    expect(both([])).toEqual(["all", "all"]);
    expect(both([], { strict: "yes" })).toEqual(["", ""]);
    expect(both([], { strict: "unknown" })).toEqual(["", "all"]);
  });

  it("is everything where policies are about the other direction alone, closed pods or not", () => {
    const other = [policy("p", { egress: { rules: [] } })];
    expect(both(other)).toEqual(["all", "all"]);
    expect(both(other, { strict: "yes" })).toEqual(["all", "all"]);
    expect(both(other, { strict: "yes", selected: { p: "unknown" } })).toEqual(["", "all"]);
    expect(both(other, { strict: "yes", selected: { p: "no" } })).toEqual(["", ""]);
  });

  it("is what the policies together let through", () => {
    const [one, two] = [
      policy("one", { ingress: { rules: [rule(80), rule(81, [unread("no"), unread("yes")])] } }),
      policy("two", { ingress: { rules: [rule(90, [unread("no")]), rule(91, [unread("yes")])] } }),
    ];
    expect(both([one, two])).toEqual(["tcp 80-81, tcp 91", "tcp 80-81, tcp 91"]);
    expect(both([policy("p", { ingress: { rules: [] } })])).toEqual(["", ""]);
  });

  it("may be what a rule may let through: to whom, and on which ports", () => {
    const rules = [rule(80), rule(81, [unread("unknown")]), rule(82, undefined, { ports: NO_PORTS })];
    expect(both([policy("p", { ingress: { rules } })])).toEqual(["tcp 80", "tcp 80-82"]);
  });

  it("may be everything where it is not sure that a policy is about these pods", () => {
    const [one, two] = [
      policy("one", { ingress: { rules: [rule(80)] } }, { requirements: [], cause: "one" }),
      policy("two", { ingress: { rules: [rule(81)] } }, { requirements: [], cause: "two" }),
    ];
    expect(both([one], { selected: { one: "unknown" } })).toEqual(["", "all"]);
    expect(both([one, two], { selected: { one: "unknown" } })).toEqual(["tcp 81", "tcp 80-81"]);
    expect(both([one, two], { selected: { one: "no" } })).toEqual(["tcp 81", "tcp 81"]);
  });

  it("may be everything where it is not sure that a policy is about this direction", () => {
    expect(both([policy("p", { ingress: { rules: [rule(80)], cause: "perhaps" } })])).toEqual(["", "all"]);
  });
});

describe("the policies that let somebody through", () => {
  const names = (...policies: NetworkPolicy[]) =>
    allowing(policies, "ingress", byCause).map(({ name }) => name);

  it("are those with a rule that may, in that direction", () => {
    expect(
      names(
        policy("sure", { ingress: { rules: [rule(1, [unread("no")]), rule(1, [unread("yes")])] } }),
        policy("perhaps", { ingress: { rules: [rule(1, [unread("unknown")])] } }),
        policy("everybody", { ingress: { rules: [rule(1)] } }),
        policy("others", { ingress: { rules: [rule(1, [unread("no")])] } }),
        policy("nobody", { ingress: { rules: [] } }),
        policy("way out", { egress: { rules: [rule(1)] } }),
      ),
    ).toEqual(["sure", "perhaps", "everybody"]);
  });
});

describe("what policies leave open", () => {
  const causes = (direction: Direction, pods?: Selector) =>
    doubts([policy("p", { ingress: direction }, pods)], "ingress", byCause);

  it("is why they need not select, need not apply, and may let through more", () => {
    const rules = [rule(1, undefined, { cause: "ports" }), rule(2)];
    expect(causes({ rules, cause: "direction" }, { requirements: [], cause: "pods" })).toEqual([
      ...["policy.p: pods", "policy.p: direction", "policy.p: ports"],
    ]);
  });

  it("is nothing that a rule leaves open which lets the other side through for certain, or never", () => {
    const rules = [rule(1, [unread("no")], { cause: "of no concern" }), rule(2, [unread("yes")])];
    expect(causes({ rules })).toEqual([]);
  });

  it("is nothing of a policy about the other direction", () => {
    expect(doubts([policy("p", {}, { requirements: [], cause: "pods" })], "ingress", byCause)).toEqual([]);
  });

  const range = [readCidr("10.0.0.0/8")].flatMap((each) => each ?? []);
  const known = { requirements: [] };

  it.each<[string, Peer, string]>([
    ["cannot be read", unread("unknown"), "unknown"],
    [
      "is a range",
      { kind: "block", addresses: range, text: "10.0.0.0/8" },
      "10.0.0.0/8 may hold addresses of pods, or of services before them",
    ],
    ["asks for namespaces", podPeer({ ...known, cause: "b" }, { ...known, cause: "a" }), "a"],
    ["asks for pods", podPeer({ ...known, cause: "b" }, known), "b"],
    ["asks for pods of its own namespace", podPeer({ ...known, cause: "b" }), "b"],
    ["asks for labels", podPeer(known, known), "labels that it asks for are not all known"],
  ])("is why a peer may be the other side that %s", (_, peer, cause) => {
    expect(causes({ rules: [rule(1, [unread("no"), peer])] })).toEqual([`policy.p: ${cause}`]);
  });
});
