import type { KmsAliasConfig } from "@cdktf/provider-aws/lib/kms-alias";
import type { KmsKeyConfig } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { keyAdministration } from "../model/key-policy";
import type { PolicyStatement } from "../model/policy-document";
import { policyJson } from "../model/policy-document";
import type { Resource } from "../terraform/resource";
import type { Platform } from "./platform";

export interface PlatformKeyProps {
  readonly platform: Platform;
  /** The last part of the key's alias. */
  readonly purpose: string;
  readonly description: string;
  /** Who uses the key; managing it is allowed to the account anyway. */
  readonly use: readonly PolicyStatement[];
  /** Principals that the policy names, which KMS refuses before they exist. @default [] */
  readonly dependsOn?: readonly Resource[];
}

/** A KMS key of the platform: rotated every year, with an alias, kept for 30 days after its deletion. */
export class PlatformKey extends Construct {
  private readonly key: Resource<KmsKeyConfig>;

  constructor(scope: Construct, id: string, props: PlatformKeyProps) {
    super(scope, id);
    const { platform, purpose } = props;
    this.key = platform.resource<KmsKeyConfig>(
      this,
      "Key",
      "aws_kms_key",
      {
        description: props.description,
        enable_key_rotation: true,
        deletion_window_in_days: 30,
        policy: policyJson([keyAdministration(platform.environment), ...props.use]),
        tags: platform.tags(purpose),
      },
      { dependsOn: props.dependsOn ?? [] },
    );
    platform.resource<KmsAliasConfig>(this, "Alias", "aws_kms_alias", {
      name: `alias${platform.path}${purpose}`,
      target_key_id: this.key.local("key_id"),
    });
  }

  /** The key's ARN. */
  get localArn(): string {
    return this.key.local("arn");
  }
}
