import type { FactResource } from "../../../lib/proof/facts/resource";
import { candidates } from "../../../lib/proof/network/policies/candidates";
import { connection, openingToAddresses } from "../../../lib/proof/network/policies/connection";
import { clusterPolicies, type ClusterPolicies } from "../../../lib/proof/network/policies/surroundings";
import { readCidr } from "../../../lib/proof/network/addresses";
import { shownPorts } from "../../../lib/proof/network/ports";
import { closed, cluster, namespace, policy } from "../support/cluster";
import { facts, resource, UNREAD, type Written } from "../support/facts";
import { block, into, labelled, named, outOf, pods, tcp } from "../support/policy-parts";

function place(...resources: FactResource[]): ClusterPolicies {
  const [found] = clusterPolicies(facts(...cluster(), ...resources));
  if (found === undefined) throw new RangeError("no cluster");
  return found;
}

const TENANTS = ["a", "b", "c"];
const CLOSED = TENANTS.map(closed);

/** The pairs of `a`, `b` and `c`, all of which are closed, that are worth a look. */
function pairs(...added: FactResource[]): string[] {
  const all = place(...TENANTS.map((name) => namespace(name)), ...CLOSED, ...added);
  return shown(all);
}

function shown(all: ClusterPolicies): string[] {
  return candidates(all)
    .map(([from, to]) => [from.name, to.name])
    .filter((names) => names.every((name) => TENANTS.includes(name)))
    .map(([from, to]) => `${from} -> ${to}`);
}

const anywhere: Written = { namespace_selector: [{}] };
const outToAll = TENANTS.map((name) => outOf(name, { to: [anywhere] }));
const intoAll = TENANTS.map((name) => into(name, { from: [anywhere] }));

describe("pairs of namespaces that are worth a look", () => {
  it("are none among those that are closed", () => {
    expect(pairs()).toEqual([]);
  });

  it("are all among those that nothing closes, in order, and none with itself", () => {
    expect(shown(place(...TENANTS.map((name) => namespace(name))))).toEqual([
      ...["a -> b", "a -> c", "b -> a", "b -> c", "c -> a", "c -> b"],
    ]);
  });

  it("are those of which each names the other, one way and the other", () => {
    expect(pairs(outOf("a", { to: [named("b", "c")] }), into("b", { from: [named("a", "c")] }))).toEqual([
      "a -> b",
    ]);
    expect(pairs(outOf("a", { to: [named("b")] }))).toEqual([]);
    expect(pairs(into("b", { from: [named("a")] }))).toEqual([]);
    expect(pairs(into("a", { from: [named("b")] }), outOf("b", { to: [named("a")] }))).toEqual(["b -> a"]);
  });

  it("are those of which one names the other, and the other anybody", () => {
    expect(pairs(...outToAll, into("b", { from: [named("a")] }))).toEqual(["a -> b"]);
    expect(pairs(outOf("a", { to: [named("b")] }), ...intoAll)).toEqual(["a -> b"]);
    expect(pairs(outOf("a", {}), ...intoAll)).toEqual(["a -> b", "a -> c"]);
    expect(pairs(...outToAll, into("b", {}))).toEqual(["a -> b", "c -> b"]);
  });

  it("are none with a namespace that is not there, or with its own pods alone", () => {
    expect(pairs(outOf("a", { to: [named("gone")] }), ...intoAll)).toEqual([]);
    expect(pairs(outOf("a", { to: [pods({})] }), ...intoAll)).toEqual([]);
    expect(pairs(outOf("a", { to: [named("a")] }), ...intoAll)).toEqual([]);
  });

  it("are those with addresses, where pods may have them", () => {
    expect(pairs(outOf("a", { to: [block("192.168.0.0/16")] }), ...intoAll)).toEqual([]);
    expect(pairs(outOf("a", { to: [block("10.0.0.0/24")] }), ...intoAll)).toEqual(["a -> b", "a -> c"]);
    expect(pairs(...outToAll, into("b", { from: [block("10.0.0.0/24")] }))).toEqual(["a -> b", "c -> b"]);
    const services = block("172.20.0.0/16");
    expect(pairs(outOf("a", { to: [services] }), ...intoAll)).toEqual(["a -> b", "a -> c"]);
    expect(pairs(...outToAll, into("b", { from: [services] }))).toEqual([]);
  });

  it("are those with whoever it may be, where that cannot be read", () => {
    expect(pairs(outOf("a", { to: [UNREAD] }), ...intoAll)).toEqual(["a -> b", "a -> c"]);
    expect(pairs(outOf("a", { to: UNREAD }), ...intoAll)).toEqual(["a -> b", "a -> c"]);
  });
});

describe("a namespace that is not closed for certain", () => {
  const others = [closed("b"), closed("c"), ...intoAll.slice(1)];
  const of = (...added: FactResource[]) =>
    shown(place(...TENANTS.map((name) => namespace(name)), ...others, ...added));
  const spec = (more: Record<string, Written>): Record<string, Written> => ({
    ...{ pod_selector: [{}], policy_types: ["Ingress", "Egress"] },
    ...more,
  });
  const ALL = ["a -> b", "a -> c"];

  it("is one with pods that no policy selects, or may not select", () => {
    expect(of(policy("a", spec({})))).toEqual([]);
    expect(of(policy("a", spec({ pod_selector: [{ match_labels: { app: "x" } }] })))).toEqual(ALL);
    expect(of(policy("a", spec({ pod_selector: UNREAD })))).toEqual(ALL);
  });

  it("is one whose policies are about the other direction, or may be", () => {
    expect(of(policy("a", spec({ policy_types: ["Ingress"] })))).toEqual(ALL);
    expect(of(policy("a", spec({ policy_types: UNREAD })))).toEqual(ALL);
  });

  it("is one whose policies need not be there", () => {
    const metadata = [{ name: "p", namespace: "a" }];
    const some = resource(
      "a",
      "kubernetes_network_policy_v1.p",
      { metadata, spec: [spec({})] },
      { many: true },
    );
    expect(of(some)).toEqual(ALL);
  });
});

describe("namespaces by their labels", () => {
  const team = (value: string) => ({ team: value });
  const all = (...to: Written[]) =>
    shown(
      place(
        ...[namespace("a", team("x")), namespace("b", team("y")), namespace("c", { team: UNREAD })],
        ...[...CLOSED, ...intoAll, outOf("a", { to })],
      ),
    );
  const expressed = (operator: string, ...values: string[]): Written => ({
    namespace_selector: [{ match_expressions: [{ key: "team", operator, values }] }],
  });

  it("are those with the value, and those of which nobody knows it", () => {
    expect(all(labelled(team("y")))).toEqual(["a -> b", "a -> c"]);
    expect(all(labelled(team("z")))).toEqual(["a -> c"]);
    expect(all(expressed("In", "z", "y"))).toEqual(["a -> b", "a -> c"]);
    expect(all(labelled({ other: "y" }))).toEqual([]);
  });

  it("are those that a selector does not exclude", () => {
    expect(all(expressed("NotIn", "y"))).toEqual(["a -> c"]);
    expect(all(expressed("Exists"))).toEqual(["a -> b", "a -> c"]);
    expect(all(expressed("DoesNotExist"))).toEqual(["a -> c"]);
  });

  it("are those that all of its requirements allow", () => {
    const both = (name: string): Written => ({
      namespace_selector: [
        {
          match_labels: team("y"),
          match_expressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [name] }],
        },
      ],
    });
    expect(all(both("b"))).toEqual(["a -> b"]);
    expect(all(both("c"))).toEqual(["a -> c"]);
    expect(all(both("a"))).toEqual([]);
  });

  it("are those whose labels are not all known, asked for by several policies", () => {
    const open = namespace("c", {}, "c");
    const labels: Written = { kind: "fields", fields: new Map(), open: true };
    const unsure = {
      ...open,
      values: new Map([
        ...open.values,
        ...resource("c", "x.y", { metadata: [{ name: "c", labels }] }).values,
      ]),
    };
    const found = shown(
      place(
        ...[namespace("a", team("x")), namespace("b", team("y")), unsure, ...CLOSED, ...intoAll],
        ...[outOf("a", { to: [labelled(team("y"))] }), outOf("b", { to: [labelled(team("x"))] })],
      ),
    );
    expect(found).toEqual(["a -> b", "a -> c", "b -> a", "b -> c"]);
  });
});

describe("what gets through between two namespaces", () => {
  const between = (...added: FactResource[]) => {
    const all = place(...["a", "b"].map((name) => namespace(name)), closed("a"), closed("b"), ...added);
    const [from, to] = ["a", "b"].map((wanted) => all.namespaces.find(({ name }) => name === wanted));
    if (from === undefined || to === undefined) throw new RangeError("no namespace");
    const { certain, possible, causes, policies } = connection(all, from, to);
    return [shownPorts(certain), shownPorts(possible), causes, policies.map((each) => each.namespace)];
  };

  it("is named with the policies of both sides, and what they leave open, sorted", () => {
    expect(
      between(outOf("a", { to: [named("b")] }), into("b", { from: [named("a")], ports: [tcp(80)] })),
    ).toEqual([...[["tcp 80"], ["tcp 80"], [], ["b", "a"]]]);
    const [, possible, causes] = between(outOf("a", { to: [UNREAD] }), into("b", { from: [UNREAD] }));
    expect([possible, causes]).toEqual([
      ["all"],
      [expect.stringMatching(/: it is only known/), expect.stringMatching(/: it is only known/)],
    ]);
    expect(causes).toEqual([...(causes ?? [])].sort());
  });

  it("is nothing by pods of the other's own namespace", () => {
    expect(between(outOf("a", {}), into("b", { from: [pods({})] }))).toEqual([[], [], [], ["a"]]);
  });
});

describe("what pods may connect to at addresses", () => {
  const range = (text: string) => [readCidr(text)].flatMap((each) => each ?? []);
  const open = (to: string, ...egress: Written[]) => {
    const all = place(namespace("a"), closed("a"), outOf("a", { to: egress }));
    const { certain, possible } = openingToAddresses(all, "a", range(to));
    return [shownPorts(certain), shownPorts(possible)].map((ports) => ports.join(", "));
  };

  it("is what a rule for all of them allows, and may be what one for some of them does", () => {
    expect(open("10.0.0.0/24", block("10.0.0.0/16"))).toEqual(["all", "all"]);
    expect(open("10.0.0.0/24", block("10.0.0.0/25"))).toEqual(["", "all"]);
    expect(open("10.0.0.0/24", block("10.1.0.0/16"))).toEqual(["", ""]);
  });

  it("is nothing by rules for pods, and may be anything by what cannot be read", () => {
    expect(open("10.0.0.0/24", anywhere)).toEqual(["", ""]);
    expect(open("10.0.0.0/24", UNREAD)).toEqual(["", "all"]);
  });
});
