import { iamArn, tenantPath } from "./arn";
import type { Environment } from "./environment";
import type { PolicyStatement } from "./policy-document";
import { roleActionRefused } from "../errors/tenant";
import type { ErrorPlace } from "../errors/tenancy-error";

/**
 * What a tenant's role may do at the very most: use data, report, and be managed. Everything that could hand out
 * access (policies, grants, roles, security groups, clusters) is missing, and no policy attached later brings it back.
 * Which buckets, tables and keys it is then really lets into is decided by its own policies and by theirs.
 */
const DATA_ACTIONS: readonly string[] = [
  "cloudwatch:GetMetricData",
  "cloudwatch:PutMetricData",
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeStream",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:GetShardIterator",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
  "ec2messages:*",
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:GetAuthorizationToken",
  "ecr:GetDownloadUrlForLayer",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
  "logs:CreateLogStream",
  "logs:DescribeLogStreams",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:PutLogEvents",
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:GetBucketLocation",
  "s3:GetObject",
  "s3:GetObjectAttributes",
  "s3:GetObjectTagging",
  "s3:GetObjectVersion",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:ListBucketVersions",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
  "s3:PutObjectTagging",
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "secretsmanager:PutSecretValue",
  "sns:Publish",
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
  "sqs:ReceiveMessage",
  "sqs:SendMessage",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
  "ssm:PutParameter",
  "ssm:UpdateInstanceInformation",
  "ssmmessages:*",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];

/** Services that hand out access, or act on the whole account. */
const CONTROL_SERVICES = new Set([
  ...[
    "iam",
    "sts",
    "organizations",
    "account",
    "sso",
    "identitystore",
    "ram",
    "cloudformation",
    "eks",
    "ec2",
  ],
  ...[
    "config",
    "cloudtrail",
    "access-analyzer",
    "controltower",
    "servicequotas",
    "support",
    "billing",
    "rolesanywhere",
  ],
]);

const ACTION = /^[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*\*?$/;

/** Actions that may be added to the cap. @throws TNT1209 */
export function checkedRoleActions(at: ErrorPlace, actions: readonly string[] = []): readonly string[] {
  for (const action of actions) {
    if (typeof action !== "string" || !ACTION.test(action)) {
      throw roleActionRefused(
        at,
        action,
        "an action is a service and a name, with a wildcard at the end of the name at most.",
      );
    }
    const service = action.split(":")[0] ?? "";
    if (CONTROL_SERVICES.has(service)) {
      throw roleActionRefused(at, action, `${service} hands out access or acts on the whole account.`);
    }
    const verb = action.split(":")[1] ?? "";
    if (
      /^(Put|Delete|Set|Add|Remove|Attach|Detach|Create|Revoke|Retire)\w*(Policy|Permission|Grant|Acl)/i.test(
        verb,
      )
    ) {
      throw roleActionRefused(at, action, "it changes who has access.");
    }
  }
  return [...new Set(actions)].sort();
}

/**
 * The permissions boundary of all roles of one tenant.
 *
 * Source: IAM user guide, "Permissions boundaries for IAM entities".
 */
export function roleCap(
  environment: Environment,
  infrastructure: string,
  tenant: string,
  moreActions: readonly string[],
): PolicyStatement[] {
  const ownRoles = iamArn(environment, `role${tenantPath(infrastructure, tenant)}*`);
  return [
    {
      Sid: "UseDataNeverHandOutAccess",
      Effect: "Allow",
      Action: [...DATA_ACTIONS, ...moreActions],
      Resource: "*",
    },
    { Sid: "TakeRolesOfTheTenantAlone", Effect: "Allow", Action: "sts:AssumeRole", Resource: ownRoles },
  ];
}
