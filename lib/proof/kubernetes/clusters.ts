import type { FactResource, Facts } from "../facts/resource";
import type { Value } from "../facts/value";
import { References } from "../read/references";
import { resourcesOf } from "../read/resources-of";
import { literalValue, nameOf } from "../read/values";

/** Which cluster an object of Kubernetes is written to, where the caller knows it from the provider's setup. */
export type ClusterOf = (part: Pick<FactResource, "clusterHints">) => string | undefined;

/** Without a cluster in the plan, and without one that the intent names, objects stand in one that has no name. */
export const UNNAMED_CLUSTER = "cluster";

/** What AWS says of a cluster, which may itself stand outside of the plan. */
const OF_A_CLUSTER =
  /^aws_eks_(access_entry|access_policy_association|addon|fargate_profile|node_group|pod_identity_association)$/;

/** The clusters of a plan, and which of them a resource is about. */
export class Clusters {
  /** Sorted. At least one if there is anything of Kubernetes. */
  readonly names: readonly string[];
  private readonly resources: ReadonlyMap<string, FactResource>;
  private readonly references: References;
  private readonly known: ClusterOf;

  constructor(facts: Facts, known: ClusterOf = () => undefined) {
    const clusters = resourcesOf(facts, "aws_eks_cluster");
    this.references = new References(clusters, ["name", "id", "arn"]);
    this.known = known;
    const objects = facts.resources.filter(({ type }) => /^(kubernetes|kubectl)_/.test(type));
    const named = clusters.map((resource) => [nameOfCluster(resource), resource] as const);
    this.resources = new Map(named);
    const said = objects.flatMap((resource) => known(resource) ?? []);
    const mentioned = facts.resources
      .filter(({ type }) => OF_A_CLUSTER.test(type))
      .flatMap(({ values }) => literalValue(values.get("cluster_name")) ?? []);
    const names = new Set([...named.map(([name]) => name), ...said, ...mentioned]);
    const [only, ...others] = facts.clusters ?? [];
    const unnamed = only === undefined || others.length > 0 ? UNNAMED_CLUSTER : only.name;
    if (names.size === 0 && objects.length > 0) names.add(unnamed);
    this.names = [...names].sort();
  }

  /** The cluster's own resource. @default - it is not in the plan */
  resource(name: string): FactResource | undefined {
    return this.resources.get(name);
  }

  /**
   * The clusters that an object of Kubernetes may be in: more than one if nobody knows, so that it counts as
   * being in each of them.
   */
  ofObject(resource: FactResource): readonly string[] {
    const known = this.known(resource);
    if (known !== undefined) return [known];
    if (this.names.length <= 1) return this.names;
    const beside = [...this.resources]
      .filter(([, cluster]) => cluster.provenance.stack === resource.provenance.stack)
      .map(([name]) => name);
    return beside.length === 1 ? beside : this.names;
  }

  /** The clusters that a resource of AWS names in `cluster_name`. */
  named(value: Value | undefined): readonly string[] {
    const literal = literalValue(value);
    if (literal !== undefined && this.names.includes(literal)) return [literal];
    const referred = this.references.resolve(value);
    if (referred?.certain === true) return referred.resources.map(nameOfCluster);
    return literal === undefined ? this.names : [];
  }
}

/** What a cluster is called, by its name where that is known. */
export function nameOfCluster(resource: FactResource): string {
  return nameOf(resource.values.get("name")) ?? resource.provenance.address;
}
