import type { GraphNode, Step } from "../../facts/step";
import { shownPattern, textOf } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Attributes } from "../read/attributes";
import { groupId, namespaceId, type Namespaces } from "./kubernetes-subjects";
import type { Found } from "./pods";

/** Access policies of EKS, by what they let do (EKS user guide, "Review access policy permissions"). */
const ADMINISTERS = /\/(?:AmazonEKSClusterAdminPolicy|AmazonEKSAdminPolicy|AmazonEKSEditPolicy)$/;
const VIEWS_SECRETS = /\/AmazonEKSAdminViewPolicy$/;

interface Target {
  readonly node: GraphNode;
  readonly what: string;
  readonly kind: Step["kind"];
}

function clusterOf(model: AwsModel, attributes: Attributes): GraphNode {
  const text = attributes.text("cluster_name") ?? [];
  const found = model.find(attributes, text, "cluster").nodes[0]?.node;
  const title = `cluster ${shownPattern(text)}`;
  return (
    found ?? {
      id: `cluster:${shownPattern(text)}`,
      kind: "cluster",
      title,
      owner: { kind: "platform" },
      provenance: undefined,
    }
  );
}

/** A group in the cluster; what it may do the Kubernetes plane knows. */
function groups(attributes: Attributes, cluster: GraphNode, clusterName: string): readonly Target[] {
  const { items } = attributes.texts("kubernetes_groups");
  return items.map((item): Target => {
    const group = shownPattern(item);
    if (group === "system:masters") return { node: cluster, what: "system:masters", kind: "control" };
    const node: GraphNode = {
      id: groupId(clusterName, group),
      kind: "kubernetes-group",
      title: `group ${group} of ${cluster.title}`,
      owner: { kind: "platform" },
      provenance: undefined,
    };
    return { node, what: `group ${group}`, kind: "control" };
  });
}

/** What an access policy opens: the cluster, or namespaces of it. */
function opened(
  attributes: Attributes,
  cluster: GraphNode,
  name: string,
  namespaces: Namespaces,
): readonly Target[] {
  const policy = attributes.literal("policy_arn") ?? "/AmazonEKSClusterAdminPolicy";
  const administers = ADMINISTERS.test(policy);
  if (!administers && !VIEWS_SECRETS.test(policy) && !policy.endsWith("/AmazonEKSViewPolicy")) return [];
  const kind: Step["kind"] = administers ? "control" : "access";
  const what = policy.replace(/^.*\//, "");
  const [scope] = attributes.blocks("access_scope");
  if (scope?.literal("type") !== "namespace") return [{ node: cluster, what, kind }];
  return scope.texts("namespaces").items.map((item): Target => {
    const namespace = shownPattern(item);
    const node: GraphNode = {
      id: namespaceId(name, namespace),
      kind: "namespace",
      title: `namespace ${namespace} of ${cluster.title}`,
      owner: namespaces.ownerOf(namespace),
      provenance: undefined,
    };
    return { node, what, kind };
  });
}

function step(
  principal: AwsNode,
  { node, what, kind }: Target,
  certain: boolean,
  attributes: Attributes,
): Step {
  const { provenance } = attributes.resource;
  return {
    from: principal.node.id,
    to: node.id,
    kind,
    plane: "identity",
    what: [what],
    certainty: certain ? "must" : "may",
    causes: certain ? [] : [`it is not known whose access ${provenance.address} is`],
    because: `${provenance.address} gives it ${what}`,
    evidence: [provenance],
  };
}

/** R6: principals of AWS that the cluster lets in, by access entries and their policies. */
export function clusterAccess(model: AwsModel, namespaces: Namespaces): Found {
  const types = new Set(["aws_eks_access_entry", "aws_eks_access_policy_association"]);
  const found = model.facts.resources
    .filter(({ type }) => types.has(type))
    .flatMap((resource) => {
      const attributes = model.attributesOf(resource);
      const cluster = clusterOf(model, attributes);
      const name = textOf(attributes.text("cluster_name") ?? []) ?? "cluster";
      const targets =
        resource.type === "aws_eks_access_entry"
          ? groups(attributes, cluster, name)
          : opened(attributes, cluster, name, namespaces);
      const principals = model.find(attributes, attributes.text("principal_arn"), "role", "user");
      return principals.nodes.flatMap((principal) =>
        targets.map((target) => ({
          node: target.node,
          step: step(principal, target, principals.certain, attributes),
        })),
      );
    });
  return { nodes: found.map(({ node }) => node), steps: found.map(({ step: each }) => each) };
}
