import {
  HOME,
  USER,
  ROLE,
  SESSION,
  ROOT,
  NOT_PRINCIPAL,
  NOT_ACTION,
  NOT_RESOURCE,
  BOUNDARIES,
  type Case,
  policy,
  allow,
  everything,
  get,
} from "./case";

const read = policy(allow());

const TARGET = `arn:aws:iam::${HOME}:role/target`;

const assume = (principal: string, fields = {}) => ({
  principal,
  action: "sts:AssumeRole",
  resource: TARGET,
  ...fields,
});

const except = (...aws: readonly string[]) =>
  policy(allow({ Principal: "*" }), {
    Effect: "Deny",
    NotPrincipal: { AWS: aws },
    Action: "s3:*",
    Resource: "*",
  });

/** I10, I11: complements. */
export const COMPLEMENTS: readonly Case[] = [
  {
    name: "I10 NotAction with Allow grants every other action",
    request: get(USER, { action: "iam:CreateUser", resource: `arn:aws:iam::${HOME}:user/new` }),
    policies: { identity: policy({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }) },
    expect: "allow",
    source: NOT_ACTION,
  },
  {
    name: "I10 NotAction with Allow leaves out what it lists",
    request: get(USER),
    policies: { identity: policy({ Effect: "Allow", NotAction: "S3:get*", Resource: "*" }) },
    expect: "deny",
    source: NOT_ACTION,
  },
  {
    name: "I10 NotResource with Allow grants every other resource",
    request: get(USER, { resource: "arn:aws:s3:::globex/1" }),
    policies: { identity: policy({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::acme/*" }) },
    expect: "allow",
    source: NOT_RESOURCE,
  },
  {
    name: "I10 NotResource with Deny leaves alone what it lists",
    request: get(USER),
    policies: {
      identity: policy(allow(), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::acme/*" }),
    },
    expect: "allow",
    source: NOT_RESOURCE,
  },
  {
    name: "I10 NotResource with Deny denies the rest",
    request: get(USER, { resource: "arn:aws:s3:::globex/1" }),
    policies: {
      identity: policy(allow(), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::acme/*" }),
    },
    expect: "deny",
    source: NOT_RESOURCE,
  },
  {
    name: "I10 NotPrincipal with Allow grants everyone who is not listed",
    request: get(SESSION),
    policies: {
      resource: policy({ Effect: "Allow", NotPrincipal: { AWS: USER }, Action: "s3:*", Resource: "*" }),
    },
    expect: "allow",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I10 NotPrincipal with Allow does not grant who is listed",
    request: get(USER),
    policies: {
      resource: policy({ Effect: "Allow", NotPrincipal: { AWS: USER }, Action: "s3:*", Resource: "*" }),
    },
    expect: "deny",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I10 NotPrincipal is not legal in an identity policy",
    request: get(USER),
    policies: { identity: policy({ ...allow(), NotPrincipal: { AWS: USER } }) },
    expect: "unknown",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I10 NotPrincipal is not legal in a trust policy",
    request: assume(USER),
    policies: {
      resource: policy({ Effect: "Allow", NotPrincipal: { AWS: ROLE }, Action: "sts:AssumeRole" }),
    },
    expect: "unknown",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I11 NotPrincipal with Deny spares the user when the account is listed too",
    request: get(USER),
    policies: { resource: except(USER, ROOT) },
    expect: "allow",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I11 NotPrincipal with Deny denies the user whose account is not listed",
    request: get(USER),
    policies: { resource: except(USER) },
    expect: "deny",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I11 NotPrincipal with Deny denies the session whose role alone is listed",
    request: get(SESSION),
    policies: { resource: except(ROLE, ROOT) },
    expect: "deny",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I11 NotPrincipal with Deny spares the session when account, role and session are listed",
    request: get(SESSION),
    policies: { resource: except(SESSION, ROLE, ROOT) },
    expect: "allow",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I11 NotPrincipal with Deny denies everyone else",
    request: get(SESSION),
    policies: { identity: read, resource: except(USER, ROOT) },
    expect: "deny",
    source: NOT_PRINCIPAL,
  },
  {
    name: "I11 NotPrincipal with Deny always denies who has a boundary",
    request: get(USER),
    policies: { boundary: policy(everything()), resource: except(USER, ROOT) },
    expect: "deny",
    source: BOUNDARIES,
  },
];
