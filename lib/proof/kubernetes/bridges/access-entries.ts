import type { FactResource, Facts } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import { attribute, causeOf, literals, literalValue, member } from "../../read/values";
import type { Clusters } from "../clusters";
import { NODE_IDS } from "../ids";
import { ADMIN_VIEW, BUILT_IN_ROLES } from "../rbac/built-in-roles";
import type { Right } from "../rbac/holder";
import type { RbacRule } from "../rbac/rule";
import { kubernetesStep } from "../rbac/targets";
import { type IamPrincipals, principalNode } from "./roles";

/** Source: EKS user guide, "Review access policy permissions". */
const ACCESS_POLICIES: ReadonlyMap<string, readonly RbacRule[]> = new Map([
  ["AmazonEKSClusterAdminPolicy", BUILT_IN_ROLES.get("cluster-admin") ?? []],
  ["AmazonEKSAdminPolicy", BUILT_IN_ROLES.get("admin") ?? []],
  ["AmazonEKSEditPolicy", BUILT_IN_ROLES.get("edit") ?? []],
  ["AmazonEKSViewPolicy", BUILT_IN_ROLES.get("view") ?? []],
  ["AmazonEKSAdminViewPolicy", ADMIN_VIEW],
]);

/** What IAM principals are and may do in a cluster. */
export interface IamAccess {
  readonly nodes: readonly GraphNode[];
  readonly steps: readonly Step[];
  readonly rights: readonly Right[];
}

function entryAccess(entry: FactResource, principals: IamPrincipals, clusters: readonly string[]): IamAccess {
  const principal = principals.find(attribute(entry, "principal_arn"), entry);
  if (principal === undefined) return { nodes: [], steps: [], rights: [] };
  const { items, open } = literals(attribute(entry, "kubernetes_groups"));
  const user = literalValue(attribute(entry, "user_name"));
  const parts = {
    causes: clusters.length > 1 ? ["it is not known which cluster the access entry is for"] : [],
    because: `the access entry ${entry.provenance.address}`,
    evidence: [entry.provenance],
  };
  const steps = clusters.flatMap((cluster) => [
    ...items.map((group) => [NODE_IDS.group(cluster, group), `log in as group ${group}`] as const),
    ...(user === undefined ? [] : [[NODE_IDS.user(cluster, user), `log in as user ${user}`] as const]),
    ...(open === undefined ? [] : [[NODE_IDS.cluster(cluster), "log in as some group"] as const]),
  ]);
  return {
    nodes: [principalNode(principal, entry.owner)],
    steps: steps.map(([to, what]) => {
      const unread = to.startsWith(NODE_IDS.cluster("")) && open !== undefined ? [open] : [];
      return kubernetesStep(principal.id, to, "control", {
        ...parts,
        what: [what],
        causes: [...parts.causes, ...unread],
      });
    }),
    rights: [],
  };
}

function policyRules(association: FactResource): readonly RbacRule[] {
  const arn = attribute(association, "policy_arn");
  const name = literalValue(arn)?.split("/").at(-1);
  const known = ACCESS_POLICIES.get(name ?? "");
  const cause = causeOf(arn, "the access policy") ?? `the access policy ${name} is not known`;
  return known ?? [{ verbs: [], groups: [], resources: [], names: [], cause }];
}

/** `cluster`, or the namespaces that are named; in them `*` stands for any text, which is taken for all. */
function scopes(association: FactResource): readonly (string | undefined)[] {
  const scope = attribute(association, "access_scope");
  if (literalValue(member(scope, "type")) !== "namespace") return [undefined];
  const { items, open } = literals(member(scope, "namespaces"));
  const wide = open !== undefined || items.some((name) => name.includes("*"));
  return wide ? [undefined] : items;
}

function associationAccess(
  association: FactResource,
  principals: IamPrincipals,
  clusters: readonly string[],
): IamAccess {
  const principal = principals.find(attribute(association, "principal_arn"), association);
  if (principal === undefined) return { nodes: [], steps: [], rights: [] };
  const rules = policyRules(association);
  const causes = clusters.length > 1 ? ["it is not known which cluster the access policy is for"] : [];
  const rights = clusters.flatMap((cluster) =>
    scopes(association).map((namespace) => ({
      holder: principal.id,
      cluster,
      namespace,
      rules,
      because: `the access policy ${association.provenance.address}`,
      evidence: [association.provenance],
      causes,
    })),
  );
  return { nodes: [principalNode(principal, association.owner)], steps: [], rights };
}

/** R6: who IAM principals are in the clusters, by access entries, and what access policies let them do. */
export function iamAccess(facts: Facts, clusters: Clusters, principals: IamPrincipals): IamAccess {
  const parts = facts.resources.map((resource) => {
    const named = () => clusters.named(resource.values.get("cluster_name"));
    if (resource.type === "aws_eks_access_entry") return entryAccess(resource, principals, named());
    if (resource.type === "aws_eks_access_policy_association")
      return associationAccess(resource, principals, named());
    return { nodes: [], steps: [], rights: [] };
  });
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    steps: parts.flatMap(({ steps }) => steps),
    rights: parts.flatMap(({ rights }) => rights),
  };
}
