import { adding, type Hole, type Patch, policy, without } from "../case";
import { all, resource } from "../parts";

const BUCKET = "arn:aws:s3:::nonprod--globex--uploads-*";
const ANYTHING = { Sid: "AllowAll", Action: "s3:*", Resource: "*" };
const OF = "acme > globex open";
const WORLD = "world > globex open";
const READS = { cell: OF, what: "s3:GetObject", on: "globex--uploads" };

/** The role in which acme's pods run has one more statement, as an escape hatch would add it. */
const PODS_MAY = resource("aws_iam_role_policy", "tenants/acme/Access/PodsPolicy", {
  policy: adding(ANYTHING),
});
/** What the library says of every bucket: nobody but its own tenant. */
const DENIALS = ["NobodyElseTouchesData", "NoOtherTenant"];

/** A role of acme's that somebody wrote beside the constructs: without a boundary. */
function raw(path: string, ...statements: readonly Record<string, unknown>[]): Patch {
  const trust = policy({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
  return all(
    resource("aws_iam_role", "tenants/acme/Extra", { name: "extra", path, assume_role_policy: trust }),
    resource("aws_iam_role_policy", "tenants/acme/ExtraPolicy", {
      ...{ role: "extra", policy: policy(...statements) },
    }),
  );
}

/** What remains to be done wrong where the constructs did it right. */
export const CONSTRUCT_HOLES: readonly Hole[] = [
  {
    id: "constructs-path-of-other",
    title: "a role of a tenant in the path of another's, which that tenant's policies let in",
    base: "constructs",
    edit: raw("/nonprod/globex/", { Sid: "Read", Action: "s3:GetObject", Resource: `${BUCKET}/*` }),
    cells: [OF],
    shows: { ...READS, at: "tenants_acme_ExtraPolicy" },
  },
  {
    id: "constructs-without-denials",
    title: "a bucket's denials taken out, and a role that may read every bucket",
    base: "constructs",
    edit: all(
      raw("/", { Action: "s3:GetObject", Resource: "*" }),
      resource("aws_s3_bucket_policy", "tenants/globex/uploads/Policy", { policy: without(DENIALS) }),
    ),
    cells: [OF],
    shows: { ...READS, at: "tenants_acme_ExtraPolicy" },
  },
  {
    id: "constructs-bucket-policy-gone",
    title: "a bucket without its policy, and a statement too many",
    base: "constructs",
    edit: all(PODS_MAY, resource("aws_s3_bucket_policy", "tenants/globex/uploads/Policy", null)),
    cells: [OF],
    shows: { ...READS, at: "acme_Access_PodsPolicy" },
  },
  {
    id: "constructs-allow-logs",
    title: "a statement for everything, of which a boundary leaves logs and parameters",
    base: "constructs",
    edit: resource("aws_iam_role_policy", "tenants/acme/Access/PodsPolicy", {
      policy: adding({ Sid: "AllowAll", Action: "*", Resource: "*" }),
    }),
    cells: [OF],
    shows: { cell: OF, what: "logs:FilterLogEvents", on: "/nonprod/globex", at: "acme_Access_PodsPolicy" },
  },
  {
    id: "constructs-parameter",
    title: "parameters, which have no policy of their own, by a role without a boundary",
    base: "constructs",
    edit: raw("/", { Action: "ssm:GetParameter", Resource: "*" }),
    cells: [OF],
    shows: { cell: OF, what: "ssm:GetParameter", on: "setting", at: "tenants_acme_ExtraPolicy" },
  },
  {
    id: "constructs-trust",
    title: "a tenant's role that lets in another's, which has no boundary any more",
    base: "constructs",
    edit: all(
      resource("aws_iam_role", "tenants/acme/Access/Pods", { permissions_boundary: null }),
      resource("aws_iam_role", "tenants/globex/Access/Pods", {
        assume_role_policy: adding({
          Principal: { AWS: "arn:aws:iam::123456789012:role/nonprod/acme/nonprod--acme--pods" },
          Action: "sts:AssumeRole",
        }),
      }),
    ),
    cells: [OF],
    shows: { cell: OF, what: "sts:AssumeRole", on: "globex--pods", at: "globex_Access_Pods" },
  },
  {
    id: "constructs-public",
    title: "a bucket that is made public",
    base: "constructs",
    edit: all(
      resource("aws_s3_bucket_public_access_block", "tenants/globex/uploads/PublicAccess", null),
      resource("aws_s3_bucket_policy", "tenants/globex/uploads/Policy", {
        policy: without(DENIALS, { Principal: "*", Action: "s3:GetObject", Resource: `${BUCKET}/*` }),
      }),
    ),
    cells: [OF, WORLD],
    shows: { ...READS, cell: WORLD, at: "globex_uploads_Policy" },
  },
  {
    id: "constructs-ignored-policy",
    title: "a bucket's policy that others may change",
    base: "constructs",
    edit: resource("aws_s3_bucket_policy", "tenants/globex/uploads/Policy", {
      lifecycle: { ignore_changes: ["policy"] },
    }),
    cells: ["acme > globex unknown"],
    shows: { ...READS, cell: "acme > globex unknown", at: "globex_uploads_Policy" },
  },
];
