import type { Facts } from "../../facts/resource";
import type { GraphNode } from "../../facts/step";
import { Clusters } from "../../kubernetes/clusters";
import { clustersByProvider } from "../../kubernetes/clusters-by-provider";
import { NODE_IDS } from "../../kubernetes/ids";
import { type Namespace, namespacesOf } from "../../kubernetes/namespaces";
import { kubernetesObjects } from "../../kubernetes/objects/object";

/** The namespaces of a plan as the trust policies of roles see them: by name, in whichever cluster. */
export class Namespaces {
  private known: readonly Namespace[] | undefined;

  constructor(private readonly facts: Facts) {}

  names(): readonly string[] {
    return [...new Set(this.all().map(({ name }) => name))].sort();
  }

  /** True if a token may be of more than one cluster. */
  areOfSeveralClusters(): boolean {
    return new Set(this.all().map(({ cluster }) => cluster)).size > 1;
  }

  /** A service account of this name, in each cluster that has the namespace. */
  serviceAccounts(namespace: string, account: string): readonly GraphNode[] {
    return this.all()
      .filter(({ name }) => name === namespace)
      .map(({ cluster, owner, provenance }) => ({
        id: NODE_IDS.serviceAccount(cluster, namespace, account),
        kind: "service-account",
        title: `service account ${namespace}/${account}`,
        owner,
        provenance,
      }));
  }

  private all(): readonly Namespace[] {
    this.known ??= namespacesOf(
      this.facts,
      kubernetesObjects(this.facts),
      new Clusters(this.facts, clustersByProvider(this.facts)),
    );
    return this.known;
  }
}
