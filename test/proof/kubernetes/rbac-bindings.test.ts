import type { FactResource } from "../../../lib/proof/facts/resource";
import { Clusters } from "../../../lib/proof/kubernetes/clusters";
import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import { boundRights } from "../../../lib/proof/kubernetes/rbac/bindings";
import { Roles } from "../../../lib/proof/kubernetes/rbac/roles";
import { cluster } from "../support/cluster";
import { facts, resource, type ResourceOptions, UNREAD, type Written } from "../support/facts";
import { role, rule } from "../support/rbac-parts";

const ADDRESS = "kubernetes_role_binding_v1.it";
const ANYBODY = "k8s:group:main/system:authenticated";
const READER = role("b", "reader", rule("get", "pods"));
const OF_READER: Written = [{ kind: "Role", name: "reader" }];
const CI: Written = { kind: "ServiceAccount", name: "ci", namespace: "a" };

function rights(...resources: FactResource[]) {
  const all = facts(...cluster(), ...resources);
  const clusters = new Clusters(all);
  const objects = kubernetesObjects(all);
  return boundRights(objects, clusters, "main", new Roles(objects, clusters, "main"));
}

const binding = (subject: Written, more: Record<string, Written> = {}, options: ResourceOptions = {}) =>
  resource(
    "b",
    ADDRESS,
    { metadata: [{ name: "it", namespace: "b" }], role_ref: OF_READER, subject, ...more },
    options,
  );

describe("a binding", () => {
  it("gives a role's rules to its subject, in its namespace, and says by what", () => {
    expect(rights(READER, binding([CI]))).toEqual([
      {
        subject: { kind: "ServiceAccount", name: "ci", namespace: "a" },
        holder: "k8s:sa:main/a/ci",
        cluster: "main",
        namespace: "b",
        rules: [{ verbs: ["get"], groups: [""], resources: ["pods"], names: [] }],
        because: "RoleBinding it",
        evidence: [expect.objectContaining({ address: ADDRESS }), READER.provenance],
        causes: [],
      },
    ]);
  });

  it("gives them to each of its subjects", () => {
    const users: Written = ["x", "y"].map((name) => ({ kind: "User", name }));
    expect(rights(READER, binding(users)).map(({ holder }) => holder)).toEqual([
      ...["k8s:user:main/x", "k8s:user:main/y"],
    ]);
  });

  it("is called by its address where it has no name", () => {
    const unnamed = binding([CI], { metadata: [{ namespace: "b" }] });
    expect(rights(READER, unnamed).map(({ because }) => because)).toEqual([`RoleBinding ${ADDRESS}`]);
  });

  it("is no other kind of object", () => {
    const manifest = (kind: string) =>
      resource("b", "kubernetes_manifest.it", {
        manifest: {
          ...{ kind, apiVersion: "rbac.authorization.k8s.io/v1", metadata: { name: "it", namespace: "b" } },
          ...{ roleRef: { kind: "Role", name: "reader" }, subjects: [CI] },
        },
      });
    const kinds = [
      "RoleBinding",
      "RoleBindingRequest",
      "TenantRoleBinding",
      "ClusterRoleBinding",
      "ConfigMap",
    ];
    const found = kinds.filter((kind) => rights(READER, manifest(kind)).length > 0);
    expect(found).toEqual(["RoleBinding", "ClusterRoleBinding"]);
  });
});

describe("the subject of a binding", () => {
  const holders = (subject: Written) => rights(READER, binding(subject)).map(({ holder }) => holder);

  it.each<[string, Written, string]>([
    ["a service account", CI, "k8s:sa:main/a/ci"],
    [
      "one of the namespace default, where none is written",
      { kind: "ServiceAccount", name: "ci" },
      "k8s:sa:main/default/ci",
    ],
    ["a group", { kind: "Group", name: "g" }, "k8s:group:main/g"],
    ["a user", { kind: "User", name: "u" }, "k8s:user:main/u"],
    [
      "a user as which a service account goes",
      { kind: "User", name: "system:serviceaccount:team:deployer" },
      "k8s:sa:main/team/deployer",
    ],
    [
      "a group of such a name, which is none",
      { kind: "Group", name: "system:serviceaccount:team:deployer" },
      "k8s:group:main/system:serviceaccount:team:deployer",
    ],
    [
      "a user whose name only ends so",
      { kind: "User", name: "x-system:serviceaccount:team:ci" },
      "k8s:user:main/x-system:serviceaccount:team:ci",
    ],
    [
      "a user whose name only begins so",
      { kind: "User", name: "system:serviceaccount:team:ci:x" },
      "k8s:user:main/system:serviceaccount:team:ci:x",
    ],
  ])("is %s", (_, subject, expected) => {
    expect(holders([subject])).toEqual([expected]);
  });

  it.each<[string, Written, string]>([
    ["it is not known", [UNREAD], "it is only known after the apply"],
    ["it has no kind that there is", [{ kind: "Robot", name: "r" }], "a subject cannot be read"],
    ["it has no name", [{ kind: "User" }], "a subject cannot be read"],
    ["it is not known whom else it names", UNREAD, "it is only known after the apply"],
  ])("may be anybody where %s", (_, subject, cause) => {
    expect(rights(READER, binding(subject))).toMatchObject([
      { holder: ANYBODY, subject: { kind: "Group" }, causes: [`${ADDRESS}: ${cause}`] },
    ]);
  });

  it("may be anybody beside those that are known", () => {
    const open: Written = { kind: "list", items: [], open: true };
    expect(rights(READER, binding(open)).map(({ holder }) => holder)).toEqual([ANYBODY]);
    expect(holders([CI, UNREAD])).toEqual(["k8s:sa:main/a/ci", ANYBODY]);
  });
});

describe("the role of a binding", () => {
  const causes = (role_ref: Written, ...added: FactResource[]) =>
    rights(...added, binding([CI], { role_ref })).flatMap(({ rules }) => rules.map(({ cause }) => cause));

  it("may be anything where it is not known which one it is", () => {
    const missing = "the role that is bound is not in the plan";
    expect(causes(UNREAD)).toEqual(["it is only known after the apply"]);
    expect(causes([{ kind: "Role" }])).toEqual([missing]);
    expect(causes([{ name: "reader" }])).toEqual([missing]);
    expect(causes([{ kind: "Role", name: "gone" }])).toEqual(["the Role gone is not in the plan"]);
    expect(causes([{ kind: "ClusterRole", name: "reader" }], READER)).toEqual([
      "the ClusterRole reader is not in the plan",
    ]);
  });
});

describe("a binding that need not be there", () => {
  it("is one of which nobody knows how many there are", () => {
    expect(rights(READER, binding([CI], {}, { many: true }))).toMatchObject([
      { causes: [`it is not known how many there are of ${ADDRESS}`] },
    ]);
  });

  it("is one of which nobody knows in which namespace it is, unless it is of the cluster", () => {
    const metadata: Written = [{ name: "it", namespace: UNREAD }];
    expect(rights(READER, binding([CI], { metadata }))).toMatchObject([
      { namespace: undefined, causes: [`it is not known in which namespace ${ADDRESS} is`] },
    ]);
    const wide = resource("b", "kubernetes_cluster_role_binding_v1.it", {
      ...{ metadata, role_ref: [{ kind: "ClusterRole", name: "view" }], subject: [CI] },
    });
    expect(rights(wide)).toMatchObject([{ namespace: undefined, causes: [] }]);
  });

  it("is one of which nobody knows which cluster it is in", () => {
    const second = resource("platform", "aws_eks_cluster.second", { name: "second" });
    const elsewhere = { stack: "objects" };
    const apart = binding([CI], { role_ref: [{ kind: "ClusterRole", name: "view" }] }, elsewhere);
    expect(rights(second, apart)).toMatchObject([
      { causes: [`it is not known which cluster ${ADDRESS} is in`] },
    ]);
  });

  it("is none in another cluster", () => {
    const second = resource("platform", "aws_eks_cluster.second", { name: "second" }, { stack: "far" });
    expect(rights(second, READER, binding([CI], {}, { stack: "far" }))).toEqual([]);
  });
});
