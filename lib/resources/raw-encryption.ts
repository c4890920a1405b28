import type { TerraformResource } from "cdktf";
import { rawLacks } from "../errors/resources";
import type { TenancyError } from "../errors/tenancy-error";
import { placeOf } from "../terraform/place";
import type { RawAttributes } from "../terraform/raw-attributes";
import { rawAttributes, resourcesAbout } from "../terraform/raw-attributes";

const ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration";
const WHY = "a grant opens the tenant's key for it, and whoever has another key is not kept out by ours.";

/** Terraform takes a single block as an object and as a list of one. */
function blockOf(value: unknown): RawAttributes {
  const block: unknown = Array.isArray(value) ? value[0] : value;
  return typeof block === "object" && block !== null ? (block as RawAttributes) : {};
}

/** What a bucket lacks to be encrypted with the tenant's key, by a bucket key. */
export function encryptedBucket(
  raw: TerraformResource,
  names: readonly string[],
  key: string,
): TenancyError | undefined {
  const rules = resourcesAbout(raw, ENCRYPTION, "bucket", names).map(({ attributes }) =>
    blockOf(attributes["rule"]),
  );
  const sound = rules.some((rule) => {
    const byDefault = blockOf(rule["apply_server_side_encryption_by_default"]);
    const ours = byDefault["sse_algorithm"] === "aws:kms" && byDefault["kms_master_key_id"] === key;
    return ours && rule["bucket_key_enabled"] === true;
  });
  if (sound) return undefined;
  const what = "it is not encrypted with the tenant's key, by a bucket key";
  const fix = `add ${ENCRYPTION} with \`kmsMasterKeyId: tenant.keyArn\` and \`bucketKeyEnabled: true\`.`;
  return rawLacks(placeOf(raw.constructor.name, raw), what, WHY, fix);
}

/** What a table lacks to be encrypted with the tenant's key. */
export function encryptedTable(
  raw: TerraformResource,
  _names: readonly string[],
  key: string,
): TenancyError | undefined {
  const encryption = blockOf(rawAttributes(raw)["server_side_encryption"]);
  if (encryption["enabled"] === true && encryption["kms_key_arn"] === key) return undefined;
  const fix = "set `serverSideEncryption: { enabled: true, kmsKeyArn: tenant.keyArn }`.";
  return rawLacks(placeOf(raw.constructor.name, raw), "it is not encrypted with the tenant's key", WHY, fix);
}
