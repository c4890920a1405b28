import type { GraphNode, Step } from "../../facts/step";
import { NODE_IDS } from "../../kubernetes/ids";
import { literal, shownPattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Attributes } from "../read/attributes";
import type { Namespaces } from "./kubernetes-subjects";
import type { Found } from "./pods";

/** Access policies of EKS, by what they let do (EKS user guide, "Review access policy permissions"). */
const ADMINISTERS = /\/(?:AmazonEKSClusterAdminPolicy|AmazonEKSAdminPolicy|AmazonEKSEditPolicy)$/;
const VIEWS_SECRETS = /\/AmazonEKSAdminViewPolicy$/;

interface Target {
  readonly node: GraphNode;
  readonly what: string;
  readonly kind: Step["kind"];
}

/** The inside of a cluster, as the Kubernetes plane calls it. */
function inside(model: AwsModel, name: string): GraphNode {
  const found = model.ofKind("cluster").find((each) => shownPattern(each.name) === name);
  return {
    id: NODE_IDS.cluster(name),
    kind: "cluster",
    title: `cluster ${name}`,
    owner: found?.node.owner ?? { kind: "platform" },
    provenance: found?.node.provenance,
  };
}

/** Whoever controls the cluster as a resource of AWS lets itself in. */
function fromOutside(
  model: AwsModel,
  { node, name }: AwsNode,
): { readonly node: GraphNode; readonly step: Step } {
  const target = inside(model, shownPattern(name));
  const step: Step = {
    from: node.id,
    to: target.id,
    kind: "control",
    plane: "identity",
    what: ["access entries"],
    certainty: "must",
    causes: [],
    because: `whoever controls ${node.title} decides who gets into it`,
    evidence: node.provenance === undefined ? [] : [node.provenance],
  };
  return { node: target, step };
}

/** A group in the cluster; what it may do the Kubernetes plane knows. */
function groups(attributes: Attributes, cluster: GraphNode, clusterName: string): readonly Target[] {
  const { items } = attributes.texts("kubernetes_groups");
  return items.map((item): Target => {
    const group = shownPattern(item);
    if (group === "system:masters") return { node: cluster, what: "system:masters", kind: "control" };
    const node: GraphNode = {
      id: NODE_IDS.group(clusterName, group),
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
      id: NODE_IDS.namespace(name, namespace),
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
      const name = shownPattern(attributes.text("cluster_name") ?? literal("cluster"));
      const cluster = inside(model, name);
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
  const all = [...found, ...model.ofKind("cluster").map((each) => fromOutside(model, each))];
  return { nodes: all.map(({ node }) => node), steps: all.map(({ step: each }) => each) };
}
