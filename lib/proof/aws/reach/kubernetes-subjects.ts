import type { Facts } from "../../facts/resource";
import type { GraphNode } from "../../facts/step";
import { Clusters } from "../../kubernetes/clusters";
import { clustersByProvider } from "../../kubernetes/clusters-by-provider";
import { NODE_IDS } from "../../kubernetes/ids";
import { Issuers } from "../../kubernetes/issuers";
import { type Namespace, namespacesOf } from "../../kubernetes/namespaces";
import { kubernetesObjects } from "../../kubernetes/objects/object";
import { type Pattern, shownPattern } from "../../pattern/token";

/** A service account that may have tokens of an issuer. */
export interface Subject {
  readonly node: GraphNode;
  /** Why it may have none. @default - it has */
  readonly doubt?: string | undefined;
}

/** The namespaces of a plan as the trust policies of roles see them: by name, in the clusters of an issuer. */
export class Namespaces {
  private known: readonly Namespace[] | undefined;
  private readonly issuers: Issuers;

  constructor(private readonly facts: Facts) {
    this.issuers = new Issuers(facts);
  }

  names(): readonly string[] {
    return [...new Set(this.all().map(({ name }) => name))].sort();
  }

  /** True if a provider is known to be a cluster's, whichever. */
  isOfCluster(provider: Pattern): boolean {
    const clusters = this.issuers.clustersOf(provider) ?? [];
    return clusters.length > 0 || shownPattern(provider).includes("/oidc.eks.");
  }

  /** A service account of this name, in each cluster that has the namespace and may have the issuer. */
  serviceAccounts(provider: Pattern, namespace: string, account: string): readonly Subject[] {
    const clusters = this.issuers.clustersOf(provider);
    const named = this.all().filter(({ name }) => name === namespace);
    const found = named.filter(({ cluster }) => clusters?.includes(cluster) ?? true);
    return found.map((each) => ({
      node: {
        id: NODE_IDS.serviceAccount(each.cluster, namespace, account),
        kind: "service-account",
        title: `service account ${namespace}/${account}`,
        owner: each.owner,
        provenance: each.provenance,
      },
      doubt: this.doubtAbout(each, clusters, named),
    }));
  }

  private doubtAbout(
    { provenance }: Namespace,
    clusters: readonly string[] | undefined,
    named: readonly Namespace[],
  ): string | undefined {
    const isOfSeveral = new Set(this.all().map(({ cluster }) => cluster)).size > 1;
    if (!isOfSeveral) return undefined;
    if (clusters === undefined || clusters.length > 1)
      return "it is not known which cluster of the plan has this issuer";
    const same = named.filter((other) => other.provenance === provenance);
    return provenance !== undefined && same.length > 1
      ? `it is not known which cluster ${provenance.address} is in`
      : undefined;
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
