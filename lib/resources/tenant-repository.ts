import type { EcrLifecyclePolicyConfig } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import type { EcrRepositoryConfig } from "@cdktf/provider-aws/lib/ecr-repository";
import type { EcrRepositoryPolicyConfig } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import type { Construct } from "constructs";
import { arn } from "../model/arn";
import { Resource } from "../terraform/resource";
import type { TenantResourceProps } from "./declared-resource";
import { declareResource, withinRange } from "./declared-resource";
import { TenantResource } from "./tenant-resource";

const KIND = { construct: "TenantRepository", area: "ecr", word: "repository" } as const;
const UNTAGGED_DAYS = 14;
/** Images a repository. Source: ECR user guide, "Service quotas". */
const IMAGES = [1, 20_000] as const;

/** A repository of container images of a tenant. */
export interface TenantRepositoryProps extends TenantResourceProps {
  /** How many images are kept, the newest ones. @default 100 */
  readonly keepImages?: number;
  /** Whether a tag may be moved to another image. @default false */
  readonly mutableTags?: boolean;
}

/**
 * A repository that only its tenant's roles push to and pull from, until a grant lets others in. Nodes pull
 * the images that pods ask for, whichever tenant's pods they are: what must not be read by anybody else is no
 * part of an image.
 *
 * Images are encrypted with the tenant's key and scanned when they are pushed; a tag stays with its image. A
 * repository with images in it is not destroyed.
 */
export class TenantRepository extends TenantResource {
  readonly resource: Resource<EcrRepositoryConfig>;

  /** @throws TNT1001 to TNT1005 for the name, TNT1215, TNT1403, TNT1404, TNT1405 */
  constructor(scope: Construct, id: string, props: TenantRepositoryProps = {}) {
    const declared = declareResource(scope, id, KIND, props);
    const { place, context, name } = declared;
    const { environment, name: infrastructure } = context.infrastructure;
    const keep = withinRange(place, "keepImages", props.keepImages ?? 100, IMAGES);
    const repository = `${infrastructure}/${context.name}/${name}`;
    const self = arn(environment, "ecr", `repository/${repository}`);
    super(scope, id, declared, { physicalName: repository, arn: self, arns: { self } });
    this.resource = new Resource<EcrRepositoryConfig>(
      this,
      "Repository",
      "aws_ecr_repository",
      {
        name: repository,
        image_tag_mutability: props.mutableTags ? "MUTABLE" : "IMMUTABLE",
        image_scanning_configuration: { scan_on_push: true },
        encryption_configuration: [{ encryption_type: "KMS", kms_key: declared.keyArn }],
        force_delete: false,
        tags: this.tags,
      },
      this.protectedOptions,
    );
    const policy = new Resource<EcrRepositoryPolicyConfig, "policy">(
      this,
      "Policy",
      "aws_ecr_repository_policy",
      { repository: this.resource.local("name") },
      { ...this.options, late: this.policy("ecr", [self]) },
    );
    this.takesExceptions(policy);
    this.keepLast(keep);
  }

  private keepLast(images: number): void {
    const days = { countType: "sinceImagePushed", countUnit: "days", countNumber: UNTAGGED_DAYS };
    const count = { countType: "imageCountMoreThan", countNumber: images };
    const rules = [
      {
        rulePriority: 1,
        description: `Untagged images go after ${UNTAGGED_DAYS} days`,
        selection: { tagStatus: "untagged", ...days },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: `The newest ${images} images stay`,
        selection: { tagStatus: "any", ...count },
        action: { type: "expire" },
      },
    ];
    new Resource<EcrLifecyclePolicyConfig>(
      this,
      "Lifecycle",
      "aws_ecr_lifecycle_policy",
      { repository: this.resource.local("name"), policy: JSON.stringify({ rules }) },
      this.options,
    );
  }
}
