import type { Hole, Patch } from "../../case";
import { all, resource } from "../../parts";
import {
  bound,
  BY_GLOBEX,
  CLUSTER,
  GLOBEX,
  IN_GLOBEX,
  inNamespace,
  namespaceShown,
  perhaps,
  rule,
} from "./parts";

type Body = { readonly [key: string]: Patch[string] };

const LEVEL = "pod-security.kubernetes.io/enforce";

function level(enforce: string | null): Patch {
  return resource("kubernetes_namespace_v1", "acme_main", { metadata: { labels: { [LEVEL]: enforce } } });
}

/** A workload of acme's. */
function workload(type: string, namespace: string, spec: Body): Patch {
  return resource(type, "acme_added", {
    metadata: { name: "added", namespace },
    spec: { template: { spec } },
  });
}

const platform = "acme > platform kubernetes open";
const nodes = (what: string, at: string) => ({ cell: platform, what, on: "nodes of main", at });
/** Whoever has the namespace has what others run in it. */
const BOTH = [...GLOBEX, "globex > acme kubernetes open"].sort();

/** What pods may be, and where they run. */
export const POD_HOLES: readonly Hole[] = [
  {
    id: "cluster-level-privileged",
    title: "pods of a tenant may be privileged",
    base: "estate",
    edit: level("privileged"),
    cells: CLUSTER,
    shows: nodes("create privileged pods", "acme_main"),
  },
  {
    id: "cluster-level-missing",
    title: "a tenant's namespace says nothing of what its pods may be",
    base: "estate",
    edit: level(null),
    cells: CLUSTER,
    shows: nodes("create privileged pods", "acme_main"),
  },
  {
    id: "cluster-level-misspelt",
    title: "a tenant's namespace has a level that there is not",
    base: "estate",
    edit: level("restrictd"),
    cells: perhaps(CLUSTER),
    shows: {
      ...nodes("create privileged pods", "acme_main"),
      cell: "acme > platform kubernetes unknown",
    },
  },
  {
    id: "cluster-pod-among-others",
    title: "a tenant's deployment runs in another's namespace, as its service account",
    base: "estate",
    edit: workload("kubernetes_deployment_v1", "globex", { service_account_name: "app" }),
    cells: BOTH,
    shows: {
      cell: IN_GLOBEX,
      ...{ what: "run as service account app", on: "service account globex/app", at: "acme_added" },
    },
  },
  {
    id: "cluster-pod-among-others-plain",
    title: "a tenant's job runs in another's namespace, as nobody in particular",
    base: "estate",
    edit: workload("kubernetes_job_v1", "globex", { automount_service_account_token: false }),
    cells: [...perhaps([BY_GLOBEX]), IN_GLOBEX, "globex > acme kubernetes open"].sort(),
    shows: namespaceShown("run pods", "acme_added"),
  },
  {
    id: "cluster-pod-of-other",
    title: "another's stateful set runs in a tenant's namespace, which has it with all that runs there",
    base: "estate",
    edit: resource("kubernetes_manifest", "globex_added", {
      manifest: {
        ...{ apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "added", namespace: "acme" } },
        spec: { template: { spec: { automountServiceAccountToken: false } } },
      },
    }),
    cells: [
      "acme > globex kubernetes open",
      "globex > acme identity unknown",
      "globex > acme kubernetes open",
    ],
    shows: {
      cell: IN_GLOBEX,
      what: "take over what runs in the namespace",
      ...{ on: "StatefulSet acme/added", at: "globex_added" },
    },
  },
  {
    id: "cluster-pod-on-node",
    title: "a tenant's pods on every node have the node's network, where nobody says that they may not",
    base: "estate",
    edit: workload("kubernetes_daemon_set_v1", "kube-system", { host_network: true }),
    cells: [...perhaps(CLUSTER.filter((cell) => cell !== platform)), platform],
    shows: {
      ...nodes("take over the node", "acme_added"),
      cell: "acme > platform kubernetes unknown",
    },
  },
  {
    id: "cluster-pod-on-node-admitted",
    title:
      "a tenant's scheduled job mounts what is on the nodes, in a namespace of the platform that admits it",
    base: "estate",
    edit: all(
      resource("kubernetes_namespace_v1", "tools", { metadata: { name: "tools" } }),
      resource("kubernetes_cron_job_v1", "acme_added", {
        metadata: { name: "added", namespace: "tools" },
        spec: {
          job_template: {
            spec: { template: { spec: { volume: [{ name: "root", host_path: { path: "/" } }] } } },
          },
        },
      }),
    ),
    cells: CLUSTER,
    shows: nodes("take over the node", "acme_added"),
  },
  {
    id: "cluster-namespace-shared",
    title: "two tenants' service accounts in one namespace, where one of them may make pods",
    base: "estate",
    edit: all(
      resource("kubernetes_namespace_v1", "shared", {
        metadata: { name: "shared", labels: { [LEVEL]: "restricted" } },
      }),
      resource("kubernetes_service_account_v1", "globex_shared", {
        metadata: { name: "globex", namespace: "shared" },
      }),
      inNamespace("shared", [rule("create", "pods")]),
    ),
    cells: [IN_GLOBEX, platform],
    shows: {
      cell: IN_GLOBEX,
      ...{ what: "run pods as the service account", on: "service account shared/globex", at: "shared_added" },
      closes: "kubernetes_service_account_v1.globex_shared",
    },
  },
  {
    id: "cluster-default-namespace",
    title: "a tenant may make pods in the namespace that is there from the beginning",
    base: "estate",
    edit: bound("default", ["ClusterRole", "edit"]),
    cells: [...perhaps(CLUSTER.filter((cell) => cell !== platform)), platform],
    shows: { cell: platform, what: "create pods", on: "namespace default", at: "default_added" },
  },
];
