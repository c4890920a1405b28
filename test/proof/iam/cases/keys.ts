import {
  HOME,
  USER,
  ROLE,
  SESSION,
  ROOT,
  KEY,
  OPERATORS,
  KMS_POLICY,
  KMS_KEYS,
  type Case,
  policy,
  allow,
  deny,
  everything,
  under,
} from "./case";

const decrypt = (principal: string, fields = {}) => ({
  principal,
  action: "kms:Decrypt",
  resource: KEY,
  ...fields,
});

const mayDecrypt = policy({ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" });

const key = (principal: unknown, fields = {}) =>
  policy({ Effect: "Allow", Principal: principal, Action: "kms:Decrypt", Resource: "*", ...fields });

/** K1 to K7: keys. */
export const KEYS_OF_KMS: readonly Case[] = [
  {
    name: "K1 the caller's policy alone opens no key",
    request: decrypt(USER),
    policies: { identity: mayDecrypt, resource: key({ AWS: ROLE }) },
    expect: "deny",
    source: KMS_POLICY,
  },
  {
    name: "K1 naming the account leaves the key to the caller's policy",
    request: decrypt(USER),
    policies: { identity: mayDecrypt, resource: key({ AWS: ROOT }) },
    expect: "allow",
    source: KMS_POLICY,
  },
  {
    name: "K1 naming the account is no grant",
    request: decrypt(USER),
    policies: { resource: key({ AWS: ROOT }) },
    expect: "deny",
    source: KMS_POLICY,
  },
  {
    name: "K1 the caller's deny counts although its allow would not",
    request: decrypt(SESSION),
    policies: { identity: policy(deny({ Action: "kms:*" })), resource: key({ AWS: ROLE }) },
    expect: "deny",
    source: KMS_POLICY,
  },
  {
    name: "K1 a condition on the account's statement limits what is delegated",
    request: decrypt(USER, { context: { "kms:ViaService": "rds.eu-west-1.amazonaws.com" } }),
    policies: {
      identity: mayDecrypt,
      resource: key(
        { AWS: ROOT },
        { Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } },
      ),
    },
    expect: "deny",
    source: KMS_KEYS,
  },
  {
    name: "K2 a key with the default policy is open to whom the account allows",
    request: decrypt(USER),
    policies: {
      identity: mayDecrypt,
      resource: policy(everything({ Principal: { AWS: ROOT }, Action: "kms:*" })),
    },
    expect: "allow",
    source: KMS_POLICY,
  },
  {
    name: "K3 naming the role suffices",
    request: decrypt(SESSION),
    policies: { resource: key({ AWS: ROLE }) },
    expect: "allow",
    source: KMS_POLICY,
  },
  {
    name: "K3 naming the role is limited by its boundary",
    request: decrypt(SESSION),
    policies: { boundary: policy(allow()), resource: key({ AWS: ROLE }) },
    expect: "deny",
    source: KMS_POLICY,
  },
  {
    name: "K4 a key's administrator may rewrite its policy",
    request: decrypt(SESSION, { action: "kms:PutKeyPolicy" }),
    policies: { resource: key({ AWS: ROLE }, { Action: ["kms:Put*", "kms:Create*"] }) },
    expect: "allow",
    source: KMS_POLICY,
  },
  {
    name: "K6 everyone of the account through a service is everyone of the account",
    request: decrypt(USER, {
      context: { "kms:CallerAccount": HOME, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
    }),
    policies: {
      resource: key(
        { AWS: "*" },
        {
          Condition: {
            StringEquals: { "kms:CallerAccount": HOME, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
          },
        },
      ),
    },
    expect: "allow",
    source: KMS_KEYS,
  },
  {
    name: "K7 an allow on an alias is none on the key",
    request: decrypt(USER),
    policies: {
      identity: policy(
        allow({ Action: "kms:Decrypt", Resource: `arn:aws:kms:eu-west-1:${HOME}:alias/acme` }),
      ),
      resource: key({ AWS: ROOT }),
    },
    expect: "deny",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html",
  },
  {
    name: "K1 the root user is shut out of a key that does not name its account",
    request: decrypt(ROOT),
    policies: { resource: key({ AWS: ROLE }) },
    expect: "deny",
    source: KMS_POLICY,
  },
  {
    name: "K1 the root user is let in by its account's statement",
    request: decrypt(ROOT),
    policies: { resource: key({ AWS: ROOT }) },
    expect: "allow",
    source: KMS_POLICY,
  },
  under(
    "S3 numbers are compared as numbers",
    { NumericLessThanEquals: { "s3:max-keys": "10" } },
    { "s3:max-keys": "9.5" },
    "allow",
    OPERATORS,
  ),
  {
    name: "K7 use through an alias is not allowed by a statement on the alias",
    request: { ...decrypt(USER), resource: `arn:aws:kms:eu-west-1:${HOME}:alias/acme` },
    policies: {
      identity: policy(
        allow({ Action: "kms:Decrypt", Resource: `arn:aws:kms:eu-west-1:${HOME}:alias/acme` }),
      ),
      resource: key({ AWS: ROOT }),
    },
    expect: "deny",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html",
  },
  {
    name: "K7 use through an alias is allowed by a statement on every key",
    request: { ...decrypt(USER), resource: `arn:aws:kms:eu-west-1:${HOME}:alias/acme` },
    policies: { identity: mayDecrypt, resource: key({ AWS: ROOT }) },
    expect: "allow",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html",
  },
  {
    name: "K7 which key an alias stands for is not to be seen",
    request: { ...decrypt(USER), resource: `arn:aws:kms:eu-west-1:${HOME}:alias/acme` },
    policies: {
      identity: policy(allow({ Action: "kms:Decrypt", Resource: KEY })),
      resource: key({ AWS: ROOT }),
    },
    expect: "unknown",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html",
  },
];
