import { policy } from "../case";
import type { Base } from "./base";

export const ACCOUNT = "123456789012";
/** Of the provider with the alias `other`. */
export const OTHER_ACCOUNT = "210987654321";
export const REGION = "eu-central-1";

/** `arn:aws:iam::123456789012:role/acme-app`. */
export function iam(path: string): string {
  return `arn:aws:iam::${ACCOUNT}:${path}`;
}

/** `arn:aws:sqs:eu-central-1:123456789012:globex-jobs`. */
export function arn(service: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
}

/** A trust policy for a service that does nothing for tenants: of roles whose trust is not what a case is about. */
export const NOBODY = policy({
  Principal: { Service: "vpc-flow-logs.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** What every tenant has: a role with the rights to its own, a user, and one of each thing that holds data. */
function tenant(name: string) {
  const id = name.replace("-", "_");
  const own = [
    ...[`arn:aws:s3:::${name}-data`, `arn:aws:s3:::${name}-data/*`, arn("dynamodb", `table/${name}-orders`)],
    ...[arn("sqs", `${name}-jobs`), arn("sns", `${name}-news`), arn("ssm", `parameter/prod/${name}/*`)],
    ...[arn("secretsmanager", `secret:${name}/token-??????`), arn("lambda", `function:${name}-etl`)],
  ];
  const actions = ["s3:*", "dynamodb:*", "sqs:*", "sns:*", "ssm:Get*", "secretsmanager:GetSecretValue"];
  return {
    aws_iam_role: {
      [`${id}_app`]: { name: `${name}-app`, assume_role_policy: NOBODY, tags: { team: name } },
      [`${id}_runner`]: {
        name: `${name}-runner`,
        assume_role_policy: policy({
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      },
    },
    aws_iam_role_policy: {
      [`${id}_app`]: {
        name: "own",
        role: `\${aws_iam_role.${id}_app.id}`,
        policy: policy({ Sid: "Own", Action: [...actions, "lambda:InvokeFunction"], Resource: own }),
      },
    },
    aws_iam_user: { [`${id}_ann`]: { name: `${name}-ann` } },
    aws_s3_bucket: { [`${id}_data`]: { bucket: `${name}-data`, tags: { team: name } } },
    aws_s3_bucket_public_access_block: {
      [`${id}_data`]: {
        bucket: `\${aws_s3_bucket.${id}_data.id}`,
        ...{ block_public_acls: true, ignore_public_acls: true },
        ...{ block_public_policy: true, restrict_public_buckets: true },
      },
    },
    aws_dynamodb_table: {
      [`${id}_orders`]: { name: `${name}-orders`, stream_enabled: true, tags: { team: name } },
    },
    aws_sqs_queue: { [`${id}_jobs`]: { name: `${name}-jobs` } },
    aws_sns_topic: { [`${id}_news`]: { name: `${name}-news` } },
    aws_ssm_parameter: { [`${id}_db`]: { name: `/prod/${name}/db`, type: "SecureString", value: "-" } },
    aws_secretsmanager_secret: { [`${id}_token`]: { name: `${name}/token`, tags: { team: name } } },
    aws_ecr_repository: { [`${id}_image`]: { name: `${name}/image` } },
    aws_kms_key: {
      [`${id}_data`]: {
        policy: policy({
          Sid: "Own",
          Principal: { AWS: iam(`role/${name}-app`) },
          Action: "kms:*",
          Resource: "*",
        }),
      },
    },
    aws_cloudwatch_log_group: { [`${id}_app`]: { name: `/${name}/app` } },
    aws_lambda_function: {
      [`${id}_etl`]: { function_name: `${name}-etl`, role: `\${aws_iam_role.${id}_runner.arn}` },
    },
  };
}

export type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Blocks of several parts as one. */
export function joined(parts: readonly Blocks[]): Blocks {
  const all: Record<string, Record<string, unknown>> = {};
  for (const part of parts)
    for (const [type, blocks] of Object.entries(part)) all[type] = { ...all[type], ...blocks };
  return all;
}

/** What belongs to nobody in particular: administration, a cluster, a place for logs. */
const PLATFORM: Blocks = {
  aws_iam_group: { admins: { name: "admins" } },
  aws_iam_group_policy_attachment: {
    admins: {
      group: "${aws_iam_group.admins.name}",
      policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
    },
  },
  aws_iam_role: { deployer: { name: "deployer", assume_role_policy: NOBODY } },
  aws_iam_role_policy_attachment: {
    deployer: {
      role: "${aws_iam_role.deployer.name}",
      policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
    },
  },
  aws_iam_policy: {
    tenant_boundary: {
      name: "tenant-boundary",
      policy: policy({ Sid: "Data", Action: ["s3:*", "sqs:*"], Resource: "arn:aws:s3:::acme-*" }),
    },
  },
  aws_kms_key: { shared: { description: "logs of the platform", policy: policy(rootOfAccount()) } },
  aws_s3_bucket: { audit: { bucket: "platform-audit" } },
};

function rootOfAccount() {
  return { Sid: "Root", Principal: { AWS: iam("root") }, Action: "kms:*", Resource: "*" };
}

/** Three tenants as a team writes them that has no library: `acme`, `globex`, and `acme-eu`, which is not acme. */
export const BY_HAND: Base = {
  planes: "identity",
  file: "main.tf.json",
  files: {
    "main.tf.json": {
      provider: {
        aws: [
          { region: REGION, allowed_account_ids: [ACCOUNT] },
          { alias: "other", region: REGION, allowed_account_ids: [OTHER_ACCOUNT] },
        ],
      },
      resource: joined([tenant("acme"), tenant("globex"), tenant("acme-eu"), PLATFORM]),
    },
    "tenancy.json": {
      version: 1,
      tenants: ["acme", "globex", "acme-eu"],
      ownership: [
        { kind: "address", tenant: "acme-eu", pattern: "*.acme_eu_*" },
        { kind: "address", tenant: "acme", pattern: "*.acme_*" },
        { kind: "address", tenant: "globex", pattern: "*.globex_*" },
      ],
    },
  },
};
