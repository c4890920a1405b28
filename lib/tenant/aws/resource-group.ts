import type { ResourcegroupsGroupConfig } from "@cdktf/provider-aws/lib/resourcegroups-group";
import type { Construct } from "constructs";
import { INFRASTRUCTURE_TAG, TENANT_TAG } from "../../model/ownership";
import { Resource } from "../../terraform/resource";
import type { TenantContext } from "../tenant-context";

/** Everything that carries the tenant's tags, as one list in the console and for the tagging API. */
export function tenantResourceGroup(scope: Construct, id: string, context: TenantContext): void {
  const name = context.physicalName(undefined, 128);
  const filters = [
    { Key: INFRASTRUCTURE_TAG, Values: [context.infrastructure.name] },
    { Key: TENANT_TAG, Values: [context.name] },
  ];
  new Resource<ResourcegroupsGroupConfig>(
    scope,
    id,
    "aws_resourcegroups_group",
    {
      name,
      description: `Tenant ${context.name}`,
      resource_query: {
        type: "TAG_FILTERS_1_0",
        query: JSON.stringify({ ResourceTypeFilters: ["AWS::AllSupported"], TagFilters: filters }),
      },
      tags: context.tagsNamed(name),
    },
    { provider: context.awsProvider },
  );
}
