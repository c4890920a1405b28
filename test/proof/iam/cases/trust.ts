import {
  HOME,
  AWAY,
  USER,
  ROLE,
  SESSION,
  ROOT,
  AWAY_ROLE,
  AWAY_SESSION,
  LOGIC,
  BOUNDARIES,
  DEPUTY,
  STS,
  type Case,
  policy,
  allow,
  everything,
} from "./case";

const read = policy(allow());

const TARGET = `arn:aws:iam::${HOME}:role/target`;

const trust = (principal: unknown, fields = {}) =>
  policy({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...fields });

const mayAssume = policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: TARGET });

const assume = (principal: string, fields = {}) => ({
  principal,
  action: "sts:AssumeRole",
  resource: TARGET,
  ...fields,
});

/** I6: assuming roles. */
export const TRUST: readonly Case[] = [
  {
    name: "I6 the identity policy alone does not assume a role",
    request: assume(USER),
    policies: { identity: mayAssume },
    expect: "deny",
    source: LOGIC,
  },
  {
    name: "I6 a trust policy that names the user suffices in one account",
    request: assume(USER),
    policies: { resource: trust({ AWS: USER }) },
    expect: "allow",
    source: LOGIC,
  },
  {
    name: "I6 a trust policy that names the role suffices for its sessions",
    request: assume(SESSION),
    policies: { resource: trust({ AWS: ROLE }) },
    expect: "allow",
    source: LOGIC,
  },
  {
    name: "I6 trust in the account needs the caller's own policy",
    request: assume(USER),
    policies: { resource: trust({ AWS: ROOT }) },
    expect: "deny",
    source: LOGIC,
  },
  {
    name: "I6 trust in the account and the caller's own policy allow",
    request: assume(USER),
    policies: { identity: mayAssume, resource: trust({ AWS: ROOT }) },
    expect: "allow",
    source: LOGIC,
  },
  {
    name: "I6 a boundary limits what the account's trust leaves to the caller",
    request: assume(USER),
    policies: { identity: mayAssume, boundary: read, resource: trust({ AWS: ROOT }) },
    expect: "deny",
    source: BOUNDARIES,
  },
  {
    name: "I6 across accounts trust alone does not suffice",
    request: assume(AWAY_SESSION),
    policies: { resource: trust({ AWS: AWAY_ROLE }) },
    expect: "deny",
    source: LOGIC,
  },
  {
    name: "I6 across accounts trust and the caller's own policy allow",
    request: assume(AWAY_SESSION),
    policies: { identity: mayAssume, resource: trust({ AWS: AWAY }) },
    expect: "allow",
    source: LOGIC,
  },
  {
    name: "I6 an external id must be given",
    request: assume(AWAY_SESSION),
    policies: {
      identity: mayAssume,
      resource: trust({ AWS: AWAY }, { Condition: { StringEquals: { "sts:ExternalId": "x1" } } }),
    },
    expect: "deny",
    source: DEPUTY,
  },
  {
    name: "I6 the right external id opens",
    request: assume(AWAY_SESSION, { context: { "sts:ExternalId": "x1" } }),
    policies: {
      identity: mayAssume,
      resource: trust({ AWS: AWAY }, { Condition: { StringEquals: { "sts:ExternalId": "x1" } } }),
    },
    expect: "allow",
    source: DEPUTY,
  },
  {
    name: "I6 a role does not trust itself",
    request: assume(`arn:aws:sts::${HOME}:assumed-role/target/s`),
    policies: { identity: mayAssume, resource: trust({ Service: "ec2.amazonaws.com" }) },
    expect: "deny",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html",
  },
  {
    name: "I6 the root user assumes no role",
    request: assume(ROOT),
    policies: { resource: trust({ AWS: ROOT }) },
    expect: "deny",
    source: `${STS}API_AssumeRole.html`,
  },
  {
    name: "I6 a trust policy is not asked about passing the role",
    request: { principal: USER, action: "iam:PassRole", resource: TARGET },
    policies: { resource: policy(everything({ Principal: "*" })) },
    expect: "deny",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  },
  {
    name: "I9 tags of the session need a trust policy that lets them pass",
    request: assume(USER, { action: "sts:TagSession" }),
    policies: { identity: policy(everything()), resource: trust({ AWS: USER }) },
    expect: "deny",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
  },
  {
    name: "I9 a trust policy pins the tags that may be passed",
    request: assume(USER, { action: "sts:TagSession", context: { "aws:RequestTag/tenant": "globex" } }),
    policies: {
      resource: trust(
        { AWS: USER },
        {
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: { StringEquals: { "aws:RequestTag/tenant": "acme" } },
        },
      ),
    },
    expect: "deny",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
  },
];
