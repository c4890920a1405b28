import { reachByPolicies } from "../../../lib/proof/network/policies/reach";
import type { FactResource } from "../../../lib/proof/facts/resource";
import { closed, cluster, namespace, policy, shownSteps } from "../support/cluster";
import { block, fromOpenAToB, named, outOf, pods, tcp } from "../support/policy-parts";
import { facts, resource, UNREAD, type Written } from "../support/facts";

describe("P9: enforcement", () => {
  const withCni = (cni: object | null) =>
    shownSteps(
      reachByPolicies(facts(...cluster(cni), namespace("a"), namespace("b"), closed("a"), closed("b"))),
      (from, to) => [from, to].includes("k8s:unfiltered:main") && [from, to].some((id) => /\/[ab]$/.test(id)),
    );

  it("closes nothing where the add-on's policies are off", () => {
    const expected = [
      "a -> unfiltered:main must: connect past network policies",
      "b -> unfiltered:main must: connect past network policies",
      "unfiltered:main -> a must: all",
      "unfiltered:main -> b must: all",
    ];
    expect(withCni({})).toEqual(expected);
    expect(withCni({ enableNetworkPolicy: "false" })).toEqual(expected);
  });

  it("may be open where the plan has no add-on, or the standard mode", () => {
    expect(withCni(null)).toHaveLength(4);
    expect(withCni({ enableNetworkPolicy: true })).toContainEqual("unfiltered:main -> b may: all");
  });

  it("is closed in strict mode", () => {
    expect(withCni({ enableNetworkPolicy: true, env: { NETWORK_POLICY_ENFORCING_MODE: "strict" } })).toEqual(
      [],
    );
  });

  it("closes nothing on Fargate", () => {
    const profile = resource("platform", "aws_eks_fargate_profile.f", {
      cluster_name: "main",
      selector: [{ namespace: "b" }],
    });
    expect(fromOpenAToB(closed("b"), profile)).toEqual(["a -> b must: all"]);
  });
});

describe("P10: what is beyond network policies", () => {
  it.each([
    "policy.networking.k8s.io/v1alpha1",
    "cilium.io/v2",
    "crd.projectcalico.org/v1",
    "networking.k8s.aws/v1",
  ])("may let through anything: %s", (apiVersion) => {
    const other = resource("platform", "kubernetes_manifest.other", {
      manifest: { apiVersion, kind: "Some", metadata: { name: "some" } },
    });
    const reached = reachByPolicies(facts(...cluster(), namespace("a"), closed("a"), other));
    expect(reached.steps).toContainEqual(
      expect.objectContaining({
        from: "k8s:ns:main/a",
        to: "k8s:unfiltered:main",
        certainty: "may",
        causes: ["Some kubernetes_manifest.other may allow what no NetworkPolicy does"],
      }),
    );
  });

  it("reads a NetworkPolicy that is written as a manifest", () => {
    const spec = {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ namespaceSelector: {} }] }],
    };
    const manifest = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "m", namespace: "b" },
      spec,
    };
    expect(fromOpenAToB(closed("b"), resource("b", "kubernetes_manifest.m", { manifest }))).toEqual([
      "a -> b must: all",
    ]);
    const yaml_body = JSON.stringify(manifest);
    expect(fromOpenAToB(closed("b"), resource("b", "kubectl_manifest.m", { yaml_body }))).toEqual([
      "a -> b must: all",
    ]);
  });
});

describe("P11: the cluster's DNS", () => {
  const resolver = {
    ...(named("kube-system") as object),
    ...(pods({ "k8s-app": "kube-dns" }) as object),
  };
  const coredns = policy(
    "kube-system",
    {
      pod_selector: [{ match_labels: { "k8s-app": "kube-dns" } }],
      policy_types: ["Ingress"],
      ingress: [{ from: [{ namespace_selector: [{}] }], ports: [{ protocol: "UDP", port: "53" }] }],
    },
    "platform",
  );
  const fromA = (...added: FactResource[]) =>
    shownSteps(
      reachByPolicies(facts(...cluster(), namespace("a"), closed("a"), coredns, ...added)),
      (from) => from === "k8s:ns:main/a",
    );

  it("is a service of the platform where only its port is open", () => {
    const dns = outOf("a", { to: [resolver], ports: [{ protocol: "UDP", port: "53" }, tcp(53)] });
    expect(fromA(dns)).toEqual(["a -> dns:main must: udp 53"]);
  });

  it("is kube-system itself where more is open", () => {
    expect(fromA(outOf("a", { to: [named("kube-system")] }))).toContainEqual("a -> kube-system may: all");
  });
});

describe("what cannot be read", () => {
  it.each<[string, Record<string, Written>]>([
    ["rules", { pod_selector: [{}], policy_types: ["Ingress"], ingress: UNREAD }],
    ["the peers of a rule", { pod_selector: [{}], policy_types: ["Ingress"], ingress: [{ from: UNREAD }] }],
    ["a peer", { pod_selector: [{}], policy_types: ["Ingress"], ingress: [{ from: [UNREAD] }] }],
    [
      "a selector",
      {
        pod_selector: [{}],
        policy_types: ["Ingress"],
        ingress: [{ from: [{ namespace_selector: UNREAD }] }],
      },
    ],
    ["a range", { pod_selector: [{}], policy_types: ["Ingress"], ingress: [{ from: [block("${x.y.z}")] }] }],
    ["all of it", { pod_selector: UNREAD, policy_types: UNREAD }],
  ])("may open what it is about: %s", (_, spec) => {
    expect(fromOpenAToB(policy("b", spec))).toEqual(["a -> b may: all"]);
  });

  it("may open more where a policy's spec may be changed by others", () => {
    const mine = resource(
      "b",
      "kubernetes_network_policy_v1.ignored",
      { metadata: [{ name: "p", namespace: "b" }], spec: [{ pod_selector: [{}] }] },
      { ignored: ["spec[0].ingress"] },
    );
    expect(fromOpenAToB(closed("b"), mine)).toEqual(["a -> b may: all"]);
  });

  it("closes nothing for certain where a policy need not be there", () => {
    const spec = [{ pod_selector: [{}], policy_types: ["Ingress"] }];
    const some = (many: boolean) =>
      resource(
        "b",
        "kubernetes_network_policy_v1.some",
        { metadata: [{ name: "p", namespace: "b" }], spec },
        { many },
      );
    expect(fromOpenAToB(some(true))).toEqual(["a -> b may: all"]);
    expect(fromOpenAToB(some(false))).toEqual([]);
  });

  it("knows a policy whose annotations may be changed by others", () => {
    const ignored = { ignored: ["metadata[0].annotations"] };
    const metadata = [{ name: "p", namespace: "b" }];
    const spec = [{ pod_selector: [{}], policy_types: ["Ingress"] }];
    const mine = resource("b", "kubernetes_network_policy_v1.some", { metadata, spec }, ignored);
    expect(fromOpenAToB(mine)).toEqual([]);
  });

  it("keeps what is closed for certain closed", () => {
    const some = policy("b", {
      pod_selector: [{}],
      policy_types: ["Ingress"],
      ingress: [{ from: [named("c")], ports: [{ port: UNREAD }] }],
    });
    expect(fromOpenAToB(some)).toEqual([]);
  });
});
