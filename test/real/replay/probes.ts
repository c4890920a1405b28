import type { ReplayableRequest } from "../../../lib/proof/facts/step";
import { REGION } from "../../proof/corpus/bases/by-hand";
import type { Block } from "./blocks";
import { OWN_ACCOUNT } from "./cases";
import { ownerOf } from "./tenants";

/** What everybody would try first with a thing, by its type: the thing's ARN, and the actions. */
type Usual = (
  block: Block,
  keys: ReadonlyMap<string, string>,
) => readonly (readonly [string, readonly string[]])[];

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const regional = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${OWN_ACCOUNT}:${rest}`;
const global = (rest: string) => `arn:aws:iam::${OWN_ACCOUNT}:${rest}`;

const USUAL: Readonly<Record<string, Usual>> = {
  aws_s3_bucket: ({ body }) => [
    [`arn:aws:s3:::${text(body["bucket"])}/any`, ["s3:GetObject"]],
    [`arn:aws:s3:::${text(body["bucket"])}`, ["s3:ListBucket"]],
  ],
  aws_dynamodb_table: ({ body }) => [
    [regional("dynamodb", `table/${text(body["name"])}`), ["dynamodb:GetItem", "dynamodb:Scan"]],
  ],
  aws_sqs_queue: ({ body }) => [
    [regional("sqs", text(body["name"])), ["sqs:SendMessage", "sqs:ReceiveMessage"]],
  ],
  aws_sns_topic: ({ body }) => [[regional("sns", text(body["name"])), ["sns:Publish"]]],
  aws_ssm_parameter: ({ body }) => [
    [regional("ssm", `parameter${text(body["name"])}`), ["ssm:GetParameter"]],
  ],
  aws_secretsmanager_secret: ({ body }) => [
    [regional("secretsmanager", `secret:${text(body["name"])}-aaaaaa`), ["secretsmanager:GetSecretValue"]],
  ],
  aws_ecr_repository: ({ body }) => [
    [regional("ecr", `repository/${text(body["name"])}`), ["ecr:BatchGetImage"]],
  ],
  aws_cloudwatch_log_group: ({ body }) => [
    [regional("logs", `log-group:${text(body["name"])}`), ["logs:FilterLogEvents"]],
  ],
  aws_lambda_function: ({ body }) => [
    [regional("lambda", `function:${text(body["function_name"])}`), ["lambda:InvokeFunction"]],
  ],
  aws_kms_key: ({ label }, keys) => [[keys.get(label) ?? "", ["kms:Decrypt"]]],
  aws_iam_role: ({ body }) => [
    [global(`role/${text(body["name"])}`), ["sts:AssumeRole", "iam:PutRolePolicy"]],
  ],
  aws_iam_user: ({ body }) => [[global(`user/${text(body["name"])}`), ["iam:CreateAccessKey"]]],
};

/** The ARN of a principal in whose name something is asked; undefined for other things. */
export function askerOf({ type, body }: Block): string | undefined {
  if (body["provider"] !== undefined) return undefined;
  if (type === "aws_iam_role") return global(`role/${text(body["name"])}`);
  return type === "aws_iam_user" ? global(`user/${text(body["name"])}`) : undefined;
}

/**
 * What everybody would try with what others have: one principal each of `askers` with each thing of `things` that has
 * another owner, in a pair of owners that `isIsolated`.
 */
export function usualRequests(
  askers: readonly Block[],
  things: readonly Block[],
  keys: ReadonlyMap<string, string>,
  isIsolated: (pair: string) => boolean,
): readonly ReplayableRequest[] {
  return askers.flatMap((asker) => {
    const principal = askerOf(asker);
    const from = ownerOf(asker);
    if (principal === undefined || from === "platform") return [];
    return things
      .filter((thing) => ownerOf(thing) !== from && isIsolated(`${from} > ${ownerOf(thing)}`))
      .flatMap((thing) => USUAL[thing.type]?.(thing, keys) ?? [])
      .flatMap(([resource, actions]) =>
        actions.map((action) => ({ principal, action, resource, context: {} })),
      );
  });
}
