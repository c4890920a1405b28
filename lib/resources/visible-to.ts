import type { Construct } from "constructs";
import { CrossTenantGrant } from "../sharing/grant/cross-tenant-grant";
import { EveryoneGrant } from "../sharing/grant/everyone-grant";
import type { IShareable, ResourceGrantProps } from "../sharing/grant/grant-props";
import { KnownTenants } from "../tenant/known-tenants";
import { Tenant } from "../tenant/tenant";
import type { ITenant } from "../tenant/tenant-attributes";
import type { Visibility } from "./declared-resource";

/**
 * Makes a resource visible as it was declared: a grant to read it for each tenant, below the resource. All roles of
 * these tenants can then read it and do nothing else there; removing the visibility removes all of it.
 */
export function makeVisible(resource: Construct & IShareable, visibility: Visibility): void {
  if (visibility === "private") return;
  const owner = Tenant.of(resource);
  const readBy = (requester: ITenant): ResourceGrantProps => ({
    ...{ owner, requester, resources: [resource], access: "read" },
    reason: `visible to ${requester.name}, as declared`,
  });
  if (visibility === "public") {
    KnownTenants.of(resource).forEachBeside(
      owner,
      (other) => new EveryoneGrant(resource, grantId(other), readBy(other)),
    );
    return;
  }
  for (const tenant of visibility) new CrossTenantGrant(resource, grantId(tenant), readBy(tenant));
}

function grantId(requester: ITenant): string {
  return `VisibleTo-${requester.name}`;
}
