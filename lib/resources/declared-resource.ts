import type { Construct } from "constructs";
import { nameTaken } from "../errors/names";
import { settingOutOfRange, visibilityMalformed, visibilityOfTenant } from "../errors/resources";
import type { ErrorPlace } from "../errors/tenancy-error";
import { checkedName, PART_NAME_MOST } from "../model/names";
import type { Area } from "../model/sharing/areas";
import { tenantKey } from "../tenancy/openings";
import { sameInfrastructure } from "../tenant/known-tenants";
import { Tenant } from "../tenant/tenant";
import type { ITenant } from "../tenant/tenant-attributes";
import { TenantContext } from "../tenant/tenant-context";
import { placeBelow } from "../terraform/place";

/**
 * Who may read a resource of the operator's tenant besides that tenant: nobody, every tenant of the Infrastructure
 * that the app declares or imports, before the resource or later, or those listed.
 */
export type Visibility = "private" | "public" | readonly ITenant[];

/** What all resources of a tenant have in common. */
export interface TenantResourceProps {
  /**
   * Unique among the tenant's resources of this kind; lowercase letters, digits and single hyphens, 24 at
   * most. The physical name follows from it.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Who may read it besides the tenant itself: nobody, every tenant of the Infrastructure, or those listed. All of
   * their roles get it, by grants that stand below the resource. Only for resources of the operator's own tenant,
   * `default`, in a stack that none of the others' needs.
   *
   * @default "private"
   */
  readonly visibility?: Visibility;
}

/** A kind of resource, in words. */
export interface ResourceKind {
  /** The public class. */
  readonly construct: string;
  readonly area: Area;
  /** In messages: `bucket name`. */
  readonly word: string;
}

/** A resource of a tenant whose common props were checked. */
export interface DeclaredResource {
  readonly place: ErrorPlace;
  readonly area: Area;
  readonly name: string;
  readonly context: TenantContext;
  /** The key that encrypts it, as a reference that every stack of the app may use. */
  readonly keyArn: string;
  readonly visibility: Visibility;
}

/**
 * All that can be refused of the common props is refused here, before anything exists.
 *
 * @throws TNT1215 outside of a tenant, TNT1001 to TNT1003 and TNT1005 for the name, TNT1403, TNT1404
 */
export function declareResource(
  scope: Construct,
  id: string,
  kind: ResourceKind,
  props: TenantResourceProps,
): DeclaredResource {
  const place = placeBelow(kind.construct, scope, id);
  const context = TenantContext.of(place, scope);
  const name = checkedName(place, `${kind.word} name`, props.name ?? id, PART_NAME_MOST);
  checkFree(place, context, kind, name);
  const owner = Tenant.of(scope);
  const visibility = props.visibility ?? "private";
  checkVisibility(place, owner, visibility);
  return { place, area: kind.area, name, context, keyArn: owner.keyArn, visibility };
}

/** One name of a kind a tenant. @throws TNT1005 */
export function checkFree(
  at: ErrorPlace,
  context: TenantContext,
  { area, word }: ResourceKind,
  name: string,
): void {
  const taken = context.openings.resourcesOf(context.key, area).find((resource) => resource.name === name);
  if (taken === undefined) return;
  const why = `both would have the same physical name in tenant ${context.name}.`;
  throw nameTaken(at, `${word} name`, name, taken.place.path, why);
}

function checkVisibility(at: ErrorPlace, owner: Tenant, visibility: Visibility): void {
  if (visibility === "private") return;
  if (owner.name !== "default") throw visibilityOfTenant(at, owner.name, named(visibility));
  if (visibility === "public") return;
  if (!Array.isArray(visibility) || visibility.length === 0) {
    throw visibilityMalformed(at, visibility, "an empty list shares with nobody, which is `private`.");
  }
  const tenants: readonly ITenant[] = visibility;
  for (const tenant of tenants) {
    const why = `${tenant.name} is the owner itself, or of another Infrastructure.`;
    const beside = sameInfrastructure(tenant, owner) && tenantKey(tenant) !== tenantKey(owner);
    if (!beside) throw visibilityMalformed(at, tenant.name, why);
  }
  if (new Set(tenants.map(tenantKey)).size !== tenants.length) {
    throw visibilityMalformed(at, named(visibility), "one tenant is named twice.");
  }
}

function named(visibility: Visibility): unknown {
  return typeof visibility === "string" ? visibility : visibility.map((tenant) => tenant.name);
}

/** A whole number within what the service takes. @throws TNT1405 */
export function withinRange(
  at: ErrorPlace,
  what: string,
  value: number,
  [least, most]: readonly [number, number],
): number {
  if (!Number.isInteger(value) || value < least || value > most)
    throw settingOutOfRange(at, what, value, least, most);
  return value;
}
