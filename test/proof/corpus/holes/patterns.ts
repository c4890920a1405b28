import type { Hole } from "../case";
import { arn } from "../bases/by-hand";
import { extra, OBJECTS, OPEN } from "../parts";

const EXTRA = "aws_iam_role_policy.acme_extra";
const READS = { cell: "acme > globex open", what: "s3:GetObject", on: "globex-data", at: EXTRA };
const OF_SIBLING = { cell: "acme > acme-eu open", at: EXTRA };
const SIBLING = ["acme > acme-eu open"];
const EVERYBODY = ["acme > acme-eu open", "acme > globex open", "acme > platform open"];

/** Patterns in policies that match more than they were meant to. */
export const PATTERN_HOLES: readonly Hole[] = [
  {
    id: "wildcard-resource",
    title: "a policy for all resources",
    edit: extra({ Sid: "AllowAll", Action: "s3:GetObject", Resource: "*" }),
    cells: EVERYBODY,
    shows: READS,
  },
  {
    id: "wildcard-everything",
    title: "a policy for everything",
    edit: extra({ Action: "*", Resource: "*" }),
    cells: EVERYBODY,
    shows: READS,
  },
  {
    id: "wildcard-action-middle",
    title: "a star in the middle of an action",
    edit: extra({ Action: "s3:*tObject", Resource: OBJECTS }),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "wildcard-service",
    title: "a star that begins in the service's name",
    edit: extra({ Action: ["s3:?etObject"], Resource: OBJECTS }),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "action-other-case",
    title: "an action in another case, which AWS does not mind",
    edit: extra({ Action: "S3:GETOBJECT", Resource: OBJECTS }),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "not-action",
    title: "everything but a few actions",
    edit: extra({ NotAction: ["iam:*", "sts:*", "organizations:*"], Resource: OBJECTS }),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "not-resource",
    title: "all objects but those of one's own bucket",
    edit: extra({
      Action: "s3:GetObject",
      NotResource: ["arn:aws:s3:::acme-data/*", "arn:aws:s3:::platform-*"],
    }),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: READS,
  },
  {
    id: "question-marks",
    title: "question marks that stand for any letter",
    edit: extra({ Action: "s3:GetObject", Resource: "arn:aws:s3:::??????-data/*" }),
    cells: OPEN,
    shows: READS,
  },
  {
    id: "suffix",
    title: "a pattern of names by how they end, which other buckets match by the keys of their objects",
    edit: extra({ Action: "s3:GetObject", Resource: "arn:aws:s3:::*x-data/*" }),
    cells: EVERYBODY,
    shows: READS,
  },
  {
    id: "any-partition",
    title: "a star for the partition, which may also match across colons",
    edit: extra({ Action: "s3:GetObject", Resource: "arn:*:s3:::globex-data/*" }),
    cells: ["acme > acme-eu unknown", "acme > globex open", "acme > platform unknown"],
    shows: READS,
  },
  {
    id: "any-region-and-account",
    title: "stars for region and account",
    edit: extra({ Action: "sqs:ReceiveMessage", Resource: "arn:aws:sqs:*:*:globex-jobs" }),
    cells: OPEN,
    shows: { cell: "acme > globex open", what: "sqs:ReceiveMessage", on: "globex-jobs", at: EXTRA },
  },
  {
    id: "incomplete-arn",
    title: "an ARN that ends early, which a policy of a role completes with stars",
    edit: extra({ Action: "sqs:ReceiveMessage", Resource: "arn:aws:sqs:*" }),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: { cell: "acme > globex open", what: "sqs:ReceiveMessage", on: "globex-jobs", at: EXTRA },
  },
  {
    id: "bucket-prefix",
    title: "a prefix of a bucket's name that another tenant's begins with",
    edit: extra({ Action: "s3:GetObject", Resource: "arn:aws:s3:::acme*" }),
    cells: SIBLING,
    shows: { ...OF_SIBLING, what: "s3:GetObject", on: "acme-eu-data" },
  },
  {
    id: "table-prefix",
    title: "a prefix of a table's name that another tenant's begins with",
    edit: extra({ Action: "dynamodb:Query", Resource: arn("dynamodb", "table/acme-*") }),
    cells: SIBLING,
    shows: { ...OF_SIBLING, what: "dynamodb:Query", on: "acme-eu-orders" },
  },
  {
    id: "parameter-prefix",
    title: "a path of parameters without the slash at its end",
    edit: extra({ Action: "ssm:GetParameter", Resource: arn("ssm", "parameter/prod/acme*") }),
    cells: SIBLING,
    shows: { ...OF_SIBLING, what: "ssm:GetParameter", on: "/prod/acme-eu/db" },
  },
  {
    id: "parameter-parent-path",
    title: "parameters by the path above, which shows all of those below",
    edit: extra({ Action: "ssm:GetParametersByPath", Resource: arn("ssm", "parameter/prod") }),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: { ...OF_SIBLING, what: "ssm:GetParametersByPath", on: "/prod/acme-eu/db" },
  },
  {
    id: "secret-prefix",
    title: "a prefix of a secret's name that another tenant's begins with",
    edit: extra({ Action: "secretsmanager:GetSecretValue", Resource: arn("secretsmanager", "secret:acme*") }),
    cells: SIBLING,
    shows: { ...OF_SIBLING, what: "secretsmanager:GetSecretValue", on: "acme-eu/token" },
  },
  {
    id: "repository-prefix",
    title: "a prefix of a repository's name that another tenant's begins with",
    edit: extra({ Action: ["ecr:BatchGetImage", "ecr:PutImage"], Resource: arn("ecr", "repository/acme*") }),
    cells: SIBLING,
    shows: { ...OF_SIBLING, what: "ecr:BatchGetImage", on: "acme-eu/image" },
  },
  {
    id: "log-group-prefix",
    title: "a prefix of a log group's name that another tenant's begins with",
    edit: extra({ Action: "logs:FilterLogEvents", Resource: arn("logs", "log-group:/acme*") }),
    cells: SIBLING,
    shows: { ...OF_SIBLING, what: "logs:FilterLogEvents", on: "/acme-eu/app" },
  },
  {
    id: "function-prefix",
    title: "a prefix of a function's name that another tenant's begins with",
    edit: extra({ Action: "lambda:InvokeFunction", Resource: arn("lambda", "function:acme*") }),
    cells: SIBLING,
    shows: { ...OF_SIBLING, what: "lambda:InvokeFunction", on: "acme-eu-etl" },
  },
];
