import type { Hole } from "../../case";
import { all, resource } from "../../parts";
import { CLUSTER, inGlobex, inNamespace, rule } from "../cluster/parts";
import { IDENTITY, KUBERNETES } from "./parts";
import { INTO_CLUSTER_HOLES } from "./into-cluster";
import { OUT_OF_CLUSTER_HOLES } from "./out-of-cluster";
import { SHARED_HOLES } from "./shared";

/** Over globex's service account to its role, and so to its bucket. */
const FROM_NAMESPACE = ["service account globex/app", "role globex-pods", "bucket globex-data"] as const;

const TO_BUCKET = { cell: IDENTITY, what: "s3:PutObject", on: "bucket globex-data" } as const;

/** Ways that no plane has alone. */
export const CHAIN_HOLES: readonly Hole[] = [
  {
    id: "chain-pods-in-namespace",
    title:
      "pods that may be made in another's namespace, whose service account has a role, and this a bucket",
    base: "estate",
    edit: resource("kubernetes_role_binding_v1", "globex_dev", {
      subject: [{ kind: "ServiceAccount", name: "app", namespace: "acme" }],
    }),
    cells: [IDENTITY, KUBERNETES],
    shows: {
      ...{ ...TO_BUCKET, at: "globex_dev", closes: "globex_pods" },
      planes: ["kubernetes", "kubernetes", "identity", "identity"],
      over: ["namespace globex", ...FROM_NAMESPACE],
    },
  },
  {
    id: "chain-impersonated-account",
    title: "a service account that may be impersonated has a role, and this a bucket",
    base: "estate",
    edit: inGlobex(rule("impersonate", "serviceaccounts", "", ["app"])),
    cells: [IDENTITY, KUBERNETES],
    shows: {
      ...{ ...TO_BUCKET, at: "globex_added", closes: "globex_pods" },
      planes: ["kubernetes", "identity", "identity"],
      over: FROM_NAMESPACE,
    },
  },
  {
    id: "chain-secret-of-account",
    title: "a secret that may be read may hold the token of a service account, which has a role",
    base: "estate",
    edit: inGlobex(rule("get", "secrets")),
    cells: ["acme > globex identity unknown", KUBERNETES],
    shows: {
      ...{ ...TO_BUCKET, cell: "acme > globex identity unknown", at: "globex_added" },
      planes: ["kubernetes", "kubernetes", "identity", "identity"],
      over: ["namespace globex", ...FROM_NAMESPACE],
    },
  },
  {
    id: "chain-token-in-state",
    title: "a token in a tenant's state is of a service account that has a role, and this a bucket",
    base: "estate",
    edit: resource("kubernetes_token_request_v1", "acme_added", {
      metadata: { name: "app", namespace: "globex" },
    }),
    cells: [IDENTITY, KUBERNETES],
    shows: {
      ...{ ...TO_BUCKET, at: "acme_added", closes: "globex_pods" },
      planes: ["kubernetes", "identity", "identity"],
      over: FROM_NAMESPACE,
    },
  },
  {
    id: "chain-pod-without-token",
    title: "a tenant's pods among another's are given no token, and take the account's role all the same",
    base: "estate",
    edit: resource("kubernetes_deployment_v1", "acme_added", {
      metadata: { name: "added", namespace: "globex" },
      spec: { template: { spec: { service_account_name: "app", automount_service_account_token: false } } },
    }),
    cells: [IDENTITY, KUBERNETES, "globex > acme kubernetes open"],
    shows: {
      cell: IDENTITY,
      ...{ what: "take the role by Pod Identity", on: "role globex-pods", at: "acme_added" },
      planes: ["identity"],
      over: ["role globex-pods"],
    },
  },
  {
    id: "chain-node-to-bucket",
    title: "privileged pods have their node, what runs on it, and the role of that",
    base: "estate",
    edit: resource("kubernetes_namespace_v1", "acme_main", {
      metadata: { labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
    }),
    cells: CLUSTER,
    shows: {
      ...{ ...TO_BUCKET, at: "acme_main", closes: "globex_pods" },
      planes: ["kubernetes", "kubernetes", "kubernetes", "identity", "identity"],
      over: ["nodes of main", "namespace globex", ...FROM_NAMESPACE],
    },
  },
  {
    id: "chain-chosen-labels",
    title: "a namespace may be labelled as one that another lets in",
    base: "estate",
    edit: all(
      resource("kubernetes_network_policy_v1", "globex_partners", {
        metadata: { name: "partners", namespace: "globex" },
        spec: {
          ...{ pod_selector: {}, policy_types: ["Ingress"] },
          ingress: [{ from: [{ namespace_selector: { match_labels: { partner: "true" } } }] }],
        },
      }),
      resource("kubernetes_network_policy_v1", "acme_partners", {
        metadata: { name: "partners", namespace: "acme" },
        spec: { pod_selector: {}, policy_types: ["Egress"], egress: [{}] },
      }),
      inNamespace("acme", [rule("patch", "namespaces")]),
    ),
    cells: [...CLUSTER, "acme > globex network open"].sort(),
    shows: {
      cell: "acme > globex network open",
      ...{ what: "all", on: "namespace globex", at: "acme_added", closes: "globex_partners" },
      planes: ["kubernetes", "network"],
      over: ["with chosen labels", "namespace globex"],
    },
  },
  ...INTO_CLUSTER_HOLES,
  ...OUT_OF_CLUSTER_HOLES,
  ...SHARED_HOLES,
];
