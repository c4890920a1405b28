import { type Hole, policy } from "../case";
import { arn, iam } from "../bases/by-hand";
import { ACME, all, extra, forService, GLOBEX, OPEN, resource } from "../parts";

const EXTRA = "aws_iam_role_policy.acme_extra";
const OF = "acme > globex open";
const EVERYBODY = ["acme > acme-eu open", "acme > globex open", "acme > platform open"];
const ON_ROLE = { cell: OF, on: "globex-app", at: EXTRA };
const ON_ACCOUNT = { cell: "acme > platform open", on: "account", at: EXTRA };

/** One action on globex's role. */
function onRole(id: string, title: string, action: string, cells: readonly string[] = OPEN): Hole {
  return {
    ...{ id, title, cells, shows: { ...ON_ROLE, what: action } },
    edit: extra({ Action: action, Resource: GLOBEX }),
  };
}

/** One action on globex's user. */
function onUser(id: string, title: string, action: string): Hole {
  const shows = { cell: OF, what: action, on: "globex-ann", at: EXTRA };
  return { id, title, cells: OPEN, shows, edit: extra({ Action: action, Resource: iam("user/globex-ann") }) };
}

const PRINCIPALS: readonly Hole[] = [
  onRole(
    "put-role-policy",
    "the right to give another tenant's role a policy",
    "iam:PutRolePolicy",
    EVERYBODY,
  ),
  onRole(
    "attach-role-policy",
    "the right to attach policies to another's role",
    "iam:AttachRolePolicy",
    EVERYBODY,
  ),
  onRole("update-trust", "the right to say whom another's role trusts", "iam:UpdateAssumeRolePolicy"),
  onUser("create-access-key", "the right to make keys for another's user", "iam:CreateAccessKey"),
  onUser("create-login", "the right to give another's user a password", "iam:CreateLoginProfile"),
  onUser("update-login", "the right to change the password of another's user", "iam:UpdateLoginProfile"),
  {
    id: "attach-to-itself",
    title: "the right to attach policies to itself",
    edit: extra({ Action: "iam:AttachRolePolicy", Resource: ACME }),
    cells: EVERYBODY,
    shows: { ...ON_ACCOUNT, what: "iam:AttachRolePolicy" },
  },
  {
    id: "put-boundary",
    title: "a role without rights but to take its boundary away",
    edit: all(
      resource("aws_iam_policy", "tenant_boundary", {
        policy: policy({
          Action: ["s3:*", "iam:DeleteRolePermissionsBoundary"],
          Resource: ["arn:aws:s3:::acme-*", ACME],
        }),
      }),
      resource("aws_iam_role", "acme_app", { permissions_boundary: "${aws_iam_policy.tenant_boundary.arn}" }),
      extra(
        { Action: "iam:DeleteRolePermissionsBoundary", Resource: ACME },
        { Action: "s3:GetObject", Resource: "arn:aws:s3:::globex-data/*" },
      ),
    ),
    cells: OPEN,
    shows: { cell: OF, what: "s3:GetObject", on: "globex-data", at: EXTRA },
  },
  {
    id: "boundary-of-other",
    title: "the right to take the boundary of another's role away, which alone keeps that one in",
    edit: all(
      resource("aws_iam_role", "globex_app", { permissions_boundary: iam("policy/globex-boundary") }),
      resource("aws_iam_policy", "globex_boundary", {
        name: "globex-boundary",
        policy: policy({ Action: "s3:*", Resource: "arn:aws:s3:::globex-*" }),
      }),
      resource("aws_iam_role_policy", "globex_extra", {
        ...{ name: "extra", role: "globex-app" },
        policy: policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-eu-data/*" }),
      }),
      extra({ Action: "iam:DeleteRolePermissionsBoundary", Resource: GLOBEX }),
    ),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: {
      ...{ cell: "acme > acme-eu open", what: "s3:GetObject", on: "acme-eu-data", at: EXTRA },
      closes: "aws_iam_role_policy.globex_extra",
    },
  },
  {
    id: "join-admins",
    title: "the right to add users to the administrators",
    edit: extra({ Action: "iam:AddUserToGroup", Resource: iam("group/admins") }),
    cells: EVERYBODY,
    shows: {
      ...{ cell: OF, what: "dynamodb:BatchWriteItem", on: "globex-orders", at: EXTRA },
      closes: "aws_iam_group_policy_attachment.admins",
    },
  },
  {
    id: "create-role",
    title: "the right to make a role and to give it any policy",
    edit: extra({
      Action: ["iam:CreateRole", "iam:PutRolePolicy"],
      Resource: iam("role/acme-made-*"),
    }),
    cells: EVERYBODY,
    shows: { ...ON_ACCOUNT, what: "iam:CreateRole" },
  },
  {
    id: "create-user",
    title: "the right to make a user, to give it any policy, and to make keys for it",
    edit: extra({
      Action: ["iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey"],
      Resource: iam("user/acme-made-*"),
    }),
    cells: EVERYBODY,
    shows: { ...ON_ACCOUNT, what: "iam:CreateUser" },
  },
  {
    id: "trust-of-identity-provider",
    title: "the right to say which audiences an identity provider serves",
    edit: all(
      resource("aws_iam_openid_connect_provider", "hub", {
        ...{ url: "https://token.actions.githubusercontent.com", client_id_list: ["sts.amazonaws.com"] },
      }),
      extra({ Action: "iam:UpdateOpenIDConnectProviderThumbprint", Resource: iam("oidc-provider/*") }),
    ),
    cells: ["acme > platform open"],
    shows: {
      ...{ cell: "acme > platform open", what: "iam:UpdateOpenIDConnectProviderThumbprint" },
      ...{ on: "token.actions", at: EXTRA },
    },
  },
];

const INSTANCE = all(
  forService("ec2.amazonaws.com"),
  resource("aws_iam_instance_profile", "globex_app", { name: "globex-app", role: "globex-app" }),
  resource("aws_instance", "globex_host", {
    iam_instance_profile: "${aws_iam_instance_profile.globex_app.name}",
    tags: { team: "globex" },
  }),
);

const RUNNING: readonly Hole[] = [
  {
    id: "command-on-instance",
    title: "the right to send commands to all instances",
    edit: all(INSTANCE, extra({ Action: "ssm:SendCommand", Resource: "*" })),
    cells: OPEN,
    shows: { cell: OF, what: "ssm:SendCommand", on: "globex_host", at: EXTRA },
  },
  {
    id: "command-by-tag",
    title: "the right to send commands to instances by a tag that it may write",
    edit: all(
      INSTANCE,
      extra(
        {
          ...{ Action: "ssm:SendCommand", Resource: arn("ec2", "instance/*") },
          Condition: { StringEquals: { "ssm:resourceTag/team": "acme" } },
        },
        { Action: "ec2:CreateTags", Resource: "*" },
      ),
    ),
    cells: OPEN,
    shows: { cell: OF, what: "ssm:SendCommand", on: "globex_host", at: EXTRA },
  },
  {
    id: "profile-on-instance",
    title: "a tenant's instance in the profile of another's role",
    edit: all(
      INSTANCE,
      resource("aws_instance", "acme_host", {
        iam_instance_profile: "${aws_iam_instance_profile.globex_app.name}",
      }),
    ),
    cells: OPEN,
    shows: { cell: OF, what: "runs as", on: "globex-app", at: "aws_instance.acme_host" },
  },
  {
    id: "update-function",
    title: "the right to change the code of all functions",
    edit: extra({ Action: "lambda:UpdateFunctionCode", Resource: "*" }),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: { cell: OF, what: "lambda:UpdateFunctionCode", on: "globex-etl", at: EXTRA },
  },
  {
    id: "function-in-role",
    title: "a tenant's function in the role of another",
    edit: resource("aws_lambda_function", "acme_etl", { role: "${aws_iam_role.globex_runner.arn}" }),
    cells: OPEN,
    shows: { cell: OF, what: "runs as", on: "globex-runner", at: "aws_lambda_function.acme_etl" },
  },
  {
    id: "task-in-role",
    title: "a tenant's task in the role of another",
    edit: resource("aws_ecs_task_definition", "acme_job", {
      ...{ family: "acme-job", task_role_arn: GLOBEX, container_definitions: "[]" },
    }),
    cells: OPEN,
    shows: { cell: OF, what: "runs as", on: "globex-app", at: "aws_ecs_task_definition.acme_job" },
  },
];

/** Ways to become somebody else, or to have what they have. */
export const ESCALATION_HOLES: readonly Hole[] = [...PRINCIPALS, ...RUNNING];
