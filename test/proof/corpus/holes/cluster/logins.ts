import type { Hole } from "../../case";
import { all, resource } from "../../parts";
import { bound, GLOBEX, group, IN_GLOBEX, inNamespace, namespaceShown, rule } from "./parts";

const EVERYBODY_READS = ["acme > globex kubernetes open", "acme-eu > globex kubernetes open"];

const wide = (id: string, title: string, subject: string): Hole => ({
  ...{ id, title, base: "estate", cells: EVERYBODY_READS },
  edit: inNamespace("globex", [rule("get", "configmaps")], group(subject)),
  shows: namespaceShown("get configmaps"),
});

/** Whom bindings name, in whichever form they are written. */
export const LOGIN_HOLES: readonly Hole[] = [
  wide(
    "cluster-authenticated",
    "everybody who has logged in may read another's configuration",
    "system:authenticated",
  ),
  wide(
    "cluster-service-accounts",
    "every service account may read another's configuration",
    "system:serviceaccounts",
  ),
  wide(
    "cluster-unauthenticated",
    "who has not logged in may read another's configuration",
    "system:unauthenticated",
  ),
  {
    id: "cluster-anonymous",
    title: "the user that everybody is who does not log in may read another's configuration",
    base: "estate",
    edit: inNamespace("globex", [rule("get", "configmaps")], {
      ...group("system:anonymous"),
      kind: "User",
    }),
    cells: EVERYBODY_READS,
    shows: namespaceShown("get configmaps"),
  },
  {
    id: "cluster-anonymous-world",
    title: "who has not logged in may read another's configuration, where the API server is on the internet",
    base: "estate",
    edit: all(
      inNamespace("globex", [rule("get", "configmaps")], group("system:unauthenticated")),
      resource("aws_eks_cluster", "main", { vpc_config: { endpoint_public_access: true } }),
    ),
    cells: [...EVERYBODY_READS, "world > globex kubernetes open"],
    shows: namespaceShown("get configmaps", "globex_added", "world > globex kubernetes open"),
  },
  {
    id: "cluster-service-accounts-of-other",
    title: "every service account of another tenant may read one's configuration",
    base: "estate",
    edit: inNamespace("globex", [rule("get", "configmaps")], group("system:serviceaccounts:acme")),
    cells: [IN_GLOBEX],
    shows: namespaceShown("get configmaps"),
  },
  {
    id: "cluster-account-as-user",
    title: "another's service account is named as a user",
    base: "estate",
    edit: inNamespace("globex", [rule("get", "configmaps")], {
      ...group("system:serviceaccount:acme:app"),
      kind: "User",
    }),
    cells: [IN_GLOBEX],
    shows: namespaceShown("get configmaps"),
  },
  {
    id: "cluster-account-of-other-in-own",
    title: "a tenant gives another's service account its own namespace",
    base: "estate",
    edit: bound("acme", ["ClusterRole", "edit"], {
      kind: "ServiceAccount",
      name: "app",
      namespace: "globex",
    }),
    cells: ["globex > acme identity open", "globex > acme kubernetes open"],
    shows: {
      cell: "globex > acme kubernetes open",
      ...{ what: "create pods", on: "namespace acme", at: "acme_added" },
    },
  },
  {
    id: "cluster-manifest",
    title: "a binding for another's service account, as a manifest",
    base: "estate",
    edit: resource("kubernetes_manifest", "globex_added", {
      manifest: {
        ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding" },
        metadata: { name: "added", namespace: "globex" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
        subjects: [{ kind: "ServiceAccount", name: "app", namespace: "acme" }],
      },
    }),
    cells: GLOBEX,
    shows: namespaceShown("create pods"),
  },
  {
    id: "cluster-manifest-text",
    title: "a binding for another's service account, as text",
    base: "estate",
    edit: resource("kubectl_manifest", "globex_added", {
      yaml_body: [
        "apiVersion: rbac.authorization.k8s.io/v1",
        "kind: RoleBinding",
        "metadata: {name: added, namespace: globex}",
        "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}",
        "subjects: [{kind: ServiceAccount, name: app, namespace: acme}]",
      ].join("\n"),
    }),
    cells: GLOBEX,
    shows: namespaceShown("create pods"),
  },
  {
    id: "cluster-chart",
    title: "a chart of a tenant's, of which nobody can tell what it makes",
    base: "estate",
    edit: resource("helm_release", "acme_added", { name: "added", chart: "added", namespace: "acme" }),
    cells: ["anyone > anyone kubernetes unknown", "anyone > anyone network unknown"],
    opaque: ["helm_release.acme_added"],
  },
];
