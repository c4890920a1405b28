import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { IamRolePolicyAttachmentConfig } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { PolicyStatement } from "../model/policy-document";
import { policyJson } from "../model/policy-document";
import type { Resource } from "../terraform/resource";
import type { Platform } from "./platform";
import { platformRoleArn } from "./platform";

export interface PlatformRoleProps {
  readonly platform: Platform;
  /** The last part of the role's name. */
  readonly purpose: string;
  readonly description: string;
  readonly trust: readonly PolicyStatement[];
  /** Policies of AWS by what follows `policy/` in their ARN. @default [] */
  readonly managedPolicies?: readonly string[];
  /** @default [] */
  readonly statements?: readonly PolicyStatement[];
}

/** A role of the platform, with everything that it may do. */
export class PlatformRole extends Construct {
  /** Literal, so that policies and the proof can name it. */
  readonly arn: string;
  /** The role and all of its permissions: what needs them waits for these. */
  readonly resources: readonly Resource[];
  private readonly role: Resource<IamRoleConfig>;

  constructor(scope: Construct, id: string, props: PlatformRoleProps) {
    super(scope, id);
    const { platform, purpose, managedPolicies = [], statements = [] } = props;
    this.arn = platformRoleArn(platform.environment, platform.name, purpose);
    this.role = platform.resource<IamRoleConfig>(this, "Role", "aws_iam_role", {
      name: platform.named(purpose, 64),
      path: platform.path,
      description: props.description,
      assume_role_policy: policyJson(props.trust),
      tags: platform.tags(purpose),
    });
    const attached = managedPolicies.map((policy) =>
      platform.resource<IamRolePolicyAttachmentConfig>(
        this,
        policy.slice(policy.lastIndexOf("/") + 1),
        "aws_iam_role_policy_attachment",
        {
          role: this.role.local("name"),
          policy_arn: `arn:${platform.environment.partition}:iam::aws:policy/${policy}`,
        },
      ),
    );
    this.resources = [this.role, ...attached, ...this.inline(platform, statements)];
  }

  /** The role's ARN, as a reference that makes Terraform wait for the role. */
  get localArn(): string {
    return this.role.local("arn");
  }

  private inline(platform: Platform, statements: readonly PolicyStatement[]): Resource[] {
    if (statements.length === 0) return [];
    return [
      platform.resource<IamRolePolicyConfig>(this, "Policy", "aws_iam_role_policy", {
        name: "permissions",
        role: this.role.local("name"),
        policy: policyJson(statements),
      }),
    ];
  }
}
