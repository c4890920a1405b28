import { Token } from "cdktf";
import type { GrantIntent, KeyUseIntent, PermissionIntent } from "../../model/intent";
import type { KeyUse } from "../../model/sharing/key-use";
import type { Permission } from "../../model/sharing/permission";
import type { GrantedPart } from "../../tenancy/openings";
import { Tenant } from "../../tenant/tenant";
import type { ITenant } from "../../tenant/tenant-attributes";

/** What a grant comes to, for `tenancy.json`: whoever proves the plan compares it with this. */
export function grantedIntent(
  granted: readonly GrantedPart[],
  owner: ITenant,
): Pick<GrantIntent, "permissions" | "keyUse"> {
  const { region } = owner.infrastructure.environment;
  return {
    permissions: granted.flatMap(({ permissions }) => permissions.map((one) => permissionIntent(one, owner))),
    keyUse: granted.flatMap(({ keyUse }) => (keyUse === undefined ? [] : [keyUseIntent(keyUse, region)])),
  };
}

function permissionIntent({ actions, resources, limit }: Permission, owner: ITenant): PermissionIntent {
  return {
    actions: [...actions],
    resources: resources.map((resource) => literal(resource, owner)),
    limit: limit === undefined ? null : { key: limit.key, values: [...limit.values] },
  };
}

function keyUseIntent({ actions, through }: KeyUse, region: string): KeyUseIntent {
  return {
    actions: [...actions],
    through: through === undefined ? null : `${through.service}.${region}.amazonaws.com`,
    context:
      through?.context === undefined ? null : { ...through.context, values: [...through.context.values] },
  };
}

/** The only ARN that is not literal is that of a key: it is written as the reference that Terraform resolves. */
function literal(resource: string, owner: ITenant): string {
  if (!Token.isUnresolved(resource) || !Tenant.isTenant(owner)) return resource;
  return owner.keyResource.local("arn");
}
