import type { Hole, Patch } from "../../case";
import { all, resource } from "../../parts";
import {
  bound,
  BY_GLOBEX,
  CLUSTER,
  GLOBEX,
  group,
  IN_GLOBEX,
  inNamespace,
  namespaceShown,
  perhaps,
  rule,
} from "./parts";

const ENTRY = "aws_eks_access_entry";
const ASSOCIATION = "aws_eks_access_policy_association";
const ROLE = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/** Another identity for acme's developers. */
const entry = (body: { readonly [key: string]: Patch[string] }): Patch =>
  resource(ENTRY, "acme_dev", { type: null, kubernetes_groups: null, ...body });

/** An access policy for acme's developers. */
function policy(name: string, access_scope: { readonly [key: string]: Patch[string] }): Patch {
  return resource(ASSOCIATION, "acme_added", {
    ...{ cluster_name: "${aws_eks_cluster.main.name}", principal_arn: ROLE("acme-dev") },
    policy_arn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
    access_scope,
  });
}

const within = (...namespaces: readonly string[]) => ({ type: "namespace", namespaces });

/** The cluster reads its ConfigMap as well, which says this. */
function awsAuth(data: { readonly [key: string]: string }, type = "kubernetes_config_map_v1"): Patch {
  return all(
    resource("aws_eks_cluster", "main", { access_config: { authentication_mode: "API_AND_CONFIG_MAP" } }),
    resource(type, "aws_auth", { metadata: { name: "aws-auth", namespace: "kube-system" }, data }),
  );
}

const mapped = (groups: string, arn = ROLE("acme-dev")) => `- rolearn: ${arn}\n  groups: [${groups}]\n`;

const platform = "acme > platform kubernetes open";

/** Whom the cluster takes principals of IAM for, and who has the tokens of service accounts. */
export const ENTRY_HOLES: readonly Hole[] = [
  {
    id: "cluster-entry-group",
    title: "another's group for a tenant's role",
    base: "estate",
    edit: entry({ kubernetes_groups: ["globex-dev"], type: "STANDARD" }),
    cells: GLOBEX,
    shows: { ...namespaceShown("create pods", "acme_dev"), closes: "globex_dev" },
  },
  {
    id: "cluster-entry-user",
    title: "a user to whom another has bound its namespace, for a tenant's role",
    base: "estate",
    edit: all(
      entry({ user_name: "globex-ann", type: "STANDARD" }),
      bound("globex", ["ClusterRole", "edit"], { ...group("globex-ann"), kind: "User" }),
    ),
    cells: GLOBEX,
    shows: namespaceShown("create pods"),
  },
  {
    id: "cluster-entry-default-user",
    title: "another has bound its namespace to the name by which a session of a tenant's role logs in",
    base: "estate",
    edit: bound("globex", ["ClusterRole", "edit"], {
      ...group("arn:aws:sts::123456789012:assumed-role/acme-dev/ci"),
      kind: "User",
    }),
    cells: GLOBEX,
    shows: namespaceShown("create pods"),
  },
  {
    id: "cluster-entry-node",
    title: "a tenant's role is a node to the cluster",
    base: "estate",
    edit: entry({ type: "EC2_LINUX" }),
    cells: CLUSTER,
    shows: {
      cell: platform,
      what: "log in as a node",
      on: "nodes of main",
      at: "aws_eks_access_entry.acme_dev",
    },
  },
  {
    id: "cluster-policy-namespace",
    title: "an access policy for another's namespace",
    base: "estate",
    edit: policy("AmazonEKSEditPolicy", within("globex")),
    cells: GLOBEX,
    shows: namespaceShown("create pods", "acme_added"),
  },
  {
    id: "cluster-policy-pattern",
    title: "an access policy for every namespace whose name begins as one's own",
    base: "estate",
    edit: policy("AmazonEKSAdminPolicy", within("acme*")),
    cells: ["acme > acme-eu identity open", "acme > acme-eu kubernetes open"],
    shows: {
      cell: "acme > acme-eu kubernetes open",
      ...{ what: "create pods", on: "namespace acme-eu", at: "acme_added" },
    },
  },
  {
    id: "cluster-policy-everywhere",
    title: "an access policy for the whole cluster",
    base: "estate",
    edit: policy("AmazonEKSClusterAdminPolicy", { type: "cluster" }),
    cells: CLUSTER,
    shows: { cell: platform, what: "bind clusterroles", on: "cluster main", at: "acme_added" },
  },
  {
    id: "cluster-policy-every-name",
    title: "an access policy for the namespaces of every name",
    base: "estate",
    edit: policy("AmazonEKSViewPolicy", within("*")),
    cells: ["acme > acme-eu kubernetes open", IN_GLOBEX, platform],
    shows: namespaceShown(
      "get,list,watch bindings,events,limitranges,namespaces,resourcequotas",
      "acme_added",
    ),
  },
  {
    id: "cluster-policy-unknown",
    title: "an access policy of which nobody knows what it lets do",
    base: "estate",
    edit: policy("AmazonEKSOtherPolicy", within("globex")),
    cells: perhaps(CLUSTER),
    shows: namespaceShown("what is not known", "acme_added", "acme > globex kubernetes unknown"),
  },
  {
    id: "cluster-map-masters",
    title: "a tenant's role is in the group that may do everything, by the ConfigMap",
    base: "estate",
    edit: awsAuth({ mapRoles: mapped("system:masters") }),
    cells: CLUSTER,
    shows: {
      cell: platform,
      what: "log in as group system:masters",
      on: "group system:masters",
      at: "aws_auth",
    },
  },
  {
    id: "cluster-map-reference",
    title: "a tenant's role is in another's group, by a ConfigMap that refers to it",
    base: "estate",
    edit: awsAuth(
      { mapRoles: mapped("globex-dev", "${aws_iam_role.acme_dev.arn}") },
      "kubernetes_config_map_v1_data",
    ),
    cells: GLOBEX,
    shows: { ...namespaceShown("create pods", "aws_auth"), closes: "globex_dev" },
  },
  {
    id: "cluster-map-user",
    title: "a tenant's role is a user to whom another has bound its namespace, by the ConfigMap",
    base: "estate",
    edit: all(
      awsAuth({ mapRoles: `- rolearn: ${ROLE("acme-dev")}\n  username: globex-ann\n` }),
      bound("globex", ["ClusterRole", "edit"], { ...group("globex-ann"), kind: "User" }),
    ),
    cells: GLOBEX,
    shows: namespaceShown("create pods"),
  },
  {
    id: "cluster-map-unread",
    title: "a ConfigMap of which nobody can tell who is who by it",
    base: "estate",
    edit: all(awsAuth({ mapRoles: "${data.http.mappings.response_body}" }), {
      data: { http: { mappings: { url: "https://example.com/mappings" } } },
    }),
    cells: [
      ...["acme", "acme-eu", "globex", "platform"].flatMap((name) => [
        `unknown > ${name} identity unknown`,
        `unknown > ${name} kubernetes unknown`,
      ]),
    ],
    shows: {
      cell: "unknown > platform kubernetes unknown",
      what: "log in as somebody",
      on: "cluster main",
      at: "aws_auth",
    },
  },
  {
    id: "cluster-map-writable",
    title: "the ConfigMap by which a role is who it is may be changed",
    base: "estate",
    edit: all(
      awsAuth({ mapRoles: mapped("acme-dev") }),
      inNamespace("kube-system", [rule("update", "configmaps", "", ["aws-auth"])]),
    ),
    cells: CLUSTER,
    shows: {
      cell: platform,
      what: "update configmaps aws-auth",
      on: "cluster main",
      at: "kube-system_added",
    },
  },
  {
    id: "cluster-map-patchable",
    title: "the ConfigMap by which a role is who it is may be patched, with all others of its namespace",
    base: "estate",
    edit: all(
      awsAuth({ mapRoles: mapped("acme-dev") }),
      inNamespace("kube-system", [rule("patch", "configmaps")]),
    ),
    cells: CLUSTER,
    shows: {
      cell: platform,
      what: "update configmaps aws-auth",
      ...{ on: "cluster main", at: "kube-system_added" },
    },
  },
  {
    id: "cluster-token-of-other",
    title: "a token of another's service account stands in a tenant's state",
    base: "estate",
    edit: resource("kubernetes_token_request_v1", "acme_added", {
      ...{ metadata: { name: "app", namespace: "globex" }, spec: {} },
    }),
    cells: [BY_GLOBEX, IN_GLOBEX],
    shows: {
      cell: IN_GLOBEX,
      what: "log in as service account app",
      ...{ on: "service account globex/app", at: "acme_added" },
    },
  },
  {
    id: "cluster-token-secret-of-other",
    title: "a secret of a tenant's holds a token of another's service account",
    base: "estate",
    edit: resource("kubernetes_secret_v1", "acme_added", {
      metadata: {
        ...{ name: "added", namespace: "globex" },
        annotations: { "kubernetes.io/service-account.name": "app" },
      },
      type: "kubernetes.io/service-account-token",
    }),
    cells: [BY_GLOBEX, IN_GLOBEX],
    shows: {
      cell: IN_GLOBEX,
      what: "log in as service account app",
      ...{ on: "service account globex/app", at: "acme_added" },
    },
  },
];
