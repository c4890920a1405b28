import { type Hole, policy, type Statement, without } from "../case";
import { arn, iam } from "../bases/by-hand";
import { ACME, all, extra, OPEN, resource } from "../parts";

const DECRYPTS = { cell: "acme > globex open", what: "kms:Decrypt", on: "globex_data" };
const ROOT = { Sid: "Root", Principal: { AWS: iam("root") }, Action: "kms:*", Resource: "*" };
/** What every tenant's role may do with keys that leave it to the account. */
const DECRYPT = { Action: "kms:Decrypt", Resource: "*" };
/** The platform's key leaves it to the account, too. */
const AND_PLATFORM = ["acme > globex open", "acme > platform open"];

/** globex's key with other statements. */
function key(...statements: readonly Statement[]) {
  return resource("aws_kms_key", "globex_data", { policy: without("all", ...statements) });
}

/** Ways to the use of a key. */
export const KEY_HOLES: readonly Hole[] = [
  {
    id: "key-root",
    title: "a key that leaves it to the account, in which another tenant may use any key",
    edit: all(key(ROOT), extra(DECRYPT)),
    cells: AND_PLATFORM,
    shows: { ...DECRYPTS, at: "acme_extra" },
  },
  {
    id: "key-default",
    title: "a key without a policy, which has the default one",
    edit: all(resource("aws_kms_key", "globex_data", { policy: null }), extra(DECRYPT)),
    cells: AND_PLATFORM,
    shows: { ...DECRYPTS, at: "acme_extra" },
  },
  {
    id: "key-replica",
    title: "a copy of a key in another region, which has a policy of its own: the default",
    edit: all(
      resource("aws_kms_replica_key", "globex_copy", { primary_key_arn: "${aws_kms_key.globex_data.arn}" }),
      extra(DECRYPT),
    ),
    cells: AND_PLATFORM,
    shows: { ...DECRYPTS, on: "globex_copy", at: "acme_extra" },
  },
  {
    id: "key-names-role",
    title: "a key's policy that names another tenant's role",
    edit: key(ROOT, { Principal: { AWS: ACME }, ...DECRYPT }),
    cells: OPEN,
    shows: { ...DECRYPTS, at: "aws_kms_key.globex_data" },
  },
  {
    id: "key-policy-apart",
    title: "a key's policy in a resource of its own",
    edit: all(
      resource("aws_kms_key", "globex_data", { policy: null }),
      resource("aws_kms_key_policy", "globex_data", {
        key_id: "${aws_kms_key.globex_data.id}",
        policy: policy({ Principal: { AWS: ACME }, ...DECRYPT }),
      }),
    ),
    cells: OPEN,
    shows: { ...DECRYPTS, at: "aws_kms_key_policy.globex_data" },
  },
  {
    id: "key-via-service",
    title: "a key for everybody of the account who comes through a service, as AWS's own keys are",
    edit: key(ROOT, {
      ...{ Principal: { AWS: "*" }, ...DECRYPT },
      Condition: {
        StringEquals: {
          "kms:CallerAccount": "123456789012",
          "kms:ViaService": "s3.eu-central-1.amazonaws.com",
        },
      },
    }),
    cells: ["acme > globex open", "acme-eu > globex open"],
    shows: { ...DECRYPTS, at: "aws_kms_key.globex_data" },
  },
  {
    id: "key-everyone",
    title: "a key for everybody",
    edit: key({ Principal: "*", Action: "kms:*", Resource: "*" }),
    cells: ["acme > globex open", "acme-eu > globex open", "world > globex open"],
    shows: { ...DECRYPTS, cell: "world > globex open", at: "aws_kms_key.globex_data" },
  },
  {
    id: "key-grant",
    title: "a grant of a key to another tenant's role",
    edit: resource("aws_kms_grant", "acme_use", {
      key_id: "${aws_kms_key.globex_data.key_id}",
      grantee_principal: "${aws_iam_role.acme_app.arn}",
      operations: ["Decrypt"],
    }),
    cells: OPEN,
    shows: { ...DECRYPTS, at: "aws_kms_grant.acme_use" },
  },
  {
    id: "key-makes-grants",
    title: "the right to make grants for resources of AWS, which says nothing of who gets them",
    edit: key(ROOT, {
      ...{ Principal: { AWS: ACME }, Action: "kms:CreateGrant", Resource: "*" },
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
    cells: OPEN,
    shows: { ...DECRYPTS, what: "kms:CreateGrant", at: "aws_kms_key.globex_data" },
  },
  {
    id: "key-administrator",
    title: "a tenant that administers another's key",
    edit: key(ROOT, { Principal: { AWS: ACME }, Action: ["kms:Put*", "kms:Describe*"], Resource: "*" }),
    cells: OPEN,
    shows: { ...DECRYPTS, what: "kms:PutKeyPolicy", at: "aws_kms_key.globex_data" },
  },
  {
    id: "key-foreign-account",
    title: "a key for an account of somebody else",
    edit: key(ROOT, { Principal: { AWS: "arn:aws:iam::999988887777:root" }, ...DECRYPT }),
    cells: ["world > globex open"],
    shows: { ...DECRYPTS, cell: "world > globex open", at: "aws_kms_key.globex_data" },
  },
  {
    id: "key-by-alias",
    title: "the use of keys by an alias that another tenant's key has",
    edit: all(
      key(ROOT),
      resource("aws_kms_alias", "globex_data", {
        ...{ name: "alias/globex-data", target_key_id: "${aws_kms_key.globex_data.key_id}" },
      }),
      extra({
        ...{ Action: "kms:Decrypt", Resource: arn("kms", "key/*") },
        Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/*-data" } },
      }),
    ),
    cells: OPEN,
    shows: { ...DECRYPTS, at: "acme_extra" },
  },
];
