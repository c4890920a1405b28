import { rightSteps } from "../../../lib/proof/kubernetes/rbac/steps";
import {
  clusterNodes,
  kubernetesStep,
  roleStep,
  sameOwner,
} from "../../../lib/proof/kubernetes/rbac/targets";
import { owner } from "../support/facts";
import { at, can, CI, right, scene, shown, unread } from "../support/rbac-scene";

const RBAC = "rbac.authorization.k8s.io";

describe("rights in a namespace of another owner", () => {
  const B = scene(["a", "b"]);

  it("are an access, with all rights, bindings and places that give it", () => {
    const [first, second] = [at("one"), at("two")];
    const rights = [
      right("b", [can("list,get", "pods")], { because: "RoleBinding z", evidence: [second, first] }),
      right("b", [can("get", "configmaps")], { because: "RoleBinding y", evidence: [first] }),
    ];
    expect(rightSteps(B, rights)).toEqual([
      {
        from: CI,
        to: "k8s:ns:main/b",
        kind: "access",
        plane: "kubernetes",
        what: ["get configmaps", "get,list pods"],
        certainty: "must",
        causes: [],
        because: "RoleBinding y, RoleBinding z",
        evidence: [second, first],
      },
    ]);
  });

  it("may be more where a rule cannot be read, which makes the others no less certain", () => {
    const rights = [right("b", [can("get", "pods"), unread("nobody knows")])];
    const steps = rightSteps(B, rights).filter(({ kind }) => kind === "access");
    expect(shown(steps)).toEqual([
      "access cluster:main may: change services/status",
      "access b must: get pods",
      "access b may: what is not known",
    ]);
    expect(steps.map(({ causes }) => causes)).toEqual([["nobody knows"], [], ["nobody knows"]]);
  });

  it("may be none where the binding need not hold", () => {
    const [step] = rightSteps(B, [right("b", [can("get", "pods")], { causes: ["z", "y", "z"] })]);
    expect([step?.certainty, step?.causes]).toEqual(["may", ["y", "z"]]);
  });

  it("are none in the own namespace, and none that is not in the plan", () => {
    expect(rightSteps(B, [right("a", [can("get", "pods")]), right("gone", [can("get", "pods")])])).toEqual(
      [],
    );
  });

  it("are none over what is in no namespace", () => {
    const rules = [can("get", "nodes,nodes/proxy,namespaces"), can("get", `clusterroles.${RBAC}`)];
    expect(rightSteps(B, [right("b", rules)])).toEqual([]);
    expect(shown(rightSteps(B, [right("b", [can("get", "nodes,pods")])]))).toEqual([
      "access b must: get nodes,pods",
    ]);
  });

  it("are followed in the order of the namespaces' names", () => {
    const all = scene(["a", "b", "c", "d"]);
    const rights = ["d", "b", "c"].map((name) => right(name, [can("get", "pods")]));
    expect(shown(rightSteps(all, rights))).toEqual([
      ...["access b must: get pods", "access c must: get pods", "access d must: get pods"],
    ]);
  });

  it("are each holder's own, namespace by namespace", () => {
    const rights = [
      right("b", [can("get", "pods")]),
      right("c", [can("get", "secrets")], { holder: "k8s:user:main/ann" }),
      right("c", [can("get", "configmaps")]),
    ];
    const all = scene(["b", "c"]);
    const steps = rightSteps(all, rights).filter(({ kind }) => kind === "access");
    expect(steps.map(({ from, to, what }) => [from, to, ...what])).toEqual([
      [CI, "k8s:ns:main/b", "get pods"],
      [CI, "k8s:ns:main/c", "get configmaps"],
      ["k8s:user:main/ann", "k8s:ns:main/c", "get secrets"],
    ]);
  });

  it("of an owner whom nobody knows are an access, whosever the holder is", () => {
    const unknown = { kind: "unknown", cause: "nobody says so" } as const;
    const someone = scene(["unknown"], unknown);
    expect(shown(rightSteps(someone, [right("unknown", [can("get", "pods")])]))).toEqual([
      "access unknown must: get pods",
    ]);
  });
});

describe("rights in the whole cluster", () => {
  it("are an access in each namespace of another", () => {
    const all = scene(["a", "b", "c"]);
    expect(shown(rightSteps(all, [right(undefined, [can("get", "pods")])]))).toEqual([
      ...["access b must: get pods", "access c must: get pods"],
    ]);
  });

  it("are an access to the cluster over what is in no namespace, unless they are the platform's", () => {
    const rights = [
      right(undefined, [can("get", "nodes"), can("list", "pods,namespaces"), can("get", "pods")]),
    ];
    expect(shown(rightSteps(scene(["a"]), rights))).toEqual([
      "access cluster:main must: get nodes, list namespaces,pods",
    ]);
    expect(rightSteps(scene(["a"], owner("platform")), rights).map(({ to }) => to)).toEqual([
      "k8s:ns:main/a",
    ]);
  });

  it("make what they are good for no gain of a namespace", () => {
    const rights = [right(undefined, [can("create", "pods")]), right("b", [can("get", "pods")])];
    expect(shown(rightSteps(scene(["b"], owner("b")), rights))).toEqual([
      "control nodes:main must: create pods",
    ]);
  });

  it("count in a namespace together with those that are held there", () => {
    const rights = [
      right(undefined, [can("create", `rolebindings.${RBAC}`)]),
      right("b", [can("bind", `roles.${RBAC}`)]),
    ];
    expect(shown(rightSteps(scene(["b"], owner("b")), rights))).toEqual(["control b must: bind roles"]);
  });

  it("that are not certain leave a certain gain in a namespace what it is", () => {
    const rights = [right(undefined, [unread("nobody knows")]), right("b", [can("create", "pods")])];
    const steps = rightSteps(scene(["b"], owner("b")), rights).filter(({ to }) => to === "k8s:ns:main/b");
    expect(shown(steps)).toEqual(["control b must: create pods"]);
  });

  it("are not those of a binding in a namespace", () => {
    const rules = [can("get", "nodes/proxy"), can("create", "persistentvolumes"), can("update", "nodes")];
    expect(rightSteps(scene(["b"], owner("b")), [right("b", rules)])).toEqual([]);
  });
});

describe("what is certain and what may be", () => {
  const own = scene(["a"]);

  it("is one gain: what is certain hides what is not", () => {
    const [gain, ...others] = rightSteps(own, [right("a", [can("create", "pods"), can("get", "secrets")])]);
    expect(others).toEqual([]);
    expect(gain).toMatchObject({ certainty: "must", what: ["create pods"], causes: [] });
  });

  it("is said with the doubt that each way has", () => {
    const [gain] = rightSteps(own, [right("a", [can("get", "secrets")])]);
    expect(gain).toMatchObject({
      ...{ certainty: "may", what: ["read secrets"] },
      causes: ["a secret may hold the token of a service account"],
    });
    const [draw] = rightSteps(own, [right(undefined, [can("patch", "nodes")])]);
    expect(draw).toMatchObject({
      ...{ certainty: "may", to: "k8s:nodes:main" },
      causes: ["pods of others may be drawn to a node of the caller's choice"],
    });
  });

  it("is said with what cannot be read", () => {
    const [gain] = rightSteps(own, [right("a", [unread("nobody knows")])]);
    expect(gain).toMatchObject({ certainty: "may", to: "k8s:ns:main/a" });
    expect(gain?.causes).toContain("nobody knows");
  });
});

describe("the ConfigMap by which a cluster knows IAM principals", () => {
  const readsIt = { readsAwsAuth: true };
  const platform = scene(["kube-system", "b"], owner("platform"), readsIt);
  const CONTROL = "control cluster:main must: update configmaps aws-auth";
  const update = can("update", "configmaps");

  it("is the cluster, for who may change it where it stands", () => {
    expect(shown(rightSteps(platform, [right("kube-system", [update])]))).toEqual([CONTROL]);
    expect(
      shown(rightSteps(platform, [right("kube-system", [can("update", "configmaps", ["aws-auth"])])])),
    ).toEqual([CONTROL]);
    const everywhere = rightSteps(platform, [right(undefined, [update, can("get", "pods")])]);
    expect(shown(everywhere).filter((step) => step.startsWith("control"))).toEqual([CONTROL]);
  });

  it("is not elsewhere, nor another, nor only read", () => {
    const of = (namespace: string, rule: ReturnType<typeof can>) =>
      rightSteps(platform, [right(namespace, [rule])]).filter(({ kind }) => kind === "control");
    expect(of("b", update)).toEqual([]);
    expect(of("kube-system", can("update", "configmaps", ["coredns"]))).toEqual([]);
    expect(of("kube-system", can("get", "configmaps"))).toEqual([]);
    expect(of("kube-system", can("update", "configmaps.apps"))).toEqual([]);
    expect(of("kube-system", can("update", "secrets"))).toEqual([]);
  });

  it("may be it, by a rule that cannot be read", () => {
    const steps = rightSteps(platform, [right("kube-system", [unread("nobody knows"), can("get", "pods")])]);
    const [step] = steps.filter(({ what }) => what.includes("update configmaps aws-auth"));
    expect([step?.kind, step?.certainty, step?.causes]).toEqual(["control", "may", ["nobody knows"]]);
  });

  it("is nothing in a cluster that does not read it", () => {
    const api = scene(["kube-system"], owner("platform"));
    expect(rightSteps(api, [right("kube-system", [update])])).toEqual([]);
  });
});

describe("the parts of a step", () => {
  const place = at("x");
  const parts = { what: ["b", "a", "b"], causes: ["y", "x", "y"], because: "so", evidence: [place, place] };

  it("are each named once, sorted; where it stands in the order of what decides", () => {
    expect(kubernetesStep("from", "to", "access", parts)).toEqual({
      ...{ from: "from", to: "to", kind: "access", plane: "kubernetes", because: "so" },
      ...{ what: ["a", "b"], certainty: "may", causes: ["x", "y"], evidence: [place] },
    });
  });

  it("are of identity where it leads out of the cluster", () => {
    expect(roleStep("from", "role", { ...parts, causes: [] })).toMatchObject({
      ...{ kind: "control", plane: "identity", certainty: "must", to: "role" },
    });
  });
});

describe("one owner", () => {
  it("is one tenant, or the platform; whom nobody knows is no one's equal", () => {
    const [a, b, platform, unknown] = [owner("a"), owner("b"), owner("platform"), owner("unknown")];
    expect([sameOwner(a, a), sameOwner(platform, platform)]).toEqual([true, true]);
    expect([sameOwner(a, b), sameOwner(a, platform), sameOwner(platform, a)]).toEqual([false, false, false]);
    expect([sameOwner(unknown, unknown), sameOwner({ kind: "world" }, a)]).toEqual([false, false]);
  });
});

describe("what stands for no single thing", () => {
  it("is the cluster and its machines, which are the platform's", () => {
    const platform = { owner: owner("platform"), provenance: undefined };
    expect(clusterNodes("main")).toEqual([
      { id: "k8s:cluster:main", kind: "cluster", title: "cluster main", ...platform },
      { id: "k8s:nodes:main", kind: "nodes", title: "nodes of main", ...platform },
    ]);
  });
});
