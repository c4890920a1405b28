import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { shownSteps } from "../support/cluster";
import { facts, UNREAD, type Written } from "../support/facts";
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
    ["a namespace's labels", [rule("patch", "namespaces")], "chosen-labels:main must: patch namespaces"],
    [
      "a namespace's labels, and so its level",
      [rule("patch", "namespaces")],
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
    ["any group", [rule("impersonate", "groups")], "cluster:main must: impersonate groups"],
    [
      "one group",
      [rule("impersonate", "groups", "", ["tenant:b:dev"])],
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

  it("of masters is the cluster's", () => {
    const masters = bindEverywhere("system:discovery", { kind: "Group", name: "system:masters" });
    expect(
      shownSteps(reachInKubernetes(facts(...BASE, masters)), (from) => from.endsWith("system:masters")),
    ).toContainEqual("group:main/system:masters -> cluster:main must: do anything");
  });
});
