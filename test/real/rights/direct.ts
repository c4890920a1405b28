import type { Facts } from "../../../lib/proof/facts/resource";
import { NODE_IDS } from "../../../lib/proof/kubernetes/ids";
import { Clusters } from "../../../lib/proof/kubernetes/clusters";
import { clustersByProvider } from "../../../lib/proof/kubernetes/clusters-by-provider";
import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import { boundRights } from "../../../lib/proof/kubernetes/rbac/bindings";
import { Roles } from "../../../lib/proof/kubernetes/rbac/roles";
import { allowsAttempt } from "../../../lib/proof/kubernetes/rbac/rule";
import type { Truth } from "../../../lib/proof/truth";
import { any } from "../../../lib/proof/truth";
import type { Question } from "./questions";

/** What the proof says of direct rights in the only cluster of a plan. */
export function directRights(facts: Facts): (question: Question) => Truth {
  const clusters = new Clusters(facts, clustersByProvider(facts));
  const [cluster = ""] = clusters.names;
  const objects = kubernetesObjects(facts);
  const rights = boundRights(objects, clusters, cluster, new Roles(objects, clusters, cluster));
  return ({ subject, namespace, verb, group, resource, name }) => {
    const [, of, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(subject.user) ?? [];
    const self =
      of !== undefined && account !== undefined
        ? NODE_IDS.serviceAccount(cluster, of, account)
        : NODE_IDS.user(cluster, subject.user);
    const ids = new Set([self, ...subject.groups.map((each) => NODE_IDS.group(cluster, each))]);
    const held = rights.filter(
      (right) => ids.has(right.holder) && (right.namespace === undefined || right.namespace === namespace),
    );
    const rules = held.flatMap((right) => right.rules);
    return any(rules.map((rule) => allowsAttempt(rule, { verb, group, resource, name })));
  };
}
