import { kind, type KindSpec } from "./kind";

/** Who may act, and what gives them their rights. */
export const IDENTITY_KINDS: Readonly<Record<string, KindSpec>> = {
  aws_iam_role: kind("role", "role", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:iam::{A}:role{path}{N}",
    parts: { "iam/role sts/role": "{arn}" },
    refers: { id: "{N}" },
    policy: "assume_role_policy",
    policyKind: "trust",
    target: "role",
  }),
  aws_iam_user: kind("user", "user", {
    name: "name",
    arn: "arn:{P}:iam::{A}:user{path}{N}",
    parts: { "iam/user": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_iam_group: kind("group", "group", {
    name: "name",
    arn: "arn:{P}:iam::{A}:group{path}{N}",
    parts: { "iam/group": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_iam_policy: kind("policy", "policy", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:iam::{A}:policy{path}{N}",
    parts: { "iam/policy": "{arn}" },
    refers: { id: "{arn}" },
  }),
  aws_iam_instance_profile: kind("instance-profile", "instance profile", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:iam::{A}:instance-profile{path}{N}",
    parts: { "iam/instance-profile": "{arn}" },
    refers: { id: "{N}" },
    runs: ["role"],
  }),
  aws_iam_openid_connect_provider: kind("oidc-provider", "OpenID Connect provider", {
    name: { attribute: "url", without: "https://" },
    arn: "arn:{P}:iam::{A}:oidc-provider/{N}",
    parts: { "iam/oidc-provider": "{arn}" },
    refers: { id: "{arn}" },
  }),
  aws_iam_saml_provider: kind("saml-provider", "SAML provider", {
    name: "name",
    arn: "arn:{P}:iam::{A}:saml-provider/{N}",
    parts: { "iam/saml-provider": "{arn}" },
    refers: { id: "{arn}" },
  }),
};
