import type { Facts } from "../../../lib/proof/facts/resource";
import { NODE_IDS } from "../../../lib/proof/kubernetes/ids";
import { Clusters } from "../../../lib/proof/kubernetes/clusters";
import { clustersByProvider } from "../../../lib/proof/kubernetes/clusters-by-provider";
import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import { boundRights } from "../../../lib/proof/kubernetes/rbac/bindings";
import { Roles } from "../../../lib/proof/kubernetes/rbac/roles";
import { allowsAttempt } from "../../../lib/proof/kubernetes/rbac/rule";
import { any, type Truth } from "../../../lib/proof/truth";
import type { Caller, Question } from "./questions";

/** The nodes of the graph that somebody is, by the login and its groups. */
function nodesOf({ user, groups }: Caller, cluster: string): ReadonlySet<string> {
  const [, of, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  const self =
    of !== undefined && account !== undefined
      ? NODE_IDS.serviceAccount(cluster, of, account)
      : NODE_IDS.user(cluster, user);
  return new Set([self, ...groups.map((each) => NODE_IDS.group(cluster, each))]);
}

/** What the proof says of direct rights in the clusters of a plan. */
export function directRights(facts: Facts): (question: Question) => Truth {
  const clusters = new Clusters(facts, clustersByProvider(facts));
  const objects = kubernetesObjects(facts);
  const rights = clusters.names.flatMap((cluster) =>
    boundRights(objects, clusters, cluster, new Roles(objects, clusters, cluster)),
  );
  return ({ subject, namespace, verb, group, resource, name }) => {
    const held = rights.filter(
      (right) =>
        nodesOf(subject, right.cluster).has(right.holder) &&
        (right.namespace === undefined || right.namespace === namespace),
    );
    const rules = held.flatMap((right) => right.rules);
    return any(rules.map((rule) => allowsAttempt(rule, { verb, group, resource, name })));
  };
}
