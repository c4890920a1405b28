import type { Hole, Statement } from "../case";
import { policy } from "../case";
import { iam } from "../bases/by-hand";
import { ACME, all, bucketPolicy, extra, OBJECTS, OPEN, resource, trusted, UNKNOWN } from "../parts";

const READ = { Action: "s3:GetObject", Resource: OBJECTS };
const shows = { cell: "acme > globex open", what: "s3:GetObject", on: "globex-data" };
const BY_EXTRA = { ...shows, at: "aws_iam_role_policy.acme_extra" };
const maybe = { ...BY_EXTRA, cell: "acme > globex unknown" };

/** acme may read globex's objects, under a condition. */
function onlyIf(id: string, title: string, Condition: Statement): Hole {
  return { id, title, edit: extra({ ...READ, Condition }), cells: OPEN, shows: BY_EXTRA };
}

/** acme may read globex's objects, but for a denial. */
function but(id: string, title: string, denial: Statement): Hole {
  const edit = extra(READ, { Sid: "Guard", Effect: "Deny", Action: "s3:*", Resource: "*", ...denial });
  return { id, title, edit, cells: OPEN, shows: BY_EXTRA };
}

/** A role that has no tag `admin`, and the tag `team` of acme. */
const CONDITIONS: readonly Hole[] = [
  onlyIf("negated-without-key", "a tag must not be this, and the role has no such tag", {
    StringNotEquals: { "aws:PrincipalTag/admin": "no" },
  }),
  onlyIf("since-long", "a right that began before this was written", {
    DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" },
  }),
  onlyIf("negated-other-value", "a tag must not be this, and the role's is another", {
    StringNotEquals: { "aws:PrincipalTag/team": "platform" },
  }),
  onlyIf("if-exists-without-key", "a tag is compared if it exists, and the role has no such tag", {
    StringEqualsIfExists: { "aws:PrincipalTag/admin": "yes" },
  }),
  onlyIf("for-all-of-none", "all of no values are as they must be", {
    "ForAllValues:StringEquals": { "aws:PrincipalTag/admin": ["yes"] },
  }),
  onlyIf("null-true", "a tag must be missing, and it is", { Null: { "aws:PrincipalTag/admin": "true" } }),
  onlyIf("key-other-case", "a key of a condition in another case, which AWS does not mind", {
    StringEquals: { "AWS:principaltag/TEAM": "acme" },
  }),
  onlyIf("one-of-many-values", "one of several values is that of the caller", {
    StringEquals: { "aws:PrincipalTag/team": ["globex", "acme"] },
  }),
  onlyIf("like-everything", "a pattern of tags that matches every tag", {
    StringLike: { "aws:PrincipalTag/team": "*" },
  }),
  onlyIf("caller-chooses-region", "a key that every caller can set", {
    StringEquals: { "aws:RequestedRegion": "eu-central-1" },
  }),
  onlyIf("caller-chooses-agent", "a user agent, which is whatever the caller says", {
    StringEquals: { "aws:UserAgent": "etl/1.0" },
  }),
  onlyIf("principal-arn-pattern", "a pattern of principals that the caller is one of", {
    ArnLike: { "aws:PrincipalArn": iam("role/*") },
  }),
  onlyIf("principal-account", "everybody of the account", {
    StringEquals: { "aws:PrincipalAccount": "123456789012" },
  }),
];

const DENIALS: readonly Hole[] = [
  but("deny-other-case", "a denial of a bucket in another case", { Resource: "arn:aws:s3:::Globex-Data/*" }),
  but("deny-bucket-alone", "a denial of the bucket and not of what is in it", {
    Resource: "arn:aws:s3:::globex-data",
  }),
  but("deny-misspelt-action", "a denial of an action that there is not", { Action: "s3:GetObjects" }),
  but("deny-any-of-none", "a denial if any of no values is another", {
    Condition: { "ForAnyValue:StringNotEquals": { "aws:PrincipalTag/admin": ["yes"] } },
  }),
  but("deny-positive-without-key", "a denial by a tag that the role has not", {
    Condition: { StringEquals: { "aws:PrincipalTag/admin": "no" } },
  }),
  but("deny-service-key", "a denial by a key that only services send", {
    Condition: { StringLike: { "aws:SourceAccount": "*" } },
  }),
  but("deny-unset-variable", "a denial of all that is not under a tag which the role has not", {
    Resource: undefined,
    NotResource: "arn:aws:s3:::$${aws:PrincipalTag/admin}-data/*",
  }),
  but("deny-wrong-account", "a denial of the principals of another account", {
    Condition: { StringEquals: { "aws:PrincipalAccount": "210987654321" } },
  }),
  {
    id: "deny-old-version",
    title: "a denial with a variable, in a document of the old version, where it is plain text",
    edit: resource("aws_iam_role_policy", "acme_extra", {
      role: "${aws_iam_role.acme_app.id}",
      policy: JSON.stringify({
        Version: "2008-10-17",
        Statement: [
          { Effect: "Allow", ...READ },
          { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::*", Condition: OTHERS_TAG() },
        ],
      }),
    }),
    cells: OPEN,
    shows: BY_EXTRA,
  },
];

function OTHERS_TAG(): Statement {
  return { StringEquals: { "aws:PrincipalTag/team": "$${aws:PrincipalTag/team}" } };
}

const BY_TAG = { StringEquals: { "aws:ResourceTag/team": "$${aws:PrincipalTag/team}" } };
const TOKEN = { Action: "secretsmanager:GetSecretValue", Resource: "*", Condition: BY_TAG };
const READS_TOKEN = {
  ...{ cell: "acme > globex open", what: "secretsmanager:GetSecretValue", on: "globex/token" },
  at: "aws_iam_role_policy.acme_extra",
};
const EVERY_TENANT = ["acme > acme-eu open", "acme > globex open"];

const TAGS: readonly Hole[] = [
  {
    id: "tags-own-role",
    title: "access by tags, with the right to tag oneself",
    edit: extra(TOKEN, { Action: "iam:TagRole", Resource: ACME }),
    cells: EVERY_TENANT,
    shows: READS_TOKEN,
  },
  {
    id: "tags-resource",
    title: "access by tags, with the right to tag what one wants",
    edit: extra(TOKEN, { Action: "secretsmanager:TagResource", Resource: "*" }),
    cells: EVERY_TENANT,
    shows: READS_TOKEN,
  },
  {
    id: "tags-of-session",
    title: "access by tags, in a role to whose session the caller gives tags",
    edit: all(
      resource("aws_iam_role", "acme_app", {
        assume_role_policy: policy({
          Principal: { AWS: iam("user/acme-ann") },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        }),
      }),
      extra(TOKEN),
    ),
    cells: EVERY_TENANT,
    shows: READS_TOKEN,
  },
  {
    id: "tags-wrong-value",
    title: "the resource of one tenant carries the tag of another",
    edit: all(
      extra(TOKEN),
      resource("aws_secretsmanager_secret", "globex_token", { tags: { team: "acme" } }),
    ),
    cells: OPEN,
    shows: READS_TOKEN,
  },
];

const SURROUNDINGS: readonly Hole[] = [
  {
    id: "source-address",
    title: "a condition on where the call comes from, which nobody can tell from the plan",
    edit: extra({ ...READ, Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
    cells: UNKNOWN,
    shows: maybe,
  },
  {
    id: "until-a-day",
    title: "a condition on the day",
    edit: extra({ ...READ, Condition: { DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } } }),
    cells: UNKNOWN,
    shows: maybe,
  },
  {
    id: "unknown-operator",
    title: "an operator that is none of AWS's, of which nobody knows what it does",
    edit: extra({ ...READ, Condition: { StringSimilar: { "aws:PrincipalTag/team": "acme" } } }),
    cells: ["acme > acme-eu unknown", "acme > globex unknown", "acme > platform unknown"],
    shows: maybe,
  },
  {
    id: "everyone-with-pattern",
    title: "a bucket's policy for everyone whose ARN looks like this",
    edit: bucketPolicy({
      ...{ Principal: "*", ...READ },
      Condition: { ArnLike: { "aws:PrincipalArn": iam("role/acme-app*") } },
    }),
    cells: OPEN,
    shows: { ...shows, at: "aws_s3_bucket_policy.globex_data" },
  },
  {
    id: "trust-by-tag",
    title: "a trust policy that asks the caller for a tag which it can give itself",
    edit: all(
      trusted({
        ...{ Principal: { AWS: iam("root") }, Action: "sts:AssumeRole" },
        Condition: { StringEquals: { "aws:PrincipalTag/team": "globex" } },
      }),
      extra({ Action: "sts:AssumeRole", Resource: "*" }, { Action: "iam:TagRole", Resource: ACME }),
    ),
    cells: OPEN,
    shows: { cell: "acme > globex open", what: "sts:AssumeRole", on: "globex-app", at: "acme_extra" },
  },
];

/** Conditions that hold where they were meant not to, and denials that do not reach. */
export const CONDITION_HOLES: readonly Hole[] = [...CONDITIONS, ...DENIALS, ...TAGS, ...SURROUNDINGS];
