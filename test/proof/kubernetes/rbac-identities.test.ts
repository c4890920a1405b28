import type { Owner } from "../../../lib/proof/facts/resource";
import { identityNode, wideGroups, type WideScene } from "../../../lib/proof/kubernetes/rbac/identities";
import { short } from "../support/cluster";
import { facts, owner, resource } from "../support/facts";
import { named } from "../support/rbac-scene";

describe("whose a group or a user is", () => {
  const ownerOf = (
    name: string,
    tenants: readonly string[],
    { by = [], cluster = "main" }: { by?: readonly Owner[]; cluster?: string } = {},
  ) => {
    const all = facts(...tenants.map((tenant) => resource(tenant, `aws_vpc.${tenant}`, {})));
    return identityNode({ id: "x", kind: "group", name, named: by }, cluster, all).owner;
  };
  const [a, b] = [owner("a"), owner("b")];

  it.each<[string, string, readonly string[], Owner]>([
    ["of the one that its name says", "tenant:a:dev", ["a", "b"], a],
    ["of the one of that name in an Infrastructure", "tenant:a:dev", ["prod/a", "prod/b"], owner("prod/a")],
    ["of the longer name", "tenant:alpha:dev", ["alpha"], owner("alpha")],
    ["the platform's, where no tenant is called so", "tenant:c:dev", ["a", "b"], owner("platform")],
    ["the platform's, where its name only holds such a name", "not-tenant:a:dev", ["a"], owner("platform")],
    ["the platform's, where it is the system's", "system:masters", ["a"], owner("platform")],
  ])("is %s", (_, name, tenants, expected) => {
    expect(ownerOf(name, tenants)).toEqual(expected);
  });

  it("is that of its own cluster, where several are called so", () => {
    const tenants = ["prod/a", "test/a"];
    expect(ownerOf("tenant:a:dev", tenants, { cluster: "prod" })).toEqual(owner("prod/a"));
    expect(ownerOf("tenant:a:dev", tenants, { cluster: "test" })).toEqual(owner("test/a"));
    expect(ownerOf("tenant:a:dev", tenants, { cluster: "else", by: [b] })).toEqual(b);
  });

  it("is who names it, where its name does not say", () => {
    expect(ownerOf("team", [], { by: [a] })).toEqual(a);
    expect(ownerOf("team", [], { by: [a, a] })).toEqual(a);
    expect(ownerOf("tenant:c:dev", ["a"], { by: [a] })).toEqual(a);
    expect(ownerOf("system:team", [], { by: [a] })).toEqual(owner("platform"));
    expect(ownerOf("my-system:", [], { by: [a] })).toEqual(a);
    expect(ownerOf("team", [])).toEqual(owner("platform"));
  });

  it("is nobody's alone where several name it", () => {
    expect(ownerOf("team", [], { by: [a, b] })).toEqual(owner("platform"));
    expect(ownerOf("team", [], { by: [a, a, b] })).toEqual(owner("platform"));
    expect(ownerOf("team", [], { by: [a, owner("platform")] })).toEqual(owner("platform"));
  });

  it("is shown with its kind and its name", () => {
    const node = identityNode({ id: "x", kind: "user", name: "ann", named: [] }, "main", facts());
    expect(node).toEqual({
      ...{ id: "x", kind: "user", title: "user ann", owner: owner("platform"), provenance: undefined },
    });
  });
});

describe("groups that are wider than anybody's own", () => {
  const asked = (bound: readonly string[], more: Partial<WideScene> = {}) =>
    wideGroups({
      ...{ cluster: "main", bound: new Set(bound), namespaces: [named("a"), named("b")], isPublic: true },
      logins: ["k8s:user:main/ann", "k8s:group:main/system:authenticated"],
      ...more,
    });
  const into = (bound: readonly string[], more: Partial<WideScene> = {}) =>
    asked(bound, more).map(({ from, to }) => `${short(from)} -> ${short(to).replace(/^\w+:main\//, "")}`);
  const group = (name: string) => [`k8s:group:main/${name}`];

  it("are nobody's where nothing is bound to them", () => {
    expect(into(group("team"))).toEqual([]);
  });

  it("are everybody's who has logged in, but not their own", () => {
    expect(into(group("system:authenticated"))).toEqual([
      "a -> system:authenticated",
      "b -> system:authenticated",
      "user:main/ann -> system:authenticated",
    ]);
  });

  it("are every service account's", () => {
    expect(into(group("system:serviceaccounts"))).toEqual([
      "a -> system:serviceaccounts",
      "b -> system:serviceaccounts",
    ]);
  });

  it("are those of one namespace", () => {
    expect(into(group("system:serviceaccounts:b"))).toEqual(["b -> system:serviceaccounts:b"]);
  });

  it("are everybody's in the world, or in the cluster's network where it answers nowhere else", () => {
    const pods = ["a -> system:unauthenticated", "b -> system:unauthenticated"];
    const world = "world -> system:unauthenticated";
    expect(into(group("system:unauthenticated"))).toEqual([...pods, world]);
    expect(into(group("system:unauthenticated"), { isPublic: false })).toEqual(pods);
  });

  it("are the user that everybody is who does not log in", () => {
    const pods = ["a -> system:anonymous", "b -> system:anonymous"];
    const nobody = ["k8s:user:main/system:anonymous"];
    expect(into(nobody)).toEqual([...pods, "world -> system:anonymous"]);
    expect(into(nobody, { isPublic: false })).toEqual(pods);
    expect(asked(nobody)[0]).toMatchObject({
      because: "the API server takes everybody for it who does not log in",
      what: ["be in system:anonymous"],
    });
  });

  it("say why somebody is in them", () => {
    const step = { kind: "control", plane: "kubernetes", certainty: "must", causes: [], evidence: [] };
    expect(asked(group("system:serviceaccounts:a"))).toEqual([
      {
        ...step,
        from: "k8s:ns:main/a",
        to: "k8s:group:main/system:serviceaccounts:a",
        what: ["be in system:serviceaccounts:a"],
        because: "the API server puts everybody who logs in into it",
      },
    ]);
    expect(asked(group("system:unauthenticated"))[0]?.because).toBe(
      "the API server takes everybody for it who does not log in",
    );
  });

  it("are asked for no rights, or are those of nodes, for whoever logs in as them", () => {
    const logins = ["team", "system:masters", "system:nodes"].flatMap(group);
    const step = { kind: "control", plane: "kubernetes", certainty: "must", causes: [], evidence: [] };
    expect(asked([], { logins })).toEqual([
      {
        ...{ ...step, from: logins[1], to: "k8s:cluster:main", what: ["do anything"] },
        because: "the group is asked for no rights",
      },
      {
        ...{ ...step, from: logins[2], to: "k8s:nodes:main", what: ["log in as a node"] },
        because: "nodes are in the group",
      },
    ]);
  });
});
