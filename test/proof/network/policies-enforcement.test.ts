import type { DeclaredCluster, FactResource } from "../../../lib/proof/facts/resource";
import { Clusters } from "../../../lib/proof/kubernetes/clusters";
import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import { enforcementOf } from "../../../lib/proof/network/policies/enforcement";
import { clusterPolicies } from "../../../lib/proof/network/policies/surroundings";
import { cluster, namespace, policy, STRICT } from "../support/cluster";
import { facts, resource, UNREAD, type Written } from "../support/facts";

const UNKNOWN = "it is only known after the apply";
const WINDOW = "in standard mode a pod is open from its start until its policies are programmed";
const OFF = "the vpc-cni add-on does not switch network policies on";

function enforcement(resources: readonly FactResource[], declared: readonly DeclaredCluster[] = []) {
  const all = { ...facts(...resources), clusters: declared };
  return enforcementOf(all, kubernetesObjects(all), new Clusters(all), "main");
}

const addon = (attributes: Record<string, Written>) =>
  resource("platform", "aws_eks_addon.x", { cluster_name: "main", addon_name: "vpc-cni", ...attributes });
const configured = (configuration_values: Written) => {
  const { enforced, strict, causes } = enforcement([...cluster(null), addon({ configuration_values })]);
  return [enforced, strict, ...causes];
};

describe("the network of a cluster", () => {
  it.each<[string, string, readonly (string | boolean)[]]>([
    ["is closed from a pod's start", JSON.stringify(STRICT), ["yes", true]],
    ["is closed a moment later, without a mode", '{"enableNetworkPolicy":"true"}', ["yes", false, WINDOW]],
    [
      "is closed a moment later, in the other mode",
      '{"enableNetworkPolicy":true,"env":{"NETWORK_POLICY_ENFORCING_MODE":"standard"}}',
      ["yes", false, WINDOW],
    ],
    [
      "is closed a moment later, where the mode is somewhere else",
      '{"enableNetworkPolicy":true,"NETWORK_POLICY_ENFORCING_MODE":"strict","env":null}',
      ["yes", false, WINDOW],
    ],
    ["is open, where policies are off", '{"enableNetworkPolicy":"false"}', ["no", false, OFF]],
    [
      "is open, where nothing is said of policies",
      '{"env":{"NETWORK_POLICY_ENFORCING_MODE":"strict"}}',
      ["no", false, OFF],
    ],
    [
      "is closed from a pod's start, as YAML",
      "enableNetworkPolicy: true\nenv:\n  NETWORK_POLICY_ENFORCING_MODE: strict\n",
      ["yes", true],
    ],
    [
      "may be open, by what is neither JSON nor YAML",
      "enableNetworkPolicy: [true",
      ["unknown", false, "the vpc-cni add-on's setup cannot be read"],
    ],
    [
      "may be open, by a JSON of nothing",
      "null",
      ["unknown", false, "the vpc-cni add-on's setup cannot be read"],
    ],
    [
      "may be open, by a JSON that is no object",
      "3",
      ["unknown", false, "the vpc-cni add-on's setup cannot be read"],
    ],
  ])("%s", (_, text, expected) => {
    expect(configured(text)).toEqual(expected);
  });

  it("is open, where the add-on is not set up at all", () => {
    const { enforced, strict, causes } = enforcement([...cluster(null), addon({})]);
    expect([enforced, strict, causes]).toEqual(["no", false, [OFF]]);
  });

  it("may be open, where the setup is not known", () => {
    expect(configured(UNREAD)).toEqual(["unknown", false, UNKNOWN]);
    expect(configured("${aws_x.y.z}")).toEqual([
      ...[
        "unknown",
        false,
        "the configuration of the vpc-cni add-on is ${aws_x.y#z}, which only the apply knows",
      ],
    ]);
  });

  it("is what its own add-on of that name says, which is named", () => {
    const strict = addon({ configuration_values: JSON.stringify(STRICT) });
    const found = enforcement([
      ...cluster(null),
      resource("platform", "aws_eks_addon.dns", { cluster_name: "main", addon_name: "coredns" }),
      resource("platform", "aws_eks_cluster.far", { name: "far" }),
      resource("platform", "aws_eks_addon.far", { cluster_name: "far", addon_name: "vpc-cni" }),
      resource("platform", "aws_eks_addon_version.x", { cluster_name: "main", addon_name: "vpc-cni" }),
      strict,
    ]);
    expect(found).toMatchObject({ enforced: "yes", strict: true, causes: [], evidence: [strict] });
  });
});

describe("a cluster whose add-ons are not in the plan", () => {
  const declared = (networkPolicy: DeclaredCluster["networkPolicy"], name = "main") => {
    const more = { vpcCidrs: [], metadataService: "unknown", podSecurity: "unknown" } as const;
    const { enforced, strict, causes } = enforcement(cluster(null), [{ name, networkPolicy, ...more }]);
    return [enforced, strict, ...causes];
  };
  const NOBODY = "neither the plan nor the intent says whether the cluster's network enforces policies";

  it("is what the intent says", () => {
    expect(declared("strict")).toEqual(["yes", true]);
    expect(declared("standard")).toEqual(["yes", false, WINDOW]);
    expect(declared("off")).toEqual(["no", false, "the intent says that the network enforces no policies"]);
    expect(declared("unknown")).toEqual(["unknown", false, NOBODY]);
  });

  it("is not known where nobody says", () => {
    expect(declared("strict", "far")).toEqual(["unknown", false, NOBODY]);
    expect(enforcement(cluster(null)).causes).toEqual([NOBODY]);
  });
});

describe("namespaces on Fargate", () => {
  const profile = (selector: Written, cluster_name = "main") =>
    resource("platform", "aws_eks_fargate_profile.f", { cluster_name, selector });
  const unenforced = (...profiles: FactResource[]) =>
    ["a", "team-a", "b"].filter(enforcement([...cluster(), ...profiles]).unenforced);

  it("are those that a profile selects, by name or by pattern", () => {
    expect(unenforced(profile([{ namespace: "a" }, { namespace: "b" }]))).toEqual(["a", "b"]);
    expect(unenforced(profile([{ namespace: "team-*" }]))).toEqual(["team-a"]);
    expect(unenforced()).toEqual([]);
  });

  it("are all, where it is not known which", () => {
    expect(unenforced(profile([{ namespace: "${aws_x.y.z}" }]))).toEqual(["a", "team-a", "b"]);
  });

  it("are not those of another cluster, nor of what only looks like a profile", () => {
    const far = resource("platform", "aws_eks_cluster.far", { name: "far" });
    expect(unenforced(far, profile([{ namespace: "a" }], "far"))).toEqual([]);
    const group = resource("platform", "aws_eks_node_group.g", {
      ...{ cluster_name: "main", selector: [{ namespace: "a" }] },
    });
    expect(unenforced(group)).toEqual([]);
  });

  it("have no policies, and are closed by none", () => {
    const all = [...cluster(), namespace("a"), namespace("b"), policy("a", {}), policy("b", {})];
    const [place] = clusterPolicies(facts(...all, profile([{ namespace: "a" }])));
    const counts = ["a", "b"].map((name) => place?.policiesIn(name).length);
    expect([counts, place?.strictIn("a"), place?.strictIn("b")]).toEqual([[0, 1], "no", "yes"]);
  });
});

describe("what may allow more than policies do", () => {
  const object = (apiVersion: string, stack = "stack") =>
    resource(
      "platform",
      "kubernetes_manifest.x",
      { manifest: { apiVersion, kind: "Some", metadata: { name: "x" } } },
      { stack },
    );

  it.each([
    ...["policy.networking.k8s.io", "cilium.io", "projectcalico.org", "crd.projectcalico.org"],
    ...["networking.k8s.aws", "crd.antrea.io"],
  ])("is anything of %s, which is named", (group) => {
    const some = object(`${group}/v1`);
    const { enforced, causes, evidence } = enforcement([...cluster(), some]);
    expect([enforced, causes, evidence.includes(some)]).toEqual([
      ...["yes", ["Some kubernetes_manifest.x may allow what no NetworkPolicy does"], true],
    ]);
  });

  it.each(["networking.k8s.io", "mycilium.io", "cilium.io.example.com", "xcrd.antrea.io"])(
    "is nothing of %s",
    (group) => {
      expect(enforcement([...cluster(), object(`${group}/v1`)]).causes).toEqual([]);
    },
  );

  it("is nothing of another cluster", () => {
    const far = resource("platform", "aws_eks_cluster.far", { name: "far" }, { stack: "far" });
    expect(enforcement([...cluster(), far, object("cilium.io/v2", "far")]).causes).toEqual([]);
  });

  it("is a policy of which nobody knows in which namespace it is; the causes are sorted", () => {
    const lost = (type: string, stack = "stack") =>
      resource("a", `${type}.lost`, { metadata: [{ name: "p", namespace: UNREAD }], spec: [{}] }, { stack });
    const cause = "it is not known in which namespace kubernetes_network_policy_v1.lost is";
    const lostPolicy = lost("kubernetes_network_policy_v1");
    expect(enforcement([...cluster(), lostPolicy, object("cilium.io/v2")]).causes).toEqual([
      ...["Some kubernetes_manifest.x may allow what no NetworkPolicy does", cause],
    ]);
    expect(enforcement([...cluster(), lost("kubernetes_service_account_v1")]).causes).toEqual([]);
    const far = resource("platform", "aws_eks_cluster.far", { name: "far" }, { stack: "far" });
    expect(enforcement([...cluster(), far, lost("kubernetes_network_policy_v1", "far")]).causes).toEqual([]);
  });
});

describe("a policy that need not be there", () => {
  const one = (options: { many?: boolean; stack?: string }, ...more: FactResource[]) => {
    const spec = [{ pod_selector: [{}], policy_types: ["Ingress", "Egress"] }];
    const metadata = [{ name: "p", namespace: "a" }];
    const written = resource("a", "kubernetes_network_policy_v1.p", { metadata, spec }, options);
    const place = clusterPolicies(facts(...cluster(), namespace("a"), ...more, written)).find(
      ({ cluster: name }) => name === "main",
    );
    return place?.policiesIn("a").map(({ ingress, egress }) => [ingress?.cause, egress?.cause]);
  };

  it("says so in both directions", () => {
    const many = "it is not known how many there are of it, if any";
    expect(one({})).toEqual([[undefined, undefined]]);
    expect(one({ many: true })).toEqual([[many, many]]);
    const far = resource("platform", "aws_eks_cluster.far", { name: "far" }, { stack: "far" });
    const where = "it is not known which cluster it is in";
    expect(one({ stack: "elsewhere" }, far)).toEqual([[where, where]]);
    expect(one({ stack: "far" }, far)).toEqual([]);
  });
});

describe("the namespaces of a cluster", () => {
  it("are its own", () => {
    const far = resource("platform", "aws_eks_cluster.far", { name: "far" }, { stack: "far" });
    const there = resource("b", "kubernetes_namespace_v1.b", { metadata: [{ name: "b" }] }, { stack: "far" });
    const places = clusterPolicies(facts(...cluster(), namespace("a"), far, there));
    const tenants = places.map(({ cluster: name, namespaces }) => [
      name,
      ...namespaces.flatMap(({ name: each, owner }) => (owner.kind === "tenant" ? [each] : [])),
    ]);
    expect(tenants).toEqual([
      ["far", "b"],
      ["main", "a"],
    ]);
  });

  it("of which the plan knows nothing may be closed to whom no policy selects", () => {
    const [place] = clusterPolicies(facts(...cluster(), namespace("a")));
    expect(["a", "kube-system", "gone"].map((name) => place?.strictIn(name))).toEqual([
      ...["yes", "unknown", "unknown"],
    ]);
  });
});
