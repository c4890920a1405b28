import { infrastructureRolePattern } from "../../model/arn";
import { CrossTenantGrant } from "./cross-tenant-grant";

/**
 * One of the grants by which something is open to all tenants of its owner's Infrastructure: the requester's side is
 * that of any grant, and the owner's policies speak of all requesters at once, so that they stay as small as they are.
 */
export class EveryoneGrant extends CrossTenantGrant {
  protected override get everyone(): string {
    const { environment, name } = this.owner.infrastructure;
    return infrastructureRolePattern(environment, name);
  }
}
