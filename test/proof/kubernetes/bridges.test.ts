import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { closed, cluster, namespace, policy, RESTRICTED, shownSteps } from "../support/cluster";
import { facts, resource, type Written } from "../support/facts";

const ROLE = "arn:aws:iam::123456789012:role/a";

function trust(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

const POD_TRUST = {
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
};

const pinned = (ns: string) => ({
  ...POD_TRUST,
  Condition: {
    ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-west-1:123456789012:cluster/main" },
    StringEquals: {
      "aws:SourceAccount": "123456789012",
      "aws:RequestTag/kubernetes-namespace": ns,
      "aws:RequestTag/kubernetes-service-account": "app",
    },
  },
});

const iamRole = (of: string, name: string, statement: object) =>
  resource(of, `aws_iam_role.${name}`, { name, assume_role_policy: trust(statement) });

const association = (ns: string, role_arn: Written = ROLE) =>
  resource(ns, `aws_eks_pod_identity_association.${ns}`, {
    cluster_name: "main",
    namespace: ns,
    service_account: "app",
    role_arn,
  });

function reached(...added: FactResource[]) {
  return reachInKubernetes(facts(...cluster(), namespace("a"), namespace("b"), ...added));
}

describe("Pod Identity", () => {
  const toRole = (...added: FactResource[]) => shownSteps(reached(...added), (_, to) => to === ROLE);

  it("gives the role to the pods of the account that both sides name", () => {
    expect(toRole(iamRole("a", "a", pinned("a")), association("a"))).toEqual([
      `a/app -> ${ROLE} must: take the role by Pod Identity`,
    ]);
  });

  it("gives it to nobody whom the trust policy does not name", () => {
    expect(toRole(iamRole("a", "a", pinned("a")), association("b"))).toEqual([]);
  });

  it("gives it to a foreign account where the trust policy pins nothing", () => {
    expect(toRole(iamRole("a", "a", POD_TRUST), association("b", "${aws_iam_role.a.arn}"))).toEqual([
      `b/app -> ${ROLE} must: take the role by Pod Identity`,
    ]);
  });

  it("may give a role that is not in the plan", () => {
    expect(toRole(association("b"))).toEqual([`b/app -> ${ROLE} may: take the role by Pod Identity`]);
  });

  it("starts from whoever may run pods in the namespace", () => {
    const steps = shownSteps(
      reached(association("a")),
      (from, to) => from === "k8s:ns:main/a" && to.includes(":sa:"),
    );
    expect(steps).toEqual([
      "a -> a/app must: run pods as the service account",
      "a -> a/default must: run pods as the service account",
    ]);
  });
});

describe("roles by annotation", () => {
  const PROVIDER = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1";
  const web = (condition: object) => ({
    Principal: { Federated: PROVIDER },
    Action: "sts:AssumeRoleWithWebIdentity",
    ...condition,
  });
  const sub = (value: string) => ({
    Condition: { StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/1:sub": value } },
  });
  const annotated = resource("b", "kubernetes_service_account_v1.b", {
    metadata: [{ name: "app", namespace: "b", annotations: { "eks.amazonaws.com/role-arn": ROLE } }],
  });
  const toRole = (statement: object) =>
    shownSteps(reached(iamRole("a", "a", statement), annotated), (_, to) => to === ROLE);

  it.each([
    ["the trust policy names the account", sub("system:serviceaccount:b:app"), 1],
    ["the trust policy names another", sub("system:serviceaccount:a:app"), 0],
    ["the trust policy names nobody in particular", {}, 1],
  ])("work where %s", (_, condition, count) => {
    expect(toRole(web(condition))).toHaveLength(count);
  });
});

describe("nodes", () => {
  const NODE = "arn:aws:iam::123456789012:role/node";
  const nodeRole = iamRole("platform", "node", {
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
  const group = (template: boolean) =>
    resource("platform", "aws_eks_node_group.main", {
      cluster_name: "main",
      node_role_arn: "${aws_iam_role.node.arn}",
      ...(template && { launch_template: [{ id: "${aws_launch_template.t.id}" }] }),
    });
  const template = (options: Record<string, Written>) =>
    resource("platform", "aws_launch_template.t", { metadata_options: [options] });
  const askers = (...added: FactResource[]) =>
    shownSteps(reached(nodeRole, ...added), (from, to) => to === "k8s:metadata:main" && /\/[ab]$/.test(from));

  it.each<[string, Record<string, Written>, number]>([
    ["two hops", { http_tokens: "required", http_put_response_hop_limit: 2 }, 2],
    ["one hop", { http_tokens: "required", http_put_response_hop_limit: 1 }, 0],
    ["one hop of the first version", { http_tokens: "optional", http_put_response_hop_limit: 1 }, 2],
    ["no service", { http_endpoint: "disabled" }, 0],
  ])("answer pods by %s or not", (_, options, count) => {
    const out = { pod_selector: [{}], policy_types: ["Egress"], egress: [{}] };
    const open = [policy("a", out), policy("b", out)];
    expect(askers(group(true), template(options), ...open)).toHaveLength(count);
  });

  it("answer no pods that no policy lets out, in strict mode", () => {
    expect(askers(group(false))).toEqual([]);
  });

  it("answer pods without a template, but for those whose policies close the address", () => {
    const some = policy("b", {
      pod_selector: [{}],
      policy_types: ["Egress"],
      egress: [{ to: [{ ip_block: [{ cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] }] }] }],
    });
    expect(askers(group(false), closed("a"), some)).toEqual([]);
    const all = policy("b", { pod_selector: [{}], policy_types: ["Egress"], egress: [{}] });
    expect(askers(group(false), closed("a"), all)).toEqual([
      "b -> metadata:main must: ask the node's metadata service",
    ]);
  });

  it("are those of whoever runs privileged pods, and with them all that runs there", () => {
    const open = (labels: Record<string, string>) =>
      shownSteps(
        reachInKubernetes(facts(...cluster(), namespace("a", labels), namespace("b"))),
        (from, to) => from === "k8s:ns:main/a" && to === "k8s:nodes:main",
      );
    expect(open({})).toEqual(["a -> nodes:main must: create privileged pods"]);
    expect(open({ "pod-security.kubernetes.io/enforce": "privileged" })).toHaveLength(1);
    expect(open({ "pod-security.kubernetes.io/enforce": "baseline" })).toEqual([]);
    expect(open(RESTRICTED)).toEqual([]);
    expect(shownSteps(reached(nodeRole, group(false)), (from) => from === "k8s:nodes:main")).toContainEqual(
      `nodes:main -> ${NODE} must: take the role of the nodes`,
    );
  });
});
