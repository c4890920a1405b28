import { iamArn } from "../arn";
import type { Environment } from "../environment";
import type { Conditions, ConditionValues, PolicyStatement } from "../policy-document";
import { oneOrMany } from "../policy-document";
import type { Access, Area } from "./areas";

/** How a service uses a key in its caller's name: through which service, and for which thing. */
export interface KeyUse {
  readonly actions: readonly string[];
  /** @default - the caller uses the key itself */
  readonly through?: {
    /** `s3`, `dynamodb`, …: the service that calls KMS. */
    readonly service: string;
    /** The encryption context that names the thing. @default - the service has none that can be relied on */
    readonly context?: { readonly key: string; readonly values: readonly string[] };
  };
}

const READS: readonly Access[] = ["read", "readwrite", "consume"];
const WRITES: readonly Access[] = ["write", "readwrite", "send", "publish"];

/**
 * The use of the owner's key that an opening of an encrypted resource needs: decrypting to read, a data key to
 * write. Queues and multipart uploads decrypt what they have just encrypted, so writers decrypt as well.
 *
 * With an S3 bucket key the context is the bucket's ARN, not the object's.
 * Source: KMS developer guide, "Encryption context" and the page of each service.
 */
export function keyUseOf(area: Area, access: Access, arn: string, name: string): KeyUse | undefined {
  const actions = [
    ...(READS.includes(access) || WRITES.includes(access) ? ["kms:Decrypt"] : []),
    ...(WRITES.includes(access) ? ["kms:GenerateDataKey"] : []),
  ];
  switch (area) {
    case "s3":
      return { actions, through: { service: "s3", context: { key: "aws:s3:arn", values: [arn] } } };
    case "dynamodb":
      return {
        actions: ["kms:Decrypt"],
        through: { service: "dynamodb", context: { key: "aws:dynamodb:tableName", values: [name] } },
      };
    case "sqs":
      return { actions, through: { service: "sqs", context: { key: "aws:sqs:arn", values: [arn] } } };
    case "sns":
      return { actions, through: { service: "sns", context: { key: "aws:sns:topicArn", values: [arn] } } };
    case "secretsmanager":
      return {
        actions,
        through: { service: "secretsmanager", context: { key: "SecretARN", values: [arn] } },
      };
    case "ssm":
      return {
        actions: access === "read" ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:Encrypt"],
        through: { service: "ssm", context: { key: "PARAMETER_ARN", values: [arn] } },
      };
    case "ecr":
      // The registry uses its own grant on the key; whoever pulls needs none.
      return undefined;
    case "kms":
      return undefined;
  }
}

/** The conditions under which a key is used as told. */
export function keyConditions(use: KeyUse, region: string): Conditions {
  const { through } = use;
  if (through === undefined) return {};
  const via = { StringEquals: { "kms:ViaService": `${through.service}.${region}.amazonaws.com` } };
  if (through.context === undefined) return via;
  const { key, values } = through.context;
  return { ...via, StringLike: { [`kms:EncryptionContext:${key}`]: oneOrMany(values) } };
}

/** Roles of other tenants that use a key as told. */
export interface KeyException {
  /** Literal ARNs; one pattern, if it is for everyone. */
  readonly roles: readonly string[];
  /** True if `roles` is a pattern for all that may be opened to. @default false */
  readonly everyone?: boolean;
  readonly use: KeyUse;
  /** The moment at which it ends, ISO 8601. @default - it does not end */
  readonly until?: string | undefined;
}

/**
 * The key policy's side of openings. Without it no identity policy of the account lets anybody use the key. What is
 * opened to the same roles, through the same service and for as long, is one statement.
 */
export function keyOpenings(
  environment: Environment,
  exceptions: readonly KeyException[],
): PolicyStatement[] {
  return merged(exceptions).map(({ roles, everyone, use, until }, index) => ({
    Sid: `Granted${index + 1}`,
    Effect: "Allow",
    Principal: { AWS: accountsOf(environment, roles) },
    Action: oneOrMany(use.actions),
    Resource: "*",
    Condition: {
      ...keyConditions(use, environment.region),
      ...(until !== undefined && { DateLessThan: { "aws:CurrentTime": until } }),
      [everyone ? "ArnLike" : "ArnEquals"]: { "aws:PrincipalArn": oneOrMany(roles) },
    },
  }));
}

function merged(exceptions: readonly KeyException[]): KeyException[] {
  const groups = new Map<string, KeyException>();
  for (const exception of exceptions) {
    const { roles, use, until } = exception;
    const { service, context } = use.through ?? {};
    const key = JSON.stringify([roles, use.actions, until, service, context?.key]);
    const known = groups.get(key)?.use.through?.context?.values ?? [];
    const through = context && {
      service: service ?? "",
      context: { ...context, values: [...known, ...context.values] },
    };
    groups.set(key, { ...exception, use: { ...use, ...(through && { through }) } });
  }
  return [...groups.values()];
}

function accountsOf(environment: Environment, roles: readonly string[]): ConditionValues {
  const accounts = roles.map((role) => role.split(":")[4] ?? environment.account);
  return oneOrMany(accounts.map((account) => iamArn({ ...environment, account }, "root")));
}
