import type { LookAlike } from "../../case";
import { all, resource } from "../../parts";
import {
  bound,
  boundEverywhere,
  clusterRole,
  DEVELOPERS,
  everywhere,
  group,
  inGlobex,
  inNamespace,
  type Rule,
  rule,
} from "../../holes/cluster/parts";

const RBAC = "rbac.authorization.k8s.io";

const harmless = (id: string, title: string, edit: LookAlike["edit"]): LookAlike => ({
  ...{ id, title, base: "estate", edit },
});

/** Rules in another's namespace which no request is ever allowed by. */
const nothing = (id: string, title: string, ...rules: readonly Rule[]): LookAlike =>
  harmless(id, title, inGlobex(...rules));

const AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-edit";

/** What looks like rights in a cluster, and is none. */
export const CLUSTER_LOOK_ALIKES: readonly LookAlike[] = [
  harmless(
    "cluster-binding-of-nobody",
    "a group that nobody is in may edit a namespace",
    resource("kubernetes_role_binding_v1", "globex_dev", {
      subject: [{ api_group: RBAC, kind: "Group", name: "auditors" }],
    }),
  ),
  harmless(
    "cluster-everything-unbound",
    "a role with everything, which nobody has",
    clusterRole("added", [rule("*", "*", "*")]),
  ),
  harmless(
    "cluster-admin-of-own",
    "a tenant administers its own namespace",
    bound("acme", ["ClusterRole", "admin"]),
  ),
  harmless(
    "cluster-account-of-own",
    "a tenant gives its namespace to all its own service accounts",
    bound("acme", ["ClusterRole", "edit"], group("system:serviceaccounts:acme")),
  ),
  harmless(
    "cluster-user-unknown",
    "a user who cannot log in may edit another's namespace",
    bound("globex", ["ClusterRole", "edit"], { ...group("ann@example.com"), kind: "User" }),
  ),
  harmless(
    "cluster-user-of-similar-role",
    "a session of a role whose name only begins as a tenant's may edit another's namespace",
    bound("globex", ["ClusterRole", "edit"], {
      ...group("arn:aws:sts::123456789012:assumed-role/acme-developers/ci"),
      kind: "User",
    }),
  ),
  nothing(
    "cluster-subresources-literal",
    "subresources of another's pods, written as nobody matches them",
    rule("create", "pods/*"),
  ),
  nothing("cluster-pods-of-apps", "pods of an API group that has none", rule("*", "pods", "apps")),
  nothing("cluster-verb-misspelt", "a verb that there is not", rule("read", "secrets")),
  nothing("cluster-pattern-literal", "resources by a pattern, which is none", rule("get", "secret*")),
  nothing(
    "cluster-create-named",
    "pods of one name may be made, which no request says in time",
    rule("create", "pods", "", ["web"]),
  ),
  nothing(
    "cluster-extensions",
    "ingresses of an API group that is gone",
    rule("*", "ingresses", "extensions"),
  ),
  nothing(
    "cluster-nodes-in-namespace",
    "nodes and their kubelets, in a namespace, where there are none",
    rule("*", "nodes,nodes/proxy,persistentvolumes"),
  ),
  harmless(
    "cluster-impersonate-in-namespace",
    "users and groups may be impersonated in a namespace, where there are none",
    inNamespace("acme", [rule("impersonate", "users,groups")]),
  ),
  harmless(
    "cluster-impersonate-own",
    "a tenant's own service account may be impersonated",
    inNamespace("acme", [rule("impersonate", "serviceaccounts", "", ["app"])]),
  ),
  harmless(
    "cluster-impersonate-groups-alone",
    "any group may be impersonated, over nobody",
    everywhere(rule("impersonate", "groups")),
  ),
  harmless(
    "cluster-impersonate-description",
    "what describes somebody may be impersonated, over nobody",
    everywhere(rule("impersonate", "uids,userextras/scopes", "authentication.k8s.io")),
  ),
  harmless(
    "cluster-impersonate-nobody",
    "a user who may do nothing may be impersonated",
    everywhere(rule("impersonate", "users", "", ["nobody"])),
  ),
  harmless(
    "cluster-bind-own",
    "a tenant may bind its own role in its own namespace",
    inNamespace("acme", [
      rule("bind", "roles", RBAC, ["added"]),
      rule("create,get,list", "rolebindings", RBAC),
    ]),
  ),
  harmless(
    "cluster-escalate-own",
    "a tenant may give roles of its own namespace whatever it likes",
    inNamespace("acme", [rule("escalate,create,update", "roles", RBAC)]),
  ),
  harmless(
    "cluster-aggregation-off",
    "a role whose label says that it is not taken into the one of editors",
    clusterRole("added", [rule("patch", "namespaces")], {
      metadata: { name: "added", labels: { [AGGREGATE]: "false" } },
    }),
  ),
  harmless(
    "cluster-aggregated-harmless",
    "a role of one's own resources is taken into the one of editors",
    clusterRole("added", [rule("*", "databases", "postgres.example.com")], {
      metadata: { name: "added", labels: { [AGGREGATE]: "true" } },
    }),
  ),
  harmless(
    "cluster-role-empty",
    "a role without rules for a tenant's developers, in the whole cluster",
    all(clusterRole("added", []), boundEverywhere("added", DEVELOPERS)),
  ),
  harmless(
    "cluster-health",
    "a tenant's pods may ask whether the API server is well",
    all(
      resource("kubernetes_cluster_role_v1", "added", {
        metadata: { name: "added" },
        rule: [{ non_resource_urls: ["/healthz", "/version"], verbs: ["get"] }],
      }),
      boundEverywhere("added"),
    ),
  ),
  harmless(
    "cluster-questions",
    "a tenant's pods may ask what they may do themselves",
    everywhere(rule("create", "selfsubjectaccessreviews,selfsubjectrulesreviews", "authorization.k8s.io")),
  ),
  harmless(
    "cluster-policy-pattern-own",
    "an access policy for the namespaces whose names begin as one's own, of which there is none else",
    resource("aws_eks_access_policy_association", "acme_added", {
      cluster_name: "${aws_eks_cluster.main.name}",
      principal_arn: "arn:aws:iam::123456789012:role/acme-dev",
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy",
      access_scope: { type: "namespace", namespaces: ["acme", "acme-test-*"] },
    }),
  ),
  harmless(
    "cluster-entry-of-nothing",
    "a tenant's role is in a group that nothing is bound to",
    resource("aws_eks_access_entry", "acme_dev", { kubernetes_groups: ["acme-dev", "auditors"] }),
  ),
  harmless(
    "cluster-map-unread-by-it",
    "a ConfigMap which the cluster does not read makes a tenant's role its administrator",
    resource("kubernetes_config_map_v1", "aws_auth", {
      metadata: { name: "aws-auth", namespace: "kube-system" },
      data: {
        mapRoles: '- rolearn: arn:aws:iam::123456789012:role/acme-dev\n  groups: ["system:masters"]\n',
      },
    }),
  ),
  harmless(
    "cluster-creator",
    "whoever makes the cluster administers it: the platform",
    resource("aws_eks_cluster", "main", {
      access_config: { bootstrap_cluster_creator_admin_permissions: true },
    }),
  ),
  harmless(
    "cluster-pod-refused",
    "a tenant's pods ask for their node, in a namespace that does not admit them",
    resource("kubernetes_daemon_set_v1", "acme_added", {
      metadata: { name: "added", namespace: "acme" },
      spec: { template: { spec: { host_network: true, host_pid: true } } },
    }),
  ),
  harmless(
    "cluster-pod-of-own",
    "a tenant's deployment runs in its own namespace, as its own service account",
    resource("kubernetes_deployment_v1", "acme_added", {
      metadata: { name: "added", namespace: "acme" },
      spec: { template: { spec: { service_account_name: "app" } } },
    }),
  ),
  harmless(
    "cluster-pod-of-platform",
    "the platform runs its own pods in a tenant's namespace",
    resource("kubernetes_deployment_v1", "logs", {
      metadata: { name: "logs", namespace: "acme" },
      spec: { template: { spec: { automount_service_account_token: false } } },
    }),
  ),
  harmless(
    "cluster-token-of-own",
    "a token of a tenant's own service account stands in its state",
    resource("kubernetes_token_request_v1", "acme_added", { metadata: { name: "app", namespace: "acme" } }),
  ),
  harmless(
    "cluster-level-baseline",
    "pods of a tenant may be less restricted, and have nothing of their node",
    resource("kubernetes_namespace_v1", "acme_main", {
      metadata: { labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
    }),
  ),
];
