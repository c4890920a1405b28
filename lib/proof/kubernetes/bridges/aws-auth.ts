import { parse } from "yaml";
import { textOfPieces } from "../../facts/text";
import type { GraphNode, Step } from "../../facts/step";
import { attribute, literalValue, member } from "../../read/values";
import type { Clusters } from "../clusters";
import { NODE_IDS } from "../ids";
import type { KubernetesObject } from "../objects/object";
import { kubernetesStep } from "../rbac/targets";
import { type IamPrincipals, principalNode } from "./roles";

/** Does a cluster read the ConfigMap `aws-auth`? By default it does. */
export function readsAwsAuth(clusters: Clusters, cluster: string): boolean {
  const resource = clusters.resource(cluster);
  const mode = resource && member(attribute(resource, "access_config"), "authentication_mode");
  return literalValue(mode) !== "API";
}

interface Mapping {
  readonly arn: string;
  readonly groups: readonly string[];
}

function mappings(text: string, key: string): readonly Mapping[] {
  const read: unknown = parse(text);
  if (!Array.isArray(read)) return [];
  return read.flatMap((entry: unknown) => {
    if (typeof entry !== "object" || entry === null) return [];
    const fields = new Map<string, unknown>(Object.entries(entry));
    const arn = fields.get(key);
    const groups = fields.get("groups");
    const named = Array.isArray(groups) ? groups.filter((name) => typeof name === "string") : [];
    return typeof arn === "string" ? [{ arn, groups: named }] : [];
  });
}

const SECTIONS = [
  ["mapRoles", "rolearn"],
  ["mapUsers", "userarn"],
] as const;

/** Whom a cluster takes IAM principals for by its ConfigMap, where it still reads that. */
export function awsAuth(
  objects: readonly KubernetesObject[],
  clusters: Clusters,
  principals: IamPrincipals,
): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
  const maps = [
    ...objects.filter(
      ({ kind, name, namespace }) =>
        kind === "ConfigMap" && name === "aws-auth" && namespace === "kube-system",
    ),
  ].map(({ resource, part }) => ({ resource, data: part("data") }));
  const nodes: GraphNode[] = [];
  const steps: Step[] = [];
  for (const { resource, data } of maps)
    for (const [section, key] of SECTIONS)
      for (const { arn, groups } of mappings(literalValue(member(data, section)) ?? "", key)) {
        const principal = principals.find(textOfPieces([arn]), resource) ?? { id: arn, resource: undefined };
        nodes.push(principalNode(principal, resource.owner));
        for (const cluster of clusters.ofObject(resource).filter((name) => readsAwsAuth(clusters, name)))
          for (const group of groups)
            steps.push(
              kubernetesStep(principal.id, NODE_IDS.group(cluster, group), "control", {
                what: [`log in as group ${group}`],
                causes: [],
                because: "the ConfigMap aws-auth says so",
                evidence: [resource.provenance],
              }),
            );
      }
  return { nodes, steps };
}
