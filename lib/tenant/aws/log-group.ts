import type { CloudwatchLogGroupConfig } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { Resource } from "../../terraform/resource";
import type { TenantContext } from "../tenant-context";

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
