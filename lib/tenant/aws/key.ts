import type { KmsAliasConfig } from "@cdktf/provider-aws/lib/kms-alias";
import type { KmsKeyConfig } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { keyPolicyTooLarge } from "../../errors/resources";
import type { TenancyError } from "../../errors/tenancy-error";
import { arn, iamArn, infrastructureRolePattern, platformRolePattern } from "../../model/arn";
import { keyAdministration } from "../../model/key-policy";
import type { PolicyStatement } from "../../model/policy-document";
import { oneOrMany, policyJson } from "../../model/policy-document";
import { policyBytes } from "../../model/policy-size";
import type { KeyException } from "../../model/sharing/key-use";
import { keyOpenings } from "../../model/sharing/key-use";
import { widest } from "../../model/sharing/permission";
import { Resource } from "../../terraform/resource";
import type { TenantContext } from "../tenant-context";

/** Everything that turns ciphertext into plaintext or the other way round. */
export const KEY_USE_ACTIONS: readonly string[] = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
];

/** Use, and what hands out use. */
const OUTSIDERS_NEVER: readonly string[] = [
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
];

/** Source: KMS developer guide, "Resource quotas", "Key policy document size"; not adjustable. */
const KEY_POLICY_MOST = 32_768;

/** The longest wait that KMS offers before a deleted key is gone. */
const DELETION_WINDOW_DAYS = 30;

/**
 * The tenant's key. The account manages it and cannot use it; the tenant's roles use it where their own policies
 * say so as well; CloudWatch Logs uses it for the tenant's log groups. Everybody else is denied, whatever policies
 * or grants they may come by.
 */
export class TenantKey extends Construct {
  readonly key: Resource<KmsKeyConfig, "policy">;
  private readonly policy: () => string;

  constructor(
    scope: Construct,
    id: string,
    private readonly context: TenantContext,
  ) {
    super(scope, id);
    this.policy = context.openings.memoized(() => policyJson(keyPolicy(context)));
    const name = context.physicalName(undefined, 250);
    const options = { provider: context.awsProvider };
    this.key = new Resource<KmsKeyConfig, "policy">(
      this,
      "Key",
      "aws_kms_key",
      {
        description: `Everything that tenant ${context.name} of ${context.infrastructure.name} stores`,
        enable_key_rotation: true,
        deletion_window_in_days: DELETION_WINDOW_DAYS,
        tags: context.tagsNamed(name),
      },
      {
        ...options,
        preventDestroy: context.deletionProtection,
        late: () => ({ policy: this.policy() }),
      },
    );
    new Resource<KmsAliasConfig>(
      this,
      "Alias",
      "aws_kms_alias",
      {
        name: `alias/${context.infrastructure.name}/${context.name}`,
        target_key_id: this.key.local("key_id"),
      },
      options,
    );
  }

  /** A policy that, with all that is opened, is more than KMS stores. */
  refusals(): TenancyError[] {
    const { place, key, openings } = this.context;
    const size = policyBytes(this.policy());
    if (size <= KEY_POLICY_MOST) return [];
    const roles = new Set(openings.keyExceptionsFor(key).flatMap((exception) => exception.roles));
    return [keyPolicyTooLarge(place, size, KEY_POLICY_MOST, openings.grantsOf(key).length, roles.size)];
  }
}

function keyPolicy(context: TenantContext): PolicyStatement[] {
  const { environment, name: infrastructure } = context.infrastructure;
  const logGroups = arn(environment, "logs", `log-group:/${infrastructure}/${context.name}/*`);
  const exceptions = context.openings.keyExceptionsFor(context.key);
  return [
    keyAdministration(environment),
    {
      Sid: "RolesOfTheTenantUseAsTheirPoliciesSay",
      Effect: "Allow",
      // The account, narrowed: a role that is named here would have to exist first, and could use the key without a policy.
      Principal: { AWS: iamArn(environment, "root") },
      Action: KEY_USE_ACTIONS,
      Resource: "*",
      Condition: { ArnLike: { "aws:PrincipalArn": context.rolePattern } },
    },
    {
      Sid: "LogsOfTheTenant",
      Effect: "Allow",
      Principal: { Service: `logs.${environment.region}.amazonaws.com` },
      Action: KEY_USE_ACTIONS,
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroups } },
    },
    ...keyOpenings(environment, exceptions),
    ...outsiders(context, exceptions),
  ];
}

/**
 * Some services use the key in the name of whoever manages the resource: DynamoDB and ECR make a grant for themselves
 * when it is made, parameters are written and read back by Terraform. Managers get through to the key by these services
 * alone, and only those that the tenant has something of.
 */
function managingServices(context: TenantContext): string[] {
  const { region } = context.infrastructure.environment;
  const areas = new Set(context.openings.resourcesOf(context.key).map(({ area }) => area));
  return (["dynamodb", "ecr", "ssm"] as const)
    .filter((area) => areas.has(area))
    .map((area) => `${area}.${region}.amazonaws.com`);
}

function outsiders(context: TenantContext, exceptions: readonly KeyException[]): PolicyStatement[] {
  const { environment, name: infrastructure } = context.infrastructure;
  const requesters = exceptions.flatMap(({ roles }) => roles);
  const letIn = oneOrMany(widest([context.rolePattern, ...requesters]));
  const tenants = infrastructureRolePattern(environment, infrastructure);
  const services = managingServices(context);
  const nobodyElse: PolicyStatement = {
    Sid: "NobodyElse",
    Effect: "Deny",
    Principal: "*",
    Action: OUTSIDERS_NEVER,
    Resource: "*",
    Condition: {
      ArnNotLike: { "aws:PrincipalArn": letIn },
      // Services have no principal ARN, and a missing key counts as `not like`.
      Bool: { "aws:PrincipalIsAWSService": "false" },
      ...(services.length > 0 && { StringNotEquals: { "kms:ViaService": services } }),
    },
  };
  const managers: PolicyStatement = {
    Sid: "ManagersThroughServices",
    Effect: "Allow",
    Principal: { AWS: iamArn(environment, "root") },
    Action: [...KEY_USE_ACTIONS, "kms:CreateGrant", "kms:RetireGrant"],
    Resource: "*",
    Condition: {
      ArnNotLike: { "aws:PrincipalArn": tenants },
      StringEquals: { "kms:ViaService": services },
    },
  };
  const allowed = services.length === 0 ? [] : [managers];
  if (exceptions.some(({ everyone }) => everyone)) return [...allowed, nobodyElse, noPlatform(context)];
  const noTenant: PolicyStatement = {
    Sid: "NoOtherTenant",
    Effect: "Deny",
    Principal: "*",
    Action: OUTSIDERS_NEVER,
    Resource: "*",
    Condition: { ArnLike: { "aws:PrincipalArn": tenants }, ArnNotLike: { "aws:PrincipalArn": letIn } },
  };
  return [...allowed, nobodyElse, ...(services.length === 0 ? [] : [noTenant])];
}

/** The pattern for everyone lets in the platform, too, and leaves no other tenant. */
function noPlatform({ infrastructure: { environment, name } }: TenantContext): PolicyStatement {
  return {
    Sid: "PlatformUsesItNever",
    Effect: "Deny",
    Principal: "*",
    Action: OUTSIDERS_NEVER,
    Resource: "*",
    Condition: { ArnLike: { "aws:PrincipalArn": platformRolePattern(environment, name) } },
  };
}
