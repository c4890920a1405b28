import type { Provenance } from "../facts/resource";
import type { Step } from "../facts/step";
import { NODE_IDS } from "./ids";
import { admissionLevel, type Namespace } from "./namespaces";
import { kubernetesStep } from "./rbac/targets";

const LEVEL_UNKNOWN = "neither the plan nor the intent says the namespace's Pod Security level";

/**
 * Why it is not certain that a namespace admits pods that have their node; undefined where it is certain not to.
 * `baseline` and `restricted` admit neither the node's network nor its files.
 *
 * Source: Kubernetes documentation, "Pod Security Standards".
 */
export function hostCertainty(namespace: Namespace): readonly string[] | undefined {
  const level = admissionLevel(namespace);
  if (level === "baseline" || level === "restricted") return undefined;
  return level === "unknown" ? [LEVEL_UNKNOWN] : [];
}

/**
 * P7: a namespace that admits privileged pods has the nodes that these run on, and whoever has the nodes has
 * all that runs on them, past every network policy.
 */
export function hostSteps(namespaces: readonly Namespace[]): readonly Step[] {
  return namespaces.flatMap((namespace): readonly Step[] => {
    const { cluster, name, provenance } = namespace;
    const pods = NODE_IDS.namespace(cluster, name);
    const nodes = NODE_IDS.nodes(cluster);
    const evidence = provenance === undefined ? [] : [provenance];
    const down = kubernetesStep(nodes, pods, "control", {
      what: ["take over what runs on the node"],
      causes: [],
      because: "pods of every namespace may run on the nodes",
      evidence: [],
    });
    const causes = hostCertainty(namespace);
    if (causes === undefined) return [down];
    const up = kubernetesStep(pods, nodes, "control", {
      what: ["create privileged pods"],
      causes,
      because: "the namespace admits privileged pods",
      evidence,
    });
    return [down, up];
  });
}

/**
 * Pods of a namespace can run as any service account of it.
 *
 * @param writtenAt where a service account stands in the plan. @default - it does not
 */
export function accountSteps(
  cluster: string,
  accounts: ReadonlyMap<string, readonly string[]>,
  writtenAt: (account: string) => Provenance | undefined = () => undefined,
): readonly Step[] {
  return [...accounts].flatMap(([namespace, names]) =>
    names.map((name) => {
      const account = NODE_IDS.serviceAccount(cluster, namespace, name);
      const at = writtenAt(account);
      return kubernetesStep(NODE_IDS.namespace(cluster, namespace), account, "control", {
        what: ["run pods as the service account"],
        causes: [],
        because: "any pod may name any service account of its namespace",
        evidence: at === undefined ? [] : [at],
      });
    }),
  );
}
