import type { SecretsmanagerSecretConfig } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { SecretsmanagerSecretPolicyConfig } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import type { Construct } from "constructs";
import { arn } from "../model/arn";
import { Resource } from "../terraform/resource";
import type { TenantResourceProps } from "./declared-resource";
import { declareResource, withinRange } from "./declared-resource";
import { TenantResource } from "./tenant-resource";

const KIND = { construct: "TenantSecret", area: "secretsmanager", word: "secret" } as const;
/** Source: Secrets Manager API reference, DeleteSecret. */
const RECOVERY_DAYS = [7, 30] as const;
/** Secrets Manager ends each ARN with a hyphen and six characters of its own. */
const ARN_SUFFIX = "-??????";

/** A secret of a tenant. Its value is no part of the app. */
export interface TenantSecretProps extends TenantResourceProps {
  /** For how many days a deleted secret can be brought back. @default 30 */
  readonly recoveryWindowDays?: number;
}

/**
 * A secret that only its tenant's roles read and set, until a grant lets others in.
 *
 * It is made empty: a value that Terraform knows would stand in its state. A role of the tenant sets it
 * (`secretsmanager:PutSecretValue`), and it is encrypted with the tenant's key. The account's own people
 * manage it, and see no value.
 */
export class TenantSecret extends TenantResource {
  readonly resource: Resource<SecretsmanagerSecretConfig>;

  /** @throws TNT1001 to TNT1005 for the name, TNT1215, TNT1403, TNT1404, TNT1405 */
  constructor(scope: Construct, id: string, props: TenantSecretProps = {}) {
    const declared = declareResource(scope, id, KIND, props);
    const { place, context, name } = declared;
    const { environment, name: infrastructure } = context.infrastructure;
    const days = withinRange(place, "recoveryWindowDays", props.recoveryWindowDays ?? 30, RECOVERY_DAYS);
    const secret = `${infrastructure}/${context.name}/${name}`;
    const self = arn(environment, "secretsmanager", `secret:${secret}${ARN_SUFFIX}`);
    super(scope, id, declared, { physicalName: secret, arn: self, arns: { self } });
    this.resource = new Resource<SecretsmanagerSecretConfig>(
      this,
      "Secret",
      "aws_secretsmanager_secret",
      {
        name: secret,
        kms_key_id: declared.keyArn,
        recovery_window_in_days: days,
        force_overwrite_replica_secret: false,
        tags: this.tags,
      },
      this.protectedOptions,
    );
    const policy = new Resource<SecretsmanagerSecretPolicyConfig, "policy">(
      this,
      "Policy",
      "aws_secretsmanager_secret_policy",
      { secret_arn: this.resource.local("arn"), block_public_policy: true },
      { ...this.options, late: this.policy("secretsmanager", [self]) },
    );
    this.takesExceptions(policy);
  }
}
