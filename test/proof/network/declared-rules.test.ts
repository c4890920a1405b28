import type { DeclaredRule } from "../../../lib/proof/facts/declared";
import { readCidr } from "../../../lib/proof/network/addresses";
import { DeclaredRules, heldAndLeft } from "../../../lib/proof/network/declared-rules";
import { ALL_PORTS, portsOf, shownPorts, union } from "../../../lib/proof/network/ports";

const tenant = (name: string) => ({ kind: "tenant", tenant: name }) as const;
const rule = (changes: Partial<DeclaredRule> = {}): DeclaredRule => ({
  ...{ name: "r", from: tenant("a"), to: "b", protocol: "tcp", ports: { from: 80, to: 90 }, expose: "both" },
  ...changes,
});
const range = (text: string) => [text].flatMap((each) => readCidr(each) ?? []);
const parts = (ports: Parameters<typeof heldAndLeft>[0], ...rules: DeclaredRule[]) =>
  heldAndLeft(ports, new DeclaredRules(rules).between(tenant("a"), tenant("b"), "pods")).map(
    ({ ports: part, declaredBy }) =>
      `${shownPorts(part).join(", ")} by ${declaredBy?.join(", ") ?? "nobody"}`,
  );
const tcp = (from: number, to = from) => portsOf("tcp", { from, to });

test("an opening within a rule is the rule's", () => {
  expect(parts(tcp(85), rule())).toEqual(["tcp 85 by r"]);
  expect(parts(ALL_PORTS, rule({ protocol: "all", ports: null }))).toEqual(["all by r"]);
  expect(parts(portsOf("tcp"), rule({ ports: null }))).toEqual(["tcp by r"]);
});

test("of an opening that is wider, the rest is nobody's", () => {
  expect(parts(tcp(85, 95), rule())).toEqual(["tcp 85-90 by r", "tcp 91-95 by nobody"]);
  expect(parts(union([tcp(85), portsOf("udp")]), rule())).toEqual(["tcp 85 by r", "udp by nobody"]);
  expect(parts(ALL_PORTS, rule())).toEqual(["tcp 80-90 by r", "all by nobody"]);
});

test("two rules hold an opening together", () => {
  expect(parts(tcp(85, 95), rule(), rule({ name: "s", ports: { from: 91, to: 99 } }))).toEqual([
    "tcp 85-95 by r, s",
  ]);
});

test("a rule of other parties, in the other direction, or for hosts alone holds nothing", () => {
  expect(parts(tcp(85), rule({ from: tenant("c") }))).toEqual(["tcp 85 by nobody"]);
  expect(parts(tcp(85), rule({ from: tenant("b"), to: "a" }))).toEqual(["tcp 85 by nobody"]);
  expect(parts(tcp(85), rule({ expose: "hosts" }))).toEqual(["tcp 85 by nobody"]);
  expect(parts(tcp(70), rule())).toEqual(["tcp 70 by nobody"]);
});

test("a rule for addresses holds those that are all within its range", () => {
  const rules = new DeclaredRules([rule({ from: { kind: "cidr", cidr: "192.0.2.0/24" } })]);
  const held = (text: string) => rules.fromAddresses(range(text), tenant("b"), "hosts").length;
  expect([held("192.0.2.0/24"), held("192.0.2.128/25")]).toEqual([1, 1]);
  expect([held("192.0.0.0/16"), held("198.51.100.0/24"), held("0.0.0.0/0")]).toEqual([0, 0, 0]);
  expect(rules.fromAddresses([], tenant("b"), "hosts")).toEqual([]);
  expect(rules.fromAddresses(range("192.0.2.0/24"), { kind: "platform" }, "hosts")).toEqual([]);
});

test("a rule for a prefix list holds that list; one that only Terraform knows, where its own construct names it", () => {
  const rules = (id: string | null) =>
    new DeclaredRules([rule({ name: "shared/r", from: { kind: "prefix-list", id } })]);
  const at = (constructPath?: string) => [{ stack: "s", address: "a", pointer: "", constructPath }];
  expect(rules("pl-1").fromPrefixList("pl-1", at(), tenant("b"), "hosts")).toHaveLength(1);
  expect(rules("pl-1").fromPrefixList("pl-2", at(), tenant("b"), "hosts")).toEqual([]);
  expect(rules(null).fromPrefixList("${x}", at("shared/r/Ingress"), tenant("b"), "hosts")).toHaveLength(1);
  expect(rules(null).fromPrefixList("${x}", at("shared/other"), tenant("b"), "hosts")).toEqual([]);
  expect(rules(null).fromPrefixList("${x}", at(), tenant("b"), "hosts")).toEqual([]);
});

describe("load balancers", () => {
  const covers = (
    expose: DeclaredRule["expose"],
    exposed: "hosts" | "pods" | "load-balancers",
    by: "app" | "hand",
  ) => new DeclaredRules([rule({ expose })], by).between(tenant("a"), tenant("b"), exposed).length === 1;

  it("are meant by a declaration of an app only where it names them", () => {
    expect(covers("load-balancers", "load-balancers", "app")).toBe(true);
    expect(covers("hosts", "load-balancers", "app")).toBe(false);
    expect(covers("both", "load-balancers", "app")).toBe(false);
    expect(covers("load-balancers", "hosts", "app")).toBe(false);
    expect(covers("load-balancers", "pods", "app")).toBe(false);
  });

  it("are hosts to a person who writes an intent", () => {
    expect(covers("hosts", "load-balancers", "hand")).toBe(true);
    expect(covers("both", "load-balancers", "hand")).toBe(true);
    expect(covers("pods", "load-balancers", "hand")).toBe(false);
    expect(covers("hosts", "pods", "hand")).toBe(false);
  });
});
