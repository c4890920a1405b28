import type { Hole, Patch } from "../case";
import { arn } from "../bases/by-hand";
import { all, extra, OPEN, resource } from "../parts";

const EXTRA = "aws_iam_role_policy.acme_extra";
const OF = "acme > globex open";
const BOTH = ["acme > globex open", "acme > platform open"];
const SECRET = "${aws_iam_access_key.globex_key.secret}";
const KEY = resource("aws_iam_access_key", "globex_key", { user: "globex-ann" });

/** The key of globex's user in something of the platform that acme may look at. */
function shown(id: string, title: string, action: string, at: string, what: Patch, on = "*"): Hole {
  return {
    ...{ id, title, cells: BOTH, edit: all(KEY, what, extra({ Action: action, Resource: on })) },
    shows: { cell: "acme > platform open", what: action, on: at, at: EXTRA },
  };
}

/** Credentials of users in places where others read them. */
export const CREDENTIAL_HOLES: readonly Hole[] = [
  shown(
    "key-in-parameter",
    "the key of another tenant's user in a parameter that all read",
    "ssm:GetParameter",
    "credentials in aws_ssm_parameter.shared",
    resource("aws_ssm_parameter", "shared", { name: "/shared/key", type: "SecureString", value: SECRET }),
    arn("ssm", "parameter/shared/*"),
  ),
  shown(
    "key-in-object",
    "the key of another tenant's user in an object",
    "s3:GetObject",
    "credentials in aws_s3_object.shared",
    resource("aws_s3_object", "shared", {
      ...{ bucket: "${aws_s3_bucket.audit.id}", key: "etc/ann.ini" },
      content: `aws_secret_access_key = ${SECRET}`,
    }),
    "arn:aws:s3:::platform-audit/etc/*",
  ),
  shown(
    "key-in-function",
    "the key of another tenant's user among the variables of a function",
    "lambda:GetFunctionConfiguration",
    "credentials in aws_lambda_function.shared",
    resource("aws_lambda_function", "shared", {
      ...{ function_name: "shared", role: "${aws_iam_role.deployer.arn}" },
      environment: [{ variables: { SECRET } }],
    }),
    arn("lambda", "function:shared"),
  ),
  shown(
    "key-in-start-of-instances",
    "the key of another tenant's user in what instances do first",
    "ec2:DescribeLaunchTemplateVersions",
    "credentials in aws_launch_template.shared",
    resource("aws_launch_template", "shared", { name: "shared", user_data: `export SECRET=${SECRET}` }),
  ),
  {
    id: "key-in-own-secret",
    title: "the key of another tenant's user in a tenant's own secret",
    edit: all(
      KEY,
      resource("aws_secretsmanager_secret_version", "acme_token", {
        secret_id: "${aws_secretsmanager_secret.acme_token.id}",
        secret_string: `\${jsonencode({ secret = aws_iam_access_key.globex_key.secret })}`,
      }),
    ),
    cells: OPEN,
    shows: {
      ...{ cell: OF, what: "signs in as", on: "globex-ann" },
      at: "aws_secretsmanager_secret_version.acme_token",
    },
  },
  {
    id: "key-in-secret-of-other",
    title: "another tenant's secret, in which a third one's key is",
    edit: all(
      resource("aws_iam_access_key", "acme_eu_key", { user: "acme-eu-ann" }),
      resource("aws_secretsmanager_secret_version", "globex_token", {
        secret_id: "${aws_secretsmanager_secret.globex_token.id}",
        secret_string: "${aws_iam_access_key.acme_eu_key.secret}",
      }),
      extra({ Action: "secretsmanager:GetSecretValue", Resource: arn("secretsmanager", "secret:globex/*") }),
    ),
    cells: ["acme > acme-eu open", "acme > globex open", "globex > acme-eu open"],
    shows: { cell: "acme > acme-eu open", what: "signs in as", on: "acme-eu-ann", at: "globex_token" },
  },
];
