/** Somebody as the API server knows them after the login. */
export interface Caller {
  readonly user: string;
  readonly groups: readonly string[];
}

/** May they? */
export interface Question {
  readonly subject: Caller;
  /** Empty for what is in none. */
  readonly namespace: string;
  readonly verb: string;
  readonly group: string;
  /** With its subresource. */
  readonly resource: string;
  /** Empty: of none in particular. */
  readonly name: string;
}

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
/** Requests in which one thing is named. */
const NAMING = ["get", "list", "update", "delete"];
const RESOURCES: readonly (readonly [group: string, resource: string])[] = [
  ["", "pods"],
  ["", "pods/exec"],
  ["", "pods/log"],
  ["", "secrets"],
  ["", "configmaps"],
  ["", "serviceaccounts"],
  ["", "serviceaccounts/token"],
  ["apps", "deployments"],
  ["apps", "deployments/scale"],
  ["networking.k8s.io", "networkpolicies"],
  ["rbac.authorization.k8s.io", "roles"],
  ["rbac.authorization.k8s.io", "rolebindings"],
  ["example.com", "widgets"],
];
/** Verbs that few resources know. */
const OTHERS: readonly (readonly [verb: string, group: string, resource: string])[] = [
  ["impersonate", "", "serviceaccounts"],
  ["bind", "rbac.authorization.k8s.io", "roles"],
  ["escalate", "rbac.authorization.k8s.io", "roles"],
];
const CLUSTER_WIDE: readonly (readonly [verb: string, group: string, resource: string])[] = [
  ["list", "", "nodes"],
  ["create", "", "namespaces"],
  ["get", "", "namespaces"],
  ["create", "rbac.authorization.k8s.io", "clusterrolebindings"],
  ["list", "", "secrets"],
  ["create", "", "pods/exec"],
];

/** A service account with the groups that the API server gives it. */
export function serviceAccount(namespace: string, name: string): Caller {
  const groups = ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"];
  return { user: `system:serviceaccount:${namespace}:${name}`, groups };
}

export function person(name: string, ...groups: readonly string[]): Caller {
  return { user: name, groups: [...groups, "system:authenticated"] };
}

/** Everything that is asked of everybody, everywhere. */
export function questions(subjects: readonly Caller[], namespaces: readonly string[]): readonly Question[] {
  return subjects.flatMap((subject) => {
    const within = namespaces.flatMap((namespace) => [
      ...RESOURCES.flatMap(([group, resource]) => [
        ...VERBS.map((verb) => ({ subject, namespace, verb, group, resource, name: "" })),
        ...NAMING.map((verb) => ({ subject, namespace, verb, group, resource, name: "db" })),
      ]),
      ...OTHERS.flatMap(([verb, group, resource]) =>
        ["", "db"].map((name) => ({ subject, namespace, verb, group, resource, name })),
      ),
    ]);
    const wide = CLUSTER_WIDE.map(([verb, group, resource]) => ({
      ...{ subject, namespace: "", verb, group, resource, name: "" },
    }));
    return [...within, ...wide];
  });
}

/** As it is asked of the API server. */
export function review({ subject, namespace, verb, group, resource, name }: Question): object {
  const [kind, subresource = ""] = resource.split("/");
  return {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    spec: {
      ...{ user: subject.user, groups: subject.groups },
      resourceAttributes: { namespace, verb, group, resource: kind, subresource, name },
    },
  };
}

/** In words. */
export function shown({ subject, namespace, verb, group, resource, name }: Question): string {
  const where = namespace === "" ? "in the whole cluster" : `in ${namespace}`;
  const words = [subject.user, "may", verb, `${resource}.${group}`, name, where];
  return words.filter((word) => word !== "").join(" ");
}
