import type { FactResource } from "../../../lib/proof/facts/resource";
import type { Step } from "../../../lib/proof/facts/step";
import { reachBySecurityGroups } from "../../../lib/proof/network/groups/reach";
import { closed, cluster, namespace, STRICT } from "../support/cluster";
import { facts, owner, resource, UNREAD, type Written } from "../support/facts";
import { group, rule, sg, to } from "../support/network-parts";
import { block, into, outOf } from "../support/policy-parts";

const anywhere = { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" };
const PODS = "pods:main/a/stack/kubernetes_manifest.groups";
const NODES = "eni:stack/aws_eks_node_group.n";
const CLUSTER_GROUP = "${aws_eks_cluster.main.cluster_security_group_id}";

const given = (groupIds: Written) =>
  resource("a", "kubernetes_manifest.groups", {
    manifest: {
      ...{ apiVersion: "vpcresources.k8s.aws/v1beta1", kind: "SecurityGroupPolicy" },
      ...{ metadata: { name: "groups", namespace: "a" }, spec: { securityGroups: { groupIds } } },
    },
  });
const nodes = resource("platform", "aws_eks_node_group.n", {
  ...{ cluster_name: "${aws_eks_cluster.main.name}", subnet_ids: ["${aws_subnet.a.id}"] },
});

function reached(resources: readonly FactResource[], cni: object | null = STRICT) {
  return reachBySecurityGroups(
    facts(...cluster(cni), namespace("a"), group("pods", {}, "a"), group("b"), ...resources),
  );
}

const from = (steps: readonly Step[], start: string) => steps.filter((step) => step.from === start);
const shown = (steps: readonly Step[]) =>
  steps.map(({ kind, to: end, certainty, what, causes }) =>
    [`${kind} ${end} ${certainty}: ${what.join()}`, ...causes].join(" | "),
  );
const LETS_IN = [rule("egress", "pods", anywhere), rule("ingress", "b", to("pods"))];

describe("pods with groups of their own", () => {
  const OWN = given([sg("pods")]);

  it("are a member of their own, of whose namespace they are in", () => {
    const { nodes: all } = reached([OWN]);
    expect(all.find(({ id }) => id === PODS)).toEqual({
      ...{ id: PODS, kind: "security-group", title: "pods of the namespace a with security groups" },
      ...{ owner: owner("a"), provenance: OWN.provenance },
    });
  });

  it("go where these let them, as far as policies let them out", () => {
    const open = reached([OWN, ...LETS_IN, closed("a"), outOf("a", { to: [block("10.0.0.0/16")] })]).steps;
    expect(from(open, "k8s:ns:main/a")).toEqual([
      {
        ...{
          from: "k8s:ns:main/a",
          to: PODS,
          kind: "control",
          plane: "network",
          certainty: "must",
          causes: [],
        },
        what: ["connect with security groups of their own"],
        because: "a policy of the cluster gives pods network interfaces with these groups",
        evidence: [
          OWN.provenance,
          expect.objectContaining({ address: expect.stringMatching(/network_policy/) as string }),
        ],
      },
    ]);
    expect(shown(from(open, PODS))).toEqual(["access sg:stack/aws_security_group.b must: tcp 443"]);
    expect(from(reached([OWN, ...LETS_IN, closed("a")]).steps, "k8s:ns:main/a")).toEqual([]);
    expect(from(reached([OWN, closed("a"), outOf("a", {})]).steps, "k8s:ns:main/a")).toEqual([]);
  });

  it("are reached by whom these and policies let in", () => {
    const lets = [rule("egress", "b", anywhere), rule("ingress", "pods", to("b"))];
    const ends = (...more: FactResource[]) =>
      from(reached([OWN, ...lets, ...more]).steps, "sg:stack/aws_security_group.b").map(({ to: end }) => end);
    expect(ends(closed("a"))).toEqual(["sg:stack/aws_security_group.pods"]);
    expect(ends(closed("a"), into("a", { from: [block("10.0.0.0/16")] }))).toEqual([
      PODS,
      "sg:stack/aws_security_group.pods",
    ]);
    const off = reached([OWN, ...lets, closed("a")], {}).steps;
    expect(from(off, "sg:stack/aws_security_group.b").map(({ to: end }) => end)).toContain(PODS);
  });

  it("may have any groups, where it is not known which", () => {
    const causes = (groupIds: Written) =>
      from(reached([given(groupIds), ...LETS_IN, outOf("a", {})]).steps, PODS).flatMap(
        ({ causes: own }) => own,
      );
    const address = "kubernetes_manifest.groups";
    expect(causes(UNREAD)).toContain(`${address}: it is only known after the apply`);
    expect(causes(["sg-1"])).toContain(`${address}: it is not known which groups its pods have`);
  });
});

describe("pods as their nodes", () => {
  const fromNodes = rule("ingress", "b", { referenced_security_group_id: CLUSTER_GROUP });
  const out = outOf("a", { to: [block("10.0.0.0/16")] });
  const ofA = (resources: readonly FactResource[], cni: object | null = STRICT) =>
    from(reached([nodes, ...resources], cni).steps, "k8s:ns:main/a");

  it("have the nodes' interfaces, where these lead to somebody's", () => {
    expect(ofA([fromNodes, closed("a"), out])).toEqual([
      {
        ...{
          from: "k8s:ns:main/a",
          to: NODES,
          kind: "control",
          plane: "network",
          certainty: "must",
          causes: [],
        },
        what: ["connect with the security groups of the nodes"],
        because: "pods share the network interfaces of their nodes",
        evidence: [
          nodes.provenance,
          expect.objectContaining({ address: expect.stringMatching(/network_policy/) as string }),
        ],
      },
    ]);
    expect(ofA([closed("a"), out])).toEqual([]);
    expect(ofA([fromNodes, closed("a")])).toEqual([]);
  });

  it("may have them where it is not sure that policies decide, and have them where they do not", () => {
    const off = { enableNetworkPolicy: "false" };
    expect(shown(ofA([fromNodes, closed("a")], off))).toEqual([
      `control ${NODES} must: connect with the security groups of the nodes`,
    ]);
    expect(shown(ofA([fromNodes, closed("a")], null))).toEqual([
      `control ${NODES} may: connect with the security groups of the nodes | ` +
        "neither the plan nor the intent says whether the cluster's network enforces policies",
    ]);
    const part = outOf("a", { to: [block("10.0.0.0/25")] });
    expect(ofA([fromNodes, closed("a"), part]).map(({ certainty }) => certainty)).toEqual(["may"]);
    expect(
      ofA([fromNodes, closed("a"), outOf("a", { to: [UNREAD] })]).map(({ certainty }) => certainty),
    ).toEqual(["may"]);
    expect(ofA([fromNodes, closed("a"), outOf("a", { to: [{ pod_selector: [{}] }] })])).toEqual([]);
  });

  it("are reached by hosts that reach the nodes", () => {
    const lets = [
      rule("egress", "b", anywhere),
      rule("ingress", "n", { ...to("b"), security_group_id: CLUSTER_GROUP }),
    ];
    const steps = from(reached([nodes, ...lets, closed("a")]).steps, "sg:stack/aws_security_group.b");
    expect(shown(steps)).toEqual([
      `access ${NODES} must: tcp 443`,
      "control k8s:vpc-address:main must: tcp 443",
    ]);
    expect(steps[1]?.because).toBe(
      "rules of the security groups of both let it through; pods share the network interfaces of their nodes",
    );
  });

  it("are those of their own cluster", () => {
    const far = [
      resource("platform", "aws_eks_cluster.far", { name: "far" }, { stack: "far" }),
      resource("platform", "aws_eks_node_group.n", {
        cluster_name: "far",
        subnet_ids: ["${aws_subnet.a.id}"],
      }),
    ];
    const steps = reached([...far, fromNodes, closed("a"), out]).steps;
    expect(from(steps, "k8s:ns:main/a")).toEqual([]);
  });
});
