import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { cluster, namespace, shownSteps } from "./cluster";
import { facts, resource, type Written } from "./facts";

export type Rule = { readonly [name: string]: Written };

export const rule = (verbs: string, resources: string, group = "", names: string[] = []): Rule => ({
  verbs: verbs.split(","),
  resources: resources.split(","),
  api_groups: [group],
  ...(names.length > 0 && { resource_names: names }),
});

export const GROUP = "tenant:a:dev";
export const groupSubject: Written = { kind: "Group", name: GROUP, api_group: "rbac.authorization.k8s.io" };
export const account = (ns: string, name: string): Written => ({
  kind: "ServiceAccount",
  name,
  namespace: ns,
});

export const role = (ns: string, name: string, ...rules: Written[]) =>
  resource(ns, `kubernetes_role_v1.${ns}-${name}`, { metadata: [{ name, namespace: ns }], rule: rules });
export const clusterRole = (name: string, attributes: Record<string, Written>, labels: Rule = {}) =>
  resource("platform", `kubernetes_cluster_role_v1.${name}`, { metadata: [{ name, labels }], ...attributes });
export const bind = (ns: string, kind: string, name: string, subject: Written = groupSubject) =>
  resource(ns, `kubernetes_role_binding_v1.${ns}-${name.replaceAll(":", "-")}`, {
    metadata: [{ name, namespace: ns }],
    role_ref: [{ kind, name, api_group: "rbac.authorization.k8s.io" }],
    subject: [subject],
  });
export const bindEverywhere = (name: string, subject: Written = groupSubject) =>
  resource("platform", `kubernetes_cluster_role_binding.${name.replaceAll(":", "-")}`, {
    metadata: [{ name }],
    role_ref: [{ kind: "ClusterRole", name, api_group: "rbac.authorization.k8s.io" }],
    subject: [subject],
  });

export const BASE = [...cluster(), namespace("a"), namespace("b")];
export const B = "k8s:ns:main/b";
export const HOLDER = `k8s:group:main/${GROUP}`;

/** What the group of tenant `a` gets. */
export function gained(...added: FactResource[]): string[] {
  return shownSteps(reachInKubernetes(facts(...BASE, ...added)), (from) => from === HOLDER).map((step) =>
    step.replace(`group:main/${GROUP} -> `, ""),
  );
}

export function gainedByRules(...rules: Written[]): string[] {
  return gained(role("b", "some", ...rules), bind("b", "Role", "some"));
}
