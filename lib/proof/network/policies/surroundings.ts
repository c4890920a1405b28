import { push } from "../../../model/lists";
import type { Facts } from "../../facts/resource";
import { type ClusterOf, Clusters } from "../../kubernetes/clusters";
import { type Namespace, namespacesOf } from "../../kubernetes/namespaces";
import { type KubernetesObject, kubernetesObjects } from "../../kubernetes/objects/object";
import { type ClusterAddresses, clusterAddresses } from "../cluster-addresses";
import { type DeclaredRules, NOTHING_DECLARED } from "../declared-rules";
import type { Truth } from "../../truth";
import { type Enforcement, enforcementOf } from "./enforcement";
import { type PodClass, podClasses } from "./pod-classes";
import type { NetworkPolicy } from "./policy";
import { readPolicy } from "./read-policy";

/** The policies of one cluster and what they are read with, and what was declared to be open. */
export interface ClusterPolicies {
  readonly cluster: string;
  /** Sorted by name. */
  readonly namespaces: readonly Namespace[];
  readonly enforcement: Enforcement;
  readonly addresses: ClusterAddresses;
  readonly declared: DeclaredRules;
  /** Those that are enforced in a namespace. */
  policiesIn(namespace: string): readonly NetworkPolicy[];
  /** The kinds of pods that the policies of a namespace tell apart. */
  classesIn(namespace: string): readonly PodClass[];
  /** Whether pods of a namespace that none of its policies selects are closed all the same. */
  strictIn(namespace: string): Truth;
}

function policiesByNamespace(
  objects: readonly KubernetesObject[],
  clusters: Clusters,
  cluster: string,
): ReadonlyMap<string, readonly NetworkPolicy[]> {
  const found = new Map<string, NetworkPolicy[]>();
  for (const object of objects) {
    if (object.kind !== "NetworkPolicy") continue;
    const places = clusters.ofObject(object.resource);
    const policy = places.includes(cluster) ? readPolicy(object, cluster) : undefined;
    if (policy === undefined) continue;
    const doubt = doubtAbout(object, places);
    const sure = doubt === undefined ? policy : perhaps(policy, doubt);
    push(found, policy.namespace, sure);
  }
  return found;
}

/** Why a policy need not be there. */
function doubtAbout({ resource }: KubernetesObject, places: readonly string[]): string | undefined {
  if (places.length > 1) return "it is not known which cluster it is in";
  return resource.many ? "it is not known how many there are of it, if any" : undefined;
}

/** A policy that need not be there: it may open something, and closes nothing. */
function perhaps(policy: NetworkPolicy, cause: string): NetworkPolicy {
  return {
    ...policy,
    ingress: policy.ingress && { ...policy.ingress, cause },
    egress: policy.egress && { ...policy.egress, cause },
  };
}

/** What is not in the plan itself, as `kube-system` often is not, may have policies that are not in it either. */
function strictness({ strict, unenforced }: Enforcement, { name, provenance }: Namespace): Truth {
  if (!strict || unenforced(name)) return "no";
  return provenance === undefined ? "unknown" : "yes";
}

/** Everything that NetworkPolicies of a plan are evaluated with, cluster by cluster. */
export function clusterPolicies(
  facts: Facts,
  clusterOf?: ClusterOf,
  declared: DeclaredRules = NOTHING_DECLARED,
): readonly ClusterPolicies[] {
  const clusters = new Clusters(facts, clusterOf);
  const objects = kubernetesObjects(facts);
  const namespaces = namespacesOf(facts, objects, clusters);
  return clusters.names.map((cluster) => {
    const enforcement = enforcementOf(facts, objects, clusters, cluster);
    const policies = policiesByNamespace(objects, clusters, cluster);
    const here = namespaces.filter((each) => each.cluster === cluster);
    const policiesIn = (name: string) => (enforcement.unenforced(name) ? [] : (policies.get(name) ?? []));
    const classes = new Map<string, readonly PodClass[]>();
    const classesIn = (name: string) => {
      const known = classes.get(name) ?? podClasses(policiesIn(name).map(({ pods }) => pods));
      classes.set(name, known);
      return known;
    };
    const strict = new Map(here.map((namespace) => [namespace.name, strictness(enforcement, namespace)]));
    return {
      cluster,
      namespaces: here,
      enforcement,
      addresses: clusterAddresses(facts, clusters, cluster),
      declared,
      policiesIn,
      classesIn,
      strictIn: (name) => strict.get(name) ?? "unknown",
    };
  });
}
