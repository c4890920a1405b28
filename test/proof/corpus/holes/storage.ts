import { type Hole, type Patch, policy, type Statement } from "../case";
import { ACCOUNT, iam } from "../bases/by-hand";
import { ACME, all, bucketPolicy, extra, GLOBEX, OBJECTS, OPEN, resource } from "../parts";

const READ = { Action: "s3:GetObject", Resource: OBJECTS };
const AT = { on: "globex-data", at: "aws_s3_bucket_policy.globex_data" };
const READS = { cell: "acme > globex open", what: "s3:GetObject", ...AT };
const ANYBODY = ["acme > globex open", "acme-eu > globex open", "world > globex open"];
const BY_WORLD = { ...READS, cell: "world > globex open" };

const NO_BLOCK = resource("aws_s3_bucket_public_access_block", "globex_data", null);
const WITH_ACLS = resource("aws_s3_bucket_ownership_controls", "globex_data", {
  bucket: "${aws_s3_bucket.globex_data.id}",
  rule: [{ object_ownership: "BucketOwnerPreferred" }],
});

/** An ACL of globex's bucket, with what lets it have an effect. */
function acl(id: string, title: string, body: { readonly [key: string]: string }, cells = ANYBODY): Hole {
  const own = resource("aws_s3_bucket_acl", "globex_data", { bucket: "globex-data", ...body });
  const shows = { ...BY_WORLD, at: "aws_s3_bucket_acl.globex_data" };
  return { id, title, edit: all(NO_BLOCK, WITH_ACLS, own), cells, shows };
}

const DOOR = "arn:aws:s3:eu-central-1:123456789012:accesspoint/door";
/** Ids that S3 has for accounts: globex's own, and that of somebody. */
const [OWN_ID, OTHER_ID] = ["a".repeat(64), "b".repeat(64)];

/** An access point to globex's bucket. */
export function door(...statements: readonly Statement[]): Patch {
  return resource("aws_s3_access_point", "globex_door", {
    ...{ bucket: "${aws_s3_bucket.globex_data.id}", name: "door" },
    policy: policy(...statements),
  });
}

/** A bucket's policy as the user guide has it: whatever the account's access points let in. */
export const LEFT_TO_ACCESS_POINTS: Statement = {
  ...{ Principal: { AWS: "*" }, Action: "*" },
  Resource: ["arn:aws:s3:::globex-data", OBJECTS],
  Condition: { StringEquals: { "s3:DataAccessPointAccount": ACCOUNT } },
};

/** Ways to what a bucket holds that its own settings open. */
export const STORAGE_HOLES: readonly Hole[] = [
  {
    id: "bucket-names-role",
    title: "a bucket's policy that names another tenant's role",
    edit: bucketPolicy({ ...READ, Principal: { AWS: ACME } }),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "bucket-policy-inside",
    title: "a policy in the bucket itself, beside one of its own resource",
    edit: all(
      bucketPolicy({ ...READ, Principal: { AWS: iam("role/globex-app") } }),
      resource("aws_s3_bucket", "globex_data", { policy: policy({ ...READ, Principal: { AWS: ACME } }) }),
    ),
    cells: OPEN,
    shows: { ...READS, at: "aws_s3_bucket.globex_data" },
  },
  {
    id: "bucket-everyone",
    title: "a bucket's policy for everyone, with nothing that blocks it",
    edit: all(NO_BLOCK, bucketPolicy({ ...READ, Principal: "*" })),
    cells: ANYBODY,
    shows: BY_WORLD,
  },
  {
    id: "bucket-everyone-blocked",
    title: "a bucket's policy for everyone of the account, which the block of public access leaves in effect",
    edit: bucketPolicy({
      ...{ ...READ, Principal: "*" },
      Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
    }),
    cells: ["acme > globex open", "acme-eu > globex open"],
    shows: READS,
  },
  {
    id: "bucket-complement",
    title: "a bucket's policy for all but one",
    edit: all(NO_BLOCK, bucketPolicy({ ...READ, NotPrincipal: { AWS: iam("role/globex-app") } })),
    cells: ANYBODY,
    shows: BY_WORLD,
  },
  {
    id: "bucket-foreign-account",
    title: "a bucket's policy for an account of somebody else, which is not public",
    edit: bucketPolicy({ ...READ, Principal: { AWS: "999988887777" } }),
    cells: ["world > globex open"],
    shows: BY_WORLD,
  },
  {
    id: "bucket-referer",
    title: "a bucket's policy for everyone who says where they come from",
    edit: all(
      NO_BLOCK,
      bucketPolicy({
        ...{ ...READ, Principal: "*" },
        Condition: { StringLike: { "aws:Referer": "https://globex.example/*" } },
      }),
    ),
    cells: ANYBODY,
    shows: BY_WORLD,
  },
  {
    id: "bucket-writes",
    title: "the right to write into another tenant's bucket",
    edit: extra({ Action: ["s3:PutObject"], Resource: OBJECTS }),
    cells: OPEN,
    shows: { ...READS, what: "s3:PutObject", at: "acme_extra" },
  },
  {
    id: "bucket-lists",
    title: "the right to list another tenant's bucket below a prefix, which the caller chooses",
    edit: extra({
      ...{ Action: "s3:ListBucket", Resource: "arn:aws:s3:::globex-data" },
      Condition: { StringLike: { "s3:prefix": "public/*" } },
    }),
    cells: OPEN,
    shows: { ...READS, what: "s3:ListBucket", at: "acme_extra" },
  },
  {
    id: "bucket-policy-write",
    title: "the right to rewrite the policy of another tenant's bucket",
    edit: extra({ Action: "s3:PutBucketPolicy", Resource: "arn:aws:s3:::*-data" }),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: { ...READS, what: "s3:PutBucketPolicy", at: "acme_extra" },
  },
  acl("acl-public-read", "an ACL for everybody to read", { acl: "public-read" }),
  acl("acl-public-write", "an ACL for everybody to write", { acl: "public-read-write" }),
  acl("acl-authenticated", "an ACL for everybody with an account of AWS", { acl: "authenticated-read" }),
  {
    id: "acl-of-group",
    title: "a grant of an ACL to the group of everybody",
    edit: all(
      NO_BLOCK,
      WITH_ACLS,
      resource("aws_s3_bucket_acl", "globex_data", {
        bucket: "globex-data",
        access_control_policy: [
          {
            owner: [{ id: "own" }],
            grant: [
              {
                permission: "READ",
                grantee: [{ type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" }],
              },
            ],
          },
        ],
      }),
    ),
    cells: ANYBODY,
    shows: { ...BY_WORLD, at: "aws_s3_bucket_acl.globex_data" },
  },
  {
    id: "acl-without-controls",
    title: "an ACL for everybody, on a bucket of which nobody says whether it has ACLs",
    edit: all(
      NO_BLOCK,
      resource("aws_s3_bucket_acl", "globex_data", { bucket: "globex-data", acl: "public-read" }),
    ),
    cells: ANYBODY.map((cell) => cell.replace("open", "unknown")),
    shows: { ...BY_WORLD, cell: "world > globex unknown", at: "aws_s3_bucket_acl.globex_data" },
  },
  {
    id: "replication",
    title: "a bucket that is copied into another tenant's",
    edit: resource("aws_s3_bucket_replication_configuration", "globex_data", {
      bucket: "${aws_s3_bucket.globex_data.id}",
      role: "${aws_iam_role.globex_app.arn}",
      rule: [{ status: "Enabled", destination: [{ bucket: "${aws_s3_bucket.acme_data.arn}" }] }],
    }),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "s3:GetObjectVersionForReplication", on: "globex-data" },
      at: "aws_s3_bucket_replication_configuration.globex_data",
    },
  },
  {
    id: "access-point",
    title: "an access point that lets another in, to a bucket that leaves it to access points",
    edit: all(
      door({ ...{ Action: "s3:GetObject", Principal: { AWS: ACME } }, Resource: `${DOOR}/object/*` }),
      bucketPolicy(LEFT_TO_ACCESS_POINTS),
    ),
    cells: OPEN,
    shows: { ...READS, on: "door", at: "aws_s3_access_point.globex_door" },
  },
  {
    id: "access-point-by-own-policy",
    title: "a tenant's policy for another's access point, to a bucket that leaves it to access points",
    edit: all(
      door({ ...{ Action: "s3:GetObject", Principal: { AWS: GLOBEX } }, Resource: `${DOOR}/object/*` }),
      bucketPolicy(LEFT_TO_ACCESS_POINTS),
      extra({ Action: "s3:GetObject", Resource: `${DOOR}/object/*` }),
    ),
    cells: OPEN,
    shows: { ...READS, on: "door", at: "aws_iam_role_policy.acme_extra" },
  },
  {
    id: "access-point-to-named",
    title: "a tenant's policy for a bucket, as far as requests come through access points",
    edit: all(
      door({ ...{ Action: "s3:GetObject", Principal: { AWS: ACME } }, Resource: `${DOOR}/object/*` }),
      extra({ ...READ, Condition: { StringEquals: { "s3:DataAccessPointAccount": ACCOUNT } } }),
    ),
    cells: OPEN,
    shows: { ...READS, on: "door", at: "aws_s3_access_point.globex_door" },
  },
  {
    id: "acl-of-somebody",
    title: "an ACL for a user of another account, by the id that only S3 has for it",
    edit: all(
      WITH_ACLS,
      resource("aws_s3_bucket_acl", "globex_data", {
        bucket: "globex-data",
        access_control_policy: [
          {
            owner: [{ id: OWN_ID }],
            grant: [
              { permission: "FULL_CONTROL", grantee: [{ type: "CanonicalUser", id: OWN_ID }] },
              { permission: "READ", grantee: [{ type: "CanonicalUser", id: OTHER_ID }] },
            ],
          },
        ],
      }),
    ),
    cells: ["world > globex open"],
    shows: { ...BY_WORLD, at: "aws_s3_bucket_acl.globex_data" },
  },
];
