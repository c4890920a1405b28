import type { Hole } from "../../case";
import { all } from "../../parts";
import {
  boundEverywhere,
  CLUSTER,
  clusterRole,
  DEVELOPERS,
  everywhere,
  perhaps,
  platformShown,
  type Rule,
  rule,
} from "./parts";

const RBAC = "rbac.authorization.k8s.io";
const CERTIFICATES = "certificates.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";

function hole(id: string, title: string, rules: readonly Rule[], what: string, on: string): Hole {
  return {
    ...{ id, title, base: "estate", cells: CLUSTER, edit: everywhere(...rules) },
    shows: platformShown(what, on),
  };
}

const onNodes = (id: string, title: string, rules: readonly Rule[], what: string): Hole =>
  hole(id, title, rules, what, "nodes of main");
const onCluster = (id: string, title: string, rules: readonly Rule[], what: string): Hole =>
  hole(id, title, rules, what, "cluster main");

const NAMESPACES = ["acme-eu", "globex"] as const;
const PLATFORM = "acme > platform kubernetes open";
/** What is read of everybody, the platform included. */
const READING = [...NAMESPACES.map((name) => `acme > ${name} kubernetes open`), PLATFORM];

const TENANTS = ["acme", "acme-eu", "globex"] as const;
/** Each tenant has the nodes, and so everybody on them. */
const EVERYBODY = TENANTS.flatMap((from) => [
  ...TENANTS.filter((to) => to !== from).flatMap((to) =>
    ["identity", "kubernetes"].map((plane) => `${from} > ${to} ${plane} open`),
  ),
  `${from} > platform identity open`,
  `${from} > platform kubernetes open`,
]).sort();

/** Rights in the whole cluster. */
export const EVERYWHERE_HOLES: readonly Hole[] = [
  onCluster("cluster-everything", "everything in the cluster", [rule("*", "*", "*")], "bind clusterroles"),
  {
    id: "cluster-admin",
    title: "the role of the cluster's administrators for a tenant's developers",
    base: "estate",
    edit: boundEverywhere("cluster-admin", DEVELOPERS),
    cells: CLUSTER,
    shows: platformShown("escalate clusterroles", "cluster main"),
  },
  {
    id: "cluster-edit-everywhere",
    title: "the role of editors in all namespaces for a tenant's developers",
    base: "estate",
    edit: boundEverywhere("edit", DEVELOPERS),
    cells: CLUSTER,
    shows: platformShown("create pods", "nodes of main"),
  },
  {
    id: "cluster-view-everywhere",
    title: "the role of viewers in all namespaces for a tenant's developers",
    base: "estate",
    edit: boundEverywhere("view", DEVELOPERS),
    cells: READING,
    shows: platformShown(
      "get,list,watch bindings,events,limitranges,namespaces,resourcequotas",
      "namespace kube-system",
    ),
  },
  {
    id: "cluster-secrets-everywhere",
    title: "secrets of all namespaces may be listed",
    base: "estate",
    edit: everywhere(rule("list", "secrets")),
    cells: [...READING, ...[...NAMESPACES, "platform"].map((to) => `acme > ${to} identity unknown`)].sort(),
    shows: platformShown("list secrets", "namespace kube-system"),
  },
  onNodes(
    "cluster-pods-everywhere",
    "pods may be made in all namespaces",
    [rule("create", "pods")],
    "create pods",
  ),
  onNodes(
    "cluster-kubelet",
    "the kubelets may be asked, which run commands",
    [rule("get", "nodes/proxy")],
    "nodes/proxy",
  ),
  onNodes(
    "cluster-volumes",
    "volumes of what is on the nodes may be made",
    [rule("create", "persistentvolumes")],
    "create persistentvolumes",
  ),
  onNodes(
    "cluster-namespaces-create",
    "namespaces may be made with labels of one's choice, and pods in them",
    [rule("create", "namespaces"), rule("create", "pods")],
    "create namespaces",
  ),
  onNodes(
    "cluster-namespaces-patch",
    "all namespaces may be labelled, one's own too, and so what their pods may be",
    [rule("patch", "namespaces")],
    "patch namespaces",
  ),
  {
    id: "cluster-nodes-status",
    title: "the state of nodes may be changed, which draws pods of others",
    base: "estate",
    edit: everywhere(rule("patch", "nodes/status")),
    cells: [PLATFORM, ...perhaps(CLUSTER.filter((cell) => cell !== PLATFORM))].sort(),
    shows: platformShown("patch nodes/status", "cluster main"),
  },
  onCluster(
    "cluster-certificates",
    "certificates for anybody may be asked for and approved",
    [
      rule("create", "certificatesigningrequests", CERTIFICATES),
      rule("update", "certificatesigningrequests/approval", CERTIFICATES),
      rule("approve", "signers", CERTIFICATES, ["kubernetes.io/kube-apiserver-client"]),
    ],
    "approve certificates",
  ),
  onCluster(
    "cluster-webhooks",
    "what others write may be sent through a webhook",
    [rule("update", "mutatingwebhookconfigurations", ADMISSION)],
    "change admission webhooks",
  ),
  onCluster(
    "cluster-webhooks-validating",
    "what others write may be shown to a webhook",
    [rule("create", "validatingwebhookconfigurations", ADMISSION)],
    "change admission webhooks",
  ),
  onCluster(
    "cluster-admission-policies",
    "what others write may be changed by policies",
    [rule("create", "mutatingadmissionpolicies,mutatingadmissionpolicybindings", ADMISSION)],
    "change admission policies",
  ),
  onCluster(
    "cluster-escalate-everywhere",
    "roles of the cluster may be given more than one has",
    [rule("escalate,patch", "clusterroles", RBAC)],
    "escalate clusterroles",
  ),
  onCluster(
    "cluster-bind-everywhere",
    "any role may be bound in the cluster",
    [rule("bind", "clusterroles", RBAC), rule("create", "clusterrolebindings", RBAC)],
    "bind clusterroles",
  ),
  onCluster(
    "cluster-bind-admin",
    "the role of administrators may be bound by its name",
    [rule("bind", "clusterroles", RBAC, ["cluster-admin"]), rule("create", "clusterrolebindings", RBAC)],
    "bind clusterroles",
  ),
  onCluster(
    "cluster-impersonate-users",
    "anybody may be impersonated",
    [rule("impersonate", "users")],
    "impersonate users",
  ),
  onCluster(
    "cluster-impersonate-groups",
    "somebody who is nobody may be impersonated, in any group",
    [rule("impersonate", "users", "", ["nobody"]), rule("impersonate", "groups")],
    "impersonate groups",
  ),
  hole(
    "cluster-impersonate-masters",
    "a service account may be impersonated in the group that may do everything",
    [
      rule("impersonate", "serviceaccounts", "", ["app"]),
      rule("impersonate", "groups", "", ["system:masters"]),
    ],
    "impersonate groups",
    "group system:masters",
  ),
  {
    id: "cluster-impersonate-group-of-other",
    title: "another tenant's developers may be impersonated",
    base: "estate",
    edit: everywhere(
      rule("impersonate", "users", "", ["nobody"]),
      rule("impersonate", "groups", "", ["globex-dev"]),
    ),
    cells: ["acme > globex identity open", "acme > globex kubernetes open"],
    shows: {
      cell: "acme > globex kubernetes open",
      ...{ what: "impersonate groups", on: "group globex-dev", at: "cluster_role_binding_v1.added" },
    },
  },
  {
    id: "cluster-impersonate-account-of-name",
    title: "the service accounts of one name may be impersonated, in whichever namespace",
    base: "estate",
    edit: everywhere(rule("impersonate", "serviceaccounts", "", ["app"])),
    cells: CLUSTER.filter((cell) => cell !== "acme > platform identity open"),
    shows: {
      cell: "acme > globex kubernetes open",
      what: "impersonate serviceaccounts app",
      ...{ on: "service account globex/app", at: "cluster_role_binding_v1.added" },
    },
  },
  {
    id: "cluster-custom-definitions",
    title: "the API may be changed for everybody",
    base: "estate",
    edit: everywhere(rule("update", "customresourcedefinitions", "apiextensions.k8s.io")),
    cells: [PLATFORM],
    shows: platformShown("update customresourcedefinitions", "cluster main"),
  },
  {
    id: "cluster-aggregated",
    title: "a role for a few is taken into the one that every tenant has",
    base: "estate",
    edit: clusterRole("labels-of-namespaces", [rule("patch", "namespaces")], {
      metadata: {
        name: "labels-of-namespaces",
        labels: { "rbac.authorization.k8s.io/aggregate-to-edit": "true" },
      },
    }),
    cells: EVERYBODY,
    shows: {
      ...platformShown("patch namespaces", "nodes of main", "labels_of-namespaces"),
      closes: "kubernetes_role_binding_v1.acme_dev",
    },
  },
  {
    id: "cluster-aggregated-own",
    title: "a role of the cluster takes in what another label names",
    base: "estate",
    edit: all(
      clusterRole("readers", [], {
        aggregation_rule: { cluster_role_selectors: [{ match_labels: { "example.com/readers": "true" } }] },
      }),
      clusterRole("readers-secrets", [rule("get", "configmaps")], {
        metadata: { name: "readers-secrets", labels: { "example.com/readers": "true" } },
      }),
      boundEverywhere("readers"),
    ),
    cells: READING,
    shows: {
      ...platformShown("get configmaps", "namespace kube-system", "readers_secrets"),
      closes: "kubernetes_cluster_role_binding_v1.added",
    },
  },
];
