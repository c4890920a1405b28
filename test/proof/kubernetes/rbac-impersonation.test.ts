import { impersonationSteps } from "../../../lib/proof/kubernetes/rbac/impersonation";
import { at, can, CI, right, scene, shown } from "../support/rbac-scene";

describe("being somebody else", () => {
  const all = scene(["b", "c"]);
  const known = ["k8s:user:main/ann", "k8s:group:main/team", "k8s:ns:main/b", CI];
  const be = (namespace: string | undefined, ...rules: ReturnType<typeof can>[]) =>
    shown(impersonationSteps(all, [right(namespace, rules)], known));

  it("is being the service accounts that a rule names, in the namespace of the binding", () => {
    expect(be("b", can("impersonate", "serviceaccounts", ["x", "y"]))).toEqual([
      "control b/x must: impersonate serviceaccounts x",
      "control b/y must: impersonate serviceaccounts y",
    ]);
    expect(be("b", can("create", "serviceaccounts/token", ["x"]))).toEqual([
      "control b/x must: create serviceaccounts/token x",
    ]);
    expect(be("b", can("get", "serviceaccounts", ["x"]))).toEqual([]);
  });

  it("is being them in every namespace, by a binding of the cluster", () => {
    expect(be(undefined, can("impersonate", "serviceaccounts", ["x"]))).toEqual([
      "control b/x must: impersonate serviceaccounts x",
      "control c/x must: impersonate serviceaccounts x",
    ]);
  });

  it("is being the users that a rule names, and no others, by a binding of the cluster", () => {
    expect(be(undefined, can("impersonate", "users", ["joe"]))).toEqual([
      "control user:main/joe must: impersonate users",
    ]);
    expect(be(undefined, can("get", "users", ["joe"]))).toEqual([]);
    expect(be("b", can("impersonate", "users", ["joe"]))).toEqual([]);
  });

  it("is being the cluster, as the user that every cluster lets hand out all tokens", () => {
    const controllers = "system:kube-controller-manager";
    expect(be(undefined, can("impersonate", "users", ["joe", controllers]))).toEqual([
      "control user:main/joe must: impersonate users",
      `control user:main/${controllers} must: impersonate users`,
      "control cluster:main must: impersonate users",
    ]);
  });

  it("is being every user who is known, and the cluster, without names", () => {
    expect(be(undefined, can("impersonate", "users"))).toEqual([
      "control user:main/ann must: impersonate users",
      "control cluster:main must: impersonate users",
    ]);
  });

  const GROUP = "control group:main/team must: impersonate groups";
  const CLUSTER = "control cluster:main must: impersonate groups";
  const groupSteps = (...given: readonly (readonly [string | undefined, ReturnType<typeof can>])[]) =>
    shown(
      impersonationSteps(
        all,
        given.map(([namespace, rule]) => right(namespace, [rule])),
        known,
      ),
    ).filter((step) => step.endsWith("impersonate groups"));

  it("is being in a group, on top of being somebody", () => {
    const anyGroup = [undefined, can("impersonate", "groups")] as const;
    expect(groupSteps(anyGroup)).toEqual([]);
    expect(groupSteps(anyGroup, ["b", can("impersonate", "serviceaccounts")])).toEqual([GROUP, CLUSTER]);
    expect(groupSteps(anyGroup, [undefined, can("impersonate", "users", ["joe"])])).toEqual([GROUP, CLUSTER]);
    expect(groupSteps(anyGroup, ["b", can("impersonate", "users", ["joe"])])).toEqual([]);
    expect(groupSteps(["b", can("impersonate", "groups,serviceaccounts")])).toEqual([]);
  });

  it("is being in the groups that a rule names, and in no others", () => {
    const somebody = ["b", can("impersonate", "serviceaccounts")] as const;
    expect(groupSteps(somebody, [undefined, can("impersonate", "groups", ["ops"])])).toEqual([
      "control group:main/ops must: impersonate groups",
    ]);
    expect(groupSteps(somebody, [undefined, can("get", "groups", ["ops"])])).toEqual([]);
    expect(groupSteps(somebody, [undefined, can("get", "groups")])).toEqual([]);
  });

  it("is not what somebody else may be", () => {
    const other = right(undefined, [can("impersonate", "users", ["joe"])], { holder: "k8s:user:main/ann" });
    const groups = right(undefined, [can("impersonate", "groups")]);
    expect(shown(impersonationSteps(all, [other, groups], known))).toEqual([
      "control user:main/joe must: impersonate users",
    ]);
  });

  it("is not being oneself", () => {
    const ann = right(undefined, [can("impersonate", "users", ["ann"])], { holder: "k8s:user:main/ann" });
    expect(impersonationSteps(all, [ann], known)).toEqual([]);
  });

  it("says by which binding, where it stands, and why it may not hold", () => {
    const evidence = [at("x")];
    const given = right(undefined, [can("impersonate", "users", ["joe"])], { evidence, causes: ["perhaps"] });
    expect(impersonationSteps(all, [given], known)).toEqual([
      {
        ...{ from: CI, to: "k8s:user:main/joe", kind: "control", plane: "kubernetes" },
        ...{ what: ["impersonate users"], certainty: "may", causes: ["perhaps"] },
        ...{ because: "ClusterRoleBinding all", evidence },
      },
    ]);
  });
});
