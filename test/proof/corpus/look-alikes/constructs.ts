import { adding, type LookAlike } from "../case";
import { all, resource } from "../parts";

const GLOBEX_PODS = "arn:aws:iam::123456789012:role/nonprod/globex/nonprod--globex--pods";

/** Slips that boundaries and denials of the constructs make harmless. */
export const CONSTRUCT_LOOK_ALIKES: readonly LookAlike[] = [
  {
    id: "constructs-allow-denied",
    title: "a statement for all buckets, queues and secrets, whose own policies deny it",
    base: "constructs",
    edit: resource("aws_iam_role_policy", "tenants/acme/Access/PodsPolicy", {
      policy: adding({ Sid: "AllowAll", Action: ["s3:*", "sqs:*", "secretsmanager:*"], Resource: "*" }),
    }),
  },
  {
    id: "constructs-trusted-within-boundary",
    title: "a role that lets in another tenant's, whose boundary does not let it out",
    base: "constructs",
    edit: resource("aws_iam_role", "tenants/globex/Access/Pods", {
      assume_role_policy: adding({
        Principal: { AWS: "arn:aws:iam::123456789012:role/nonprod/acme/nonprod--acme--pods" },
        Action: "sts:AssumeRole",
      }),
    }),
  },
  {
    id: "constructs-own-besides",
    title: "one more statement of a bucket's policy, for its own tenant",
    base: "constructs",
    edit: all(
      resource("aws_s3_bucket_policy", "tenants/globex/uploads/Policy", {
        policy: adding({
          ...{ Principal: { AWS: GLOBEX_PODS }, Action: "s3:GetObject" },
          Resource: "arn:aws:s3:::nonprod--globex--uploads-*/*",
        }),
      }),
    ),
  },
  {
    id: "constructs-block-gone",
    title: "a bucket without the block of public access, and without anything public",
    base: "constructs",
    edit: resource("aws_s3_bucket_public_access_block", "tenants/globex/uploads/PublicAccess", null),
  },
];
