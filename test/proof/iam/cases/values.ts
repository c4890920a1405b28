import {
  HOME,
  USER,
  SESSION,
  VARIABLES,
  VERSION,
  type Case,
  policy,
  allow,
  deny,
  everything,
  get,
  under,
} from "./case";

const home = "arn:aws:s3:::acme/home/${aws:username}/*";

const tagged = "arn:aws:s3:::acme/${aws:PrincipalTag/tenant}/*";

const at = (path: string) => ({ resource: `arn:aws:s3:::acme/${path}` });

/** S3, S4, S5: strings and variables. */
export const VALUES: readonly Case[] = [
  under(
    "S3 StringEquals takes a star for a character",
    { StringEquals: { "s3:prefix": "a*" } },
    { "s3:prefix": "ab" },
    "deny",
  ),
  under(
    "S3 StringLike takes a star for a wildcard",
    { StringLike: { "s3:prefix": "a*" } },
    { "s3:prefix": "ab" },
    "allow",
  ),
  under(
    "S3 ArnEquals takes wildcards",
    { ArnEquals: { "aws:SourceArn": "arn:aws:sns:*:1:t" } },
    { "aws:SourceArn": "arn:aws:sns:eu-west-1:1:t" },
    "allow",
  ),
  under(
    "S3 ArnLike does not cross colons",
    { ArnLike: { "aws:SourceArn": "arn:aws:some:*:111122223333:finance/*" } },
    { "aws:SourceArn": "arn:aws:some:us-east-2:999999999999:store/abc:111122223333:finance/document.txt" },
    "deny",
  ),
  under(
    "S3 StringLike does cross colons",
    { StringLike: { "aws:SourceArn": "arn:aws:some:*:111122223333:finance/*" } },
    { "aws:SourceArn": "arn:aws:some:us-east-2:999999999999:store/abc:111122223333:finance/document.txt" },
    "allow",
  ),
  under(
    "S4 key names do not count letters",
    { StringEquals: { "AWS:RequestTag/Team": "a" } },
    { "aws:requesttag/team": "a" },
    "allow",
  ),
  under(
    "S4 values count letters",
    { StringEquals: { "aws:RequestTag/team": "A" } },
    { "aws:RequestTag/team": "a" },
    "deny",
  ),
  under(
    "S4 values do not with IgnoreCase",
    { StringEqualsIgnoreCase: { "aws:RequestTag/team": "A" } },
    { "aws:RequestTag/team": "a" },
    "allow",
  ),
  {
    name: "S5 a variable stands for the request's value",
    request: get(USER, at("home/ann/1")),
    policies: { identity: policy(allow({ Resource: home })) },
    expect: "allow",
    source: VARIABLES,
  },
  {
    name: "S5 a variable does not stand for another value",
    request: get(USER, at("home/bob/1")),
    policies: { identity: policy(allow({ Resource: home })) },
    expect: "deny",
    source: VARIABLES,
  },
  {
    name: "S5 a role session has no user name",
    request: get(SESSION, at("home/etl/1")),
    policies: { identity: policy(allow({ Resource: home })) },
    expect: "deny",
    source: VARIABLES,
  },
  {
    name: "S5 without a version variables are plain text",
    request: get(USER, at("home/ann/1")),
    policies: { identity: { Statement: allow({ Resource: home }) } },
    expect: "deny",
    source: VERSION,
  },
  {
    name: "S5 in the first version variables are plain text",
    request: get(USER, at("home/${aws:username}/1")),
    policies: { identity: { Version: "2008-10-17", Statement: allow({ Resource: home }) } },
    expect: "allow",
    source: VERSION,
  },
  {
    name: "S5 a variable has no meaning before the fifth colon",
    request: get(USER, { action: "sqs:SendMessage", resource: `arn:aws:sqs:eu-west-1:${HOME}:q` }),
    policies: {
      identity: policy(everything({ Resource: "arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:q" })),
    },
    expect: "deny",
    source: VARIABLES,
  },
  {
    name: "S5 an Allow of an untagged session disappears",
    request: get(SESSION, at("acme/1")),
    policies: { identity: policy(allow({ Resource: tagged })) },
    expect: "deny",
    source: VARIABLES,
  },
  {
    name: "S5 a Deny of an untagged session disappears too",
    request: get(SESSION, at("globex/1")),
    policies: { identity: policy(allow(), { Effect: "Deny", Action: "*", NotResource: tagged }) },
    expect: "allow",
    source: VARIABLES,
  },
  {
    name: "S5 the Deny is there for a tagged session",
    request: get(SESSION, { ...at("globex/1"), sessionTags: { tenant: "acme" } }),
    policies: { identity: policy(allow(), { Effect: "Deny", Action: "*", NotResource: tagged }) },
    expect: "deny",
    source: VARIABLES,
  },
  {
    name: "S5 session tags win over the role's",
    request: get(SESSION, {
      ...at("acme/1"),
      principalTags: { tenant: "globex" },
      sessionTags: { tenant: "acme" },
    }),
    policies: { identity: policy(allow({ Resource: tagged })) },
    expect: "allow",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
  },
  {
    name: "S5 a default stands in for an absent value",
    request: get(SESSION, at("shared/1")),
    policies: {
      identity: policy(allow({ Resource: "arn:aws:s3:::acme/${aws:PrincipalTag/tenant, 'shared'}/*" })),
    },
    expect: "allow",
    source: VARIABLES,
  },
  {
    name: "S5 a default does not stand in for a present value",
    request: get(SESSION, { ...at("shared/1"), sessionTags: { tenant: "acme" } }),
    policies: {
      identity: policy(allow({ Resource: "arn:aws:s3:::acme/${aws:PrincipalTag/tenant, 'shared'}/*" })),
    },
    expect: "deny",
    source: VARIABLES,
  },
  {
    name: "S5 an escaped star is a character",
    request: get(USER, at("a*b")),
    policies: { identity: policy(allow({ Resource: "arn:aws:s3:::acme/a${*}b" })) },
    expect: "allow",
    source: VARIABLES,
  },
  {
    name: "S5 an escaped star is no wildcard",
    request: get(USER, at("axb")),
    policies: { identity: policy(allow({ Resource: "arn:aws:s3:::acme/a${*}b" })) },
    expect: "deny",
    source: VARIABLES,
  },
  under(
    "S5 an escaped question mark and dollar are characters",
    { StringLike: { "s3:prefix": "${?}${$}*" } },
    { "s3:prefix": "?$x" },
    "allow",
    VARIABLES,
  ),
  under(
    "S5 a condition compares with the request's value",
    { StringEquals: { "s3:prefix": "${aws:username}" } },
    { "s3:prefix": "ann" },
    "allow",
    VARIABLES,
  ),
  under(
    "S5 a comparison with an absent value does not match",
    { StringEquals: { "s3:prefix": "${aws:PrincipalTag/tenant}" } },
    { "s3:prefix": "acme" },
    "deny",
    VARIABLES,
  ),
  {
    name: "S5 a negated comparison with an absent value matches",
    request: get(USER, { context: { "s3:ExistingObjectTag/Team": "a" } }),
    policies: {
      identity: policy(
        allow(),
        deny({ Condition: { StringNotEquals: { "s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}" } } }),
      ),
    },
    expect: "deny",
    source: VARIABLES,
  },
  under(
    "S5 a key with several values is no variable",
    { StringLike: { "s3:prefix": "${aws:TagKeys}" } },
    { "s3:prefix": "a", "aws:TagKeys": ["a", "b"] },
    "deny",
    VARIABLES,
  ),
];
