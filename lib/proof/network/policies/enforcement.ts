import { parseDocument } from "yaml";
import type { DeclaredCluster, FactResource, Facts } from "../../facts/resource";
import type { Clusters } from "../../kubernetes/clusters";
import type { KubernetesObject } from "../../kubernetes/objects/object";
import { glob, literal } from "../../pattern/token";
import { includes } from "../../pattern/includes";
import { attribute, causeOf, literalValue, member, occurrences } from "../../read/values";
import type { Truth } from "../../truth";
import { resourcesOf } from "../../read/resources-of";

/** Whether a cluster's network stops what no NetworkPolicy allows. */
export interface Enforcement {
  /** `no`: policies are written and nobody reads them. */
  readonly enforced: Truth;
  /** Why it is not sure that policies are all that decides; sorted. */
  readonly causes: readonly string[];
  /** True if a pod that no policy selects is closed all the same (strict mode). */
  readonly strict: boolean;
  /** True for a namespace whose pods run where no policy is enforced (Fargate). */
  readonly unenforced: (namespace: string) => boolean;
  /** What says so. */
  readonly evidence: readonly FactResource[];
}

/**
 * API groups of networking beyond NetworkPolicy: their objects may allow what no policy does (P10), or make networks
 * besides the one in which policies are enforced (P9).
 */
const OTHER_NETWORKING: ReadonlySet<string> = new Set([
  ...["policy.networking.k8s.io", "networking.k8s.aws", "cilium.io", "crd.antrea.io", "projectcalico.org"],
  ...["crd.projectcalico.org", "k8s.cni.cncf.io", "k8s.ovn.org"],
]);

interface CniMode {
  readonly enforced: Truth;
  readonly strict: boolean;
  readonly cause?: string | undefined;
}

/** The add-on takes JSON, and YAML of which that is a part. */
function settings(text: string): Readonly<Record<string, unknown>> | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const read: unknown = document.toJS();
  return typeof read === "object" && read !== null ? { ...read } : undefined;
}

const WINDOW = "in standard mode a pod is open from its start until its policies are programmed";
const OFF = "the vpc-cni add-on does not switch network policies on";

/** P9: off unless the add-on's configuration says otherwise. */
function modeOf(addon: FactResource): CniMode {
  const value = attribute(addon, "configuration_values");
  if (value === undefined) return { enforced: "no", strict: false, cause: OFF };
  const text = literalValue(value);
  const read = text === undefined ? undefined : settings(text);
  if (read === undefined) {
    const cause = causeOf(value, "the configuration of the vpc-cni add-on");
    return {
      enforced: "unknown",
      strict: false,
      cause: cause ?? "the vpc-cni add-on's setup cannot be read",
    };
  }
  if (String(read["enableNetworkPolicy"]) !== "true") return { enforced: "no", strict: false, cause: OFF };
  const env = read["env"];
  const mode =
    typeof env === "object" && env !== null ? { ...env, kind: "env" } : { NETWORK_POLICY_ENFORCING_MODE: "" };
  const strict = "NETWORK_POLICY_ENFORCING_MODE" in mode && mode.NETWORK_POLICY_ENFORCING_MODE === "strict";
  return { enforced: "yes", strict, cause: strict ? undefined : WINDOW };
}

function cni(facts: Facts, clusters: Clusters, cluster: string): [CniMode, readonly FactResource[]] {
  const addons = resourcesOf(facts, "aws_eks_addon").filter(
    (each) =>
      literalValue(each.values.get("addon_name")) === "vpc-cni" &&
      clusters.named(each.values.get("cluster_name")).includes(cluster),
  );
  const [addon] = addons;
  if (addon !== undefined) return [modeOf(addon), [addon]];
  return [declaredMode(facts.clusters?.find(({ name }) => name === cluster)?.networkPolicy), []];
}

/** What the intent says of a cluster whose add-ons are not in the plan. */
function declaredMode(mode: DeclaredCluster["networkPolicy"] = "unknown"): CniMode {
  switch (mode) {
    case "strict":
      return { enforced: "yes", strict: true };
    case "standard":
      return { enforced: "yes", strict: false, cause: WINDOW };
    case "off":
      return {
        enforced: "no",
        strict: false,
        cause: "the intent says that the network enforces no policies",
      };
    case "unknown": {
      const cause = "neither the plan nor the intent says whether the cluster's network enforces policies";
      return { enforced: "unknown", strict: false, cause };
    }
  }
}

/** Namespaces of Fargate profiles: the CNI enforces nothing there. */
function fargate(facts: Facts, clusters: Clusters, cluster: string): (namespace: string) => boolean {
  const selectors = facts.resources
    .filter(
      (each) =>
        each.type === "aws_eks_fargate_profile" &&
        clusters.named(each.values.get("cluster_name")).includes(cluster),
    )
    .flatMap((profile) => occurrences(attribute(profile, "selector")).items)
    .map((selector) => glob(literalValue(member(selector, "namespace")) ?? "*"));
  return (namespace) => selectors.some((each) => includes(literal(namespace), each) === "yes");
}

/**
 * What the plan says of how a cluster enforces its policies, and of what could allow more than they do.
 *
 * Source: EKS user guide, "Limit Pod traffic with Kubernetes network policies".
 */
export function enforcementOf(
  facts: Facts,
  objects: readonly KubernetesObject[],
  clusters: Clusters,
  cluster: string,
): Enforcement {
  const [mode, evidence] = cni(facts, clusters, cluster);
  const others = objects.filter(
    ({ group, resource }) => OTHER_NETWORKING.has(group) && clusters.ofObject(resource).includes(cluster),
  );
  const lost = objects.filter(
    ({ kind, namespace, resource }) =>
      kind === "NetworkPolicy" && namespace === undefined && clusters.ofObject(resource).includes(cluster),
  );
  const beyond = others.map(
    ({ kind, resource }) => `${kind} ${resource.provenance.address} may allow what no NetworkPolicy does`,
  );
  const anywhere = lost.map(
    ({ resource }) => `it is not known in which namespace ${resource.provenance.address} is`,
  );
  return {
    enforced: mode.enforced,
    causes: [...(mode.cause === undefined ? [] : [mode.cause]), ...beyond, ...anywhere].sort(),
    strict: mode.strict,
    unenforced: fargate(facts, clusters, cluster),
    evidence: [...evidence, ...others.map(({ resource }) => resource)],
  };
}
