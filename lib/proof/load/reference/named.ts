import type { Piece } from "../../facts/text";
import { piecesOf, textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import type { Attributes, Described } from "./described";
import { arn, givenPieces, regionKey, unknownPart } from "./described";

/** A type whose ARN follows from its name. Source of the forms: AWS service authorization reference, "Resource types". */
interface NamedType {
  readonly service: string;
  /** What stands before the name in the last part of the ARN. */
  readonly before: string;
  /** The attribute that holds the name. @default - `name` */
  readonly name?: string;
  /** @default - the name */
  readonly id?: "arn";
  /** An attribute with another id, which AWS makes up. @default - it has none */
  readonly madeUp?: string;
}

const TYPES: Readonly<Record<string, NamedType>> = {
  aws_athena_workgroup: { service: "athena", before: "workgroup/" },
  aws_backup_vault: { service: "backup", before: "backup-vault:" },
  aws_cloudtrail: { service: "cloudtrail", before: "trail/", id: "arn" },
  aws_cloudwatch_event_bus: { service: "events", before: "event-bus/" },
  aws_cloudwatch_event_rule: { service: "events", before: "rule/" },
  aws_cloudwatch_log_group: { service: "logs", before: "log-group:" },
  aws_cloudwatch_metric_alarm: { service: "cloudwatch", before: "alarm:", name: "alarm_name" },
  aws_codebuild_project: { service: "codebuild", before: "project/", id: "arn" },
  aws_codecommit_repository: { service: "codecommit", before: "", name: "repository_name" },
  aws_codepipeline: { service: "codepipeline", before: "" },
  aws_db_instance: { service: "rds", before: "db:", name: "identifier", madeUp: "resource_id" },
  aws_dynamodb_table: { service: "dynamodb", before: "table/" },
  aws_ecr_repository: { service: "ecr", before: "repository/" },
  aws_ecs_cluster: { service: "ecs", before: "cluster/", id: "arn" },
  aws_eks_cluster: { service: "eks", before: "cluster/" },
  aws_elasticsearch_domain: { service: "es", before: "domain/", name: "domain_name", id: "arn" },
  aws_glue_catalog_database: { service: "glue", before: "database/" },
  aws_glue_job: { service: "glue", before: "job/" },
  aws_kinesis_firehose_delivery_stream: { service: "firehose", before: "deliverystream/", id: "arn" },
  aws_kinesis_stream: { service: "kinesis", before: "stream/", id: "arn" },
  aws_lambda_function: { service: "lambda", before: "function:", name: "function_name" },
  aws_opensearch_domain: { service: "es", before: "domain/", name: "domain_name", id: "arn" },
  aws_rds_cluster: {
    service: "rds",
    before: "cluster:",
    name: "cluster_identifier",
    madeUp: "cluster_resource_id",
  },
  aws_redshift_cluster: { service: "redshift", before: "cluster:", name: "cluster_identifier" },
  aws_s3_access_point: { service: "s3", before: "accesspoint/" },
  aws_sagemaker_notebook_instance: { service: "sagemaker", before: "notebook-instance/" },
  aws_sfn_state_machine: { service: "states", before: "stateMachine:", id: "arn" },
  aws_sns_topic: { service: "sns", before: "", id: "arn" },
  aws_sqs_queue: { service: "sqs", before: "" },
};

/** The name: as given, with a prefix, or one that the provider makes up; unique of its kind in account and region. */
export function nameOf(resource: Described, attribute: string, unique: string): readonly Piece[] {
  const given = givenPieces(resource, attribute);
  if (given !== undefined) return given;
  const prefix = givenPieces(resource, `${attribute}_prefix`);
  if (prefix === undefined) return [unknownPart(resource, attribute, unique)];
  const shown = prefix.map((piece) => (typeof piece === "string" ? piece : `\${${piece.id}}`)).join("");
  return [...prefix, unknownPart(resource, `${attribute}_suffix`, `${unique}:${shown}`)];
}

function attributes({ service, before, name = "name", id, madeUp }: NamedType): Attributes {
  const nameIn = (resource: Described) =>
    nameOf(resource, name, `${service}:${before}@${regionKey(resource)}`);
  const arnOf = (resource: Described): Value => arn(resource, service, {}, [before, ...nameIn(resource)]);
  const other = madeUp === undefined ? {} : { [madeUp]: (resource: Described) => uniqueId(resource, madeUp) };
  return {
    ...other,
    arn: arnOf,
    [name]: (resource) => textOfPieces(nameIn(resource)),
    id: id === "arn" ? arnOf : (resource) => textOfPieces(nameIn(resource)),
  };
}

function uniqueId(resource: Described, attribute: string): Value {
  return textOfPieces([unknownPart(resource, attribute, `${resource.type}:${attribute}`)]);
}

/** A queue's id is its address. */
function queueUrl(resource: Described): Value {
  const { place } = resource;
  const name = nameOf(resource, "name", `sqs:@${regionKey(resource)}`);
  return textOfPieces([
    "https://sqs.",
    ...piecesOf(place.region),
    ".amazonaws.com/",
    ...piecesOf(place.account),
    "/",
    ...name,
  ]);
}

/** Types whose ARN needs nothing but place and name: a look-up by name tells it as well. */
export const KNOWN_BY_NAME: ReadonlySet<string> = new Set([
  ...Object.keys(TYPES),
  "aws_s3_bucket",
  "aws_ssm_parameter",
]);

export const NAMED: readonly (readonly [string, Attributes])[] = Object.entries(TYPES).map(
  ([type, named]) => [
    type,
    type === "aws_sqs_queue" ? { ...attributes(named), id: queueUrl, url: queueUrl } : attributes(named),
  ],
);
