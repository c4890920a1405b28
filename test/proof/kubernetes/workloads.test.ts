import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { cluster, namespace, RESTRICTED, shownSteps } from "../support/cluster";
import { facts, resource, UNREAD, type Written } from "../support/facts";

type Spec = Readonly<Record<string, Written>>;

const PRIVILEGED = { "pod-security.kubernetes.io/enforce": "privileged" };
const WEB = "workload:main/b/Deployment web";

const deployment = (of: string, spec: Spec, ns = "b"): FactResource =>
  resource(of, "kubernetes_deployment_v1.web", {
    metadata: [{ name: "web", namespace: ns }],
    spec: [{ template: [{ spec: [spec] }] }],
  });

/** The steps of `a`'s deployment, in the namespace `b`. */
function stepsOf(...added: FactResource[]): string[] {
  const reached = reachInKubernetes(facts(...cluster(), namespace("a"), namespace("b"), ...added));
  return shownSteps(reached, (from) => from.startsWith("k8s:workload:"));
}

describe("a workload of one tenant in the namespace of another", () => {
  it("runs there as the service account that it names, and is had by whoever has the namespace", () => {
    const written = deployment("a", { service_account_name: "app" });
    expect(stepsOf(written)).toEqual([
      `${WEB} -> b may: be one of its pods`,
      `${WEB} -> b must: run pods`,
      `${WEB} -> b/app must: run as service account app`,
    ]);
    const reached = reachInKubernetes(facts(...cluster(), namespace("a"), namespace("b"), written));
    expect(shownSteps(reached, (_, to) => to.startsWith("k8s:workload:"))).toEqual([
      `b -> ${WEB} must: take over what runs in the namespace`,
    ]);
  });

  it("runs as the default service account where it names none", () => {
    expect(stepsOf(deployment("a", {}))).toContainEqual(
      `${WEB} -> b/default must: run as service account default`,
    );
    expect(stepsOf(deployment("a", { service_account_name: "" }))).toContainEqual(
      `${WEB} -> b/default must: run as service account default`,
    );
  });

  it("may run as any where the name cannot be read", () => {
    expect(stepsOf(deployment("a", { service_account_name: UNREAD }))).toContainEqual(
      `${WEB} -> b/default may: run as service account default`,
    );
  });

  it.each<[string, string, (spec: Spec) => Spec]>([
    ["kubernetes_pod", "Pod", (spec) => ({ spec: [spec] })],
    ["kubernetes_stateful_set_v1", "StatefulSet", (spec) => ({ spec: [{ template: [{ spec: [spec] }] }] })],
    ["kubernetes_daemonset", "DaemonSet", (spec) => ({ spec: [{ template: [{ spec: [spec] }] }] })],
    [
      "kubernetes_replication_controller_v1",
      "ReplicationController",
      (spec) => ({ spec: [{ template: [{ spec: [spec] }] }] }),
    ],
    ["kubernetes_job", "Job", (spec) => ({ spec: [{ template: [{ spec: [spec] }] }] })],
    [
      "kubernetes_cron_job_v1",
      "CronJob",
      (spec) => ({ spec: [{ job_template: [{ spec: [{ template: [{ spec: [spec] }] }] }] }] }),
    ],
  ])("is seen as %s", (type, kind, around) => {
    const written = resource("a", `${type}.x`, {
      metadata: [{ name: "x", namespace: "b" }],
      ...around({ service_account_name: "app" }),
    });
    expect(stepsOf(written)).toContainEqual(
      `workload:main/b/${kind} x -> b/app must: run as service account app`,
    );
  });

  it("is seen in a manifest", () => {
    const manifest = {
      ...{ apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { name: "x", namespace: "b" } },
      spec: { template: { spec: { serviceAccountName: "app" } } },
    };
    expect(stepsOf(resource("a", "kubernetes_manifest.x", { manifest }))).toContainEqual(
      "workload:main/b/ReplicaSet x -> b/app must: run as service account app",
    );
  });

  it("is nothing of its own where it has what the namespace stands for", () => {
    expect(stepsOf(deployment("b", { service_account_name: "app" }))).toEqual([]);
    expect(stepsOf(deployment("a", { service_account_name: "app" }, "a"))).toEqual([]);
  });

  it("of the platform is not taken over by whoever has the namespace, which is trusted with it", () => {
    const written = deployment("platform", {});
    const reached = reachInKubernetes(facts(...cluster(), namespace("b"), written));
    expect(shownSteps(reached, (_, to) => to.startsWith("k8s:workload:"))).toEqual([]);
  });
});

describe("the token of the service account", () => {
  const ROLE = "arn:aws:iam::123456789012:role/app";
  const role = resource("b", "aws_iam_role.app", {
    name: "app",
    assume_role_policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          ...{ Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" } },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        },
      ],
    }),
  });
  const association = resource("b", "aws_eks_pod_identity_association.app", {
    ...{ cluster_name: "main", namespace: "b", service_account: "app", role_arn: ROLE },
  });
  const running = (spec: Spec) =>
    stepsOf(role, association, deployment("a", { service_account_name: "app", ...spec })).filter(
      (step) => !step.includes("-> b m"),
    );

  it("is not in the pod that is given none, which takes the account's roles all the same", () => {
    expect(running({ automount_service_account_token: false })).toEqual([
      `${WEB} -> ${ROLE} must: take the role by Pod Identity`,
    ]);
  });

  it("is in the pod that mounts it itself", () => {
    const volume = [{ projected: [{ sources: [{ service_account_token: [{ path: "token" }] }] }] }];
    expect(running({ automount_service_account_token: false, volume })).toEqual([
      `${WEB} -> b/app must: run as service account app`,
    ]);
  });

  it("may be in the pod of which that cannot be read", () => {
    expect(running({ automount_service_account_token: UNREAD })).toEqual([
      `${WEB} -> ${ROLE} must: take the role by Pod Identity`,
      `${WEB} -> b/app may: run as service account app`,
    ]);
  });

  it("is whoever's it is in whose state it stands", () => {
    const tokens = [
      resource("a", "kubernetes_token_request_v1.x", { metadata: [{ name: "app", namespace: "b" }] }),
      resource("a", "kubernetes_secret_v1.x", {
        metadata: [
          { name: "x", namespace: "b", annotations: { "kubernetes.io/service-account.name": "app" } },
        ],
        type: "kubernetes.io/service-account-token",
      }),
      resource("a", "kubernetes_secret_v1.plain", { metadata: [{ name: "plain", namespace: "b" }] }),
    ];
    const reached = reachInKubernetes(facts(...cluster(), namespace("b"), ...tokens));
    expect(shownSteps(reached, (from) => from.startsWith("k8s:token:"))).toEqual([
      "token:main/stack/kubernetes_secret_v1.x -> b/app must: log in as service account app",
      "token:main/stack/kubernetes_token_request_v1.x -> b/app must: log in as service account app",
    ]);
  });
});

describe("what pods ask of their node", () => {
  const host = (spec: Spec, labels: Record<string, string> = PRIVILEGED) =>
    shownSteps(
      reachInKubernetes(facts(...cluster(), namespace("b", labels), deployment("b", spec))),
      (from, to) => from.startsWith("k8s:workload:") && to === "k8s:nodes:main",
    );
  const TAKEN = [`${WEB} -> nodes:main must: take over the node`];
  const PERHAPS = [`${WEB} -> nodes:main may: take over the node`];

  it.each<[string, Spec]>([
    ["its network", { host_network: true }],
    ["its processes", { host_pid: true }],
    ["its files", { volume: [{ name: "x", host_path: [{ path: "/" }] }] }],
    ["everything", { container: [{ security_context: [{ privileged: true }] }] }],
    ["everything, before it starts", { init_container: [{ security_context: [{ privileged: "true" }] }] }],
    [
      "a capability that is everything",
      { container: [{ security_context: [{ capabilities: [{ add: ["CAP_SYS_ADMIN"] }] }] }] },
    ],
  ])("namely %s, is the node where the namespace admits it", (_, spec) => {
    expect(host(spec)).toEqual(TAKEN);
    expect(host(spec, RESTRICTED)).toEqual([]);
    expect(host(spec, { "pod-security.kubernetes.io/enforce": "baseline" })).toEqual([]);
  });

  it("may be the node where the level, or what is asked, is not known", () => {
    const kubeSystem = resource("a", "kubernetes_daemonset.x", {
      metadata: [{ name: "x", namespace: "kube-system" }],
      spec: [{ template: [{ spec: [{ host_network: true }] }] }],
    });
    expect(
      shownSteps(reachInKubernetes(facts(...cluster(), kubeSystem)), (_, to) => to === "k8s:nodes:main"),
    ).toContainEqual("workload:main/kube-system/DaemonSet x -> nodes:main may: take over the node");
    expect(host({ host_network: UNREAD })).toEqual(PERHAPS);
    expect(host({ volume: UNREAD })).toEqual(PERHAPS);
    expect(host({ container: [{ security_context: [{ capabilities: [{ add: UNREAD }] }] }] })).toEqual(
      PERHAPS,
    );
  });

  it.each<[string, Spec]>([
    ["a port", { container: [{ port: [{ container_port: 8080 }] }] }],
    [
      "a harmless capability",
      { container: [{ security_context: [{ capabilities: [{ add: ["NET_BIND_SERVICE"] }] }] }] },
    ],
    ["a volume of its own", { volume: [{ name: "x", empty_dir: [{}] }] }],
  ])("namely %s, is nothing", (_, spec) => {
    expect(host(spec)).toEqual([]);
  });
});

describe("a namespace that several share", () => {
  it("has service accounts of each, as whose objects say", () => {
    const accounts = ["a", "b"].map((of) =>
      resource(of, `kubernetes_service_account_v1.${of}`, { metadata: [{ name: of, namespace: "shared" }] }),
    );
    const { nodes } = reachInKubernetes(facts(...cluster(), ...accounts));
    const owners = nodes
      .filter(({ id }) => id.includes("shared"))
      .map(({ title, owner }) => `${title}: ${owner.kind === "tenant" ? owner.tenant : owner.kind}`);
    expect(owners.sort()).toEqual([
      "namespace shared: unknown",
      "service account shared/a: a",
      "service account shared/b: b",
      "service account shared/default: unknown",
    ]);
  });
});
