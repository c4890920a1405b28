import type { Hole } from "../../case";
import {
  bound,
  CLUSTER,
  GLOBEX,
  IN_GLOBEX,
  inGlobex,
  inNamespace,
  namespaceShown,
  perhaps,
  PERHAPS_BY_GLOBEX,
  type Rule,
  rule,
} from "./parts";

const RBAC = "rbac.authorization.k8s.io";

function hole(
  id: string,
  title: string,
  rules: readonly Rule[],
  cells: readonly string[],
  what: string,
): Hole {
  return {
    ...{ id, title, base: "estate", cells, edit: inGlobex(...rules) },
    shows: namespaceShown(what),
  };
}

/** Rights with which somebody is as good as all pods of the namespace. */
const having = (id: string, title: string, rules: readonly Rule[], what: string): Hole =>
  hole(id, title, rules, GLOBEX, what);

/** Rights that end in the namespace. */
const reaching = (id: string, title: string, rules: readonly Rule[], what: string): Hole =>
  hole(id, title, rules, [IN_GLOBEX], what);

/** Rights to secrets, of which nobody can tell what they hold. */
const reading = (id: string, title: string, rules: readonly Rule[], what: string): Hole =>
  hole(id, title, rules, [PERHAPS_BY_GLOBEX, IN_GLOBEX], what);

/** Rights in another's namespace, verb by verb. */
export const NAMESPACED_HOLES: readonly Hole[] = [
  reading("cluster-secrets-get", "another's secrets may be read", [rule("get", "secrets")], "get secrets"),
  reading(
    "cluster-secrets-list",
    "another's secrets may be listed, which shows what they hold",
    [rule("list", "secrets")],
    "list secrets",
  ),
  reading(
    "cluster-secrets-watch",
    "another's secrets may be watched",
    [rule("watch", "secrets")],
    "watch secrets",
  ),
  reading(
    "cluster-secrets-named",
    "one of another's secrets may be read by its name",
    [rule("get", "secrets", "", ["database"])],
    "get secrets (database)",
  ),
  reading(
    "cluster-secrets-patch",
    "another's secrets may be patched, which is answered with what they hold",
    [rule("patch", "secrets")],
    "patch secrets",
  ),
  having(
    "cluster-pods-create",
    "pods may be made in another's namespace",
    [rule("create", "pods")],
    "create pods",
  ),
  having("cluster-pods-update", "another's pods may be changed", [rule("update", "pods")], "create pods"),
  having(
    "cluster-deployments-create",
    "deployments may be made in another's namespace",
    [rule("create", "deployments", "apps")],
    "create pods",
  ),
  having(
    "cluster-daemonsets-patch",
    "another's daemon sets may be changed",
    [rule("patch", "daemonsets", "apps")],
    "create pods",
  ),
  having(
    "cluster-cronjobs-update",
    "another's scheduled jobs may be changed",
    [rule("update", "cronjobs", "batch")],
    "create pods",
  ),
  having(
    "cluster-replication-controllers",
    "controllers of the oldest kind may be made in another's namespace",
    [rule("create", "replicationcontrollers")],
    "create pods",
  ),
  having(
    "cluster-exec",
    "commands may be run in another's pods",
    [rule("create", "pods/exec")],
    "run commands in pods",
  ),
  having(
    "cluster-exec-get",
    "commands may be run in another's pods over a web socket, which is a get",
    [rule("get", "pods/exec")],
    "run commands in pods",
  ),
  having(
    "cluster-attach",
    "another's running pods may be attached to",
    [rule("create", "pods/attach")],
    "run commands in pods",
  ),
  having(
    "cluster-ephemeral-containers",
    "a debug container may be put into another's pods",
    [rule("patch", "pods/ephemeralcontainers")],
    "run commands in pods",
  ),
  having(
    "cluster-any-exec",
    "the subresource exec of anything",
    [rule("create", "*/exec", "*")],
    "run commands in pods",
  ),
  reaching(
    "cluster-portforward",
    "ports of another's pods may be forwarded, past its network policies",
    [rule("create", "pods/portforward")],
    "create pods/portforward",
  ),
  reaching(
    "cluster-services-proxy",
    "another's services may be called through the API server",
    [rule("get", "services/proxy")],
    "get services/proxy",
  ),
  having(
    "cluster-token-request",
    "tokens of another's service accounts may be asked for",
    [rule("create", "serviceaccounts/token")],
    "create serviceaccounts/token",
  ),
  having(
    "cluster-token-request-named",
    "tokens of one of another's service accounts may be asked for",
    [rule("create", "serviceaccounts/token", "", ["app"])],
    "create serviceaccounts/token (app)",
  ),
  having(
    "cluster-token-secret",
    "a secret for a token of another's service account may be made, and read",
    [rule("create,get", "secrets")],
    "create and read secrets of service accounts",
  ),
  having(
    "cluster-impersonate-accounts",
    "another's service accounts may be impersonated",
    [rule("impersonate", "serviceaccounts")],
    "impersonate serviceaccounts",
  ),
  having(
    "cluster-impersonate-account",
    "one of another's service accounts may be impersonated",
    [rule("impersonate", "serviceaccounts", "", ["app"])],
    "impersonate serviceaccounts (app)",
  ),
  having(
    "cluster-escalate",
    "roles of another's namespace may be given more than one has",
    [rule("escalate,update", "roles", RBAC)],
    "escalate roles",
  ),
  having(
    "cluster-bind",
    "any role may be bound in another's namespace",
    [rule("bind", "clusterroles", RBAC), rule("create", "rolebindings", RBAC)],
    "bind roles",
  ),
  having(
    "cluster-bind-named",
    "a role that may be bound by its name holds more than who binds it",
    [rule("bind", "clusterroles", RBAC, ["edit"]), rule("create", "rolebindings", RBAC)],
    "create pods",
  ),
  hole(
    "cluster-wildcard",
    "everything in another's namespace, its labels and so its level included",
    [rule("*", "*", "*")],
    CLUSTER,
    "create pods",
  ),
  reaching(
    "cluster-network-policies",
    "another's network policies may be changed",
    [rule("create,delete", "networkpolicies", "networking.k8s.io")],
    "create,delete networkpolicies",
  ),
  reaching(
    "cluster-services",
    "another's services may be led elsewhere",
    [rule("patch", "services")],
    "patch services",
  ),
  reaching(
    "cluster-endpoints",
    "addresses may be put behind another's services",
    [rule("update", "endpointslices", "discovery.k8s.io")],
    "update endpointslices",
  ),
  reaching(
    "cluster-ingresses",
    "another's ingresses may be changed",
    [rule("update", "ingresses", "networking.k8s.io")],
    "update ingresses",
  ),
  reaching(
    "cluster-quotas",
    "another's quota may be changed",
    [rule("update", "resourcequotas")],
    "update resourcequotas",
  ),
  reaching(
    "cluster-limits",
    "another's limits may be changed",
    [rule("update", "limitranges")],
    "update limitranges",
  ),
  reaching(
    "cluster-eviction",
    "another's pods may be evicted",
    [rule("create", "pods/eviction")],
    "create pods/eviction",
  ),
  reaching("cluster-logs", "another's logs may be read", [rule("get", "pods/log")], "get pods/log"),
  reaching(
    "cluster-config-maps",
    "another's configuration may be read",
    [rule("get", "configmaps")],
    "get configmaps",
  ),
  reaching(
    "cluster-custom-resources",
    "what an operator has added to another's namespace may be changed",
    [rule("update", "databases", "postgres.example.com")],
    "update databases",
  ),
  {
    id: "cluster-services-status",
    title: "a tenant's services may take over addresses, and so connections of everybody in the cluster",
    base: "estate",
    edit: inNamespace("acme", [rule("patch", "services/status")]),
    cells: ["acme > platform kubernetes open"],
    shows: {
      cell: "acme > platform kubernetes open",
      ...{ what: "change services/status", on: "cluster main", at: "acme_added" },
    },
  },
  {
    id: "cluster-role-elsewhere",
    title: "a role that is not in the plan is bound in another's namespace",
    base: "estate",
    edit: bound("globex", ["ClusterRole", "operator"]),
    cells: perhaps(CLUSTER),
    shows: namespaceShown("what is not known", "globex_added", "acme > globex kubernetes unknown"),
  },
  {
    id: "cluster-labels-of-namespace",
    title: "another's namespace may be labelled, and so what its pods may be",
    base: "estate",
    edit: inGlobex(rule("patch", "namespaces")),
    cells: [IN_GLOBEX, ...perhaps(CLUSTER)]
      .filter((cell) => cell !== "acme > globex kubernetes unknown")
      .sort(),
    shows: namespaceShown("patch namespaces"),
  },
];
