import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1401: a policy beyond what its service stores. */
export const policyTooLarge = (
  at: ErrorPlace,
  what: string,
  size: number,
  most: number,
  unit: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1401",
    at,
    what: `${what} would have ${size} ${unit}, and ${most} is the most.`,
    got: String(size),
    why: "the apply would fail after having made part of it.",
    fix: "grant to fewer roles (`requesterRoles`), let grants say the same (`access`, `expires`), or split the resource.",
  });

/** TNT1402: a name that the service keeps for itself. */
export const resourceNameReserved = (at: ErrorPlace, got: string, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1402",
    at,
    what: `the name ${shown(got)}, which follows from the Infrastructure's, is reserved.`,
    got: shown(got),
    why,
    fix: "give the Infrastructure another name.",
  });

/** TNT1403: sharing with many, by somebody who is not the operator. */
export const visibilityOfTenant = (at: ErrorPlace, tenant: string, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1403",
    at,
    what: `a resource of tenant ${shown(tenant)} cannot have a \`visibility\`.`,
    got: shown(got),
    why: "only the operator's own tenant shares with many; every other opening has one owner, one requester and a reason.",
    fix: "declare a CrossTenantGrant for each requester, or move the resource to the tenant `default`.",
  });

/** TNT1404: a visibility that names nobody, or nobody that exists. */
export const visibilityMalformed = (at: ErrorPlace, got: unknown, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1404",
    at,
    what: "`visibility` cannot be used.",
    got: shown(got),
    why,
    fix: 'use "private", "public", or a list of tenants of the same Infrastructure, each once.',
  });

/** TNT1405: a number out of what the service takes. */
export const settingOutOfRange = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  least: number,
  most: number,
): TenancyError =>
  new TenancyError({
    code: "TNT1405",
    at,
    what: `${shown(what)} is not a whole number from ${least} to ${most}.`,
    got: shown(got),
    why: "the service would refuse it during the apply.",
    fix:
      typeof got === "number" && Number.isFinite(got)
        ? `use ${Math.min(most, Math.max(least, Math.round(got)))}.`
        : `give a whole number from ${least} to ${most}.`,
  });

/** TNT1406: keys, indexes or a stream that do not make a table. */
export const tableMalformed = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  why: string,
  fix: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1406",
    at,
    what: `${shown(what)} cannot be used.`,
    got: shown(got),
    why,
    fix,
  });

/** TNT1407: a raw resource of a kind that cannot be granted as it is. */
export const rawKindUnknown = (at: ErrorPlace, got: string, known: readonly string[]): TenancyError =>
  new TenancyError({
    code: "TNT1407",
    at,
    what: `a raw ${got} cannot be shared.`,
    got: shown(got),
    why: `a grant has to write the resource's policy and know its key; that is done for ${known.join(" and ")}.`,
    fix: "use the tenant construct of that kind (`TenantQueue`, `TenantTopic`, `TenantSecret`, …) instead.",
  });

/** TNT1408: a raw resource that lacks what a grant relies on. */
export const rawLacks = (at: ErrorPlace, what: string, why: string, fix: string): TenancyError =>
  new TenancyError({ code: "TNT1408", at, what: `it cannot be shared: ${what}.`, why, fix });

/** TNT1409: a parameter's value that cannot be stored. */
export const parameterMalformed = (at: ErrorPlace, got: number, most: number): TenancyError =>
  new TenancyError({
    code: "TNT1409",
    at,
    what: "`initialValue` has a length that a parameter does not take.",
    got: `${got} bytes`,
    why: `a standard parameter holds 1 to ${most} bytes.`,
    fix: "shorten it, or keep it in a TenantSecret (64 KB) or a TenantBucket.",
  });

/** TNT1410: more of its own than a role can name. */
export const ownPolicyTooLarge = (at: ErrorPlace, role: string, size: number, most: number): TenancyError =>
  new TenancyError({
    code: "TNT1410",
    at,
    what: `the inline policies of role ${shown(role)} would have ${size} characters, and ${most} is the most.`,
    got: String(size),
    why: "each role of a tenant names each of the tenant's resources, and inline policies of a role are limited in sum.",
    fix: "split the tenant, keep more in one resource (prefixes of a bucket, items of a table), or attach policies of your own as managed ones.",
  });

/** TNT1411: more openings than a key can tell of. */
export const keyPolicyTooLarge = (
  at: ErrorPlace,
  size: number,
  most: number,
  grants: number,
  roles: number,
): TenancyError =>
  new TenancyError({
    code: "TNT1411",
    at,
    what: `the policy of its key would have ${size} bytes, and ${most} is the most.`,
    got: `${size} bytes, by ${grants} grants to ${roles} roles`,
    why: "each grant of what is encrypted names its requester's roles in the owner's key, and AWS raises this quota for nobody.",
    fix: "grant to fewer roles (`requesterRoles`), let grants say the same (`access`, `expires`), or divide what is shared among tenants, each of which has a key of its own.",
  });
