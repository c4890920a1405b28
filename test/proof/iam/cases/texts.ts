import { HOME, USER, BUCKET, RESOURCE, ACTION, type Case, policy, allow, get } from "./case";

const on = (name: string, resource: unknown, expect: Case["expect"], fields = {}): Case => ({
  name,
  request: get(USER, fields),
  policies: { identity: policy(allow({ Action: "*", Resource: resource })) },
  expect,
  source: RESOURCE,
});

/** S1, S2: actions and resources. */
export const TEXTS: readonly Case[] = [
  {
    name: "S1 actions are compared without regard to case",
    request: get(USER),
    policies: { identity: policy(allow({ Action: "S3:gETobject" })) },
    expect: "allow",
    source: ACTION,
  },
  {
    name: "S1 a star matches within an action's name",
    request: get(USER),
    policies: { identity: policy(allow({ Action: "s3:*Object" })) },
    expect: "allow",
    source: ACTION,
  },
  {
    name: "S1 a question mark matches one character",
    request: get(USER),
    policies: { identity: policy(allow({ Action: "s3:GetObjec?" })) },
    expect: "allow",
    source: ACTION,
  },
  {
    name: "S1 GetObject is not GetObjectVersion",
    request: get(USER, { action: "s3:GetObjectVersion" }),
    policies: { identity: policy(allow()) },
    expect: "deny",
    source: ACTION,
  },
  on("S1 resources count letters", "arn:aws:s3:::ACME/*", "deny"),
  on("S1 a star crosses slashes", "arn:aws:s3:::acme/*/1", "allow", { resource: "arn:aws:s3:::acme/a/b/1" }),
  on("S1 a star is no end of a path", "arn:aws:s3:::acme/tenant-a*", "allow", {
    resource: "arn:aws:s3:::acme/tenant-ab/x",
  }),
  on("S1 an object is not its bucket", "arn:aws:s3:::acme", "deny"),
  on("S1 a bucket is not among its objects", "arn:aws:s3:::acme/*", "deny", { resource: BUCKET }),
  on("S2 a short ARN is completed in an identity policy", "arn:aws:s3", "allow"),
  on("S2 a star stays within its part of the ARN", "arn:aws:dynamodb:*:table/acme", "deny", {
    resource: `arn:aws:dynamodb:eu-west-1:${HOME}:table/acme`,
    action: "dynamodb:GetItem",
  }),
  on("S2 the last part holds colons", `arn:aws:logs:*:${HOME}:log-group:acme:*`, "allow", {
    resource: `arn:aws:logs:eu-west-1:${HOME}:log-group:acme:log-stream:1`,
    action: "logs:GetLogEvents",
  }),
  on("S2 an action without a resource needs a star", "arn:aws:ec2:*:*:instance/*", "deny", {
    resource: "*",
    action: "ec2:DescribeInstances",
  }),
  on("S2 a star is every resource and none", "*", "allow", {
    resource: "*",
    action: "ec2:DescribeInstances",
  }),
  on("S2 listing the buckets is a request on all of S3", "arn:aws:s3:::*", "allow", {
    resource: "*",
    action: "s3:ListAllMyBuckets",
  }),
];
