import {
  HOME,
  AWAY,
  USER,
  KEY,
  OIDC,
  SAML,
  PRINCIPAL,
  DEPUTY,
  STS,
  IRSA,
  POD_IDENTITY,
  type Case,
  policy,
  allow,
  deny,
  everything,
  get,
} from "./case";

const TARGET = `arn:aws:iam::${HOME}:role/target`;

const ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/ABC";

const trust = (principal: unknown, fields = {}) =>
  policy({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...fields });

const pod = (sub: string | null) => ({
  principal: OIDC,
  action: "sts:AssumeRoleWithWebIdentity",
  resource: TARGET,
  context: { [`${ISSUER}:sub`]: sub, [`${ISSUER}:aud`]: "sts.amazonaws.com" },
});

const irsa = (condition: unknown) =>
  trust({ Federated: OIDC }, { Action: "sts:AssumeRoleWithWebIdentity", Condition: condition });

/** I5: callers without credentials. */
export const ANONYMOUS: readonly Case[] = [
  {
    name: "I5 everyone includes callers without credentials",
    request: get("*"),
    policies: { resource: policy(allow({ Principal: "*" })) },
    expect: "allow",
    source: PRINCIPAL,
  },
  {
    name: "I5 the two spellings of everyone are one",
    request: get("*"),
    policies: { resource: policy(allow({ Principal: { AWS: "*" } })) },
    expect: "allow",
    source: PRINCIPAL,
  },
  {
    name: "I5 an account does not include callers without credentials",
    request: get("*"),
    policies: { resource: policy(allow({ Principal: { AWS: HOME } })) },
    expect: "deny",
    source: PRINCIPAL,
  },
  {
    name: "I5 a pinned account shuts callers without credentials out",
    request: get("*"),
    policies: {
      resource: policy(
        allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": HOME } } }),
      ),
    },
    expect: "deny",
    source: PRINCIPAL,
  },
  {
    name: "I5 everyone in one account needs no identity policy",
    request: get(USER),
    policies: { resource: policy(allow({ Principal: "*" })) },
    expect: "allow",
    source: PRINCIPAL,
  },
  {
    name: "I5 a key answers signed requests only",
    request: get("*", { action: "kms:Decrypt", resource: KEY }),
    policies: { resource: policy(everything({ Principal: "*" })) },
    expect: "deny",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html",
  },
];

/** I7, I8: identity providers and pods. */
export const PROVIDERS: readonly Case[] = [
  {
    name: "I7 only the trust policy decides for a web identity",
    request: pod("system:serviceaccount:acme:app"),
    policies: { resource: irsa({ StringEquals: { [`${ISSUER}:sub`]: "system:serviceaccount:acme:app" } }) },
    expect: "allow",
    source: IRSA,
  },
  {
    name: "I7 another service account is refused",
    request: pod("system:serviceaccount:globex:app"),
    policies: { resource: irsa({ StringEquals: { [`${ISSUER}:sub`]: "system:serviceaccount:acme:app" } }) },
    expect: "deny",
    source: IRSA,
  },
  {
    name: "I7 without a condition on sub every service account is admitted",
    request: pod("system:serviceaccount:globex:app"),
    policies: { resource: irsa({ StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" } }) },
    expect: "allow",
    source: IRSA,
  },
  {
    name: "I7 StringEquals takes the star in sub for a character",
    request: pod("system:serviceaccount:acme:app"),
    policies: { resource: irsa({ StringEquals: { [`${ISSUER}:sub`]: "system:serviceaccount:acme:*" } }) },
    expect: "deny",
    source: IRSA,
  },
  {
    name: "I7 StringLike admits a namespace",
    request: pod("system:serviceaccount:acme:app"),
    policies: { resource: irsa({ StringLike: { [`${ISSUER}:sub`]: "system:serviceaccount:acme:*" } }) },
    expect: "allow",
    source: IRSA,
  },
  {
    name: "I7 another provider is not the one named",
    request: { ...pod("system:serviceaccount:acme:app"), principal: `${OIDC}D` },
    policies: { resource: irsa({}) },
    expect: "deny",
    source: IRSA,
  },
  {
    name: "I7 trust for AssumeRole is none for AssumeRoleWithWebIdentity",
    request: pod("system:serviceaccount:acme:app"),
    policies: { resource: trust({ Federated: OIDC }) },
    expect: "deny",
    source: `${STS}API_AssumeRoleWithWebIdentity.html`,
  },
  {
    name: "I7 SAML is decided by the trust policy alone",
    request: {
      principal: SAML,
      action: "sts:AssumeRoleWithSAML",
      resource: TARGET,
      context: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
    },
    policies: {
      resource: trust(
        { Federated: SAML },
        {
          Action: "sts:AssumeRoleWithSAML",
          Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        },
      ),
    },
    expect: "allow",
    source: `${STS}API_AssumeRoleWithSAML.html`,
  },
  {
    name: "I8 pod identity with pinned tags refuses an association of another namespace",
    request: {
      principal: "pods.eks.amazonaws.com",
      action: "sts:AssumeRole",
      resource: TARGET,
      context: { "aws:RequestTag/kubernetes-namespace": "globex" },
    },
    policies: {
      resource: trust(
        { Service: "pods.eks.amazonaws.com" },
        { Condition: { StringEquals: { "aws:RequestTag/kubernetes-namespace": "acme" } } },
      ),
    },
    expect: "deny",
    source: POD_IDENTITY,
  },
  {
    name: "I8 pod identity without a condition serves every association",
    request: { principal: "pods.eks.amazonaws.com", action: "sts:AssumeRole", resource: TARGET },
    policies: { resource: trust({ Service: "pods.eks.amazonaws.com" }) },
    expect: "allow",
    source: POD_IDENTITY,
  },
];

/** I15: services as callers. */
export const SERVICES: readonly Case[] = [
  {
    name: "I15 a service that is named is admitted for whoever drives it",
    request: get("cloudtrail.amazonaws.com", { action: "s3:PutObject" }),
    policies: {
      resource: policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:PutObject" })),
    },
    expect: "allow",
    source: DEPUTY,
  },
  {
    name: "I15 another service is refused",
    request: get("logs.amazonaws.com"),
    policies: { resource: policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" } })) },
    expect: "deny",
    source: PRINCIPAL,
  },
  {
    name: "I15 a pinned source account refuses another account's use of the service",
    request: get("cloudtrail.amazonaws.com", { context: { "aws:SourceAccount": AWAY } }),
    policies: {
      resource: policy(
        allow({
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": HOME } },
        }),
      ),
    },
    expect: "deny",
    source: DEPUTY,
  },
  {
    name: "I15 a pinned source ARN admits its source",
    request: get("sns.amazonaws.com", {
      action: "sqs:SendMessage",
      resource: `arn:aws:sqs:eu-west-1:${HOME}:q`,
      context: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${HOME}:t` },
    }),
    policies: {
      resource: policy({
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: `arn:aws:sqs:eu-west-1:${HOME}:q`,
        Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${HOME}:t` } },
      }),
    },
    expect: "allow",
    source: DEPUTY,
  },
  {
    name: "I15 a service is not let in by its caller's identity policies",
    request: get("lambda.amazonaws.com"),
    policies: { identity: policy(everything()) },
    expect: "deny",
    source: PRINCIPAL,
  },
  {
    name: "I15 a user is not the service",
    request: get(USER),
    policies: { resource: policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" } })) },
    expect: "deny",
    source: PRINCIPAL,
  },
  {
    name: "I15 services carry PrincipalIsAWSService",
    request: get("cloudtrail.amazonaws.com"),
    policies: {
      resource: policy(
        allow({ Principal: "*" }),
        deny({ Principal: "*", Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } } }),
      ),
    },
    expect: "allow",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  },
];
