import { Fn, TerraformResource, Token } from "cdktf";
import type { IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { ownershipOverridden } from "../errors/tenant";
import { ownerLabels, ownerTags } from "../model/ownership";
import { placeOf } from "../terraform/place";
import { Resource } from "../terraform/resource";

type Map = Record<string, string>;

/** The bindings' generated resources, as far as ownership is concerned. */
interface Taggable {
  tags?: Map;
  readonly tagsInput?: Map;
}
interface Labelled {
  readonly metadata?: { labels?: Map; readonly labelsInput?: Map };
}
interface GroupTagged {
  readonly tagInput?: unknown;
  putTag(tags: readonly { key: string; value: string; propagateAtLaunch: boolean }[]): void;
}

/**
 * Marks raw resources in a tenant's scope as the tenant's: AWS resources by tags, Kubernetes objects by labels. The
 * library's own resources carry them already. Nothing is created here, only what exists is marked.
 */
export class OwnershipAspect implements IAspect {
  private readonly tags: Map;
  private readonly labels: Map;

  constructor(
    private readonly tenant: string,
    infrastructure: string,
  ) {
    this.tags = ownerTags({ infrastructure, tenant });
    this.labels = ownerLabels({ infrastructure, tenant });
  }

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || node instanceof Resource) return;
    if (node.terraformResourceType.startsWith("aws_")) this.tag(node);
    if (node.terraformResourceType.startsWith("kubernetes_")) this.label(node);
  }

  private tag(node: TerraformResource): void {
    if ("tagsInput" in node) {
      const taggable = node as TerraformResource & Taggable;
      taggable.tags = this.merged(node, taggable.tagsInput, this.tags);
    } else if ("putTag" in node) {
      const group = node as unknown as GroupTagged;
      const given = Array.isArray(group.tagInput) ? group.tagInput : [];
      const own = Object.entries(this.tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
      group.putTag([...given, ...own]);
    }
  }

  private label(node: TerraformResource): void {
    const { metadata } = node as TerraformResource & Labelled;
    if (metadata !== undefined && "labelsInput" in metadata) {
      metadata.labels = this.merged(node, metadata.labelsInput, this.labels);
    }
  }

  private merged(node: IConstruct, given: Map | undefined, own: Map): Map {
    if (given === undefined) return { ...own };
    // A map that only Terraform knows is joined there, ownership last so that it wins.
    if (Token.isUnresolved(given)) return Fn.merge([given, own]) as Map;
    for (const [key, value] of Object.entries(own)) {
      const other = given[key];
      if (other !== undefined && other !== value) {
        throw ownershipOverridden(placeOf(node.constructor.name, node), key, other, this.tenant);
      }
    }
    return { ...given, ...own };
  }
}
