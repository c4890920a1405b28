import { type LookAlike, policy, type Statement } from "../case";
import { arn, iam } from "../bases/by-hand";
import { ACME, all, extra, GLOBEX, OBJECTS, resource, trusted } from "../parts";

const READ = { Action: "s3:GetObject", Resource: OBJECTS };
const EVERYTHING = { Action: "*", Resource: "*" };

/** acme's role has another policy. */
function harmless(id: string, title: string, ...statements: readonly Statement[]): LookAlike {
  return { id, title, edit: extra(...statements) };
}

function onlyIf(id: string, title: string, Condition: Statement): LookAlike {
  return harmless(id, title, { ...READ, Condition });
}

const POLICIES: readonly LookAlike[] = [
  harmless("same-words", "the name of another tenant's bucket as the name of a statement", {
    ...{ Sid: "GlobexData", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-data/globex-data/*" },
  }),
  harmless("deny-everything", "a denial of everything", { Effect: "Deny", ...EVERYTHING }),
  harmless("allow-and-deny", "a policy for all objects, and a denial of those", READ, {
    Effect: "Deny",
    ...READ,
  }),
  harmless("deny-by-pattern", "a policy for all objects, and a denial of all but one's own", READ, {
    ...{
      Effect: "Deny",
      Action: "s3:*",
      NotResource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"],
    },
  }),
  harmless("prefix-with-end", "a pattern of one's own names with what ends them", {
    ...{ Action: "s3:*", Resource: ["arn:aws:s3:::acme-data*", "arn:aws:s3:::acme-data/*"] },
  }),
  harmless("path-with-slash", "a path of parameters with the slash at its end", {
    ...{
      Action: ["ssm:GetParameter", "ssm:GetParametersByPath"],
      Resource: arn("ssm", "parameter/prod/acme/*"),
    },
  }),
  harmless("path-of-own", "parameters by one's own path", {
    ...{ Action: "ssm:GetParametersByPath", Resource: arn("ssm", "parameter/prod/acme") },
  }),
  harmless("other-case", "the name of a bucket in another case, which is another bucket", {
    ...{ Action: "s3:GetObject", Resource: "arn:aws:s3:::Globex-Data/*" },
  }),
  harmless("other-account", "the name of a queue in another account", {
    ...{ Action: "sqs:ReceiveMessage", Resource: "arn:aws:sqs:eu-central-1:999988887777:globex-jobs" },
  }),
  harmless("other-region", "the name of a queue in another region", {
    ...{ Action: "sqs:ReceiveMessage", Resource: "arn:aws:sqs:us-east-1:123456789012:globex-jobs" },
  }),
  harmless("bucket-for-objects", "an action on objects, for the bucket alone", {
    ...{ Action: "s3:GetObject", Resource: "arn:aws:s3:::globex-data" },
  }),
  harmless("names-and-settings", "what shows names and settings, for everything", {
    ...{
      Action: ["s3:ListAllMyBuckets", "s3:GetBucketLocation", "sqs:ListQueues", "iam:List*"],
      Resource: "*",
    },
  }),
  harmless("no-such-action", "an action that there is not", { Action: "s3:ReadObject", Resource: OBJECTS }),
  harmless("alias-for-key", "the use of an alias, which gives nobody the key", {
    ...{ Action: "kms:Decrypt", Resource: arn("kms", "alias/globex-data") },
  }),
  harmless("key-that-names-others", "the use of all keys, none of which leaves it to the account", {
    ...{ Action: "kms:Decrypt", Resource: arn("kms", "key/*") },
    Condition: { StringNotEquals: { "kms:CallerAccount": "123456789012" } },
  }),
];

const CONDITIONS: readonly LookAlike[] = [
  onlyIf("other-tag", "a tag that the role has with another value", {
    StringEquals: { "aws:PrincipalTag/team": "globex" },
  }),
  onlyIf("no-tag", "a tag that the role has not", { StringEquals: { "aws:PrincipalTag/admin": "yes" } }),
  onlyIf("value-other-case", "a tag's value in another case", {
    StringEquals: { "aws:PrincipalTag/team": "ACME" },
  }),
  onlyIf("negated-own-value", "a tag must not be what it is", {
    StringNotEquals: { "aws:PrincipalTag/team": ["acme", "other"] },
  }),
  onlyIf("any-of-none", "any of no values is as it must be", {
    "ForAnyValue:StringEquals": { "aws:PrincipalTag/admin": ["yes"] },
  }),
  onlyIf("null-false", "a tag must be there, and it is not", { Null: { "aws:PrincipalTag/admin": "false" } }),
  onlyIf("service-alone", "a key that only services send", {
    StringEquals: { "aws:SourceAccount": "123456789012" },
  }),
  onlyIf("both-at-once", "two conditions on one tag that exclude each other", {
    StringEquals: { "aws:PrincipalTag/team": "acme" },
    StringNotEquals: { "aws:PrincipalTag/team": "acme" },
  }),
  onlyIf("other-principal", "a condition on the ARN of another role", {
    ArnEquals: { "aws:PrincipalArn": GLOBEX },
  }),
  harmless("query-without-key", "rows asked for without a first key, which only a scan does", {
    ...{ Action: ["dynamodb:GetItem", "dynamodb:Query"], Resource: arn("dynamodb", "table/globex-orders") },
    Condition: { Null: { "dynamodb:LeadingKeys": "true" } },
  }),
  onlyIf("time-over", "a right that ended before this was written", {
    DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" },
  }),
  onlyIf("session-of-old", "a right of sessions that began before they could last until now", {
    NumericLessThan: { "aws:EpochTime": "1577836800" },
    DateLessThan: { "aws:TokenIssueTime": "2020-01-01T00:00:00Z" },
  }),
  onlyIf("no-region", "a request without a region, which there is none", {
    Null: { "aws:RequestedRegion": "true" },
  }),
  onlyIf("star-is-a-letter", "a star where it is a letter", {
    StringEquals: { "aws:PrincipalTag/team": "*" },
  }),
  onlyIf("other-owner", "a condition on the account of the resource, which is another", {
    StringEquals: { "s3:ResourceAccount": "999988887777" },
  }),
  {
    id: "tags-agree",
    title: "access by tags that nobody may change",
    edit: extra({
      ...{ Action: "secretsmanager:*", Resource: "*" },
      Condition: { StringEquals: { "aws:ResourceTag/team": "$${aws:PrincipalTag/team}" } },
    }),
  },
  {
    id: "tag-in-name",
    title: "a name made of the role's own tag",
    edit: extra({ Action: "s3:*", Resource: "arn:aws:s3:::$${aws:PrincipalTag/team}-data/*" }),
  },
  {
    id: "alias-of-own",
    title: "the use of keys by an alias that another tenant's key has not",
    edit: all(
      resource("aws_kms_alias", "acme_data", {
        ...{ name: "alias/acme-data", target_key_id: "${aws_kms_key.acme_data.key_id}" },
      }),
      resource("aws_kms_key", "globex_data", {
        policy: policy({ Principal: { AWS: iam("root") }, Action: "kms:*", Resource: "*" }),
      }),
      extra({
        ...{ Action: "kms:Decrypt", Resource: "*" },
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/acme-data" } },
      }),
    ),
  },
];

const PRINCIPALS: readonly LookAlike[] = [
  {
    id: "trust-own",
    title: "a role that trusts its own tenant's",
    edit: trusted({ Principal: { AWS: iam("user/globex-ann") }, Action: "sts:AssumeRole" }),
  },
  {
    id: "trust-account-alone",
    title: "a role that leaves it to the account, in which nobody may assume it",
    edit: trusted({ Principal: { AWS: iam("root") }, Action: "sts:AssumeRole" }),
  },
  harmless("assume-untrusted", "the right to assume all roles, none of which trusts it", {
    ...{ Action: "sts:AssumeRole", Resource: "*" },
  }),
  {
    id: "trust-by-tag-of-others",
    title: "a role that asks its caller for a tag which nobody else has",
    edit: all(
      trusted({
        ...{ Principal: { AWS: iam("root") }, Action: "sts:AssumeRole" },
        Condition: { StringEquals: { "aws:PrincipalTag/team": "globex" } },
      }),
      extra({ Action: "sts:AssumeRole", Resource: "*" }),
    ),
  },
  {
    id: "trust-repository",
    title: "a role for the workflows of one repository",
    edit: trusted({
      Principal: { Federated: iam("oidc-provider/token.actions.githubusercontent.com") },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
        StringLike: { "token.actions.githubusercontent.com:sub": "repo:globex/etl:*" },
      },
    }),
  },
  {
    id: "trust-organization",
    title: "a role for everybody of the organization, in which nobody may assume it",
    edit: trusted({
      ...{ Principal: { AWS: iam("root") }, Action: "sts:AssumeRole" },
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-ours" } },
    }),
  },
  {
    id: "boundary-caps",
    title: "a policy for everything, in a boundary for one's own",
    edit: all(
      resource("aws_iam_role", "acme_app", { permissions_boundary: "${aws_iam_policy.tenant_boundary.arn}" }),
      resource("aws_iam_policy", "tenant_boundary", {
        policy: policy({
          Sid: "Data",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"],
        }),
      }),
      extra(EVERYTHING),
    ),
  },
  {
    id: "own-user-in-group",
    title: "a tenant's user in a group of its own",
    edit: all(
      resource("aws_iam_group", "acme_team", { name: "acme-team" }),
      resource("aws_iam_group_policy", "acme_team", {
        ...{ group: "acme-team", policy: policy({ Action: "s3:*", Resource: "arn:aws:s3:::acme-data/*" }) },
      }),
      resource("aws_iam_group_membership", "acme_team", {
        name: "m",
        group: "acme-team",
        users: ["acme-ann"],
      }),
    ),
  },
  {
    id: "unattached-policy",
    title: "a policy for everything that nobody has",
    edit: resource("aws_iam_policy", "unused", { name: "unused", policy: policy(EVERYTHING) }),
  },
  {
    id: "pass-own",
    title: "the right to pass one's own roles to functions",
    edit: extra(
      { Action: "iam:PassRole", Resource: iam("role/acme-runner") },
      { Action: ["lambda:CreateFunction"], Resource: "*" },
    ),
  },
  {
    id: "pass-without-service",
    title: "the right to pass all roles, and to have nobody work",
    edit: extra({ Action: "iam:PassRole", Resource: "*" }),
  },
  {
    id: "pass-to-other-service",
    title: "the right to pass all roles to a service that may not take them",
    edit: extra(
      {
        ...{ Action: "iam:PassRole", Resource: "*" },
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      },
      { Action: "lambda:CreateFunction", Resource: "*" },
    ),
  },
  {
    id: "create-bounded-role",
    title: "the right to make roles within a boundary",
    edit: extra({
      ...{
        Action: ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"],
        Resource: iam("role/acme-made-*"),
      },
      Condition: { StringEquals: { "iam:PermissionsBoundary": iam("policy/tenant-boundary") } },
    }),
  },
  {
    id: "create-role-alone",
    title: "the right to make roles, and none to give them policies",
    edit: extra({ Action: "iam:CreateRole", Resource: iam("role/acme-made-*") }),
  },
  {
    id: "policies-within-boundary",
    title: "the right to give policies to roles with a boundary, which the others have not",
    edit: extra({
      ...{ Action: ["iam:PutRolePolicy", "iam:AttachRolePolicy"], Resource: "*" },
      Condition: { StringEquals: { "iam:PermissionsBoundary": iam("policy/tenant-boundary") } },
    }),
  },
  {
    id: "keys-of-oneself",
    title: "a user who may make keys for itself",
    edit: resource("aws_iam_user_policy", "acme_ann", {
      user: "acme-ann",
      policy: policy({ Action: "iam:CreateAccessKey", Resource: "arn:aws:iam::*:user/$${aws:username}" }),
    }),
  },
  {
    id: "own-key",
    title: "a tenant's key for its own user",
    edit: resource("aws_iam_access_key", "acme_key", { user: "acme-ann" }),
  },
  {
    id: "description",
    title: "the ARN of another tenant's role in a description",
    edit: resource("aws_iam_role", "acme_app", { description: `${GLOBEX} ${ACME}` }),
  },
];

/** Policies and principals that look like holes, and are none. */
export const IDENTITY_LOOK_ALIKES: readonly LookAlike[] = [...POLICIES, ...CONDITIONS, ...PRINCIPALS];
