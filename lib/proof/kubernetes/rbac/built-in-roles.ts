import type { RbacRule } from "./rule";

const READ = ["get", "list", "watch"];
const WRITE = ["create", "delete", "deletecollection", "patch", "update"];
const RBAC = "rbac.authorization.k8s.io";

function rule(group: string, resources: readonly string[], verbs: readonly string[]): RbacRule {
  return { verbs, groups: [group], resources, names: [] };
}

const EVERYTHING: RbacRule = { verbs: ["*"], groups: ["*"], resources: ["*"], names: [] };

const SCALED = ["deployments", "deployments/scale", "replicasets", "replicasets/scale"];
const APPS = ["daemonsets", ...SCALED, "statefulsets", "statefulsets/scale"];
const JOBS = ["cronjobs", "jobs"];
const NETWORKING = ["ingresses", "networkpolicies"];
const STREAMS = ["pods/attach", "pods/exec", "pods/portforward", "pods/proxy"];
const CORE = [
  ...["configmaps", "persistentvolumeclaims", "pods", "services"],
  ...["replicationcontrollers", "replicationcontrollers/scale"],
];
const AUTOSCALERS = ["horizontalpodautoscalers"];
const BUDGETS = ["poddisruptionbudgets"];
/** No server answers for this group any more; its rules have stayed. */
const EXTENSIONS = ["daemonsets", ...SCALED, ...NETWORKING, "replicationcontrollers/scale"];

function status(resources: readonly string[]): string[] {
  return resources.map((resource) => `${resource}/status`);
}

const STATUS = status([
  "namespaces",
  "persistentvolumeclaims",
  "pods",
  "replicationcontrollers",
  "resourcequotas",
]);
const APPS_STATUS = status(["daemonsets", "deployments", "replicasets"]);

const VIEW: readonly RbacRule[] = [
  rule("", [...CORE, "endpoints", "serviceaccounts", "pods/log", ...STATUS, "services/status"], READ),
  rule("", ["bindings", "events", "limitranges", "namespaces", "resourcequotas"], READ),
  rule("apps", ["controllerrevisions", ...APPS, ...APPS_STATUS, "statefulsets/status"], READ),
  rule("autoscaling", [...AUTOSCALERS, ...status(AUTOSCALERS)], READ),
  rule("batch", [...JOBS, ...status(JOBS)], READ),
  rule("discovery.k8s.io", ["endpointslices"], READ),
  rule("extensions", [...EXTENSIONS, ...APPS_STATUS, "ingresses/status"], READ),
  rule("networking.k8s.io", [...NETWORKING, "ingresses/status"], READ),
  rule("policy", [...BUDGETS, ...status(BUDGETS)], READ),
];

const EDIT: readonly RbacRule[] = [
  rule("", [...STREAMS, "secrets", "services/proxy"], READ),
  rule("", ["serviceaccounts"], ["impersonate"]),
  rule("", [...CORE, ...STREAMS, "secrets", "serviceaccounts", "services/proxy", "events"], WRITE),
  rule("", ["pods/eviction", "serviceaccounts/token"], ["create"]),
  rule("apps", [...APPS, "deployments/rollback"], WRITE),
  rule("autoscaling", AUTOSCALERS, WRITE),
  rule("batch", JOBS, WRITE),
  rule("coordination.k8s.io", ["leases"], [...READ, ...WRITE]),
  rule("extensions", [...EXTENSIONS, "deployments/rollback"], WRITE),
  rule("networking.k8s.io", NETWORKING, WRITE),
  rule("policy", BUDGETS, WRITE),
];

const ADMIN: readonly RbacRule[] = [
  rule("authorization.k8s.io", ["localsubjectaccessreviews"], ["create"]),
  rule(RBAC, ["rolebindings", "roles"], [...READ, ...WRITE]),
];

/**
 * The roles that every cluster has, before aggregation: each holds the ones before it.
 *
 * Source: `kubectl get clusterroles` of a Kubernetes 1.33 API server without objects of others; the rules that it answered
 * with are kept beside the test.
 */
export const BUILT_IN_ROLES: ReadonlyMap<string, readonly RbacRule[]> = new Map([
  ["view", VIEW],
  ["edit", [...VIEW, ...EDIT]],
  ["admin", [...VIEW, ...EDIT, ...ADMIN]],
  ["cluster-admin", [EVERYTHING]],
  // Questions about the caller itself and about the API, which tell nothing of a tenant.
  ["system:basic-user", []],
  ["system:discovery", []],
  ["system:public-info-viewer", []],
]);

/** The labels by which the built-in roles take in the rules of others (R4). */
export const AGGREGATED: ReadonlyMap<string, readonly string[]> = new Map([
  ["view", ["rbac.authorization.k8s.io/aggregate-to-view"]],
  ["edit", ["rbac.authorization.k8s.io/aggregate-to-edit", "rbac.authorization.k8s.io/aggregate-to-view"]],
  [
    "admin",
    [
      "rbac.authorization.k8s.io/aggregate-to-admin",
      "rbac.authorization.k8s.io/aggregate-to-edit",
      "rbac.authorization.k8s.io/aggregate-to-view",
    ],
  ],
]);

/** Reads everything but changes nothing, secrets included. Source: EKS user guide, "Access policy permissions". */
export const ADMIN_VIEW: readonly RbacRule[] = [{ ...EVERYTHING, verbs: READ }];
