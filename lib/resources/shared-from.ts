import type { DynamodbResourcePolicyConfig } from "@cdktf/provider-aws/lib/dynamodb-resource-policy";
import type { S3BucketPolicyConfig } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { TerraformResource } from "cdktf";
import { rawKindUnknown, rawLacks } from "../errors/resources";
import type { ErrorPlace, TenancyError } from "../errors/tenancy-error";
import { arn } from "../model/arn";
import type { Environment } from "../model/environment";
import { isTokenLike } from "../model/names";
import type { ResourceArns } from "../model/sharing/permission";
import type { PolicyArea } from "../model/sharing/policy-grammar";
import { TenancyRegistry } from "../tenancy/registry";
import { Tenant } from "../tenant/tenant";
import { TenantContext } from "../tenant/tenant-context";
import { placeOf } from "../terraform/place";
import { Resource } from "../terraform/resource";
import type { DeclaredResource } from "./declared-resource";
import type { RawAttributes } from "../terraform/raw-attributes";
import { rawAttributes, resolved, resourcesAbout } from "../terraform/raw-attributes";
import { encryptedBucket, encryptedTable } from "./raw-encryption";
import type { ITenantResource } from "./tenant-resource";
import { TenantResource } from "./tenant-resource";

/** What has to be known of a kind of raw resource. */
interface RawKind {
  readonly area: PolicyArea;
  readonly nameAttribute: string;
  /** The resource that writes its policy, and by which attribute it names it. */
  readonly policyType: string;
  readonly policyAttribute: string;
  readonly arns: (environment: Environment, name: string, attributes: RawAttributes) => ResourceArns;
  readonly encrypted: (
    raw: TerraformResource,
    names: readonly string[],
    key: string,
  ) => TenancyError | undefined;
}

const KINDS: Readonly<Record<string, RawKind>> = {
  aws_s3_bucket: {
    ...{ area: "s3", nameAttribute: "bucket" },
    ...{ policyType: "aws_s3_bucket_policy", policyAttribute: "bucket" },
    arns: ({ partition }, name) => {
      const self = `arn:${partition}:s3:::${name}`;
      return { self, content: `${self}/*` };
    },
    encrypted: encryptedBucket,
  },
  aws_dynamodb_table: {
    ...{ area: "dynamodb", nameAttribute: "name" },
    ...{ policyType: "aws_dynamodb_resource_policy", policyAttribute: "resource_arn" },
    arns: (environment, name, attributes) => {
      const self = arn(environment, "dynamodb", `table/${name}`);
      const indexed = [attributes["global_secondary_index"], attributes["local_secondary_index"]].some(
        (indexes) => Array.isArray(indexes) && indexes.length > 0,
      );
      return {
        self,
        ...(indexed && { index: `${self}/index/*` }),
        ...(attributes["stream_enabled"] === true && { stream: `${self}/stream/*` }),
      };
    },
    encrypted: encryptedTable,
  },
};

/**
 * Makes a raw cdktf bucket or table in a tenant's scope one that the tenant's roles use, that everybody else
 * is denied, and that a grant can open, as if it had been declared as `TenantBucket` or `TenantTable`. It
 * writes the resource's policy; all else stays as it was declared.
 *
 * What it relies on is checked before anything is written: a literal name, encryption with the tenant's key,
 * no other policy on it.
 *
 * @throws TNT1215 outside of a tenant, TNT1407 for other kinds, TNT1408 for what it lacks
 */
export function sharedFrom(raw: TerraformResource): ITenantResource {
  const place = placeOf(raw.constructor.name, raw);
  const kind = KINDS[raw.terraformResourceType];
  if (kind === undefined) throw rawKindUnknown(place, raw.terraformResourceType, Object.keys(KINDS));
  const context = TenantContext.of(place, raw);
  const attributes = rawAttributes(raw);
  const name = attributes[kind.nameAttribute];
  if (typeof name !== "string" || name === "" || isTokenLike(name)) {
    const why = "policies name it by its ARN, which must be known at synthesis.";
    throw rawLacks(place, "it has no literal name", why, `set \`${kind.nameAttribute}\` to a plain string.`);
  }
  const declared: DeclaredResource = {
    ...{ place, area: kind.area, name, context, visibility: "private" },
    keyArn: Tenant.of(raw).keyArn,
  };
  return new SharedRawResource(
    raw,
    kind,
    declared,
    kind.arns(context.infrastructure.environment, name, attributes),
  );
}

/** What stands below a raw resource that is shared. */
class SharedRawResource extends TenantResource {
  constructor(
    readonly resource: TerraformResource,
    private readonly kind: RawKind,
    declared: DeclaredResource,
    arns: ResourceArns,
  ) {
    super(resource, "Sharing", declared, { physicalName: declared.name, arn: arns.self ?? "", arns });
    const { self, content, index, stream } = arns;
    const whole = [self, content, index].filter((one) => one !== undefined);
    if (kind.area === "s3") this.bucketPolicy(whole);
    else this.tablePolicy("Policy", "arn", whole);
    if (stream !== undefined) this.tablePolicy("StreamPolicy", "stream_arn", [stream], "stream");
    TenancyRegistry.of(this).addCheck(() => this.lacks(declared.place));
  }

  private bucketPolicy(whole: readonly string[]): void {
    const policy = new Resource<S3BucketPolicyConfig, "policy">(
      this,
      "Policy",
      this.kind.policyType,
      { bucket: this.resource.getStringAttribute("bucket") },
      { ...this.options, late: this.policy("s3", whole) },
    );
    this.takesExceptions(policy);
  }

  private tablePolicy(id: string, attribute: string, whole: readonly string[], part?: "stream"): void {
    const policy = new Resource<DynamodbResourcePolicyConfig, "policy">(
      this,
      id,
      this.kind.policyType,
      { resource_arn: this.resource.getStringAttribute(attribute) },
      { ...this.options, late: this.policy("dynamodb", whole, part) },
    );
    this.takesExceptions(policy, whole);
  }

  private lacks(at: ErrorPlace): TenancyError[] {
    const { resource: raw, kind } = this;
    const names = [this.physicalName, this.arn];
    const key = resolved(raw, this.declared.keyArn) as string;
    const unencrypted = kind.encrypted(raw, names, key);
    const others = resourcesAbout(raw, kind.policyType, kind.policyAttribute, names).filter(
      ({ resource }) => !resource.node.path.startsWith(`${this.node.path}/`),
    );
    const [other] = others;
    if (other === undefined) return unencrypted ? [unencrypted] : [];
    const why = "a resource has one policy: of two that write it, the later apply wins.";
    const fix = `remove ${other.resource.node.path}; its policy is written with every grant in it.`;
    const twice = rawLacks(at, `${other.resource.node.path} writes its policy as well`, why, fix);
    return unencrypted ? [unencrypted, twice] : [twice];
  }
}
