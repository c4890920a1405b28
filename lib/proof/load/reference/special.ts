import type { Piece } from "../../facts/text";
import { piecesOf, textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import type { Attributes, Described } from "./described";
import { arn, givenPieces, regionKey, unknownPart } from "./described";
import { nameOf } from "./named";

/** Bucket names are unique in a partition. Source: S3 user guide, "Bucket naming rules". */
const bucketName = (resource: Described): readonly Piece[] => nameOf(resource, "bucket", "s3:bucket");
const bucket = (resource: Described): Value => textOfPieces(bucketName(resource));

const aliasName = (resource: Described): readonly Piece[] => {
  const given = givenPieces(resource, "name") ?? givenPieces(resource, "name_prefix");
  return given ?? ["alias/", unknownPart(resource, "name", `kms:alias@${regionKey(resource)}`, "text")];
};

/** AWS adds a hyphen and six characters. Source: Secrets Manager user guide, "Secret ARN". */
const secretArn = (resource: Described): Value =>
  arn(resource, "secretsmanager", {}, [
    "secret:",
    ...nameOf(resource, "name", `secretsmanager@${regionKey(resource)}`),
    "-",
    unknownPart(resource, "arn_suffix"),
  ]);

const parameterName = (resource: Described): readonly Piece[] =>
  nameOf(resource, "name", `ssm:parameter@${regionKey(resource)}`);

/** A name that is a path brings its slash. */
const parameterArn = (resource: Described): Value => {
  const [first = "", ...rest] = parameterName(resource);
  const path = typeof first === "string" && first.startsWith("/") ? [first] : ["/", first];
  return arn(resource, "ssm", {}, ["parameter", ...path, ...rest]);
};

const tableName = (resource: Described): readonly Piece[] =>
  nameOf(resource, "name", `dynamodb:table/@${regionKey(resource)}`);

const lambdaName = (resource: Described): readonly Piece[] =>
  nameOf(resource, "function_name", `lambda:function:@${regionKey(resource)}`);

const repositoryName = (resource: Described): readonly Piece[] =>
  nameOf(resource, "name", `ecr:repository/@${regionKey(resource)}`);

/** What one type has besides, or has in a form of its own. */
export const SPECIAL: readonly (readonly [string, Attributes])[] = [
  [
    "aws_s3_bucket",
    {
      arn: (resource) => arn(resource, "s3", { region: null, account: null }, bucketName(resource)),
      bucket,
      id: bucket,
    },
  ],
  [
    "aws_kms_alias",
    {
      arn: (resource) => arn(resource, "kms", {}, aliasName(resource)),
      name: (resource) => textOfPieces(aliasName(resource)),
      id: (resource) => textOfPieces(aliasName(resource)),
    },
  ],
  ["aws_secretsmanager_secret", { arn: secretArn, id: secretArn }],
  [
    "aws_ssm_parameter",
    {
      arn: parameterArn,
      name: (resource) => textOfPieces(parameterName(resource)),
      id: (resource) => textOfPieces(parameterName(resource)),
    },
  ],
  [
    "aws_dynamodb_table",
    {
      arn: (resource) => arn(resource, "dynamodb", {}, ["table/", ...tableName(resource)]),
      name: (resource) => textOfPieces(tableName(resource)),
      id: (resource) => textOfPieces(tableName(resource)),
      stream_arn: (resource) =>
        arn(resource, "dynamodb", {}, [
          "table/",
          ...tableName(resource),
          "/stream/",
          unknownPart(resource, "stream_label", undefined, "text"),
        ]),
    },
  ],
  [
    "aws_lambda_function",
    {
      arn: (resource) => arn(resource, "lambda", {}, ["function:", ...lambdaName(resource)]),
      function_name: (resource) => textOfPieces(lambdaName(resource)),
      id: (resource) => textOfPieces(lambdaName(resource)),
      qualified_arn: (resource) =>
        arn(resource, "lambda", {}, [
          "function:",
          ...lambdaName(resource),
          ":",
          unknownPart(resource, "version"),
        ]),
    },
  ],
  [
    "aws_ecr_repository",
    {
      arn: (resource) => arn(resource, "ecr", {}, ["repository/", ...repositoryName(resource)]),
      name: (resource) => textOfPieces(repositoryName(resource)),
      id: (resource) => textOfPieces(repositoryName(resource)),
      repository_url: (resource) =>
        textOfPieces([
          ...piecesOf(resource.place.account),
          ".dkr.ecr.",
          ...piecesOf(resource.place.region),
          ".amazonaws.com/",
          ...repositoryName(resource),
        ]),
    },
  ],
];
