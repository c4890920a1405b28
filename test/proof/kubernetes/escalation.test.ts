import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import type { FactResource } from "../../../lib/proof/facts/resource";
import { namespace, shownSteps } from "../support/cluster";
import { facts, resource, UNREAD, type Written } from "../support/facts";
import {
  BASE,
  bind,
  bindEverywhere,
  clusterRole,
  gained,
  gainedByRules,
  role,
  type Rule,
  rule,
} from "../support/rbac-parts";

describe("escalation", () => {
  const everywhere = (...rules: Written[]) =>
    gained(clusterRole("some", { rule: rules }), bindEverywhere("some"));
  const RBAC = "rbac.authorization.k8s.io";

  it.each<[string, Rule[], string]>([
    ["a controller", [rule("create", "deployments", "apps")], "b must: create pods"],
    ["a job that is changed", [rule("patch", "cronjobs", "batch")], "b must: create pods"],
    ["attach", [rule("create", "pods/attach")], "b must: run commands in pods"],
    ["a debug container", [rule("patch", "pods/ephemeralcontainers")], "b must: run commands in pods"],
    ["a token", [rule("create", "serviceaccounts/token")], "b must: create serviceaccounts/token"],
    ["secrets", [rule("list", "secrets")], "b may: read secrets"],
    ["a role beyond the own rights", [rule("escalate,update", "roles", RBAC)], "b must: escalate roles"],
    [
      "a binding of any role",
      [rule("bind", "clusterroles", RBAC), rule("create", "rolebindings", RBAC)],
      "b must: bind roles",
    ],
    ["a namespace's labels", [rule("patch", "namespaces")], "chosen-labels:main may: patch namespaces"],
    [
      "a namespace's labels, and so its level, with pods in it",
      [rule("patch", "namespaces"), rule("create", "pods")],
      "nodes:main must: patch namespaces",
    ],
  ])("in a namespace by %s", (_, rules, expected) => {
    expect(gainedByRules(...rules)).toContainEqual(expected);
  });

  it.each<[string, Rule[]]>([
    ["escalate without changing roles", [rule("escalate", "roles", RBAC)]],
    ["bindings without bind", [rule("create", "rolebindings", RBAC)]],
    ["reading pods and services", [rule("get,list,watch", "pods,services")]],
    ["reading namespaces", [rule("get", "namespaces")]],
    ["a log", [rule("get", "pods/log")]],
  ])("not by %s", (_, rules) => {
    const own = [role("a", "own", ...rules), bind("a", "Role", "own")];
    expect(gained(...own)).toEqual([]);
  });

  it.each<[string, Rule[], string]>([
    ["the kubelet", [rule("get", "nodes/proxy")], "nodes:main must: nodes/proxy"],
    [
      "volumes of the host",
      [rule("create", "persistentvolumes")],
      "nodes:main must: create persistentvolumes",
    ],
    [
      "drawing pods to a node",
      [rule("patch", "nodes/status")],
      "nodes:main may: change nodes or the state of pods",
    ],
    ["pods everywhere", [rule("create", "pods")], "nodes:main must: create pods"],
    [
      "webhooks",
      [rule("create", "mutatingwebhookconfigurations", "admissionregistration.k8s.io")],
      "cluster:main must: change admission webhooks",
    ],
    [
      "certificates",
      [
        rule("create", "certificatesigningrequests", "certificates.k8s.io"),
        rule("update", "certificatesigningrequests/approval", "certificates.k8s.io"),
        rule("approve", "signers", "certificates.k8s.io"),
      ],
      "cluster:main must: approve certificates",
    ],
    [
      "any group, over somebody",
      [rule("impersonate", "users", "", ["nobody"]), rule("impersonate", "groups")],
      "cluster:main must: impersonate groups",
    ],
    [
      "one group, over somebody",
      [rule("impersonate", "users", "", ["nobody"]), rule("impersonate", "groups", "", ["tenant:b:dev"])],
      "group:main/tenant:b:dev must: impersonate groups",
    ],
    [
      "bindings of any role",
      [rule("bind", "clusterroles", RBAC), rule("create", "clusterrolebindings", RBAC)],
      "cluster:main must: bind clusterroles",
    ],
  ])("of the cluster by %s", (_, rules, expected) => {
    expect(everywhere(...rules)).toContainEqual(expected);
  });

  it.each<[string, Rule[]]>([
    ["groups over nobody", [rule("impersonate", "groups")]],
    ["a user who may do nothing", [rule("impersonate", "users", "", ["nobody"])]],
    [
      "what only describes somebody",
      [rule("impersonate", "userextras/scopes,uids", "authentication.k8s.io")],
    ],
  ])("not by impersonating %s", (_, rules) => {
    expect(everywhere(...rules).filter((step) => !step.startsWith("user:"))).toEqual([]);
  });

  it("by the user that hands out the tokens of the cluster is the cluster's", () => {
    const user = rule("impersonate", "users", "", ["system:kube-controller-manager"]);
    expect(everywhere(user)).toContainEqual("cluster:main must: impersonate users");
    expect(everywhere(rule("impersonate", "users"))).toContainEqual("cluster:main must: impersonate users");
  });

  it("of certificates takes a signer whom the API server believes", () => {
    const signing = (...names: string[]) =>
      everywhere(
        rule("create", "certificatesigningrequests", "certificates.k8s.io"),
        rule("update", "certificatesigningrequests/approval", "certificates.k8s.io"),
        rule("approve", "signers", "certificates.k8s.io", names),
      ).filter((step) => step.includes("approve certificates"));
    expect(signing("kubernetes.io/kube-apiserver-client")).toHaveLength(1);
    expect(signing("kubernetes.io/*")).toHaveLength(1);
    expect(signing("example.com/web", "kubernetes.io/kubelet-serving")).toEqual([]);
  });

  describe("by roles that may be bound by name", () => {
    const binder = (name: string) => [
      rule("bind", "clusterroles,roles", RBAC, [name]),
      rule("create", "rolebindings", RBAC),
    ];

    it("has what they hold, and no more", () => {
      expect(gainedByRules(...binder("view"))).toHaveLength(1);
      expect(gainedByRules(...binder("edit"))).toContainEqual(
        expect.stringMatching(/^b must: .*create pods/),
      );
    });

    it("needs bindings that may be made", () => {
      const [bindOnly = UNREAD] = binder("edit");
      expect(gainedByRules(bindOnly).filter((step) => step.includes("create pods"))).toEqual([]);
    });

    it("goes on from role to role, and ends where they name each other", () => {
      const roles = [
        role("b", "one", ...binder("two")),
        role("b", "two", ...binder("one"), rule("create", "pods")),
        bind("b", "Role", "one"),
      ];
      expect(gained(...roles)).toContainEqual("b must: create pods");
    });
  });

  it("of certificates takes all three rights", () => {
    const two = [
      rule("create", "certificatesigningrequests", "certificates.k8s.io"),
      rule("approve", "signers", "certificates.k8s.io"),
    ];
    expect(everywhere(...two).filter((step) => step.includes("approve certificates"))).toEqual([]);
  });

  it("by what cannot be read may be any", () => {
    expect(gainedByRules(UNREAD)).toContainEqual("b may: what is not known");
    expect(gainedByRules({ ...rule("create", "pods"), verbs: UNREAD })).toContainEqual(
      expect.stringMatching(/^b may: .*create pods/),
    );
  });
});

describe("rights that reach nothing", () => {
  it.each<[string, Rule]>([
    ["on a resource that is in another group", rule("get", "pods", "apps")],
    ["on a wildcard that is none", rule("get", "pods/*")],
    ["by a verb that there is not", rule("read", "secrets")],
    ["to create what has a name", rule("create,deletecollection", "pods", "", ["web"])],
    ["in a group that no server answers for", rule("*", "ingresses", "extensions")],
  ])("%s are no access", (_, written) => {
    expect(gainedByRules(written)).toEqual([]);
  });

  it("of a group that others have added are an access", () => {
    expect(gainedByRules(rule("get", "widgets", "example.com"))).toEqual(["b must: get widgets"]);
  });
});

describe("wide groups", () => {
  it("are everybody's", () => {
    const reader = role("b", "some", rule("get", "configmaps"));
    const wide = (name: string) => bind("b", "Role", "some", { kind: "Group", name });
    const into = (name: string) =>
      shownSteps(
        reachInKubernetes(facts(...BASE, reader, wide(name))),
        (_, to) => to === `k8s:group:main/${name}`,
      );
    expect(into("system:authenticated")).toContainEqual(
      "a -> group:main/system:authenticated must: be in system:authenticated",
    );
    expect(into("system:unauthenticated")).toContainEqual(
      "world -> group:main/system:unauthenticated must: be in system:unauthenticated",
    );
    expect(into("system:serviceaccounts:a")).toEqual([
      "a -> group:main/system:serviceaccounts:a must: be in system:serviceaccounts:a",
    ]);
  });

  it("of nodes are the nodes', and whoever is anonymous is everybody", () => {
    const map = resource("a", "kubernetes_config_map_v1.auth", {
      metadata: [{ name: "aws-auth", namespace: "kube-system" }],
      data: { mapRoles: '- rolearn: arn:aws:iam::123456789012:role/x\n  groups: ["system:nodes"]\n' },
    });
    const old = resource("platform", "aws_eks_cluster.main", { name: "main" });
    expect(
      shownSteps(reachInKubernetes(facts(old, map)), (from) => from === "k8s:group:main/system:nodes"),
    ).toEqual(["group:main/system:nodes -> nodes:main must: log in as a node"]);
    const anonymous = bind("b", "ClusterRole", "view", { kind: "User", name: "system:anonymous" });
    const from = (...more: FactResource[]) =>
      shownSteps(
        reachInKubernetes(facts(...more, namespace("b"), anonymous)),
        (_, to) => to === "k8s:user:main/system:anonymous",
      );
    expect(from(old)).toContainEqual("world -> user:main/system:anonymous must: be in system:anonymous");
    const vpc_config = [{ endpoint_public_access: false }];
    const inside = from(resource("platform", "aws_eks_cluster.main", { name: "main", vpc_config }));
    expect(inside).toContainEqual("b -> user:main/system:anonymous must: be in system:anonymous");
    expect(inside.filter((step) => step.startsWith("world"))).toEqual([]);
  });

  it("of masters is the cluster's", () => {
    const masters = bindEverywhere("system:discovery", { kind: "Group", name: "system:masters" });
    expect(
      shownSteps(reachInKubernetes(facts(...BASE, masters)), (from) => from.endsWith("system:masters")),
    ).toContainEqual("group:main/system:masters -> cluster:main must: do anything");
  });
});
