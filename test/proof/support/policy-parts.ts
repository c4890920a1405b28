import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachByPolicies } from "../../../lib/proof/network/policies/reach";
import { closed, cluster, namespace, policy, shownSteps } from "./cluster";
import { facts, type Written } from "./facts";

export const named = (...values: string[]): Written => ({
  namespace_selector: [
    { match_expressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }] },
  ],
});
export const labelled = (labels: Record<string, string>): Written => ({
  namespace_selector: [{ match_labels: labels }],
});
export const pods = (labels: Record<string, string>): Written => ({
  pod_selector: [{ match_labels: labels }],
});
export const block = (cidr: string, ...except: string[]): Written => ({ ip_block: [{ cidr, except }] });
export const tcp = (port: number | string, end_port?: number): Written => ({
  protocol: "TCP",
  port: String(port),
  ...(end_port !== undefined && { end_port }),
});

export const into = (ns: string, ...ingress: Written[]) =>
  policy(ns, { pod_selector: [{}], policy_types: ["Ingress"], ingress });
export const outOf = (ns: string, ...egress: Written[]) =>
  policy(ns, { pod_selector: [{}], policy_types: ["Egress"], egress });

/** Two closed tenants and what is added; the steps from `a` to `b`. */
export function fromAToB(...added: FactResource[]): string[] {
  const base = [...cluster(), namespace("a"), namespace("b"), closed("a"), closed("b")];
  return shownSteps(
    reachByPolicies(facts(...base, ...added)),
    (from, to) => from === "k8s:ns:main/a" && to === "k8s:ns:main/b",
  );
}

/** The same where `b` alone is closed, and only by what is given: then `a` goes out to everything. */
export function fromOpenAToB(...added: FactResource[]): string[] {
  const base = [...cluster(), namespace("a"), namespace("b"), outOf("a", {})];
  return shownSteps(
    reachByPolicies(facts(...base, ...added)),
    (from, to) => from === "k8s:ns:main/a" && to === "k8s:ns:main/b",
  );
}
