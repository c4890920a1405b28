import type { Manifest } from "../lab/kubectl";

const RBAC = "rbac.authorization.k8s.io";
/** Namespaces and names begin so, to be nobody else's in the lab. */
export const PREFIX = "rights-";
export const NAMESPACES = ["one", "two", "three"].map((name) => `${PREFIX}${name}`);
const [ONE = "", TWO = "", THREE = ""] = NAMESPACES;

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
}

function rule(verbs: string, group: string, resources: string, names?: string): Rule {
  const split = (text: string) => text.split(" ");
  return {
    ...{ verbs: split(verbs), apiGroups: [group], resources: split(resources) },
    ...(names !== undefined && { resourceNames: split(names) }),
  };
}

function role(
  namespace: string | undefined,
  name: string,
  rules: readonly Rule[],
  more: object = {},
): Manifest {
  const metadata = { name: `${PREFIX}${name}`, ...(namespace !== undefined && { namespace }) };
  return {
    ...{ apiVersion: `${RBAC}/v1`, kind: namespace === undefined ? "ClusterRole" : "Role", rules },
    ...{ metadata, ...more },
  };
}

function labelled(name: string, rules: readonly Rule[], labels: Readonly<Record<string, string>>): Manifest {
  return role(undefined, name, rules, { metadata: { name: `${PREFIX}${name}`, labels } });
}

interface BoundSubject {
  readonly kind: "ServiceAccount" | "Group" | "User";
  readonly name: string;
  readonly namespace?: string;
}

function bind(
  namespace: string | undefined,
  name: string,
  [kind, bound]: readonly ["Role" | "ClusterRole", string],
  ...subjects: readonly BoundSubject[]
): Manifest {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: namespace === undefined ? "ClusterRoleBinding" : "RoleBinding",
    metadata: { name: `${PREFIX}${name}`, ...(namespace !== undefined && { namespace }) },
    roleRef: { apiGroup: RBAC, kind, name: bound },
    subjects: subjects.map((subject) => ({
      ...subject,
      ...(subject.kind !== "ServiceAccount" && { apiGroup: RBAC }),
    })),
  };
}

export const account = (namespace: string, name: string): BoundSubject => ({
  ...{ kind: "ServiceAccount", name, namespace },
});
export const group = (name: string): BoundSubject => ({ kind: "Group", name });
export const user = (name: string): BoundSubject => ({ kind: "User", name });

/** Makes namespaces first: all else stands in them. */
export const NAMESPACE_OBJECTS: readonly Manifest[] = NAMESPACES.map((name) => ({
  ...{ apiVersion: "v1", kind: "Namespace", metadata: { name } },
}));

/** Rights of every form: of accounts, groups and users, in a namespace and in all, by names, wildcards and aggregation. */
export const RIGHTS: readonly Manifest[] = [
  role(ONE, "reader", [rule("get list watch", "", "pods pods/log configmaps")]),
  role(ONE, "named", [rule("get update list delete create", "", "secrets configmaps", "db")]),
  role(TWO, "wild", [rule("*", "apps", "*"), rule("get", "*", "secrets")]),
  role(TWO, "scaler", [rule("update", "apps", "*/scale"), rule("create", "", "pods/*")]),
  role(THREE, "impersonator", [
    rule("impersonate", "", "serviceaccounts", "db"),
    rule("bind", RBAC, "roles"),
  ]),
  labelled("more-view", [rule("get list", "example.com", "widgets")], {
    [`${RBAC}/aggregate-to-view`]: "true",
  }),
  labelled("part", [rule("get create", "", "configmaps")], { "rights/part": "yes" }),
  role(undefined, "whole", [], {
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { "rights/part": "yes" } }] },
  }),
  role(undefined, "nodes", [rule("get list", "", "nodes namespaces"), rule("create", "", "pods/exec")]),

  bind(ONE, "reader", ["Role", `${PREFIX}reader`], account(TWO, "app"), group("team-a")),
  bind(ONE, "named", ["Role", `${PREFIX}named`], account(ONE, "app")),
  bind(TWO, "wild", ["Role", `${PREFIX}wild`], user("ann"), account(THREE, "app")),
  bind(TWO, "scaler", ["Role", `${PREFIX}scaler`], group("system:serviceaccounts:rights-one")),
  bind(THREE, "impersonator", ["Role", `${PREFIX}impersonator`], group("system:serviceaccounts")),
  bind(THREE, "as-user", ["ClusterRole", "view"], user("system:serviceaccount:rights-one:app")),
  bind(ONE, "view", ["ClusterRole", "view"], account(THREE, "app")),
  bind(TWO, "edit", ["ClusterRole", "edit"], account(TWO, "app")),
  bind(THREE, "admin", ["ClusterRole", "admin"], group("team-a")),
  bind(ONE, "whole", ["ClusterRole", `${PREFIX}whole`], user("ann")),
  bind(undefined, "nodes", ["ClusterRole", `${PREFIX}nodes`], user("ann"), account(ONE, "other")),
  bind(undefined, "everything", ["ClusterRole", "cluster-admin"], user("root")),
  bind(undefined, "logged-in", ["ClusterRole", `${PREFIX}part`], group("system:authenticated")),
];
