import type { Owner, Provenance } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import type { Namespace } from "../namespaces";
import { NODE_IDS } from "../ids";

/** One cluster as rights in it are followed. */
export interface ClusterScene {
  readonly cluster: string;
  readonly namespaces: readonly Namespace[];
  /** True if the cluster takes IAM principals for what its ConfigMap `aws-auth` says, or may. */
  readonly readsAwsAuth: boolean;
  ownerOf(holder: string): GraphNode["owner"];
}

export function sameOwner(a: GraphNode["owner"], b: Owner): boolean {
  if (a.kind === "tenant" && b.kind === "tenant") return a.tenant === b.tenant;
  return a.kind === b.kind && a.kind !== "unknown";
}

/** What a step of Kubernetes consists of, besides its ends. */
export interface StepParts {
  readonly what: readonly string[];
  readonly causes: readonly string[];
  readonly because: string;
  readonly evidence: readonly Provenance[];
}

/** A step whose certainty is that nothing speaks against it. */
export function kubernetesStep(
  from: string,
  to: string,
  kind: Step["kind"],
  { what, causes, because, evidence }: StepParts,
): Step {
  const unique = [...new Set(causes)].sort();
  return {
    from,
    to,
    kind,
    plane: "kubernetes",
    what: [...new Set(what)].sort(),
    certainty: unique.length === 0 ? "must" : "may",
    causes: unique,
    because,
    evidence: [...new Set(evidence)],
  };
}

/** A step out of a cluster: with it somebody has a role of IAM, which is a matter of identity. */
export function roleStep(from: string, role: string, parts: StepParts): Step {
  return { ...kubernetesStep(from, role, "control", parts), plane: "identity" };
}

/** The nodes of a cluster that stand for no single thing. */
export function clusterNodes(cluster: string): readonly GraphNode[] {
  const platform = { owner: { kind: "platform" }, provenance: undefined } as const;
  return [
    { id: NODE_IDS.cluster(cluster), kind: "cluster", title: `cluster ${cluster}`, ...platform },
    { id: NODE_IDS.nodes(cluster), kind: "nodes", title: `nodes of ${cluster}`, ...platform },
  ];
}
