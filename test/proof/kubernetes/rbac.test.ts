import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { shownSteps } from "../support/cluster";
import { facts, type Written } from "../support/facts";
import {
  account,
  B,
  BASE,
  bind,
  bindEverywhere,
  clusterRole,
  gained,
  gainedByRules,
  HOLDER,
  role,
  type Rule,
  rule,
} from "../support/rbac-parts";

describe("R1: bindings", () => {
  it("give nothing without one", () => {
    expect(gained(role("b", "some", rule("get", "pods")))).toEqual([]);
  });

  it("give a ClusterRole in the binding's namespace alone", () => {
    const reader = clusterRole("reader", { rule: [rule("get", "configmaps")] });
    expect(gained(reader, bind("b", "ClusterRole", "reader"))).toEqual(["b must: get configmaps"]);
    expect(gained(reader, bindEverywhere("reader"))).toEqual([
      "b must: get configmaps",
      "default must: get configmaps",
      "kube-node-lease must: get configmaps",
      "kube-public must: get configmaps",
      "kube-system must: get configmaps",
    ]);
  });

  it("give what they do to the service account of another namespace that they name", () => {
    const foreign = bind("b", "Role", "some", account("a", "ci"));
    const reached = reachInKubernetes(facts(...BASE, role("b", "some", rule("get", "pods")), foreign));
    expect(shownSteps(reached, (from) => from === "k8s:sa:main/a/ci")).toEqual(["a/ci -> b must: get pods"]);
  });

  it("take a user that is called as a service account for it", () => {
    const user: Written = { kind: "User", name: "system:serviceaccount:a:ci" };
    const reached = reachInKubernetes(
      facts(...BASE, role("b", "some", rule("get", "pods")), bind("b", "Role", "some", user)),
    );
    expect(shownSteps(reached, (from) => from === "k8s:sa:main/a/ci")).toEqual(["a/ci -> b must: get pods"]);
  });

  it("of a role of another namespace, or that is not in the plan, may give anything", () => {
    expect(gained(role("a", "some", rule("get", "pods")), bind("b", "Role", "some"))).toContainEqual(
      "b may: what is not known",
    );
    expect(gained(bind("b", "ClusterRole", "operator"))).toContainEqual("b may: what is not known");
  });

  it("lead nowhere in what is the tenant's own but to its pods", () => {
    expect(gained(role("a", "own", rule("get", "configmaps")), bind("a", "Role", "own"))).toEqual([]);
    expect(gained(role("a", "own", rule("create", "pods")), bind("a", "Role", "own"))).toEqual([
      "a must: create pods",
    ]);
  });
});

describe("R2: what rules match", () => {
  it.each<[string, Rule, boolean]>([
    ["pods and create", rule("create", "pods"), true],
    ["pods and get", rule("get", "pods"), false],
    ["every verb on pods", rule("*", "pods"), true],
    ["everything", rule("*", "*", "*"), true],
    ["pods of another API group", rule("create", "pods", "apps"), false],
    ["a wildcard that is none", rule("create", "pod*"), false],
    ["subresources of pods, written as nobody matches them", rule("create", "pods/*"), false],
    ["one subresource of everything", rule("create", "*/exec", "*"), true],
    ["pods, asked for exec", rule("get", "pods"), false],
    ["exec", rule("create", "pods/exec"), true],
  ])("%s", (_, given, expected) => {
    const reached = reachInKubernetes(facts(...BASE, role("b", "some", given), bind("b", "Role", "some")));
    const controls = reached.steps.filter(
      ({ from, to, kind }) => from === HOLDER && to === B && kind === "control",
    );
    expect(controls.length > 0).toBe(expected);
  });
});

describe("R3: names", () => {
  it("do not let anybody create", () => {
    expect(gainedByRules(rule("create", "pods", "", ["web"]))).toEqual([]);
  });

  it("let a secret of that name be read", () => {
    expect(gainedByRules(rule("get", "secrets", "", ["db"]))).toEqual([
      "b may: read secrets",
      "b must: get secrets (db)",
    ]);
  });

  it("let somebody be one service account", () => {
    expect(gainedByRules(rule("impersonate", "serviceaccounts", "", ["ci"]))).toEqual([
      "b must: impersonate serviceaccounts (ci)",
      "b/ci must: impersonate serviceaccounts ci",
    ]);
    expect(gainedByRules(rule("impersonate", "serviceaccounts"))).toEqual([
      "b must: impersonate serviceaccounts",
      "b must: impersonate serviceaccounts",
    ]);
  });
});

describe("R4: aggregation", () => {
  const aggregate = (label: string): Rule => ({
    aggregation_rule: [{ cluster_role_selectors: [{ match_labels: { [label]: "true" } }] }],
  });

  it("takes in what has the label, however far", () => {
    const roles = [
      clusterRole("outer", aggregate("to-outer")),
      clusterRole("middle", aggregate("to-middle"), { "to-outer": "true" }),
      clusterRole("inner", { rule: [rule("get", "secrets")] }, { "to-middle": "true" }),
    ];
    expect(gained(...roles, bind("b", "ClusterRole", "outer"))).toContainEqual("b must: get secrets");
    expect(gained(...roles, bind("b", "ClusterRole", "inner"))).toContainEqual("b must: get secrets");
  });

  it("leaves out what has another label", () => {
    const roles = [
      clusterRole("outer", aggregate("to-outer")),
      clusterRole("x", { rule: [rule("get", "secrets")] }, { "to-inner": "true" }),
    ];
    expect(gained(...roles, bind("b", "ClusterRole", "outer"))).toEqual([]);
  });

  it("widens the built-in roles", () => {
    const wide = clusterRole(
      "wide",
      { rule: [rule("get", "secrets")] },
      { "rbac.authorization.k8s.io/aggregate-to-view": "true" },
    );
    expect(gained(wide, bind("b", "ClusterRole", "view"))).toContainEqual("b may: read secrets");
    expect(gained(bind("b", "ClusterRole", "view")).filter((step) => step.includes("may"))).toEqual([]);
  });

  it("ends where roles take in each other", () => {
    const circle = [
      clusterRole("x", aggregate("to-x"), { "to-y": "true" }),
      clusterRole("y", aggregate("to-y"), { "to-x": "true" }),
    ];
    expect(gained(...circle, bind("b", "ClusterRole", "x"))).toEqual([]);
  });
});

describe("R5: built-in roles", () => {
  it("edit has the pods, the secrets and the service accounts of the namespace", () => {
    expect(gained(bind("b", "ClusterRole", "edit"))).toContainEqual(
      "b must: create and read secrets of service accounts, create pods, create serviceaccounts/token, impersonate serviceaccounts, run commands in pods",
    );
  });

  it("view reads, and no secrets", () => {
    const steps = gained(bind("b", "ClusterRole", "view"));
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatch(/^b must: .*get,list,watch/);
  });

  it("cluster-admin has the cluster", () => {
    expect(gained(bindEverywhere("cluster-admin"))).toContainEqual(
      expect.stringMatching(/^cluster:main must: /),
    );
  });

  it("system:discovery is nothing of a tenant's", () => {
    expect(gained(bindEverywhere("system:discovery"))).toEqual([]);
  });
});
