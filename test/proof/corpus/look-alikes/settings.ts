import { type LookAlike, policy } from "../case";
import { arn, iam } from "../bases/by-hand";
import { SEARCH } from "../holes/data";
import { door, LEFT_TO_ACCESS_POINTS } from "../holes/storage";
import { ANCHORS } from "../holes/trust";
import { GROUP, INTERPRETER, SERVICE } from "../holes/workloads";
import { ACME, all, bucketPolicy, extra, GLOBEX, OBJECTS, resource, trusted } from "../parts";

const READ = { Action: "s3:GetObject", Resource: OBJECTS };

/** What stands between a tenant and what it wants, with one half of what it would take. */
export const SETTING_LOOK_ALIKES: readonly LookAlike[] = [
  {
    id: "service-without-commands",
    title: "a service in the cluster of another tenant, which lets no commands in",
    edit: all(
      SERVICE,
      resource("aws_ecs_cluster", "acme_web", { name: "acme-web" }),
      resource("aws_ecs_service", "globex_web", {
        cluster: "${aws_ecs_cluster.acme_web.arn}",
        enable_execute_command: false,
      }),
      extra({ Action: "ecs:ExecuteCommand", Resource: arn("ecs", "cluster/acme-web") }),
    ),
  },
  {
    id: "secret-of-own-by-reference",
    title: "one's own secret by its ARN, and all others denied",
    edit: extra(
      { Action: "secretsmanager:GetSecretValue", Resource: "*" },
      {
        ...{ Effect: "Deny", Action: "secretsmanager:*" },
        NotResource: "${aws_secretsmanager_secret.acme_token.arn}",
      },
    ),
  },
  {
    id: "own-key-in-own-secret",
    title: "each tenant's key of its own user in its own secret, and another's in no text at all",
    edit: all(
      resource("aws_iam_access_key", "globex_key", { user: "globex-ann" }),
      resource("aws_secretsmanager_secret_version", "globex_token", {
        secret_id: "${aws_secretsmanager_secret.globex_token.id}",
        secret_string: "${aws_iam_access_key.globex_key.secret}",
      }),
      resource("aws_ssm_parameter", "acme_db", { value: "${aws_iam_access_key.globex_key.id}" }),
    ),
  },
  {
    id: "interpreter-without-session",
    title: "the right to have an interpreter run code in sessions, and none to begin one",
    edit: all(INTERPRETER, extra({ Action: "bedrock-agentcore:InvokeCodeInterpreter", Resource: "*" })),
  },
  {
    id: "access-point-alone",
    title: "an access point that lets another in, to a bucket that does not",
    edit: door({
      ...{ Action: "s3:GetObject", Principal: { AWS: ACME } },
      Resource: "arn:aws:s3:eu-central-1:123456789012:accesspoint/door/object/*",
    }),
  },
  {
    id: "bucket-left-to-access-points",
    title: "a bucket that leaves it to access points, of which none lets another in",
    edit: all(
      bucketPolicy(LEFT_TO_ACCESS_POINTS),
      extra({ ...READ, Condition: { StringEquals: { "s3:DataAccessPointAccount": "123456789012" } } }),
    ),
  },
  {
    id: "acl-of-own",
    title: "an ACL for the account itself, by the id that only S3 has for it",
    edit: all(
      resource("aws_s3_bucket_ownership_controls", "globex_data", {
        ...{ bucket: "globex-data", rule: [{ object_ownership: "BucketOwnerPreferred" }] },
      }),
      resource("aws_s3_bucket_acl", "globex_data", {
        bucket: "globex-data",
        access_control_policy: [
          {
            owner: [{ id: "a".repeat(64) }],
            grant: [{ permission: "FULL_CONTROL", grantee: [{ type: "CanonicalUser", id: "a".repeat(64) }] }],
          },
        ],
      }),
    ),
  },
  {
    id: "own-dead-letters",
    title: "messages that nobody could handle, kept in a queue of one's own",
    edit: all(
      resource("aws_sqs_queue", "globex_lost", { name: "globex-lost" }),
      resource("aws_sqs_queue", "globex_jobs", {
        redrive_policy:
          "${jsonencode({ deadLetterTargetArn = aws_sqs_queue.globex_lost.arn, maxReceiveCount = 3 })}",
      }),
    ),
  },
  {
    id: "trust-own-anchor",
    title: "a role for certificates of one's own authority, beside another tenant's",
    edit: all(
      ANCHORS,
      trusted({
        ...{ Principal: { Service: "rolesanywhere.amazonaws.com" }, Action: "sts:AssumeRole" },
        Condition: {
          ArnEquals: { "aws:SourceArn": "${aws_rolesanywhere_trust_anchor.globex_ca.arn}" },
        },
      }),
    ),
  },
  {
    id: "trust-own-provider",
    title: "a role for the staff of a provider of SAML, which nobody else may change",
    edit: all(
      resource("aws_iam_saml_provider", "staff", { name: "staff", saml_metadata_document: "<xml/>" }),
      trusted({ Principal: { Federated: iam("saml-provider/staff") }, Action: "sts:AssumeRoleWithSAML" }),
    ),
  },
  {
    id: "template-by-number",
    title: "the right to write a template of which a group makes instances of one version",
    edit: all(
      GROUP,
      resource("aws_autoscaling_group", "acme_hosts", {
        launch_template: [{ id: "${aws_launch_template.acme_host.id}", version: "1" }],
      }),
      extra({ Action: "ec2:CreateLaunchTemplateVersion", Resource: "*" }),
    ),
  },
  {
    id: "template-by-default",
    title: "the right to write a template, and not to say which version is meant",
    edit: all(
      GROUP,
      resource("aws_autoscaling_group", "acme_hosts", {
        launch_template: [{ id: "${aws_launch_template.acme_host.id}" }],
      }),
      extra({ Action: "ec2:CreateLaunchTemplateVersion", Resource: "*" }),
    ),
  },
  {
    id: "search-for-own",
    title: "a search domain for its own tenant's role, by a policy of its own resource",
    edit: all(
      resource("aws_opensearch_domain", "globex_search", { domain_name: "globex-search" }),
      resource("aws_opensearch_domain_policy", "globex_search", {
        domain_name: "globex-search",
        access_policies: policy({ ...SEARCH, Principal: { AWS: GLOBEX } }),
      }),
    ),
  },
];
