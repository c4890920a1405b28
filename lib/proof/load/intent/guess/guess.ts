import type { FactResource } from "../../../facts/resource";
import { literalOf } from "../../../facts/text";
import type { OwnershipRule } from "../hand-intent";

/** A rule that says of something that it is a tenant's. */
export type Guess = OwnershipRule & { readonly tenant: string };

/** Words of names by which what runs everything is called, and services of AWS: no tenant has such a name. */
const PLATFORM_WORDS = new Set([
  ...["admin", "admins", "automation", "backup", "bastion", "ci", "cicd", "common", "core", "default"],
  ...["deploy", "deployer", "github", "gitlab", "global", "infra", "infrastructure", "internal", "jenkins"],
  ...["logging", "main", "management", "mgmt", "monitoring", "network", "operations", "operator", "ops"],
  ...["platform", "security", "shared", "system", "terraform", "this", "tools"],
  ...["cloudtrail", "cluster", "config", "dynamodb", "ebs", "ec2", "ecr", "ecs", "eks", "iam", "kms"],
  ...["lambda", "node", "nodes", "pod", "pods", "rds", "s3", "sns", "sqs", "ssm", "vpc", "worker"],
]);

/** Where nobody else can log in or run anything, nobody is a tenant. */
const PRINCIPALS: ReadonlySet<string> = new Set(["aws_iam_role", "aws_iam_user"]);
const NAMESPACE = /^kubernetes_namespace(_v1)?$/;

export function isPlatformWord(name: string): boolean {
  return PLATFORM_WORDS.has(name.toLowerCase());
}

export function isPrincipal({ type }: FactResource): boolean {
  return PRINCIPALS.has(type);
}

export function isNamespace({ type }: FactResource): boolean {
  return NAMESPACE.test(type);
}

/** An attribute whose text is known. */
export function writtenText({ values }: FactResource, attribute: string): string | undefined {
  const value = values.get(attribute);
  return value?.kind === "text" ? literalOf(value) : undefined;
}

/** The name of a resource in its module, and its key where it has one: `acme_app` and `eu` of `aws_x.acme_app["eu"]`. */
export function localName({ provenance: { address } }: FactResource): {
  readonly name: string;
  readonly key: string | undefined;
} {
  const [, name = "", key] = /\.([\w-]+)(?:\["([^"]+)"\]|\[\d+\])?$/.exec(address) ?? [];
  return { name, key };
}

/** `acme` of `acme-etl` and of `acme_etl`; undefined for one word. */
export function firstWord(name: string): string | undefined {
  return /^([A-Za-z0-9]+)[-_]/.exec(name)?.[1];
}
