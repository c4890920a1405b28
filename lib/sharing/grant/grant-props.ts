import {
  accessUnknown,
  grantAcrossAccounts,
  grantAcrossRegions,
  grantExpired,
  grantOfNothing,
  grantToItself,
  narrowingMalformed,
  reasonMissing,
  requesterRoleUnknown,
  resourceOfAnother,
} from "../../errors/grants";
import type { ErrorPlace } from "../../errors/tenancy-error";
import { isTokenLike } from "../../model/names";
import type { Access, Area } from "../../model/sharing/areas";
import { AREA_RULES, AREAS } from "../../model/sharing/areas";
import type { Expiry } from "../../model/sharing/expiry";
import { daysLeft, parseExpiry } from "../../model/sharing/expiry";
import type { Narrowing } from "../../model/sharing/permission";
import type { SharedResource } from "../../tenancy/openings";
import { tenantKey } from "../../tenancy/openings";
import type { ITenant, TenantRole } from "../../tenant/tenant-attributes";

/** Something that has been made to be shared: a `TenantBucket`, a `TenantTable`, … */
export interface IShareable {
  readonly shared: SharedResource;
}

/** A role of the requester, by its purpose. */
export type RequesterRole = "pods" | "hosts";

interface CommonGrantProps {
  /** The tenant that opens something of its own. It is declared in this app. */
  readonly owner: ITenant;
  /** The tenant that gets in. It may be declared by another app. */
  readonly requester: ITenant;
  /** What the requester may do with it. */
  readonly access: Access;
  /** Who needs it for what. Every report lists it. */
  readonly reason: string;
  /**
   * The last day, in UTC, as `2027-03-31`. Afterwards both sides refuse, synthesis fails until the declaration is
   * removed, and it warns during the 14 days before.
   *
   * @default - it does not end
   */
  readonly expires?: string;
  /** Which of the requester's roles get it. @default - all of them */
  readonly requesterRoles?: readonly RequesterRole[];
  /** Whether owner and requester may be in different accounts. @default false */
  readonly acrossAccounts?: boolean;
}

/** Everything that the owner has of a kind, now and later in the app. */
export interface AreaGrantProps extends CommonGrantProps {
  readonly area: Area;
  readonly resources?: never;
  readonly prefix?: never;
  readonly leadingKeys?: never;
}

/** Single resources of the owner. */
export interface ResourceGrantProps extends CommonGrantProps {
  readonly resources: readonly IShareable[];
  readonly area?: never;
  /**
   * Objects whose key starts so; with a slash at the end, so that `a/` does not open `ab/`. For buckets.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;
  /**
   * Items with one of these partition keys; `Scan` and the stream, which know no keys, are then left out. For tables.
   *
   * @default - the whole table
   */
  readonly leadingKeys?: readonly string[];
}

export type CrossTenantGrantProps = AreaGrantProps | ResourceGrantProps;

/** Props that were checked. */
export interface DeclaredGrant {
  readonly area: Area;
  readonly resources: readonly SharedResource[] | "all";
  readonly narrowing: Narrowing;
  readonly roles: readonly TenantRole[];
  readonly reason: string;
  readonly expiry: Expiry | undefined;
  /** Days that are left. @default - it does not end */
  readonly daysLeft: number | undefined;
}

/** All that can be refused of one grant is refused here, before anything of it exists. */
export function declareGrant(at: ErrorPlace, props: CrossTenantGrantProps): DeclaredGrant {
  const { owner, requester } = props;
  if (tenantKey(owner) === tenantKey(requester)) throw grantToItself(at, owner.name);
  checkPlaces(at, props);
  const { area, resources } = declareWhat(at, props);
  const known = Object.keys(AREA_RULES[area].access);
  if (!known.includes(props.access)) throw accessUnknown(at, area, props.access, known);
  if (typeof props.reason !== "string" || props.reason.trim() === "" || isTokenLike(props.reason)) {
    throw reasonMissing(at, props.reason);
  }
  const expiry = props.expires === undefined ? undefined : parseExpiry(at, props.expires);
  const left = expiry && daysLeft(expiry, new Date());
  if (expiry && left !== undefined && left <= 0) throw grantExpired(at, expiry.date);
  const narrowing = declareNarrowing(at, area, props);
  return {
    ...{ area, resources, narrowing, expiry, daysLeft: left },
    roles: declareRoles(at, props),
    reason: props.reason.trim(),
  };
}

function checkPlaces(
  at: ErrorPlace,
  { owner, requester, acrossAccounts = false }: CrossTenantGrantProps,
): void {
  const [from, to] = [owner.infrastructure.environment, requester.infrastructure.environment];
  if (from.region !== to.region) throw grantAcrossRegions(at, from.region, to.region);
  if (from.account !== to.account && !acrossAccounts) throw grantAcrossAccounts(at, from.account, to.account);
}

function declareWhat(
  at: ErrorPlace,
  props: CrossTenantGrantProps,
): Pick<DeclaredGrant, "area" | "resources"> {
  const { area, resources, owner } = props;
  if (area !== undefined && resources !== undefined) throw grantOfNothing(at, "both `area` and `resources`");
  if (area !== undefined) {
    if (!AREAS.includes(area)) throw accessUnknown(at, "a grant", area, AREAS);
    return { area, resources: "all" };
  }
  const shared = (resources ?? []).map((resource) => resource.shared);
  const [first] = shared;
  if (first === undefined) throw grantOfNothing(at, resources === undefined ? "neither" : "`resources: []`");
  for (const resource of shared) {
    if (resource.owner !== tenantKey(owner)) throw resourceOfAnother(at, resource.name, owner.name);
    if (resource.area !== first.area) {
      throw grantOfNothing(at, `resources of ${first.area} and of ${resource.area}`);
    }
  }
  return { area: first.area, resources: shared };
}

function declareNarrowing(at: ErrorPlace, area: Area, props: CrossTenantGrantProps): Narrowing {
  const { prefix, leadingKeys } = props;
  if (prefix !== undefined) checkPrefix(at, area, prefix);
  if (leadingKeys !== undefined) checkLeadingKeys(at, area, leadingKeys);
  return {
    ...(prefix !== undefined && { prefix }),
    ...(leadingKeys !== undefined && { leadingKeys: [...new Set(leadingKeys)].sort() }),
  };
}

function checkPrefix(at: ErrorPlace, area: Area, prefix: unknown): void {
  if (area !== "s3") {
    const why = "only objects of a bucket have a key that starts with something.";
    throw narrowingMalformed(at, "prefix", prefix, why, "leave it out, or grant a bucket.");
  }
  if (typeof prefix !== "string" || prefix === "" || /[*?]/.test(prefix) || isTokenLike(prefix)) {
    const why = "a prefix is literal text; wildcards and references would open something else.";
    throw narrowingMalformed(at, "prefix", prefix, why, 'write it like "exports/2026/".');
  }
  if (prefix.startsWith("/") || !prefix.endsWith("/")) {
    const proposal = `${prefix.replace(/^\/+|\/+$/g, "")}/`;
    const why =
      "without a slash at the end it opens every key that goes on after it, and keys do not start with one.";
    throw narrowingMalformed(at, "prefix", prefix, why, `use ${JSON.stringify(proposal)}.`);
  }
}

function checkLeadingKeys(at: ErrorPlace, area: Area, keys: unknown): void {
  if (area !== "dynamodb") {
    const why = "only items of a table have partition keys.";
    throw narrowingMalformed(at, "leadingKeys", keys, why, "leave it out, or grant a table.");
  }
  const sound = Array.isArray(keys) && keys.length > 0;
  if (!sound || keys.some((key) => typeof key !== "string" || key === "" || isTokenLike(key))) {
    const why = "partition keys are literal, and an empty list would open nothing.";
    throw narrowingMalformed(at, "leadingKeys", keys, why, 'write it like ["qa"].');
  }
}

function declareRoles(at: ErrorPlace, { requester, requesterRoles }: CrossTenantGrantProps): TenantRole[] {
  const byPurpose: Partial<Record<RequesterRole, TenantRole>> = {
    hosts: requester.hostsRole,
    ...(requester.podsRole && { pods: requester.podsRole }),
  };
  const known = Object.keys(byPurpose).sort();
  const wanted = requesterRoles ?? (known as RequesterRole[]);
  const roles = wanted.map((purpose) => byPurpose[purpose]);
  if (roles.length === 0 || new Set(wanted).size !== wanted.length || roles.includes(undefined)) {
    throw requesterRoleUnknown(at, wanted, known);
  }
  return roles.filter((role) => role !== undefined);
}
