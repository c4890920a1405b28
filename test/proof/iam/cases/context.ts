import {
  HOME,
  AWAY,
  USER,
  SESSION,
  ROOT,
  OPERATORS,
  KEYS,
  type Case,
  policy,
  allow,
  deny,
  everything,
  get,
} from "./case";

const TEAM = "aws:RequestTag/team";

const offNetwork = deny({ Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } } });

const unknownKey = (
  name: string,
  statements: readonly Record<string, unknown>[],
  expect: Case["expect"],
): Case => ({
  name,
  request: get(USER, { unknownKeys: [TEAM] }),
  policies: { identity: policy(...statements) },
  expect,
  source: OPERATORS,
});

const team = (operator: string, value: unknown) => ({ Condition: { [operator]: { [TEAM]: value } } });

/** C5 to C7: what the environment says, and keys that may be anything. */
export const CONTEXT: readonly Case[] = [
  {
    name: "C6 through an endpoint a Deny of foreign addresses fires",
    request: get(USER, { context: { "aws:SourceVpce": "vpce-1" } }),
    policies: { identity: policy(everything(), offNetwork) },
    expect: "deny",
    source: OPERATORS,
  },
  {
    name: "C6 through an endpoint an Allow of addresses does not hold",
    request: get(USER, { context: { "aws:SourceVpce": "vpce-1" } }),
    policies: { identity: policy(allow({ Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } })) },
    expect: "deny",
    source: OPERATORS,
  },
  {
    name: "C7 a Deny on another source does not stop a direct call",
    request: get(USER),
    policies: {
      identity: policy(everything(), deny({ Condition: { StringEquals: { "aws:SourceAccount": AWAY } } })),
    },
    expect: "allow",
    source: KEYS,
  },
  {
    name: "C7 a Deny unless the source is ours stops a direct call",
    request: get(USER),
    policies: {
      identity: policy(everything(), deny({ Condition: { StringNotEquals: { "aws:SourceAccount": HOME } } })),
    },
    expect: "deny",
    source: KEYS,
  },
  unknownKey(
    "C5 a key that may be anything leaves the answer open",
    [allow(team("StringEquals", "a"))],
    "unknown",
  ),
  unknownKey("C5 a Deny on it leaves the answer open", [allow(), deny(team("StringEquals", "a"))], "unknown"),
  unknownKey(
    "C5 it does not matter to what needs no key",
    [allow(), allow(team("StringEquals", "a"))],
    "allow",
  ),
  unknownKey("C5 it does not matter where nothing could allow", [deny(team("StringEquals", "a"))], "deny"),
  unknownKey(
    "C5 two halves make a whole: equal or not equal",
    [allow(team("StringEquals", "a")), allow(team("StringNotEquals", "a"))],
    "allow",
  ),
  unknownKey(
    "C5 what is allowed and denied alike is denied",
    [allow(team("StringLike", "a*")), deny(team("StringLike", ["a*", "b"]))],
    "deny",
  ),
  unknownKey(
    "C5 one value slips between the two",
    [allow(team("StringLike", "a*")), deny(team("StringLike", "a?*"))],
    "unknown",
  ),
  unknownKey(
    "C5 present or absent makes a whole",
    [allow(team("Null", "true")), allow(team("StringLike", "*"))],
    "allow",
  ),
  {
    name: "C5 a declared prefix stands for all its keys",
    request: get(USER, { unknownKeys: ["aws:RequestTag/*"] }),
    policies: { identity: policy(allow(team("StringEquals", "a"))) },
    expect: "unknown",
    source: KEYS,
  },
  {
    name: "C5 an unknown tag in a resource leaves the answer open",
    request: get(USER, { unknownKeys: ["aws:PrincipalTag/tenant"] }),
    policies: { identity: policy(allow({ Resource: "arn:aws:s3:::${aws:PrincipalTag/tenant}/*" })) },
    expect: "unknown",
    source: KEYS,
  },
  {
    name: "C5 an unknown tag cannot make another bucket of it",
    request: get(USER, { unknownKeys: ["aws:PrincipalTag/tenant"] }),
    policies: { identity: policy(allow({ Resource: "arn:aws:s3:::globex/${aws:PrincipalTag/tenant}" })) },
    expect: "deny",
    source: KEYS,
  },
  {
    name: "a key may be declared absent although it follows from the request",
    request: get(USER, { context: { "aws:username": null } }),
    policies: { identity: policy(allow({ Condition: { Null: { "aws:username": "true" } } })) },
    expect: "allow",
    source: KEYS,
  },
  {
    name: "PrincipalAccount, PrincipalType and ResourceAccount follow from the request",
    request: get(SESSION),
    policies: {
      identity: policy(
        allow({
          Condition: {
            StringEquals: {
              "aws:PrincipalAccount": HOME,
              "aws:PrincipalType": "AssumedRole",
              "aws:ResourceAccount": HOME,
            },
            ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${HOME}:role/etl` },
            Bool: { "aws:PrincipalIsAWSService": "false" },
          },
        }),
      ),
    },
    expect: "allow",
    source: KEYS,
  },
  {
    name: "the role's path is in PrincipalArn when it is given",
    request: get(SESSION, { roleArn: `arn:aws:iam::${HOME}:role/jobs/etl` }),
    policies: {
      identity: policy(
        allow({ Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${HOME}:role/jobs/*` } } }),
      ),
    },
    expect: "allow",
    source: KEYS,
  },
  {
    name: "the root user's type is Account",
    request: get(ROOT),
    policies: {
      resource: policy(
        deny({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalType": "Account" } } }),
      ),
    },
    expect: "deny",
    source: KEYS,
  },
];
