import type { App } from "cdktf";
import type { Access, Area, Target } from "../../../../lib/model/sharing/areas";
import { TenantBucket } from "../../../../lib/resources/tenant-bucket";
import { TenantParameter } from "../../../../lib/resources/tenant-parameter";
import { TenantQueue } from "../../../../lib/resources/tenant-queue";
import { TenantRepository } from "../../../../lib/resources/tenant-repository";
import type { ITenantResource } from "../../../../lib/resources/tenant-resource";
import { TenantSecret } from "../../../../lib/resources/tenant-secret";
import { TenantTable } from "../../../../lib/resources/tenant-table";
import { TenantTopic } from "../../../../lib/resources/tenant-topic";
import { CrossTenantGrant } from "../../../../lib/sharing/grant/cross-tenant-grant";
import type { Tenant } from "../../../../lib/tenant/tenant";
import { someTenant, stackOf } from "../../../support/sharing";
import { synthesize } from "../../../support/synth";
import { SynthesizedIam } from "./synthesized-iam";

/** One grant of dev to the pods of qa, on one of its two resources of a kind. */
export interface Granted {
  readonly area: Area;
  readonly access: Access;
  readonly narrowing: { readonly prefix?: string; readonly leadingKeys?: readonly string[] };
}

/** The parts of a resource, as literal ARN patterns, and how its policies are found. */
export interface Part {
  readonly target: Target;
  readonly pattern: string;
  /** As `SynthesizedIam` calls it. @default - parts of this kind have no policy */
  readonly policy?: string;
}

/** What was synthesized, and what it is about. */
export interface GrantedApp {
  readonly iam: SynthesizedIam;
  readonly shared: readonly Part[];
  /** Of the same owner and kind, and not granted. @default - a tenant has one single key */
  readonly private: readonly Part[];
}

/** The last day of every grant here. */
export const LAST_DAY = "2098-12-31";

/** A resource of each kind, as tests declare it. */
export const MADE: Readonly<Record<Exclude<Area, "kms">, (owner: Tenant, name: string) => ITenantResource>> =
  {
    s3: (owner, name) => new TenantBucket(owner, name),
    dynamodb: (owner, name) =>
      new TenantTable(owner, name, {
        partitionKey: { name: "tenant" },
        indexes: [{ name: "by-day", partitionKey: { name: "day" } }],
        stream: "KEYS_ONLY",
      }),
    sqs: (owner, name) => new TenantQueue(owner, name, { deadLettersAfter: false }),
    sns: (owner, name) => new TenantTopic(owner, name),
    secretsmanager: (owner, name) => new TenantSecret(owner, name),
    ssm: (owner, name) => new TenantParameter(owner, name),
    ecr: (owner, name) => new TenantRepository(owner, name),
  };
const TYPES: Readonly<Record<Exclude<Area, "kms" | "ssm">, string>> = {
  s3: "aws_s3_bucket",
  dynamodb: "aws_dynamodb_table",
  sqs: "aws_sqs_queue",
  sns: "aws_sns_topic",
  secretsmanager: "aws_secretsmanager_secret",
  ecr: "aws_ecr_repository",
};

/** Four tenants, of which dev has two resources of the kind and grants one of them to the pods of qa. */
export function grantedApp({ area, access, narrowing }: Granted): GrantedApp {
  const resources: ITenantResource[] = [];
  const plan = synthesize((app: App) => {
    const [owner, requester] = [someTenant(app, "dev"), someTenant(app, "qa")];
    for (const name of ["dev-2", "ops"]) someTenant(app, name);
    const common = {
      ...{ owner, requester, access, expires: LAST_DAY, reason: "QA tries what was granted" },
      requesterRoles: ["pods"] as const,
    };
    const scope = stackOf(app, "tenants");
    if (area === "kms") {
      new CrossTenantGrant(scope, "grant", { ...common, area });
      return;
    }
    const shared = MADE[area](owner, "shared");
    resources.push(shared, MADE[area](owner, "private"));
    new CrossTenantGrant(scope, "grant", { ...common, ...narrowing, resources: [shared] });
  });
  const iam = new SynthesizedIam(plan.stack("tenants"));
  const [shared, secluded] = resources;
  if (area === "kms") return { iam, shared: [{ target: "self", pattern: iam.key("dev").arn }], private: [] };
  if (shared === undefined || secluded === undefined) throw new Error("nothing was declared");
  return { iam, shared: partsOf(area, shared), private: partsOf(area, secluded) };
}

function partsOf(area: Exclude<Area, "kms">, { shared }: ITenantResource): Part[] {
  const name = physicalName(area, shared.arns.self ?? "");
  return (Object.entries(shared.arns) as [Target, string][]).map(([target, pattern]) => ({
    target,
    pattern,
    ...(area !== "ssm" && { policy: `${target === "stream" ? "stream" : TYPES[area]} ${name}` }),
  }));
}

/** What stands behind the last part of an ARN that says of which type it is. */
export function physicalName(area: Area, arn: string): string {
  const rest = arn.split(":").slice(5).join(":");
  if (area === "secretsmanager") return rest.replace(/^secret:/, "").replace(/-\?+$/, "");
  return rest.replace(/^(table|repository)\//, "");
}
