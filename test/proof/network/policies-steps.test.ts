import type { FactResource } from "../../../lib/proof/facts/resource";
import type { Opening } from "../../../lib/proof/network/policies/connection";
import type { NetworkPolicy } from "../../../lib/proof/network/policies/policy";
import { reachByPolicies } from "../../../lib/proof/network/policies/reach";
import { hub, namespaceNode, stepsOf } from "../../../lib/proof/network/policies/steps";
import { ALL_PORTS, NO_PORTS, portsOf } from "../../../lib/proof/network/ports";
import { closed, cluster, namespace } from "../support/cluster";
import { facts, owner, type Written } from "../support/facts";
import { block, into, labelled, named, outOf, tcp } from "../support/policy-parts";

const at = (address: string) => ({ stack: "s", address, pointer: "" });
const one = (port: number, to = port) => portsOf("tcp", { from: port, to });
const UNSELECTED = "no policy selects these pods";

function written(name: string, namespaceName = "b"): NetworkPolicy {
  const about = { cluster: "main", namespace: namespaceName, name, owner: owner("b") };
  const rest = { pods: { requirements: [] }, ingress: undefined, egress: undefined };
  return { ...about, ...rest, provenance: at(name) };
}

const opening = (more: Partial<Opening>): Opening => ({
  ...{ certain: NO_PORTS, possible: NO_PORTS, causes: [], policies: [] },
  ...more,
});
const between = { from: "from", to: "to", fallback: [at("b"), undefined, at("a")] };
const STEP = { from: "from", to: "to", kind: "access", plane: "network" };

describe("the steps of an opening", () => {
  it("are none where nothing gets through", () => {
    expect(stepsOf(between, opening({ causes: ["x"] }))).toEqual([]);
  });

  it("are one where all that may get through does, by the policies that let it", () => {
    const found = opening({ certain: one(80), possible: one(80), causes: ["x"], policies: [written("p")] });
    expect(stepsOf(between, found)).toEqual([
      {
        ...{ ...STEP, what: ["tcp 80"], certainty: "must", causes: [] },
        ...{ because: "the policy b/p lets it through", evidence: [at("p")] },
      },
    ]);
  });

  it("name several policies in order, each once", () => {
    const [p, q, other] = [written("p"), written("q"), written("p", "a")];
    const found = opening({ certain: one(80), possible: one(80), policies: [q, p, q, other] });
    expect(stepsOf(between, found)).toMatchObject([
      { because: "the policies a/p, b/p, b/q let it through", evidence: [at("q"), at("p"), at("p")] },
    ]);
  });

  it("rest on the two ends where no policy is about them", () => {
    expect(stepsOf(between, opening({ certain: ALL_PORTS, possible: ALL_PORTS }))).toEqual([
      {
        ...{ ...STEP, what: ["all"], certainty: "must", causes: [] },
        ...{ because: UNSELECTED, evidence: [at("b"), at("a")] },
      },
    ]);
  });

  it("are two where more may get through, and say why", () => {
    const found = opening({
      certain: one(80),
      possible: one(80, 90),
      causes: ["x"],
      policies: [written("p")],
    });
    expect(stepsOf(between, found)).toMatchObject([
      { what: ["tcp 80"], certainty: "must", causes: [] },
      { what: ["tcp 81-90"], certainty: "may", causes: ["x"] },
    ]);
    expect(stepsOf(between, opening({ possible: one(80) }))).toMatchObject([
      { what: ["tcp 80"], certainty: "may", causes: [UNSELECTED] },
    ]);
  });

  it("say what was declared to be open, and by which rule", () => {
    const declared = [{ name: "rule", ports: one(80) }];
    const steps = stepsOf({ ...between, declared }, opening({ certain: one(80, 81), possible: one(80, 81) }));
    expect(steps.map(({ what, declaredBy }) => [what, declaredBy])).toEqual([
      [["tcp 80"], ["rule"]],
      [["tcp 81"], undefined],
    ]);
    expect(steps.map((step) => "declaredBy" in step)).toEqual([true, false]);
    const further = stepsOf({ ...between, declared }, opening({ possible: one(80, 81) }));
    expect(further.map(({ what, certainty }) => [what, certainty])).toEqual([
      [["tcp 80"], "may"],
      [["tcp 81"], "may"],
    ]);
  });
});

describe("the nodes", () => {
  it("of a namespace are its owner's", () => {
    const given = { cluster: "main", name: "a", owner: owner("a"), provenance: at("ns") };
    expect(namespaceNode({ ...given, labels: { known: new Map(), open: false } })).toEqual({
      ...{ id: "k8s:ns:main/a", kind: "namespace", title: "namespace a", owner: owner("a") },
      provenance: at("ns"),
    });
  });

  it("of the cluster are the platform's", () => {
    const platform = { owner: owner("platform"), provenance: undefined };
    expect(hub("x", "y", "z")).toEqual({ id: "x", kind: "y", title: "z", ...platform });
    const { nodes } = reachByPolicies(facts(...cluster(), namespace("a"), closed("a")));
    expect(nodes.filter(({ id }) => !id.startsWith("k8s:ns:") && !id.startsWith("cidr:"))).toEqual([
      { id: "k8s:dns:main", kind: "platform-service", title: "DNS of main", ...platform },
      {
        id: "k8s:unfiltered:main",
        kind: "network",
        title: "the network of main past its policies",
        ...platform,
      },
      { id: "k8s:vpc-address:main", kind: "addresses", title: "addresses of the VPC of main", ...platform },
      {
        ...{
          id: "k8s:chosen-labels:main",
          kind: "namespace",
          title: "a namespace of main with chosen labels",
        },
        ...platform,
      },
    ]);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });
});

describe("the steps between namespaces", () => {
  const reached = (cni: object | null | undefined, ...added: FactResource[]) =>
    reachByPolicies(facts(...cluster(cni), namespace("a"), namespace("b"), namespace("c", {}, "a"), ...added))
      .steps;
  const open = [
    ...[closed("a"), closed("b"), closed("c")],
    outOf("a", { to: [named("b", "c")], ports: [tcp(80)] }),
    ...["b", "c"].map((name) => into(name, { from: [named("a")], ports: [tcp(80)] })),
  ];
  const fromA = (steps: ReturnType<typeof reached>) =>
    steps.filter(({ from, to }) => from === "k8s:ns:main/a" && to.startsWith("k8s:ns:")).map(({ to }) => to);

  it("are those between owners", () => {
    expect(fromA(reached(undefined, ...open))).toEqual(["k8s:ns:main/b"]);
  });

  it("are none where nobody enforces policies: then everything is open past them", () => {
    const steps = reached({}, ...open);
    expect(fromA(steps)).toEqual([]);
    const past = steps.filter(({ from, to }) => [from, to].includes("k8s:unfiltered:main"));
    expect(past.filter((step) => [step.from, step.to].includes("k8s:ns:main/a"))).toEqual([
      {
        ...{ from: "k8s:ns:main/a", to: "k8s:unfiltered:main", kind: "control", plane: "network" },
        ...{ what: ["connect past network policies"], certainty: "must", causes: [] },
        because: "the vpc-cni add-on does not switch network policies on",
        evidence: [expect.objectContaining({ address: "aws_eks_addon.cni" })],
      },
      {
        ...{ from: "k8s:unfiltered:main", to: "k8s:ns:main/a", kind: "access", plane: "network" },
        ...{ what: ["all"], certainty: "must", causes: [] },
        because: "the vpc-cni add-on does not switch network policies on",
        evidence: [expect.objectContaining({ address: "aws_eks_addon.cni" })],
      },
    ]);
  });

  it("may be past policies from a pod's start, beside those by policies", () => {
    const steps = reached({ enableNetworkPolicy: "true" }, ...open);
    expect(fromA(steps)).toEqual(["k8s:ns:main/b"]);
    const causes = ["in standard mode a pod is open from its start until its policies are programmed"];
    expect(steps).toContainEqual(
      expect.objectContaining({ from: "k8s:ns:main/a", to: "k8s:unfiltered:main", certainty: "may", causes }),
    );
  });

  it("rest on both namespaces where no policy is about them", () => {
    const [step] = reached({ enableNetworkPolicy: "true" }).filter(
      ({ from, to }) => from === "k8s:ns:main/a" && to === "k8s:ns:main/b",
    );
    expect(step?.evidence.map(({ address }) => address)).toEqual([
      ...["kubernetes_namespace_v1.b", "kubernetes_namespace_v1.a"],
    ]);
  });
});

describe("a namespace that does not yet exist, with labels of somebody's choice", () => {
  const comesIn = (...from: Parameters<typeof into>[1][]) =>
    reachByPolicies(facts(...cluster(), namespace("b"), closed("b"), into("b", { from })))
      .steps.filter(({ from: start, to }) => start === "k8s:chosen-labels:main" && to === "k8s:ns:main/b")
      .map(({ certainty }) => certainty);

  it("comes in where a policy asks for labels, or for any namespace", () => {
    expect(comesIn(labelled({ team: "x" }))).toEqual(["must"]);
    expect(comesIn({ namespace_selector: [{}] })).toEqual(["must"]);
  });

  it("does not come in by a name, by pods of the namespace, or by addresses", () => {
    expect(comesIn(named("a"))).toEqual([]);
    expect(comesIn({ pod_selector: [{}] })).toEqual([]);
    expect(comesIn(block("10.0.0.0/16"))).toEqual([]);
  });

  it("does not come in by labels that exclude each other, of it or of its pods", () => {
    const never = [
      { key: "x", operator: "Exists" },
      { key: "x", operator: "DoesNotExist" },
    ];
    expect(comesIn({ namespace_selector: [{ match_expressions: never }] })).toEqual([]);
    const noPods = { namespace_selector: [{}], pod_selector: [{ match_expressions: never }] };
    expect(comesIn(noPods)).toEqual([]);
  });

  it("may come in by labels and a name, which somebody may take", () => {
    const both: Written = [
      { key: "team", operator: "Exists" },
      { key: "kubernetes.io/metadata.name", operator: "In", values: ["later"] },
    ];
    expect(comesIn({ namespace_selector: [{ match_expressions: both }] })).toEqual(["may"]);
  });
});
