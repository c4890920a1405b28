import type { FactResource, Facts, Provenance } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import { attribute, causeOf, member, nameOf, occurrences, truthValue } from "../../read/values";
import type { Value } from "../../facts/value";
import { resourcesOf } from "../../read/resources-of";
import { textOf } from "../../pattern/token";
import type { Clusters } from "../clusters";
import { NODE_IDS } from "../ids";
import type { KubernetesObject } from "../objects/object";
import { roleStep } from "../rbac/targets";
import { type IamPrincipals, principalNode } from "./roles";
import { type Trust, trustsPodIdentity, trustsToken } from "./trust";

/** Service accounts that take roles. */
export interface PodRoles {
  readonly nodes: readonly GraphNode[];
  readonly steps: readonly Step[];
  /** Who is named: cluster, namespace and account. */
  readonly accounts: readonly (readonly [cluster: string, namespace: string, account: string])[];
}

/** That the pods of one service account take one role. */
interface Association {
  readonly clusters: readonly string[];
  readonly namespace: string;
  readonly account: string;
  readonly role: Value | undefined;
  readonly what: string;
  readonly source: FactResource;
  readonly trusts: (role: FactResource, cluster: string) => Trust;
}

const NO_TRUST: Trust = { truth: "unknown", causes: ["the role's trust policy is not in the plan"] };

function podIdentity(
  resource: FactResource,
  clusters: readonly string[],
  namespace: string | undefined,
  fields: { readonly account: Value | undefined; readonly role: Value | undefined },
): readonly Association[] {
  const account = nameOf(fields.account);
  if (namespace === undefined || account === undefined) return [];
  const tagged = truthValue(attribute(resource, "disable_session_tags")) !== true;
  const trusts = (role: FactResource, cluster: string) =>
    trustsPodIdentity(role, {
      cluster,
      namespace,
      account,
      clusterArn: clusterArn(resource, cluster),
      tagged,
    });
  const what = "take the role by Pod Identity";
  return [{ clusters, namespace, account, role: fields.role, what, source: resource, trusts }];
}

/** The ARN of a cluster beside a resource; undefined where account or region are not known. */
function clusterArn({ place }: FactResource, cluster: string): string | undefined {
  const parts = [place.partition, place.region, place.account].map(textOf);
  const [partition, region, account] = parts;
  return parts.includes(undefined)
    ? undefined
    : `arn:${partition}:eks:${region}:${account}:cluster/${cluster}`;
}

const POD_IDENTITY = "aws_eks_pod_identity_association";

/** Namespaces of the add-ons that take roles. All of AWS's own run in this one. */
const ADDON_NAMESPACE = "kube-system";

function associations(resource: FactResource, clusters: Clusters): readonly Association[] {
  const named = () => clusters.named(resource.values.get("cluster_name"));
  if (resource.type === POD_IDENTITY) {
    const fields = {
      account: attribute(resource, "service_account"),
      role: attribute(resource, "role_arn"),
    };
    const namespace = nameOf(attribute(resource, "namespace"));
    const second = attribute(resource, "target_role_arn");
    const chained = second === undefined ? [] : [{ ...fields, role: second }];
    return [fields, ...chained].flatMap((each) => podIdentity(resource, named(), namespace, each));
  }
  return occurrences(attribute(resource, "pod_identity_association")).items.flatMap((block) =>
    podIdentity(resource, named(), ADDON_NAMESPACE, {
      account: member(block, "service_account"),
      role: member(block, "role_arn"),
    }),
  );
}

const ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

/** IRSA: what the annotation names is tried; whether it works the trust policy says. */
function annotated(object: KubernetesObject, clusters: Clusters): readonly Association[] {
  const { kind, name, namespace, metadata, resource } = object;
  const role = member(member(metadata, "annotations"), ROLE_ANNOTATION);
  if (kind !== "ServiceAccount" || role === undefined) return [];
  if (name === undefined || namespace === undefined) return [];
  const trusts = (of: FactResource, cluster: string) =>
    trustsToken(of, { cluster, namespace, account: name });
  const what = "take the role with the token of the service account";
  return [
    { clusters: clusters.ofObject(resource), namespace, account: name, role, what, source: resource, trusts },
  ];
}

function stepOf(
  association: Association,
  cluster: string,
  principals: IamPrincipals,
): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
  const { namespace, account, source, what, clusters } = association;
  const role = principals.find(association.role, source);
  if (role === undefined) return { nodes: [], steps: [] };
  const trust = role.resource === undefined ? NO_TRUST : association.trusts(role.resource, cluster);
  const node = principalNode(role, source.owner);
  if (trust.truth === "no") return { nodes: [node], steps: [] };
  const evidence: readonly Provenance[] = [
    source.provenance,
    ...(role.resource ? [role.resource.provenance] : []),
  ];
  const unread = causeOf(association.role, "the role");
  const causes = [
    ...trust.causes,
    ...(clusters.length > 1 ? [`it is not known which cluster ${source.provenance.address} is for`] : []),
    ...(unread === undefined || role.resource !== undefined ? [] : [unread]),
  ];
  const from = NODE_IDS.serviceAccount(cluster, namespace, account);
  const because = `${source.provenance.address} names the role, and the role trusts it`;
  return {
    nodes: [node],
    steps: [roleStep(from, role.id, { what: [what], causes, because, evidence })],
  };
}

/**
 * R6: the roles that pods take, by Pod Identity and by annotations. What takes a role without being named by
 * anything in the cluster (a trust policy that lets every service account in) is for the roles' own engine.
 */
export function podRoles(
  facts: Facts,
  objects: readonly KubernetesObject[],
  clusters: Clusters,
  principals: IamPrincipals,
): PodRoles {
  const found = [
    ...resourcesOf(facts, POD_IDENTITY, "aws_eks_addon").flatMap((each) => associations(each, clusters)),
    ...objects.flatMap((object) => annotated(object, clusters)),
  ];
  const parts = found.flatMap((each) => each.clusters.map((cluster) => stepOf(each, cluster, principals)));
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    steps: parts.flatMap(({ steps }) => steps),
    accounts: found.flatMap((each) =>
      each.clusters.map((cluster) => [cluster, each.namespace, each.account] as const),
    ),
  };
}
