import { type Hole, policy } from "../case";
import { iam } from "../bases/by-hand";
import { ACME, all, extra, OBJECTS, OPEN, resource, trusted } from "../parts";

const EXTRA = "aws_iam_role_policy.acme_extra";
const READ = { Action: "s3:GetObject", Resource: OBJECTS };
const READS = { cell: "acme > globex open", what: "s3:GetObject", on: "globex-data", at: EXTRA };
const MAY_READ = { ...READS, cell: "acme > globex unknown" };
/** Of a policy that may say anything. */
const ANYTHING = ["acme > acme-eu unknown", "acme > globex unknown", "acme > platform unknown"];
/** Of a policy of a resource that may let in anybody. */
const ANYBODY = ["acme > globex unknown", "acme-eu > globex unknown", "world > globex unknown"];

/** Of a part that may do anything in its account. */
const ANYONE = ["anyone > anyone unknown"];

function written(id: string, title: string, document: string, more = {}): Hole {
  const edit = all(more, extra(), resource("aws_iam_role_policy", "acme_extra", { policy: document }));
  return { id, title, edit, cells: OPEN, shows: READS };
}

/** Documents as Terraform makes them: computed, which is read, or beyond what a plan can tell, which is unknown. */
export const UNREAD_HOLES: readonly Hole[] = [
  written(
    "encoded",
    "a document by jsonencode",
    '${jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.globex_data.arn}/*" }] })}',
  ),
  written("from-data-source", "a document by a data source", "${data.aws_iam_policy_document.extra.json}", {
    data: {
      aws_iam_policy_document: {
        extra: {
          statement: [{ actions: ["s3:GetObject"], resources: ["${aws_s3_bucket.globex_data.arn}/*"] }],
        },
      },
    },
  }),
  written("from-local", "a document from a local value", "${local.extra}", {
    locals: { extra: policy(READ) },
  }),
  {
    id: "repeated",
    title: "a policy for each of some tenants",
    edit: resource("aws_iam_role_policy", "acme_extra", {
      for_each: '${toset(["acme", "globex"])}',
      role: "acme-app",
      policy: policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::${each.value}-data/*" }),
    }),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "counted",
    title: "a policy that is counted",
    edit: resource("aws_iam_role_policy", "acme_extra", {
      ...{ count: 1, role: "acme-app", policy: policy(READ) },
    }),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "dynamic-block",
    title: "a policy in a block that is repeated",
    edit: resource("aws_iam_role", "acme_app", {
      dynamic: { inline_policy: { for_each: ["x"], content: { name: "extra", policy: policy(READ) } } },
    }),
    cells: OPEN,
    shows: { ...READS, at: "aws_iam_role.acme_app" },
  },
  {
    id: "variable-with-default",
    title: "a policy by a variable that has a default",
    edit: all(
      { variable: { bucket: { default: "globex-data" } } },
      extra({ Action: "s3:GetObject", Resource: "arn:aws:s3:::${var.bucket}/*" }),
    ),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "variable",
    title: "a policy for a bucket that only the apply knows",
    edit: all(
      { variable: { bucket: {} } },
      extra({ Action: "s3:GetObject", Resource: "arn:aws:s3:::${var.bucket}/*" }),
    ),
    cells: ANYTHING,
    shows: MAY_READ,
  },
  {
    id: "remote-state",
    title: "a policy for what another state says",
    edit: all(
      {
        data: {
          terraform_remote_state: {
            other: { backend: "s3", config: { bucket: "x", key: "y", region: "z" } },
          },
        },
      },
      extra({ Action: "s3:GetObject", Resource: "${data.terraform_remote_state.other.outputs.arn}" }),
    ),
    cells: ANYTHING,
    shows: MAY_READ,
  },
  {
    id: "looked-up",
    title: "a policy for a bucket that is looked up by a name which only the apply knows",
    edit: all(
      { variable: { name: {} }, data: { aws_s3_bucket: { any: { bucket: "${var.name}" } } } },
      extra({ Action: "s3:GetObject", Resource: "${data.aws_s3_bucket.any.arn}/*" }),
    ),
    cells: ANYTHING,
    shows: MAY_READ,
  },
  {
    id: "from-file",
    title: "a document from a file",
    edit: all(extra(), resource("aws_iam_role_policy", "acme_extra", { policy: '${file("extra.json")}' })),
    cells: ANYTHING,
    shows: MAY_READ,
  },
  {
    id: "from-template",
    title: "a document from a template",
    edit: all(
      extra(),
      resource("aws_iam_role_policy", "acme_extra", {
        policy: '${templatefile("extra.tpl", { bucket = "b" })}',
      }),
    ),
    cells: ANYTHING,
    shows: MAY_READ,
  },
  {
    id: "invalid-document",
    title: "a document that is not JSON",
    edit: all(
      extra(),
      resource("aws_iam_role_policy", "acme_extra", { policy: '{"Version": "2012-10-17",' }),
    ),
    cells: ANYTHING,
    shows: MAY_READ,
  },
  {
    id: "unescaped-variable",
    title: "a variable of IAM that Terraform takes for one of its own",
    edit: extra({ Action: "s3:GetObject", Resource: "arn:aws:s3:::${aws:username}-data/*" }),
    cells: ANYTHING,
    shows: MAY_READ,
  },
  {
    id: "ignored-policy",
    title: "a policy that others may change, by ignore_changes",
    edit: resource("aws_iam_role_policy", "acme_app", { lifecycle: { ignore_changes: ["policy"] } }),
    cells: ANYTHING,
    shows: { ...MAY_READ, at: "aws_iam_role_policy.acme_app" },
  },
  {
    id: "ignored-trust",
    title: "a trust policy that others may change",
    edit: resource("aws_iam_role", "globex_app", { lifecycle: { ignore_changes: ["assume_role_policy"] } }),
    cells: ANYBODY,
    shows: { cell: "acme > globex unknown", what: "sts:AssumeRole", on: "globex-app", at: "globex_app" },
  },
  {
    id: "trust-unread",
    title: "a trust policy that only the apply knows",
    edit: all(
      { variable: { trust: {} } },
      resource("aws_iam_role", "globex_app", { assume_role_policy: "${var.trust}" }),
    ),
    cells: ANYBODY,
    shows: { cell: "acme > globex unknown", what: "sts:AssumeRole", on: "globex-app", at: "globex_app" },
  },
  {
    id: "trust-principal-unread",
    title: "a trust policy for a principal that only the apply knows",
    edit: all(
      { variable: { friend: {} } },
      trusted({ Principal: { AWS: "${var.friend}" }, Action: "sts:AssumeRole" }),
    ),
    cells: ANYBODY,
    shows: { cell: "acme > globex unknown", what: "sts:AssumeRole", on: "globex-app", at: "globex_app" },
  },
  {
    id: "bucket-policy-unread",
    title: "a bucket's policy that only the apply knows",
    edit: all(
      { variable: { door: {} } },
      resource("aws_s3_bucket_public_access_block", "globex_data", null),
      resource("aws_s3_bucket_policy", "globex_data", { bucket: "globex-data", policy: "${var.door}" }),
    ),
    cells: ANYBODY,
    shows: { ...MAY_READ, at: "aws_s3_bucket_policy.globex_data" },
  },
  {
    id: "owner-unread",
    title: "a role of nobody knows whom that a tenant's role lets in",
    edit: all(
      { variable: { team: {} } },
      resource("aws_iam_role", "floating", {
        ...{ name: "floating", tags: { team: "${var.team}" } },
        assume_role_policy: policy({ Principal: { AWS: ACME }, Action: "sts:AssumeRole" }),
      }),
    ),
    cells: ["acme > platform open"],
    shows: {
      cell: "acme > platform open",
      what: "sts:AssumeRole",
      on: "floating",
      at: "aws_iam_role.floating",
    },
  },
  {
    id: "unknown-type",
    title: "a resource of a type that nobody knows",
    edit: resource("aws_teleporter", "acme_door", { to: iam("role/globex-app") }),
    cells: ANYONE,
    opaque: ["aws_teleporter.acme_door"],
  },
  {
    id: "stack-of-templates",
    title: "a stack of CloudFormation, whose template makes what it makes",
    edit: resource("aws_cloudformation_stack", "acme_stack", { name: "acme-stack", template_body: "{}" }),
    cells: ANYONE,
    opaque: ["aws_cloudformation_stack.acme_stack"],
  },
  {
    id: "provisioner",
    title: "a resource that runs a program when it is made",
    edit: resource("terraform_data", "acme_hook", {
      provisioner: [{ "local-exec": { command: "make it so" } }],
    }),
    cells: ANYONE,
    opaque: ["terraform_data.acme_hook"],
  },
  {
    id: "module",
    title: "a module, whose source is not read",
    edit: { module: { acme_extra: { source: "./modules/extra" } } },
    cells: ANYONE,
    opaque: ["module.acme_extra"],
  },
  {
    id: "share",
    title: "a share of resources with other accounts",
    edit: resource("aws_ram_resource_share", "globex_share", {
      name: "globex",
      allow_external_principals: true,
    }),
    cells: ANYONE,
    opaque: ["aws_ram_resource_share.globex_share"],
  },
  {
    id: "configuration-beside",
    title: "a file of Terraform's own language beside the JSON",
    edit: {},
    files: { "extra.tf": 'resource "aws_iam_role_policy" "extra" {}' },
    cells: ANYONE,
    opaque: ["extra.tf"],
  },
  {
    id: "key-policy-unread",
    title: "a key whose policy only the apply knows",
    edit: all({ variable: { key: {} } }, resource("aws_kms_key", "globex_data", { policy: "${var.key}" })),
    cells: ANYBODY,
    shows: { cell: "acme > globex unknown", what: "kms:Decrypt", on: "globex_data", at: "globex_data" },
  },
  {
    id: "actions-unread",
    title: "actions that only the apply knows",
    edit: all(
      { variable: { actions: {} } },
      extra(),
      resource("aws_iam_role_policy", "acme_extra", {
        policy: `\${jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = var.actions, Resource = "${OBJECTS}" }] })}`,
      }),
    ),
    cells: ANYTHING,
    shows: MAY_READ,
  },
];
