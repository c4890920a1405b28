import { reachByPolicies } from "../../../lib/proof/network/policies/reach";
import type { FactResource } from "../../../lib/proof/facts/resource";
import { closed, cluster, namespace, policy, RESTRICTED, shownSteps } from "../support/cluster";
import {
  block,
  fromAToB,
  fromOpenAToB,
  into,
  labelled,
  named,
  outOf,
  pods,
  tcp,
} from "../support/policy-parts";
import { facts, resource } from "../support/facts";
import type { Written } from "../support/facts";

describe("P1: a pod is isolated by what selects it", () => {
  it("is closed in both directions by a policy for every pod", () => {
    expect(fromAToB()).toEqual([]);
  });

  it("is open to what comes in where only the way out is closed", () => {
    const out = policy("b", { pod_selector: [{}], policy_types: ["Egress"] });
    expect(fromOpenAToB(out)).toEqual(["a -> b must: all"]);
  });

  it("is closed to what comes in by a policy without types", () => {
    expect(fromOpenAToB(policy("b", { pod_selector: [{}] }))).toEqual([]);
  });

  it("goes out freely where a policy without types says nothing of it, and not where it does", () => {
    const silent = [namespace("c"), policy("c", { pod_selector: [{}] }), into("b", { from: [named("c")] })];
    const speaking = policy("c", { pod_selector: [{}], egress: [{ to: [named("x")] }] });
    const fromC = (...more: FactResource[]) =>
      shownSteps(
        reachByPolicies(facts(...cluster(), namespace("b"), closed("b"), ...silent, ...more)),
        (from, to) => from === "k8s:ns:main/c" && to === "k8s:ns:main/b",
      );
    expect(fromC()).toEqual(["c -> b must: all"]);
    expect(fromC(speaking)).toEqual([]);
  });

  it("is closed in the pods that no policy selects, as strict mode has it", () => {
    const some = policy("b", { pod_selector: [{ match_labels: { app: "db" } }], policy_types: ["Ingress"] });
    expect(fromOpenAToB(some)).toEqual([]);
  });

  it("is open to what comes in in those pods alone that a policy of the way out selects", () => {
    const some = policy("b", { pod_selector: [{ match_labels: { app: "db" } }], policy_types: ["Egress"] });
    expect(fromOpenAToB(some)).toEqual(["a -> b must: all"]);
  });
});

describe("P2: both sides must allow", () => {
  it("is open where both do, on the ports that both let through", () => {
    const both = [
      outOf("a", { to: [named("b")], ports: [tcp(80), tcp(443)] }),
      into("b", { from: [named("a")], ports: [tcp(443), tcp(8443)] }),
    ];
    expect(fromAToB(...both)).toEqual(["a -> b must: tcp 443"]);
  });

  it.each([
    ["the way in", into("b", { from: [named("a")] })],
    ["the way out", outOf("a", { to: [named("b")] })],
  ])("is closed where only %s is open", (_, only) => {
    expect(fromAToB(only)).toEqual([]);
  });
});

describe("P3: what is not written", () => {
  it.each<[string, Written, string[]]>([
    ["a rule without anything is everything", {}, ["a -> b must: all"]],
    ["a rule without peers is everybody", { ports: [tcp(80)] }, ["a -> b must: tcp 80"]],
    ["a rule with an empty list of peers is everybody", { from: [] }, ["a -> b must: all"]],
    ["a rule without ports is every port", { from: [named("a")] }, ["a -> b must: all"]],
  ])("%s", (_, rule, expected) => {
    expect(fromOpenAToB(into("b", rule))).toEqual(expected);
  });

  it("no rules let nobody in", () => {
    const none = policy("b", { pod_selector: [{}], policy_types: ["Ingress"], ingress: [] });
    expect(fromOpenAToB(none)).toEqual([]);
  });

  it("a peer that names nobody is not taken for nobody", () => {
    expect(fromOpenAToB(into("b", { from: [{}] }))).toEqual(["a -> b may: all"]);
  });
});

describe("P4: selectors of one peer and of several", () => {
  it("needs both selectors of one peer", () => {
    const both = { ...(named("c") as object), ...(pods({ app: "web" }) as object) };
    expect(fromOpenAToB(into("b", { from: [both] }))).toEqual([]);
  });

  it("needs one of several peers", () => {
    expect(fromOpenAToB(into("b", { from: [pods({ app: "web" }), named("a")] }))).toEqual([
      "a -> b must: all",
    ]);
  });

  it("names the own namespace by a pod selector alone", () => {
    expect(fromOpenAToB(into("b", { from: [pods({ app: "web" })] }))).toEqual([]);
  });

  it("names every namespace by an empty namespace selector", () => {
    expect(fromOpenAToB(into("b", { from: [{ namespace_selector: [{}] }] }))).toEqual(["a -> b must: all"]);
  });

  it("is open to pods whose labels their owner chooses", () => {
    const chosen = { ...(named("a") as object), ...(pods({ app: "monitor" }) as object) };
    expect(fromOpenAToB(into("b", { from: [chosen] }))).toEqual(["a -> b must: all"]);
  });

  it("is closed where the same pod would need two values of one label", () => {
    const web = policy("a", {
      pod_selector: [{ match_labels: { app: "web" } }],
      policy_types: ["Egress"],
      egress: [{ to: [named("b")] }],
    });
    const asJob = { ...(named("a") as object), ...(pods({ app: "job" }) as object) };
    const asWeb = { ...(named("a") as object), ...(pods({ app: "web" }) as object) };
    expect(fromAToB(web, into("b", { from: [asJob] }))).toEqual([]);
    expect(fromAToB(web, into("b", { from: [asWeb] }))).toEqual(["a -> b must: all"]);
  });
});

describe("P5: labels of namespaces", () => {
  const team = (value: string) => namespace("a", { ...RESTRICTED, team: value });
  const open = (...more: FactResource[]) =>
    reachByPolicies(facts(...cluster(), namespace("b"), outOf("a", {}), closed("b"), ...more));
  const isAB = (from: string, to: string) => from === "k8s:ns:main/a" && to === "k8s:ns:main/b";
  const isChosen = (from: string, to: string) => from === "k8s:chosen-labels:main" && to === "k8s:ns:main/b";

  it("lets in the namespaces that have the label, and those that somebody gives it", () => {
    const reached = open(team("blue"), into("b", { from: [labelled({ team: "blue" })] }));
    expect(shownSteps(reached, isAB)).toEqual(["a -> b must: all"]);
    expect(shownSteps(reached, isChosen)).toEqual(["chosen-labels:main -> b must: all"]);
  });

  it("keeps out a namespace with another value, though one with chosen labels comes in", () => {
    const reached = open(team("red"), into("b", { from: [labelled({ team: "blue" })] }));
    expect(shownSteps(reached, isAB)).toEqual([]);
    expect(shownSteps(reached, isChosen)).toEqual(["chosen-labels:main -> b must: all"]);
  });

  it("lets nobody choose the name that the API server sets", () => {
    const reached = open(team("red"), into("b", { from: [named("c")] }));
    expect(shownSteps(reached, isChosen)).toEqual([]);
  });

  it("reads NotIn and DoesNotExist as they are: who has no such label is in no list", () => {
    const not = (operator: string, values: string[]) =>
      into("b", {
        from: [{ namespace_selector: [{ match_expressions: [{ key: "team", operator, values }] }] }],
      });
    expect(shownSteps(open(namespace("a"), not("NotIn", ["blue"])), isAB)).toEqual(["a -> b must: all"]);
    expect(shownSteps(open(team("blue"), not("NotIn", ["blue"])), isAB)).toEqual([]);
    expect(shownSteps(open(namespace("a"), not("DoesNotExist", [])), isAB)).toEqual(["a -> b must: all"]);
    expect(shownSteps(open(team("blue"), not("DoesNotExist", [])), isAB)).toEqual([]);
    expect(shownSteps(open(namespace("a"), not("Exists", [])), isAB)).toEqual([]);
  });

  it("may let in a namespace whose labels are not in the plan", () => {
    const adopted = resource("a", "kubernetes_labels.a", {
      kind: "Namespace",
      metadata: [{ name: "a" }],
      labels: RESTRICTED,
    });
    const reached = open(adopted, into("b", { from: [labelled({ team: "blue" })] }));
    expect(shownSteps(reached, isAB)).toEqual(["a -> b may: all"]);
  });
});

describe("P6: addresses", () => {
  it.each<[string, Written, string[]]>([
    ["all addresses of the VPC are pods'", block("10.0.0.0/16"), ["a -> b must: all"]],
    ["some addresses of the VPC may be pods'", block("10.0.4.0/24"), ["a -> b may: all"]],
    ["everything but the VPC holds no pods", block("0.0.0.0/0", "10.0.0.0/16"), []],
    [
      "everything but a part of the VPC may hold pods",
      block("0.0.0.0/0", "10.0.0.0/17"),
      ["a -> b may: all"],
    ],
    ["another network holds no pods", block("192.168.0.0/16"), []],
    ["a range that ends before the VPC holds none", block("9.0.0.0/8"), []],
  ])("%s", (_, peer, expected) => {
    expect(fromOpenAToB(into("b", { from: [peer] }))).toEqual(expected);
  });

  it("of subnets without nodes are no pods'", () => {
    const subnets = [
      resource("platform", "aws_subnet.apart", { vpc_id: "${aws_vpc.net.id}", cidr_block: "10.0.200.0/24" }),
      resource("platform", "aws_eks_node_group.n", {
        cluster_name: "${aws_eks_cluster.main.name}",
        subnet_ids: ["${aws_subnet.a.id}"],
      }),
    ];
    const open = (cidr: string) => fromOpenAToB(...subnets, into("b", { from: [block(cidr)] }));
    expect(open("10.0.200.0/24")).toEqual([]);
    expect(open("10.0.0.0/19")).toEqual(["a -> b must: all"]);
    const more = resource("platform", "aws_autoscaling_group.g", { vpc_zone_identifier: ["subnet-1"] });
    expect(fromOpenAToB(...subnets, more, into("b", { from: [block("10.0.200.0/24")] }))).toEqual([
      "a -> b may: all",
    ]);
  });

  it("may lead to pods behind services' addresses on the way out", () => {
    const added = [outOf("a", { to: [block("172.20.0.0/16")] }), into("b", { from: [named("a")] })];
    expect(fromAToB(...added)).toEqual(["a -> b may: all"]);
  });

  it("is open to the addresses outside that it names, and to hosts of the VPC where it names that", () => {
    const reached = reachByPolicies(
      facts(
        ...cluster(),
        namespace("b"),
        closed("b"),
        into("b", { from: [block("203.0.113.0/24"), block("10.0.0.0/16")], ports: [tcp(443)] }),
      ),
    );
    const isOutside = (from: string) => !from.startsWith("k8s:ns:");
    expect(shownSteps(reached, (from, to) => isOutside(from) && to === "k8s:ns:main/b")).toEqual([
      "cidr:203.0.113.0/24 -> b must: tcp 443",
      "vpc-address:main -> b must: tcp 443",
    ]);
  });

  it("says nothing of the world where a policy names only the cluster's own addresses", () => {
    const reached = reachByPolicies(
      facts(...cluster(), namespace("b"), closed("b"), into("b", { from: [block("10.0.0.0/16")] })),
    );
    expect(shownSteps(reached, (from) => from.startsWith("cidr:"))).toEqual([]);
  });
});

describe("P8: ports", () => {
  it.each<[string, Written, Written, string[]]>([
    ["a range and a port in it", tcp(8000, 8100), tcp(8080), ["a -> b must: tcp 8080"]],
    ["a range and a port after it", tcp(8000, 8100), tcp(8101), []],
    [
      "a protocol without ports",
      { protocol: "UDP" },
      { protocol: "UDP", port: "53" },
      ["a -> b must: udp 53"],
    ],
    ["another protocol", { protocol: "UDP", port: "53" }, tcp(53), []],
    ["TCP where none is named", { port: "80" }, tcp(80), ["a -> b must: tcp 80"]],
    ["one name on both sides", tcp("http"), tcp("http"), ["a -> b must: tcp http"]],
    ["a name that may be the number", tcp("http"), tcp(8080), ["a -> b may: tcp 8080"]],
    ["a name of another protocol", { protocol: "UDP", port: "dns" }, tcp(53), []],
    ["a name and every port", tcp("http"), { protocol: "TCP" }, ["a -> b must: tcp http"]],
  ])("%s", (_, out, way, expected) => {
    const [leave, enter] = [
      outOf("a", { to: [named("b")], ports: [out] }),
      into("b", { from: [named("a")], ports: [way] }),
    ];
    expect(fromAToB(leave, enter)).toEqual(expected);
  });

  it("joins ports that touch", () => {
    const ports = [tcp(80), tcp(81), tcp(443), tcp(82, 90)];
    expect(fromOpenAToB(into("b", { ports }))).toEqual(["a -> b must: tcp 443, tcp 80-90"]);
  });
});
