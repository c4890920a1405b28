import { ownerKey } from "../graph/crossing";
import type { Owner, Provenance } from "../facts/resource";
import type { FactResource, Facts } from "../facts/resource";
import type { Value } from "../facts/value";
import { literal, type Pattern } from "../pattern/token";
import { resourcesOf } from "../read/resources-of";
import { attribute, literalValue, member, nameOf, patternValue } from "../read/values";
import type { Clusters } from "./clusters";
import type { KubernetesObject } from "./objects/object";

/** Labels as far as they are known. */
export interface Labels {
  /** Undefined for a label whose value, or whose being there, is not known. */
  readonly known: ReadonlyMap<string, Pattern | undefined>;
  /** True if there may be others. */
  readonly open: boolean;
}

/** The label that the API server sets on every namespace, which nobody can change. */
export const NAMESPACE_NAME = "kubernetes.io/metadata.name";
const ENFORCED_LEVEL = "pod-security.kubernetes.io/enforce";

/** A namespace of a cluster. */
export interface Namespace {
  readonly cluster: string;
  readonly name: string;
  readonly owner: Owner;
  readonly labels: Labels;
  /** What stands for it in the plan. @default - it is only named there */
  readonly provenance: Provenance | undefined;
  /** What the intent says of namespaces whose labels are not in the plan. @default - nothing */
  readonly declaredLevel?: AdmissionLevel | undefined;
}

/** What the API server lets pods of a namespace be. `unknown`: its labels are not in the plan. */
export type AdmissionLevel = "privileged" | "baseline" | "restricted" | "unknown";

/** Namespaces that every cluster has. */
const BUILT_IN = ["default", "kube-node-lease", "kube-public", "kube-system"];

/**
 * The strictest that can be said of what pods in a namespace may be. Without the label the cluster's default
 * decides, which on EKS is `privileged`.
 *
 * Source: Kubernetes documentation, "Pod Security Admission"; EKS best practices guide, "Pod security".
 */
export function admissionLevel({ labels, declaredLevel = "unknown" }: Namespace): AdmissionLevel {
  if (!labels.known.has(ENFORCED_LEVEL)) return labels.open ? declaredLevel : "privileged";
  const level = labels.known.get(ENFORCED_LEVEL);
  const text =
    level === undefined ? undefined : level.map((t) => (t.kind === "char" ? t.char : "\0")).join("");
  if (text === "restricted" || text === "baseline" || text === "privileged") return text;
  return "unknown";
}

function labelsOf(value: Value | undefined, name: string, open: boolean): Labels {
  const known = new Map<string, Pattern | undefined>([[NAMESPACE_NAME, literal(name)]]);
  if (value?.kind === "unknown") return { known, open: true };
  if (value?.kind !== "fields") return { known, open };
  for (const [key, label] of value.fields) if (key !== NAMESPACE_NAME) known.set(key, patternValue(label));
  return { known, open: open || value.open };
}

function merged(a: Labels, b: Labels): Labels {
  return { known: new Map([...a.known, ...b.known]), open: a.open && b.open };
}

/** What is written about one namespace. */
interface Mention {
  readonly name: string | undefined;
  readonly labels: () => Labels;
  /** Whether it makes the namespace, only adds to it, or merely names it. */
  readonly rank: 2 | 1 | 0;
  readonly resource: FactResource;
}

function mentionOf(object: KubernetesObject): Mention | undefined {
  const { kind, name, namespace, metadata, resource } = object;
  if (kind === "Namespace") {
    const labels = () => labelsOf(member(metadata, "labels"), name ?? "", false);
    return { name, labels, rank: 2, resource };
  }
  if (kind === "" || kind.startsWith("ClusterRole")) return undefined;
  return { name: namespace, labels: () => labelsOf(undefined, namespace ?? "", true), rank: 0, resource };
}

/** `kubernetes_labels` adds labels to what stands elsewhere. */
function adoptionOf(resource: FactResource): Mention | undefined {
  if (literalValue(attribute(resource, "kind")) !== "Namespace") return undefined;
  const name = nameOf(member(attribute(resource, "metadata"), "name"));
  const labels = () => labelsOf(attribute(resource, "labels"), name ?? "", true);
  return { name, labels, rank: 1, resource };
}

const PLATFORM: Owner = { kind: "platform" };

/** Whose a namespace is: whose resource makes it, or who alone names it. */
function ownerBy(mentions: readonly Mention[], first: Mention | undefined): Owner {
  if (first === undefined) return PLATFORM;
  const tenants = mentions.map(({ resource }) => resource.owner).filter(({ kind }) => kind === "tenant");
  const isShared = first.rank === 0 && new Set(tenants.map(ownerKey)).size > 1;
  return isShared ? { kind: "unknown", cause: "several tenants name it" } : first.resource.owner;
}

function combine(
  cluster: string,
  name: string,
  mentions: readonly Mention[],
  declaredLevel: AdmissionLevel | undefined,
): Namespace {
  const [first, ...more] = [...mentions].sort((a, b) => b.rank - a.rank);
  const builtIn = BUILT_IN.includes(name);
  const start: Labels = first?.labels() ?? labelsOf(undefined, name, true);
  const added = more.filter(({ rank }) => rank === 1);
  const labels = added.reduce((sum, { labels }) => merged({ ...labels(), open: true }, sum), start);
  const owner = builtIn && (first?.rank ?? 0) === 0 ? PLATFORM : ownerBy(mentions, first);
  return {
    cluster,
    name,
    owner,
    labels: { known: labels.known, open: start.open },
    provenance: first !== undefined && first.rank > 0 ? first.resource.provenance : undefined,
    declaredLevel,
  };
}

/** The namespaces of every cluster, those that are only named included. Sorted by cluster and name. */
export function namespacesOf(
  facts: Facts,
  objects: readonly KubernetesObject[],
  clusters: Clusters,
): readonly Namespace[] {
  const mentions = new Map<string, Map<string, Mention[]>>(
    clusters.names.map((cluster) => [cluster, new Map(BUILT_IN.map((name) => [name, []]))]),
  );
  const all = [...objects.map(mentionOf), ...resourcesOf(facts, "kubernetes_labels").map(adoptionOf)];
  for (const mention of all) {
    if (mention?.name === undefined) continue;
    for (const cluster of clusters.ofObject(mention.resource)) {
      const known = mentions.get(cluster);
      const list = known?.get(mention.name);
      if (list === undefined) known?.set(mention.name, [mention]);
      else list.push(mention);
    }
  }
  return [...mentions].flatMap(([cluster, names]) => {
    const level = facts.clusters?.find(({ name }) => name === cluster)?.podSecurity;
    return [...names]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, of]) => combine(cluster, name, of, level));
  });
}
