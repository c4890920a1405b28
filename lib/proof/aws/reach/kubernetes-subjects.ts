import type { FactResource, Owner } from "../../facts/resource";
import type { GraphNode } from "../../facts/step";
import { NODE_IDS } from "../../kubernetes/ids";
import { shownPattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";

const NAMESPACE_TYPES = new Set(["kubernetes_namespace", "kubernetes_namespace_v1"]);

/** Whose the namespaces of the plan are, by name. */
export class Namespaces {
  private readonly owners = new Map<string, Owner>();

  constructor(private readonly model: AwsModel) {
    for (const resource of model.facts.resources) if (NAMESPACE_TYPES.has(resource.type)) this.add(resource);
  }

  names(): readonly string[] {
    return [...this.owners.keys()].sort();
  }

  /** Whose a namespace is; what no tenant has belongs to the platform. */
  ownerOf(namespace: string): Owner {
    return this.owners.get(namespace) ?? { kind: "platform" };
  }

  /** The node of a service account in a namespace. */
  serviceAccount(cluster: string, namespace: string, name: string): GraphNode {
    return {
      id: NODE_IDS.serviceAccount(cluster, namespace, name),
      kind: "service-account",
      title: `service account ${name} of namespace ${namespace}`,
      owner: this.ownerOf(namespace),
      provenance: undefined,
    };
  }

  private add(resource: FactResource): void {
    const attributes = this.model.attributesOf(resource);
    for (const metadata of attributes.blocks("metadata")) {
      const name = metadata.text("name");
      if (name !== undefined) this.owners.set(shownPattern(name), resource.owner);
    }
  }
}
