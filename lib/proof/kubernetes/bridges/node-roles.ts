import type { FactResource, Facts } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import type { ClusterPolicies } from "../../network/policies/surroundings";
import { openingToAddresses } from "../../network/policies/connection";
import { readCidr } from "../../network/addresses";
import { intersection, isEmpty, portsOf } from "../../network/ports";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, literalValue, member } from "../../read/values";
import type { Truth } from "../../truth";
import type { Clusters } from "../clusters";
import { NODE_IDS } from "../ids";
import { kubernetesStep, roleStep } from "../rbac/targets";
import { type IamPrincipals, principalNode } from "./roles";

/** What nodes are, and who gets to their role. */
export interface NodeRoles {
  readonly nodes: readonly GraphNode[];
  readonly steps: readonly Step[];
}

const METADATA = ["169.254.169.254/32"].flatMap((text) => readCidr(text) ?? []);
const HTTP = portsOf("tcp", { from: 80, to: 80 });

/** The node of the graph that stands for the metadata service as pods see it. */
function metadataId(cluster: string): string {
  return `k8s:metadata:${cluster}`;
}

/**
 * Do answers of the metadata service get as far as pods? The first version of it needs no hops at all.
 *
 * Source: EC2 user guide, "Configure the instance metadata options"; EKS best practices, "Restrict access to
 * the instance profile assigned to the worker node".
 */
export function answersPods(template: FactResource | undefined): Truth {
  // Without a template of their own, EKS gives its nodes two hops.
  if (template === undefined) return "yes";
  const options = attribute(template, "metadata_options");
  if (options === undefined) return "unknown";
  const [endpoint, tokens, hops] = ["http_endpoint", "http_tokens", "http_put_response_hop_limit"].map(
    (name) => member(options, name),
  );
  if (literalValue(endpoint) === "disabled") return "no";
  if (tokens !== undefined && literalValue(tokens) === "optional") return "yes";
  if (literalValue(tokens) !== "required") return "unknown";
  const limit = literalValue(hops);
  if (limit === undefined) return "unknown";
  return Number(limit) >= 2 ? "yes" : "no";
}

/** What the intent says of nodes whose template does not. */
function declaredAnswers(facts: Facts, cluster: string): Truth {
  const said = facts.clusters?.find(({ name }) => name === cluster)?.metadataService ?? "unknown";
  return said === "closed" ? "no" : said === "open" ? "yes" : "unknown";
}

/** Which namespaces' pods may ask the metadata service, as far as policies go. */
function askers(place: ClusterPolicies): readonly Step[] {
  return place.namespaces.flatMap(({ name }) => {
    const found = openingToAddresses(place, name, METADATA);
    const off = place.enforcement.enforced !== "yes";
    if (!off && isEmpty(intersection(found.possible, HTTP, false))) return [];
    const certain = place.enforcement.enforced === "no" || !isEmpty(intersection(found.certain, HTTP, true));
    const causes =
      found.causes.length > 0 ? found.causes : ["no policy closes its way to the node's address"];
    return [
      kubernetesStep(NODE_IDS.namespace(place.cluster, name), metadataId(place.cluster), "control", {
        what: ["ask the node's metadata service"],
        causes: certain ? [] : causes,
        because: "no policy closes 169.254.169.254 to its pods",
        evidence: found.policies.map(({ provenance }) => provenance),
      }),
    ];
  });
}

interface NodeGroup {
  readonly cluster: string;
  readonly group: FactResource;
  readonly template: FactResource | undefined;
}

function nodeGroups(facts: Facts, clusters: Clusters): readonly NodeGroup[] {
  const templates = new References(resourcesOf(facts, "aws_launch_template"), ["id", "name"]);
  return resourcesOf(facts, "aws_eks_node_group").flatMap((group) => {
    const block = attribute(group, "launch_template");
    const named = templates.resolve(member(block, "id") ?? member(block, "name"));
    const template = named?.resources[0];
    return clusters.named(group.values.get("cluster_name")).map((cluster) => ({ cluster, group, template }));
  });
}

/**
 * R6: the role of the nodes is theirs who have a node, and theirs whose pods the metadata service answers.
 */
export function nodeRoles(
  facts: Facts,
  clusters: Clusters,
  principals: IamPrincipals,
  places: readonly ClusterPolicies[],
): NodeRoles {
  const nodes: GraphNode[] = [];
  const steps: Step[] = [];
  const answering = new Set<string>();
  for (const { cluster, group, template } of nodeGroups(facts, clusters)) {
    const role = principals.find(attribute(group, "node_role_arn"), group);
    if (role === undefined) continue;
    nodes.push(principalNode(role, group.owner));
    const evidence = [group.provenance, ...(template === undefined ? [] : [template.provenance])];
    const parts = {
      what: ["take the role of the nodes"],
      causes: [],
      because: "nodes have this role",
      evidence,
    };
    steps.push(roleStep(NODE_IDS.nodes(cluster), role.id, parts));
    const back = { ...parts, what: ["log in as a node"], because: "the cluster takes the role for a node" };
    steps.push(kubernetesStep(role.id, NODE_IDS.nodes(cluster), "control", back));
    const read = answersPods(template);
    const answers = read === "unknown" ? declaredAnswers(facts, cluster) : read;
    if (answers === "no") continue;
    answering.add(cluster);
    const causes =
      answers === "yes"
        ? []
        : ["neither the plan nor the intent says the hop limit of the nodes' metadata service"];
    const because = "the metadata service of the nodes answers pods";
    steps.push(roleStep(metadataId(cluster), role.id, { ...parts, causes, because }));
  }
  for (const place of places.filter(({ cluster }) => answering.has(cluster))) {
    const owner = { kind: "platform" } as const;
    const title = `metadata service of the nodes of ${place.cluster}`;
    nodes.push({ id: metadataId(place.cluster), kind: "metadata", title, owner, provenance: undefined });
    steps.push(...askers(place));
  }
  return { nodes, steps };
}
