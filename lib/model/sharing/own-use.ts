import type { PolicyStatement } from "../policy-document";
import type { Area, Target } from "./areas";
import { AREA_RULES } from "./areas";
import type { ResourceArns } from "./permission";

/** Names for Sids. */
const AREA_NAMES: Readonly<Record<Area, string>> = {
  s3: "Buckets",
  dynamodb: "Tables",
  kms: "Keys",
  sqs: "Queues",
  sns: "Topics",
  secretsmanager: "Secrets",
  ssm: "Parameters",
  ecr: "Repositories",
};
const TARGET_NAMES: Readonly<Record<Target, string>> = {
  self: "",
  content: "Content",
  index: "Indexes",
  stream: "Streams",
};

/**
 * What a tenant's own roles do with what the tenant has: all that could be granted, on each thing by its
 * name. Its key has a statement of its own, which is there without any resource.
 */
export function ownUse(
  resources: readonly { readonly area: Area; readonly arns: ResourceArns }[],
): PolicyStatement[] {
  const byAction = new Map<string, { area: Area; target: Target; arns: string[] }>();
  for (const { area, arns } of resources) {
    if (area === "kms") continue;
    for (const [target, arn] of Object.entries(arns) as [Target, string][]) {
      const known = byAction.get(`${area} ${target}`);
      if (known) known.arns.push(arn);
      else byAction.set(`${area} ${target}`, { area, target, arns: [arn] });
    }
  }
  const statements = [...byAction.values()].flatMap(({ area, target, arns }): PolicyStatement[] => {
    const actions = [
      ...new Set(Object.values(AREA_RULES[area].access).flatMap((byTarget) => byTarget?.[target] ?? [])),
    ];
    if (actions.length === 0) return [];
    const Sid = `Own${AREA_NAMES[area]}${TARGET_NAMES[target]}`;
    return [{ Sid, Effect: "Allow", Action: actions.sort(), Resource: arns }];
  });
  const registry: PolicyStatement = {
    Sid: "LogInToTheRegistry",
    Effect: "Allow",
    // It has no resource: the token opens what the other statements allow, and nothing else.
    Action: "ecr:GetAuthorizationToken",
    Resource: "*",
  };
  return resources.some(({ area }) => area === "ecr") ? [...statements, registry] : statements;
}
