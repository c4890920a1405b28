import { type Hole, policy } from "../case";
import { iam } from "../bases/by-hand";
import { ACME, all, extra, OBJECTS, OPEN, resource, UNKNOWN } from "../parts";

const READ = { Action: "s3:GetObject", Resource: OBJECTS };
const AWS_POLICY = "arn:aws:iam::aws:policy";
const READS = { cell: "acme > globex open", what: "s3:GetObject", on: "globex-data" };
const EVERYBODY = ["acme > acme-eu open", "acme > globex open", "acme > platform open"];
const MAYBE_EVERYBODY = EVERYBODY.map((cell) => cell.replace("open", "unknown"));

/** Whoever may have it may be whoever has a role. */
const EVERY_PAIR = ["acme", "acme-eu", "globex"].flatMap((from) =>
  ["acme", "acme-eu", "globex", "platform"]
    .filter((to) => to !== from)
    .map((to) => `${from} > ${to} unknown`),
);

const READER = resource("aws_iam_policy", "reader", { name: "reader", policy: policy(READ) });

/** acme's role has a policy of AWS. */
function ofAws(id: string, title: string, name: string, cells: readonly string[] = EVERYBODY): Hole {
  const edit = resource("aws_iam_role_policy_attachment", "acme_extra", {
    ...{ role: "acme-app", policy_arn: `${AWS_POLICY}/${name}` },
  });
  return { id, title, edit, cells, shows: { ...READS, at: "acme_extra" } };
}

/** Ways in which a policy comes to count for a principal. */
export const ATTACHMENT_HOLES: readonly Hole[] = [
  ofAws("aws-administrator", "the administrator's policy of AWS", "AdministratorAccess"),
  ofAws("aws-power-user", "the power user's policy of AWS", "PowerUserAccess"),
  ofAws("aws-read-only", "the policy of AWS for reading", "ReadOnlyAccess"),
  ofAws("aws-s3-read-only", "the policy of AWS for reading buckets", "AmazonS3ReadOnlyAccess"),
  {
    id: "aws-secrets",
    title: "the policy of AWS for secrets",
    edit: resource("aws_iam_role_policy_attachment", "acme_extra", {
      ...{ role: "acme-app", policy_arn: `${AWS_POLICY}/SecretsManagerReadWrite` },
    }),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: {
      ...{ cell: "acme > globex open", what: "secretsmanager:GetSecretValue", on: "globex/token" },
      at: "acme_extra",
    },
  },
  {
    id: "aws-unknown",
    title: "a policy of AWS that is not in the snapshot",
    edit: resource("aws_iam_role_policy_attachment", "acme_extra", {
      ...{ role: "acme-app", policy_arn: `${AWS_POLICY}/AmazonTomorrowFullAccess` },
    }),
    cells: MAYBE_EVERYBODY,
    shows: { ...READS, cell: "acme > globex unknown", at: "acme_extra" },
  },
  {
    id: "inline-block",
    title: "a policy in a block of the role itself",
    edit: resource("aws_iam_role", "acme_app", { inline_policy: [{ name: "extra", policy: policy(READ) }] }),
    cells: OPEN,
    shows: { ...READS, at: "aws_iam_role.acme_app" },
  },
  {
    id: "managed-arns",
    title: "a managed policy in a list of the role itself",
    edit: all(
      READER,
      resource("aws_iam_role", "acme_app", { managed_policy_arns: ["${aws_iam_policy.reader.arn}"] }),
    ),
    cells: OPEN,
    shows: { ...READS, at: "aws_iam_policy.reader" },
  },
  {
    id: "attachment-by-arn",
    title: "a managed policy that is attached by its written ARN",
    edit: all(
      READER,
      resource("aws_iam_role_policy_attachment", "acme_extra", {
        ...{ role: "acme-app", policy_arn: iam("policy/reader") },
      }),
    ),
    cells: OPEN,
    shows: { ...READS, at: "aws_iam_policy.reader" },
  },
  {
    id: "attachment-to-many",
    title: "a policy for globex that is attached to acme's role in one list with it",
    edit: all(
      READER,
      resource("aws_iam_policy_attachment", "reader", {
        ...{ name: "reader", policy_arn: "${aws_iam_policy.reader.arn}" },
        roles: ["${aws_iam_role.globex_app.name}", "${aws_iam_role.acme_app.name}"],
      }),
    ),
    cells: OPEN,
    shows: { ...READS, at: "aws_iam_policy.reader" },
  },
  {
    id: "attachment-foreign",
    title: "a role's policy that is written beside another tenant's",
    edit: resource("aws_iam_role_policy", "globex_reader", { role: "acme-app", policy: policy(READ) }),
    cells: OPEN,
    shows: { ...READS, at: "aws_iam_role_policy.globex_reader" },
  },
  {
    id: "attachment-unknown-role",
    title: "a policy that is attached to nobody knows whom",
    edit: all(
      { variable: { reader: {} } },
      READER,
      resource("aws_iam_role_policy_attachment", "reader", {
        ...{ role: "${var.reader}", policy_arn: "${aws_iam_policy.reader.arn}" },
      }),
    ),
    cells: EVERY_PAIR,
    shows: { ...READS, cell: "acme > globex unknown", at: "aws_iam_role_policy_attachment.reader" },
  },
  {
    id: "user-policy",
    title: "a policy of a user",
    edit: resource("aws_iam_user_policy", "acme_ann", { user: "acme-ann", policy: policy(READ) }),
    cells: OPEN,
    shows: { ...READS, at: "aws_iam_user_policy.acme_ann" },
  },
  {
    id: "group-of-users",
    title: "a group whose policy its members have",
    edit: all(
      resource("aws_iam_group", "readers", { name: "readers" }),
      resource("aws_iam_group_policy", "readers", { group: "readers", policy: policy(READ) }),
      resource("aws_iam_user_group_membership", "acme_ann", {
        user: "${aws_iam_user.acme_ann.name}",
        groups: ["${aws_iam_group.readers.name}"],
      }),
    ),
    cells: OPEN,
    shows: { ...READS, at: "aws_iam_group_policy.readers" },
  },
  {
    id: "member-of-admins",
    title: "a tenant's user among the administrators",
    edit: resource("aws_iam_group_membership", "admins", {
      ...{ name: "admins", group: "admins", users: ["acme-ann"] },
    }),
    cells: EVERYBODY,
    shows: { ...READS, at: "aws_iam_group_policy_attachment.admins" },
  },
  {
    id: "key-of-user",
    title: "an access key for another tenant's user",
    edit: resource("aws_iam_access_key", "acme_key", { user: "globex-ann" }),
    cells: OPEN,
    shows: {
      cell: "acme > globex open",
      what: "signs in as",
      on: "globex-ann",
      at: "aws_iam_access_key.acme_key",
    },
  },
  {
    id: "boundary-wide",
    title: "a boundary that is as wide as the policy too much",
    edit: all(
      resource("aws_iam_policy", "tenant_boundary", { policy: policy({ Action: "s3:*", Resource: "*" }) }),
      resource("aws_iam_role", "acme_app", { permissions_boundary: "${aws_iam_policy.tenant_boundary.arn}" }),
      extra(READ),
    ),
    cells: OPEN,
    shows: { ...READS, at: "acme_extra" },
  },
  {
    id: "boundary-by-resource",
    title: "a boundary, which a bucket's policy for a user does not heed",
    edit: all(
      resource("aws_iam_user", "acme_ann", { permissions_boundary: "${aws_iam_policy.tenant_boundary.arn}" }),
      resource("aws_s3_bucket_policy", "globex_data", {
        bucket: "globex-data",
        policy: policy({ ...READ, Principal: { AWS: "${aws_iam_user.acme_ann.arn}" } }),
      }),
    ),
    cells: OPEN,
    shows: { ...READS, at: "aws_s3_bucket_policy.globex_data" },
  },
  {
    id: "boundary-unread",
    title: "a boundary that is not part of what was read",
    edit: all(
      resource("aws_iam_role", "acme_app", { permissions_boundary: iam("policy/somewhere-else") }),
      extra(READ),
    ),
    cells: UNKNOWN,
    shows: { ...READS, cell: "acme > globex unknown", at: "acme_extra" },
  },
  {
    id: "policy-version",
    title: "the right to rewrite a policy that it has itself",
    edit: all(
      resource("aws_iam_policy", "tools", {
        name: "tools",
        policy: policy({ Action: "iam:CreatePolicyVersion", Resource: iam("policy/tools") }),
      }),
      resource("aws_iam_role_policy_attachment", "acme_tools", {
        ...{ role: ACME.split("/")[1] ?? "", policy_arn: "${aws_iam_policy.tools.arn}" },
      }),
    ),
    cells: EVERYBODY,
    shows: { cell: "acme > platform open", what: "iam:CreatePolicyVersion", on: "account", at: "tools" },
  },
];
