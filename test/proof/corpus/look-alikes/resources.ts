import { type LookAlike, type Patch, policy } from "../case";
import { arn, iam } from "../bases/by-hand";
import { ACME, all, bucketPolicy, extra, GLOBEX, OBJECTS, resource } from "../parts";

const READ = { Action: "s3:GetObject", Resource: OBJECTS };
const SEND = { Action: "sqs:SendMessage", Resource: arn("sqs", "globex-jobs") };
const KEY = { Action: "kms:*", Resource: "*" };

/** A database in a security group of its own. */
function database(tenant: string): Patch {
  const groups = [`\${aws_security_group.${tenant}_db.id}`];
  return all(
    resource("aws_security_group", `${tenant}_db`, { name: `${tenant}-db` }),
    resource("aws_db_instance", `${tenant}_db`, {
      identifier: `${tenant}-db`,
      vpc_security_group_ids: groups,
    }),
  );
}

/** Settings of resources that look like holes, and are none. */
export const RESOURCE_LOOK_ALIKES: readonly LookAlike[] = [
  {
    id: "bucket-for-own",
    title: "a bucket's policy for its own tenant's role",
    edit: bucketPolicy({ ...READ, Principal: { AWS: GLOBEX } }),
  },
  {
    id: "bucket-for-account",
    title: "a bucket's policy that leaves it to the account, in which nobody else may",
    edit: bucketPolicy({ ...READ, Principal: { AWS: iam("root") } }),
  },
  {
    id: "bucket-everyone-but-blocked",
    title: "a bucket's policy for everyone's plain requests, denied",
    edit: bucketPolicy({
      ...{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  },
  {
    id: "bucket-everyone-who-is-globex",
    title: "a bucket's policy for everyone who is globex's role",
    edit: bucketPolicy({
      ...{ ...READ, Principal: "*" },
      Condition: { ArnEquals: { "aws:PrincipalArn": GLOBEX } },
    }),
  },
  {
    id: "bucket-acl-blocked",
    title: "an ACL for everybody that is ignored",
    edit: all(
      resource("aws_s3_bucket_ownership_controls", "globex_data", {
        ...{ bucket: "globex-data", rule: [{ object_ownership: "ObjectWriter" }] },
      }),
      resource("aws_s3_bucket_acl", "globex_data", { bucket: "globex-data", acl: "public-read" }),
    ),
  },
  {
    id: "bucket-acl-enforced",
    title: "an ACL for everybody, on a bucket that has none in effect",
    edit: all(
      resource("aws_s3_bucket_public_access_block", "globex_data", null),
      resource("aws_s3_bucket_ownership_controls", "globex_data", {
        ...{ bucket: "globex-data", rule: [{ object_ownership: "BucketOwnerEnforced" }] },
      }),
      resource("aws_s3_bucket_acl", "globex_data", { bucket: "globex-data", acl: "public-read" }),
    ),
  },
  {
    id: "bucket-acl-private",
    title: "an ACL for nobody",
    edit: resource("aws_s3_bucket_acl", "globex_data", { bucket: "globex-data", acl: "private" }),
  },
  {
    id: "bucket-without-block",
    title: "a bucket without a block of public access, and nothing public in it",
    edit: resource("aws_s3_bucket_public_access_block", "globex_data", null),
  },
  {
    id: "replication-of-own",
    title: "a bucket that is copied into one of the same tenant's",
    edit: all(
      resource("aws_s3_bucket", "globex_copy", { bucket: "globex-copy" }),
      resource("aws_s3_bucket_replication_configuration", "globex_data", {
        ...{ bucket: "globex-data", role: GLOBEX },
        rule: [{ status: "Enabled", destination: [{ bucket: "${aws_s3_bucket.globex_copy.arn}" }] }],
      }),
    ),
  },
  {
    id: "key-root-alone",
    title: "a key that leaves it to the account, in which nobody else may use it",
    edit: resource("aws_kms_key", "globex_data", {
      policy: policy({ Principal: { AWS: iam("root") }, ...KEY }),
    }),
  },
  {
    id: "key-for-service",
    title: "a key for its own role through one service",
    edit: resource("aws_kms_key", "globex_data", {
      policy: policy({
        ...{ Principal: { AWS: GLOBEX }, Action: "kms:Decrypt", Resource: "*" },
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
      }),
    }),
  },
  {
    id: "key-grant-of-own",
    title: "a grant of a key to a role of the same tenant",
    edit: resource("aws_kms_grant", "globex_use", {
      ...{
        key_id: "${aws_kms_key.globex_data.key_id}",
        grantee_principal: "${aws_iam_role.globex_runner.arn}",
      },
      operations: ["Decrypt"],
    }),
  },
  {
    id: "queue-for-own-topic",
    title: "a queue for a topic of the same tenant",
    edit: all(
      resource("aws_sqs_queue_policy", "globex_jobs", {
        queue_url: "${aws_sqs_queue.globex_jobs.url}",
        policy: policy({
          ...{ ...SEND, Principal: { Service: "sns.amazonaws.com" } },
          Condition: { ArnEquals: { "aws:SourceArn": "${aws_sns_topic.globex_news.arn}" } },
        }),
      }),
      resource("aws_sns_topic_subscription", "globex_news", {
        ...{ topic_arn: "${aws_sns_topic.globex_news.arn}", protocol: "sqs" },
        endpoint: "${aws_sqs_queue.globex_jobs.arn}",
      }),
    ),
  },
  {
    id: "queue-everyone-by-own-topic",
    title: "a queue for everyone who acts for a topic of the same tenant",
    edit: resource("aws_sqs_queue_policy", "globex_jobs", {
      queue_url: "${aws_sqs_queue.globex_jobs.url}",
      policy: policy({
        ...{ ...SEND, Principal: "*" },
        Condition: { ArnEquals: { "aws:SourceArn": "${aws_sns_topic.globex_news.arn}" } },
      }),
    }),
  },
  {
    id: "topic-default-policy",
    title: "the policy that AWS gives a topic by default",
    edit: resource("aws_sns_topic_policy", "globex_news", {
      arn: "${aws_sns_topic.globex_news.arn}",
      policy: policy({
        ...{ Sid: "__default_statement_ID", Principal: { AWS: "*" } },
        ...{ Action: ["SNS:Publish", "SNS:Subscribe"], Resource: arn("sns", "globex-news") },
        Condition: { StringEquals: { "AWS:SourceOwner": "123456789012" } },
      }),
    }),
  },
  {
    id: "function-for-own-bucket",
    title: "a function for the notifications of a bucket of the same tenant",
    edit: resource("aws_lambda_permission", "globex_etl", {
      ...{ function_name: "globex-etl", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" },
      ...{ source_arn: "${aws_s3_bucket.globex_data.arn}", source_account: "123456789012" },
    }),
  },
  {
    id: "function-url-signed",
    title: "an address for a function that asks who they are",
    edit: resource("aws_lambda_function_url", "globex_etl", {
      ...{ function_name: "globex-etl", authorization_type: "AWS_IAM" },
    }),
  },
  {
    id: "function-permission-by-name",
    title: "a permission to call a function for a role of the same tenant",
    edit: resource("aws_lambda_permission", "globex_etl", {
      ...{ function_name: "globex-etl", action: "lambda:InvokeFunction", principal: GLOBEX },
    }),
  },
  {
    id: "secret-for-own",
    title: "a secret's policy for its own role, and a denial for all others",
    edit: resource("aws_secretsmanager_secret_policy", "globex_token", {
      secret_arn: "${aws_secretsmanager_secret.globex_token.arn}",
      policy: policy(
        { Principal: { AWS: GLOBEX }, Action: "secretsmanager:*", Resource: "*" },
        {
          ...{ Effect: "Deny", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" },
          Condition: { ArnNotEquals: { "aws:PrincipalArn": GLOBEX } },
        },
      ),
    }),
  },
  {
    id: "log-filter-of-own",
    title: "a function that is sent what its own tenant logs",
    edit: resource("aws_cloudwatch_log_subscription_filter", "globex_tap", {
      ...{ name: "tap", filter_pattern: "", log_group_name: "/globex/app" },
      destination_arn: "${aws_lambda_function.globex_etl.arn}",
    }),
  },
  {
    id: "command-by-own-tag",
    title: "the right to send commands to instances of its own tag",
    edit: all(
      resource("aws_instance", "globex_host", { tags: { team: "globex" } }),
      extra({
        ...{ Action: ["ssm:SendCommand", "ssm:StartSession"], Resource: arn("ec2", "instance/*") },
        Condition: { StringEquals: { "ssm:resourceTag/team": "acme" } },
      }),
    ),
  },
  {
    id: "database-own-login",
    title: "the right to log in to one's own database",
    edit: all(
      database("globex"),
      database("acme"),
      extra({
        ...{
          Action: "rds-db:connect",
          Resource: arn("rds-db", "dbuser:${aws_db_instance.acme_db.resource_id}/app"),
        },
      }),
    ),
  },
  {
    id: "unrelated-account",
    title: "a role for everything in an account where no tenant has anything",
    edit: all(
      resource("aws_iam_role", "acme_remote", {
        provider: "aws.other",
        ...{
          name: "acme-remote",
          assume_role_policy: policy({ Principal: { AWS: ACME }, Action: "sts:AssumeRole" }),
        },
      }),
      resource("aws_iam_role_policy", "acme_remote", {
        provider: "aws.other",
        ...{ role: "${aws_iam_role.acme_remote.id}", policy: policy({ Action: "*", Resource: "*" }) },
      }),
    ),
  },
  {
    id: "settings",
    title: "settings that give nobody anything",
    edit: all(
      resource("aws_s3_bucket_versioning", "globex_data", {
        ...{ bucket: "globex-data", versioning_configuration: [{ status: "Enabled" }] },
      }),
      resource("aws_sqs_queue", "globex_jobs", { visibility_timeout_seconds: 60 }),
      resource("random_id", "acme_suffix", { byte_length: 4 }),
    ),
  },
];
