import type { FactResource, Facts } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import { includes } from "../../pattern/includes";
import { glob, literal } from "../../pattern/token";
import { attribute, causeOf, literals, literalValue, member, nameOf, occurrences } from "../../read/values";
import type { Clusters } from "../clusters";
import { NODE_IDS } from "../ids";
import type { Namespace } from "../namespaces";
import { ADMIN_VIEW, BUILT_IN_ROLES } from "../rbac/built-in-roles";
import type { Right } from "../rbac/holder";
import type { RbacRule } from "../rbac/rule";
import { kubernetesStep } from "../rbac/targets";
import type { NamedEntry } from "./default-users";
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
  /** Entries that name no user. */
  readonly entries: readonly NamedEntry[];
}

const NONE: IamAccess = { nodes: [], steps: [], rights: [], entries: [] };

/** Types of entries by which a principal logs in as a node, and in no other way. */
const NODE_TYPES = /^(EC2|EC2_LINUX|EC2_WINDOWS|FARGATE_LINUX|HYBRID_LINUX|HYPERPOD_LINUX)$/;

function isOfNodes(entry: FactResource): boolean {
  return NODE_TYPES.test(literalValue(attribute(entry, "type")) ?? "");
}

/** Whom an entry makes of its principal: nodes and what the step there is called. */
function identitiesOf(
  entry: FactResource,
  cluster: string,
): readonly (readonly [id: string, what: string])[] {
  if (isOfNodes(entry)) return [[NODE_IDS.nodes(cluster), "log in as a node"]];
  const { items, open } = literals(attribute(entry, "kubernetes_groups"));
  const user = literalValue(attribute(entry, "user_name"));
  return [
    ...items.map((group) => [NODE_IDS.group(cluster, group), `log in as group ${group}`] as const),
    ...(user === undefined ? [] : [[NODE_IDS.user(cluster, user), `log in as user ${user}`] as const]),
    ...(open === undefined ? [] : [[NODE_IDS.cluster(cluster), "log in as some group"] as const]),
  ];
}

function entryAccess(entry: FactResource, principals: IamPrincipals, clusters: readonly string[]): IamAccess {
  const principal = principals.find(attribute(entry, "principal_arn"), entry);
  if (principal === undefined) return NONE;
  const { open } = literals(attribute(entry, "kubernetes_groups"));
  const parts = {
    causes: clusters.length > 1 ? ["it is not known which cluster the access entry is for"] : [],
    because: `the access entry ${entry.provenance.address}`,
    evidence: [entry.provenance],
  };
  const steps = clusters.flatMap((cluster) => identitiesOf(entry, cluster));
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
    entries:
      isOfNodes(entry) || attribute(entry, "user_name") !== undefined
        ? []
        : clusters.map((cluster) => ({
            ...{ cluster, principal: principal.id, causes: parts.causes, provenance: entry.provenance },
          })),
  };
}

function policyRules(association: FactResource): readonly RbacRule[] {
  const arn = attribute(association, "policy_arn");
  const name = literalValue(arn)?.split("/").at(-1);
  const known = ACCESS_POLICIES.get(name ?? "");
  const cause = causeOf(arn, "the access policy") ?? `the access policy ${name} is not known`;
  return known ?? [{ verbs: [], groups: [], resources: [], names: [], cause }];
}

const UNREAD_SCOPE = "a namespace of the access scope cannot be read";

/** Where a policy holds. */
interface Scope {
  /** Undefined: in the whole cluster. */
  readonly namespace: string | undefined;
  /** Why it may not hold there. */
  readonly causes: readonly string[];
}

/**
 * The namespaces in which a policy holds; in their names `*` stands for any text. Whatever cannot be read may be each
 * of them, but never what is in no namespace.
 *
 * Source: EKS user guide, "Associate access policies with access entries".
 */
function scopes(association: FactResource, namespaces: readonly string[]): readonly Scope[] {
  const scope = attribute(association, "access_scope");
  const type = member(scope, "type");
  if (literalValue(type) !== "namespace") {
    const unread = literalValue(type) === "cluster" ? undefined : causeOf(type ?? scope, "the access scope");
    return [{ namespace: undefined, causes: unread === undefined ? [] : [unread] }];
  }
  const { items, open } = occurrences(member(scope, "namespaces"));
  const patterns = items.flatMap((item) => literalValue(item) ?? []).map(glob);
  const referred = items.flatMap((item) => nameOf(item) ?? []);
  const unread = items.find(
    (item) => literalValue(item) === undefined && !namespaces.includes(nameOf(item) ?? ""),
  );
  const cause = open ?? (unread && (causeOf(unread, "a namespace of the access scope") ?? UNREAD_SCOPE));
  return namespaces.flatMap((namespace): readonly Scope[] => {
    const isNamed = patterns.some((pattern) => includes(literal(namespace), pattern) === "yes");
    if (isNamed || referred.includes(namespace)) return [{ namespace, causes: [] }];
    return cause === undefined ? [] : [{ namespace, causes: [cause] }];
  });
}

function associationAccess(
  association: FactResource,
  principals: IamPrincipals,
  clusters: readonly string[],
  namespaces: readonly Namespace[],
): IamAccess {
  const principal = principals.find(attribute(association, "principal_arn"), association);
  if (principal === undefined) return NONE;
  const rules = policyRules(association);
  const causes = clusters.length > 1 ? ["it is not known which cluster the access policy is for"] : [];
  const rights = clusters.flatMap((cluster) => {
    const here = namespaces.filter((each) => each.cluster === cluster).map(({ name }) => name);
    return scopes(association, here).map((scope) => ({
      ...{ holder: principal.id, cluster, namespace: scope.namespace, rules },
      because: `the access policy ${association.provenance.address}`,
      evidence: [association.provenance],
      causes: [...causes, ...scope.causes],
    }));
  });
  return { nodes: [principalNode(principal, association.owner)], steps: [], rights, entries: [] };
}

/** R6: who IAM principals are in the clusters, by access entries, and what access policies let them do. */
export function iamAccess(
  facts: Facts,
  clusters: Clusters,
  principals: IamPrincipals,
  namespaces: readonly Namespace[],
): IamAccess {
  const parts = facts.resources.map((resource) => {
    const named = () => clusters.named(resource.values.get("cluster_name"));
    if (resource.type === "aws_eks_access_entry") return entryAccess(resource, principals, named());
    if (resource.type === "aws_eks_access_policy_association")
      return associationAccess(resource, principals, named(), namespaces);
    return NONE;
  });
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    steps: parts.flatMap(({ steps }) => steps),
    rights: parts.flatMap(({ rights }) => rights),
    entries: parts.flatMap(({ entries }) => entries),
  };
}
