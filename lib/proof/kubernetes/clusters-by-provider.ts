import type { Facts } from "../facts/resource";
import type { Value } from "../facts/value";
import { References } from "../read/references";
import { resourcesOf } from "../read/resources-of";
import { literalValue, nameOf } from "../read/values";
import type { ClusterOf } from "./clusters";
import { nameOfCluster } from "./clusters";

/** `arn:aws:eks:eu-west-1:123456789012:cluster/main`, as contexts of kubeconfigs are called. */
const CLUSTER_ARN = /^arn:[^:]*:eks:[^:]*:[^:]*:cluster\/(.+)$/;

/**
 * Which cluster an object of Kubernetes is in, by the setup of the provider that writes it: the name that it asks a
 * token for, the endpoint that it speaks to, or a context that is called as a cluster of the plan. A cluster that is
 * not in the plan goes by its name.
 */
export function clustersByProvider(facts: Facts): ClusterOf {
  const clusters = resourcesOf(facts, "aws_eks_cluster");
  const references = new References(clusters, ["name", "id", "arn", "endpoint"]);
  const names = new Set(clusters.map(nameOfCluster));
  const found = new Map<readonly Value[], string | undefined>();
  const named = (hint: Value): string | undefined => {
    const literal = literalValue(hint);
    const [, ofArn] = CLUSTER_ARN.exec(literal ?? "") ?? [];
    if (ofArn !== undefined) return ofArn;
    if (literal !== undefined && names.has(literal)) return literal;
    const referred = references.resolve(hint);
    const [only, ...others] = referred?.certain === true ? referred.resources : [];
    return only === undefined || others.length > 0 ? undefined : nameOfCluster(only);
  };
  const resolved = (hints: readonly Value[]): string | undefined => {
    for (const hint of hints) {
      const name = named(hint);
      if (name !== undefined) return name;
    }
    // Without a cluster in the plan, what is said of it tells it from others all the same.
    return clusters.length === 0 ? nameOf(hints[0]) : undefined;
  };
  return ({ clusterHints }) => {
    if (clusterHints === undefined) return undefined;
    if (!found.has(clusterHints)) found.set(clusterHints, resolved(clusterHints));
    return found.get(clusterHints);
  };
}
