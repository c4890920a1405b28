import {
  AWAY,
  AWAY_ROLE,
  AWAY_SESSION,
  TABLE,
  CROSS,
  PRINCIPAL,
  type Case,
  policy,
  allow,
  everything,
  get,
} from "./case";

const nothing = policy(allow({ Action: "ec2:DescribeInstances" }));

const read = policy(allow());

const bucket = (aws: unknown, fields = {}) => policy(allow({ Principal: { AWS: aws }, ...fields }));

/** I4: across accounts. */
export const ACROSS: readonly Case[] = [
  {
    name: "I4 the caller's side alone does not suffice",
    request: get(AWAY_SESSION),
    policies: { identity: read },
    expect: "deny",
    source: CROSS,
  },
  {
    name: "I4 the resource's side alone does not suffice",
    request: get(AWAY_SESSION),
    policies: { resource: bucket(AWAY_ROLE) },
    expect: "deny",
    source: CROSS,
  },
  {
    name: "I4 both sides together allow",
    request: get(AWAY_SESSION),
    policies: { identity: read, resource: bucket(AWAY_ROLE) },
    expect: "allow",
    source: CROSS,
  },
  {
    name: "I4 naming the account and the caller's own policy together allow",
    request: get(AWAY_SESSION),
    policies: { identity: read, resource: bucket(AWAY) },
    expect: "allow",
    source: CROSS,
  },
  {
    name: "I4 naming everyone still needs the caller's own policy",
    request: get(AWAY_SESSION),
    policies: { resource: bucket("*") },
    expect: "deny",
    source: PRINCIPAL,
  },
  {
    name: "I4 everyone and the caller's own policy together allow",
    request: get(AWAY_SESSION),
    policies: { identity: read, resource: bucket("*") },
    expect: "allow",
    source: PRINCIPAL,
  },
  {
    name: "I4 the boundary always counts across accounts",
    request: get(AWAY_SESSION),
    policies: { identity: read, boundary: nothing, resource: bucket(AWAY_SESSION) },
    expect: "deny",
    source: CROSS,
  },
  {
    name: "I4 the session policy always counts across accounts",
    request: get(AWAY_SESSION),
    policies: { identity: read, session: nothing, resource: bucket(AWAY_SESSION) },
    expect: "deny",
    source: CROSS,
  },
  {
    name: "I4 the account of a resource is the one in its ARN",
    request: { principal: AWAY_SESSION, action: "dynamodb:GetItem", resource: TABLE },
    policies: { identity: policy(everything()) },
    expect: "deny",
    source: CROSS,
  },
  {
    name: "I4 another account's root user needs the resource's policy",
    request: get(`arn:aws:iam::${AWAY}:root`),
    policies: {},
    expect: "deny",
    source: CROSS,
  },
  {
    name: "I4 another account's root user is named by its account",
    request: get(`arn:aws:iam::${AWAY}:root`),
    policies: { resource: bucket(AWAY) },
    expect: "allow",
    source: CROSS,
  },
];
