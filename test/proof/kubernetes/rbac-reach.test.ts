import { isClusterScoped, isNamespaced } from "../../../lib/proof/kubernetes/rbac/api-resources";
import { bindableRights } from "../../../lib/proof/kubernetes/rbac/bindable";
import type { RbacRule } from "../../../lib/proof/kubernetes/rbac/rule";
import { Clusters } from "../../../lib/proof/kubernetes/clusters";
import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import { Roles } from "../../../lib/proof/kubernetes/rbac/roles";
import { cluster } from "../support/cluster";
import { facts } from "../support/facts";
import { clusterRole, role, rule } from "../support/rbac-parts";
import { at, can, CI, right, unread } from "../support/rbac-scene";

const RBAC = "rbac.authorization.k8s.io";

/** Where a rule allows something: in namespaces, in none, or in both. */
function scopes(given: RbacRule): readonly string[] {
  return [
    ...(isNamespaced(given) ? ["in namespaces"] : []),
    ...(isClusterScoped(given) ? ["in the cluster"] : []),
  ];
}

describe("what a rule is about", () => {
  const IN = ["in namespaces"];
  const OVER = ["in the cluster"];

  it.each<[string, RbacRule, readonly string[]]>([
    ["pods", can("get", "pods"), IN],
    ["parts of pods", can("create", "pods/exec"), IN],
    ["nodes", can("get", "nodes"), OVER],
    ["parts of nodes", can("get", "nodes/proxy"), OVER],
    ["pods and nodes", can("get", "pods,nodes"), [...IN, ...OVER]],
    ["everything of the core", can("get", "*"), [...IN, ...OVER]],
    ["one part of everything", can("get", "*/status"), [...IN, ...OVER]],
    [
      "everything of a group that has nothing in namespaces",
      can("get", "*.storage.k8s.io"),
      [...IN, ...OVER],
    ],
    ["everything of a group that is all in namespaces", can("get", "*.apps"), IN],
    ["everything of a group that is all of the cluster", can("get", "*.node.k8s.io"), OVER],
    ["everything of every group", { ...can("*", "*"), groups: ["*"] }, [...IN, ...OVER]],
    ["pods in every group", { ...can("get", "pods"), groups: ["*"] }, IN],
    ["pods in another group", can("get", "pods.apps"), []],
    ["a kind that there is not", can("get", "tenants"), []],
    ["no group", { ...can("get", "pods"), groups: [] }, []],
    ["one of several groups", { ...can("get", "pods"), groups: ["apps", ""] }, IN],
    ["what others have added", can("get", "widgets.example.com"), IN],
    ["nothing of what others have added", { ...can("get", "x.example.com"), resources: [] }, []],
    ["no verb on what others have added", { ...can("get", "x.example.com"), verbs: [] }, []],
    ["a verb of others' own", can("spin", "widgets.example.com"), IN],
    ["a verb that there is not", can("spin", "pods"), []],
    ["some verb that there is", can("spin,get", "pods"), IN],
    ["all parts of pods, written as nobody reads it", can("get", "pods/*"), []],
    ["a group that is no more", can("*", "*.extensions"), []],
    ["pods to be created by name", can("create", "pods", ["web"]), []],
    ["pods to be deleted together, by name", can("deletecollection", "pods", ["web"]), []],
    ["pods to be created or read by name", can("create,get", "pods", ["web"]), IN],
    ["parts of pods to be created by name", can("create", "pods/exec", ["web"]), IN],
    ["pods and parts of them to be created by name", can("create", "pods,pods/exec", ["web"]), IN],
    ["everything to be created by name", can("create", "*", ["web"]), [...IN, ...OVER]],
    ["what is not known", unread("nobody knows"), IN],
  ])("may be %s", (_, given, expected) => {
    expect(scopes(given)).toEqual(expected);
  });

  it.each(["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "*"])(
    "may be done by %s",
    (verb) => {
      expect(scopes(can(verb, "pods"))).toEqual(IN);
    },
  );

  it("is one of the verbs that only some resources know", () => {
    const verbs = ["bind", "escalate", "impersonate", "approve", "sign", "attest"];
    expect(verbs.map((verb) => scopes(can(verb, "roles." + RBAC)))).toEqual(verbs.map(() => IN));
  });
});

describe("roles that somebody may bind by name", () => {
  const written = [
    role("b", "runner", rule("create", "pods")),
    clusterRole("reader", { rule: [rule("get", "secrets")] }),
    clusterRole("binder", {
      rule: [rule("bind", "clusterroles", RBAC, ["reader"]), rule("create", "clusterrolebindings", RBAC)],
    }),
  ];
  const all = facts(...cluster(), ...written);
  const clusters = new Clusters(all);
  const roles = new Roles(kubernetesObjects(all), clusters, "main");
  const given = (...rights: Parameters<typeof right>[]) =>
    bindableRights(
      rights.map((each) => right(...each)),
      ["a", "b"],
      roles,
    ).map(({ namespace, because }) => `${namespace ?? "everywhere"}: ${because.split(",")[0]}`);
  const bind = (kind: string, ...names: string[]) => can("bind", `${kind}.${RBAC}`, names);
  const write = (kind: string, verb = "create") => can(verb, `${kind}.${RBAC}`);

  it("give what they hold where a binding may be made, and say by what", () => {
    const [first, second] = [at("one"), at("two")];
    const rights = [
      right("b", [bind("roles", "runner")], { because: "z", evidence: [first], causes: ["y", "x"] }),
      right("b", [write("rolebindings")], { because: "y", evidence: [second, first], causes: ["x"] }),
    ];
    expect(bindableRights(rights, ["a", "b"], roles)).toEqual([
      {
        ...{ holder: CI, cluster: "main", namespace: "b", rules: [can("create", "pods")] },
        because: "Role runner, which may be bound by y, z",
        evidence: [first, second, written[0]?.provenance],
        causes: ["x", "y"],
      },
    ]);
  });

  it.each(["create", "update", "patch"])("need a binding that may be written: %s", (verb) => {
    const rules = [bind("clusterroles", "reader"), write("rolebindings", verb)];
    expect(given(["b", rules])).toEqual(["b: ClusterRole reader"]);
  });

  it("give nothing without one, or without a role of that name there", () => {
    expect(given(["b", [bind("clusterroles", "reader")]])).toEqual([]);
    expect(given(["b", [bind("clusterroles", "reader"), write("rolebindings", "get")]])).toEqual([]);
    expect(given(["b", [bind("clusterroles", "reader"), write("clusterrolebindings")]])).toEqual([]);
    expect(given(["a", [bind("roles", "runner"), write("rolebindings")]])).toEqual([]);
    expect(given(["b", [bind("clusterroles", "gone"), write("rolebindings")]])).toEqual([]);
    expect(given(["b", [can("get", `clusterroles.${RBAC}`, ["reader"]), write("rolebindings")]])).toEqual([]);
  });

  it("give it in every namespace, where both are allowed in the whole cluster", () => {
    const rules = [bind("clusterroles", "reader"), write("rolebindings")];
    expect(given([undefined, rules])).toEqual(["a: ClusterRole reader", "b: ClusterRole reader"]);
  });

  it("give it in the whole cluster by a binding of the cluster", () => {
    const rules = [bind("clusterroles", "reader"), write("clusterrolebindings")];
    expect(given([undefined, rules])).toEqual(["everywhere: ClusterRole reader"]);
  });

  it("give what is needed for the next one, and each once", () => {
    const rules = [bind("clusterroles", "binder"), write("clusterrolebindings")];
    expect(given([undefined, rules])).toEqual([
      "everywhere: ClusterRole binder",
      "everywhere: ClusterRole reader",
    ]);
  });

  it("give nobody what takes the rights of two", () => {
    const other = { holder: "k8s:user:main/ann" };
    expect(given(["b", [bind("clusterroles", "reader")]], ["b", [write("rolebindings")], other])).toEqual([]);
  });
});
