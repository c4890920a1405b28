import type { CloudwatchLogGroupConfig } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { retentionMalformed } from "../../errors/tenant";
import type { ErrorPlace } from "../../errors/tenancy-error";
import { Resource } from "../../terraform/resource";
import type { TenantContext } from "../tenant-context";

/** The periods that CloudWatch Logs takes, in days. Source: its API reference, PutRetentionPolicy. */
const RETENTION_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** @throws TNT1214 */
export function checkedRetention(at: ErrorPlace, days: number): number {
  if (RETENTION_DAYS.includes(days)) return days;
  const longer = RETENTION_DAYS.find((period) => period >= days) ?? 3653;
  throw retentionMalformed(at, days, longer);
}

/** The tenant's log group, encrypted with the tenant's key; returns its name. */
export function tenantLogGroup(
  scope: Construct,
  id: string,
  context: TenantContext,
  keyArn: string,
  retentionDays: number,
): string {
  const name = `/${context.infrastructure.name}/${context.name}/default`;
  new Resource<CloudwatchLogGroupConfig>(
    scope,
    id,
    "aws_cloudwatch_log_group",
    { name, kms_key_id: keyArn, retention_in_days: retentionDays, tags: context.tagsNamed(name) },
    { provider: context.awsProvider, preventDestroy: context.deletionProtection },
  );
  return name;
}
