import type { DeclaredCluster, Facts } from "../../../lib/proof/facts/resource";
import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { reachByPolicies } from "../../../lib/proof/network/policies/reach";
import { closed, cluster, namespace, policy, shownSteps } from "../support/cluster";
import { facts, resource } from "../support/facts";

const said = (changes: Partial<DeclaredCluster> = {}): DeclaredCluster => ({
  ...{
    name: "main",
    networkPolicy: "unknown",
    vpcCidrs: [],
    metadataService: "unknown",
    podSecurity: "unknown",
  },
  ...changes,
});
/** Two closed tenants in a cluster of which the plan has nothing, and what the intent says of it. */
const apart = (changes?: Partial<DeclaredCluster>): Facts => ({
  ...facts(namespace("a"), namespace("b"), closed("a"), closed("b")),
  ...(changes !== undefined && { clusters: [said(changes)] }),
});
/** Whose pods connect past network policies. */
const pastPolicies = (from: Facts) =>
  reachByPolicies(from).steps.flatMap((step) => (step.to.startsWith("k8s:unfiltered:") ? [step.from] : []));

describe("of a cluster that is not in the plan", () => {
  it("the intent says how policies are enforced; else nobody knows", () => {
    expect(pastPolicies(apart())).toContain("k8s:ns:cluster/a");
    expect(pastPolicies(apart({ networkPolicy: "strict" }))).toEqual([]);
    const certainties = (networkPolicy: DeclaredCluster["networkPolicy"]) =>
      reachByPolicies(apart({ networkPolicy }))
        .steps.filter(({ from, to }) => from === "k8s:ns:main/a" && to === "k8s:unfiltered:main")
        .map(({ certainty }) => certainty);
    expect(certainties("standard")).toEqual(["may"]);
    expect(certainties("off")).toEqual(["must"]);
  });

  it("the intent says which addresses pods may have", () => {
    const block = (cidr: string) => [{ ip_block: [{ cidr }] }];
    const out = policy("a", {
      pod_selector: [{}],
      policy_types: ["Egress"],
      egress: [{ to: block("192.0.2.0/24") }],
    });
    const into = policy("b", { pod_selector: [{}], policy_types: ["Ingress"], ingress: [{}] });
    const fromAToB = (vpcCidrs: readonly string[]) => {
      const { resources, ...rest } = apart({ networkPolicy: "strict", vpcCidrs });
      const found = reachByPolicies({ ...rest, resources: [...resources, out, into] });
      return shownSteps(found, (from, to) => from.endsWith("/a") && to.endsWith("/b"));
    };
    expect(fromAToB([])).toEqual(["a -> b may: all"]);
    expect(fromAToB(["10.0.0.0/16"])).toEqual([]);
    expect(fromAToB(["192.0.0.0/16"])).toEqual(["a -> b may: all"]);
  });
});

describe("of what the plan leaves open", () => {
  const toNodes = (podSecurity: DeclaredCluster["podSecurity"]) => {
    const named = resource("a", "kubernetes_service_account_v1.x", {
      metadata: [{ name: "x", namespace: "a" }],
    });
    const found = reachInKubernetes({ ...facts(...cluster(), named), clusters: [said({ podSecurity })] });
    return found.steps.filter(({ from, to }) => from === "k8s:ns:main/a" && to === "k8s:nodes:main");
  };

  it("the intent says what pods may be where a namespace's labels are not in the plan", () => {
    expect(toNodes("unknown").map(({ certainty }) => certainty)).toEqual(["may"]);
    expect(toNodes("restricted")).toEqual([]);
    expect(toNodes("privileged").map(({ certainty }) => certainty)).toEqual(["must"]);
  });

  it("the intent says whether nodes without a word on it answer pods for their role", () => {
    const made = [
      resource("platform", "aws_launch_template.t", { name: "t" }),
      resource("platform", "aws_eks_node_group.n", {
        ...{ cluster_name: "main", node_role_arn: "arn:aws:iam::123456789012:role/node" },
        launch_template: [{ id: "${aws_launch_template.t.id}" }],
      }),
    ];
    const answers = (metadataService: DeclaredCluster["metadataService"]) =>
      reachInKubernetes({
        ...facts(...cluster(), namespace("a"), ...made),
        clusters: [said({ metadataService })],
      })
        .steps.filter(({ from }) => from === "k8s:metadata:main")
        .map(({ certainty }) => certainty);
    expect(answers("unknown")).toEqual(["may"]);
    expect(answers("open")).toEqual(["must"]);
    expect(answers("closed")).toEqual([]);
  });
});

test("what the plan tells holds, whatever the intent says", () => {
  const strict = {
    ...facts(...cluster(), namespace("a"), closed("a")),
    clusters: [said({ networkPolicy: "off" })],
  };
  expect(pastPolicies(strict)).toEqual([]);
});
