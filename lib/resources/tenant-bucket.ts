import type { S3BucketConfig } from "@cdktf/provider-aws/lib/s3-bucket";
import type { S3BucketLifecycleConfigurationConfig } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { S3BucketOwnershipControlsConfig } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import type { S3BucketPolicyConfig } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { S3BucketPublicAccessBlockConfig } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import type { S3BucketServerSideEncryptionConfigurationAConfig } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import type { S3BucketVersioningAConfig } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Construct } from "constructs";
import { resourceNameReserved } from "../errors/resources";
import { bucketName } from "../model/resource-names";
import { Resource } from "../terraform/resource";
import type { TenantResourceProps } from "./declared-resource";
import { declareResource, withinRange } from "./declared-resource";
import { TenantResource } from "./tenant-resource";

const KIND = { construct: "TenantBucket", area: "s3", word: "bucket" } as const;
const NONCURRENT_DAYS = 90;
/** S3 takes any positive number of days that fits into 31 bits. */
const DAYS = [1, 2_147_483_647] as const;
const UNFINISHED_UPLOAD_DAYS = 7;
/** Source: S3 user guide, "General purpose bucket naming rules". */
const RESERVED_START = /^(xn--|sthree-|amzn-s3-demo-)/;

/** A bucket of a tenant. */
export interface TenantBucketProps extends TenantResourceProps {
  /** How long overwritten and deleted objects are kept, in days. @default 90 */
  readonly noncurrentVersionDays?: number;
  /** After how many days objects are deleted. @default - never */
  readonly expireAfterDays?: number;
}

/**
 * A bucket that only its tenant's roles read and write, over TLS, until a grant lets others in.
 *
 * Nothing in it can be public, whatever a policy or an object's ACL says. Objects are encrypted with the
 * tenant's key and keep their versions. The account's own people manage it, and touch no object. A bucket
 * with objects in it is not destroyed.
 */
export class TenantBucket extends TenantResource {
  readonly resource: Resource<S3BucketConfig>;

  /** @throws TNT1001 to TNT1005 for the name, TNT1215, TNT1402, TNT1403, TNT1404, TNT1405 */
  constructor(scope: Construct, id: string, props: TenantBucketProps = {}) {
    const declared = declareResource(scope, id, KIND, props);
    const { place, context, name } = declared;
    const { environment, name: infrastructure } = context.infrastructure;
    const physicalName = bucketName(environment, [infrastructure, context.name, name]);
    if (RESERVED_START.test(physicalName)) {
      throw resourceNameReserved(place, physicalName, "S3 keeps names that start so for itself.");
    }
    const noncurrentDays = withinRange(
      place,
      "noncurrentVersionDays",
      props.noncurrentVersionDays ?? NONCURRENT_DAYS,
      DAYS,
    );
    const expireDays =
      props.expireAfterDays === undefined
        ? undefined
        : withinRange(place, "expireAfterDays", props.expireAfterDays, DAYS);
    const arn = `arn:${environment.partition}:s3:::${physicalName}`;
    const content = `${arn}/*`;
    super(scope, id, declared, { physicalName, arn, arns: { self: arn, content } });
    this.count("buckets", "buckets", true);
    this.resource = new Resource<S3BucketConfig>(
      this,
      "Bucket",
      "aws_s3_bucket",
      { bucket: physicalName, force_destroy: false, tags: this.tags },
      this.protectedOptions,
    );
    this.closed([arn, content]);
    this.encrypted();
    this.versioned(noncurrentDays, expireDays);
  }

  private get bucket(): string {
    return this.resource.local("bucket");
  }

  /** Public access is blocked first: S3 refuses to change both at once. */
  private closed(whole: readonly string[]): void {
    const block = new Resource<S3BucketPublicAccessBlockConfig>(
      this,
      "PublicAccess",
      "aws_s3_bucket_public_access_block",
      {
        bucket: this.bucket,
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
      this.options,
    );
    new Resource<S3BucketOwnershipControlsConfig>(
      this,
      "Ownership",
      "aws_s3_bucket_ownership_controls",
      { bucket: this.bucket, rule: { object_ownership: "BucketOwnerEnforced" } },
      this.options,
    );
    const late = this.policy("s3", whole);
    const policy = new Resource<S3BucketPolicyConfig, "policy">(
      this,
      "Policy",
      "aws_s3_bucket_policy",
      { bucket: this.bucket },
      { ...this.options, dependsOn: [block], late },
    );
    this.takesExceptions(policy);
  }

  private encrypted(): void {
    new Resource<S3BucketServerSideEncryptionConfigurationAConfig>(
      this,
      "Encryption",
      "aws_s3_bucket_server_side_encryption_configuration",
      {
        bucket: this.bucket,
        rule: [
          {
            // With it the encryption context is the bucket, which is what grants on the key name.
            bucket_key_enabled: true,
            apply_server_side_encryption_by_default: {
              sse_algorithm: "aws:kms",
              kms_master_key_id: this.declared.keyArn,
            },
          },
        ],
      },
      this.options,
    );
  }

  private versioned(noncurrentDays: number, expireDays: number | undefined): void {
    const versioning = new Resource<S3BucketVersioningAConfig>(
      this,
      "Versioning",
      "aws_s3_bucket_versioning",
      { bucket: this.bucket, versioning_configuration: { status: "Enabled" } },
      this.options,
    );
    const everything = { status: "Enabled", filter: [{ prefix: "" }] };
    new Resource<S3BucketLifecycleConfigurationConfig>(
      this,
      "Lifecycle",
      "aws_s3_bucket_lifecycle_configuration",
      {
        bucket: this.bucket,
        transition_default_minimum_object_size: "all_storage_classes_128K",
        rule: [
          {
            id: "unfinished-uploads",
            ...everything,
            abort_incomplete_multipart_upload: [{ days_after_initiation: UNFINISHED_UPLOAD_DAYS }],
          },
          {
            id: "noncurrent-versions",
            ...everything,
            noncurrent_version_expiration: [{ noncurrent_days: noncurrentDays }],
          },
          ...(expireDays === undefined
            ? []
            : [{ id: "expiry", ...everything, expiration: [{ days: expireDays }] }]),
        ],
      },
      { ...this.options, dependsOn: [versioning] },
    );
  }
}
