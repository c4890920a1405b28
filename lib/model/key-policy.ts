import { iamArn } from "./arn";
import type { Environment } from "./environment";
import type { PolicyStatement } from "./policy-document";

/**
 * What identity policies of the account may allow on a key: everything that manages it, nothing that uses it. No
 * `kms:*`, and no `kms:CreateGrant`, which would let a manager hand out the use. The policy itself can be replaced
 * (`kms:PutKeyPolicy`): without that, a key could end up that nobody can manage.
 *
 * Source: KMS developer guide, "Default key policy", "Allows key administrators to administer the KMS key".
 */
export const KEY_ADMINISTRATION_ACTIONS: readonly string[] = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** The first statement of every key: the account manages it, and nobody can use it by an identity policy alone. */
export function keyAdministration(environment: Environment): PolicyStatement {
  return {
    Sid: "AccountManagesAndNeverUses",
    Effect: "Allow",
    Principal: { AWS: iamArn(environment, "root") },
    Action: KEY_ADMINISTRATION_ACTIONS,
    Resource: "*",
  };
}
