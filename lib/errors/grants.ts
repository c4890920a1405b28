import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1350: a tenant that shares with itself. */
export const grantToItself = (at: ErrorPlace, tenant: string): TenancyError =>
  new TenancyError({
    code: "TNT1350",
    at,
    what: `owner and requester are the same tenant, ${shown(tenant)}.`,
    got: shown(tenant),
    why: "a tenant's own roles reach what it has without a grant.",
    fix: "name another tenant as `requester`, or remove the grant.",
  });

/** TNT1351: an owner whose policies are written elsewhere. */
export const grantOfImportedOwner = (at: ErrorPlace, owner: string): TenancyError =>
  new TenancyError({
    code: "TNT1351",
    at,
    what: `the owner ${shown(owner)} is declared by another app.`,
    got: shown(owner),
    why: "half of a grant are exceptions in the owner's own policies, and those are written where the owner is.",
    fix: "declare the grant in the app that declares the owner, and import the requester there.",
  });

/** TNT1352: an access that the area does not have. */
export const accessUnknown = (
  at: ErrorPlace,
  area: string,
  got: unknown,
  known: readonly string[],
): TenancyError =>
  new TenancyError({
    code: "TNT1352",
    at,
    what: `${shown(area)} has no access ${shown(got)}.`,
    got: shown(got),
    why: `what can be granted is a fixed set of actions; ${area} has ${known.join(", ")}.`,
    fix: `use ${known.map((access) => shown(access)).join(" or ")}.`,
  });

/** TNT1353: neither or both of area and resources. */
export const grantOfNothing = (at: ErrorPlace, got: string): TenancyError =>
  new TenancyError({
    code: "TNT1353",
    at,
    what: "a grant names either an `area` or `resources`.",
    got,
    why: "`area` opens all that the owner has of a kind, now and later; `resources` opens what is listed.",
    fix: "give one of the two, with at least one resource.",
  });

/** TNT1354: a resource that is somebody else's. */
export const resourceOfAnother = (at: ErrorPlace, resource: string, owner: string): TenancyError =>
  new TenancyError({
    code: "TNT1354",
    at,
    what: `${shown(resource)} does not belong to the owner ${shown(owner)}.`,
    got: shown(resource),
    why: "only the owner of a resource can open it.",
    fix: `name the tenant in whose scope ${resource} stands as \`owner\`.`,
  });

/** TNT1355: a narrowing that would not narrow. */
export const narrowingMalformed = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  why: string,
  fix: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1355",
    at,
    what: `${shown(what)} cannot be used.`,
    got: shown(got),
    why,
    fix,
  });

/** TNT1356: an opening that nobody can explain later. */
export const reasonMissing = (at: ErrorPlace, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1356",
    at,
    what: "the `reason` is missing.",
    got: shown(got),
    why: "every report lists it; a year from now it is what tells whether the grant is still needed.",
    fix: 'say who needs it for what, for example "QA replays customer uploads".',
  });

/** TNT1357: a date that does not exist. */
export const expiryMalformed = (at: ErrorPlace, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1357",
    at,
    what: "`expires` is not a date.",
    got: shown(got),
    why: "it ends with that day, in UTC.",
    fix: 'write it as year, month and day, for example "2027-03-31".',
  });

/** TNT1358: a grant that has ended. */
export const grantExpired = (at: ErrorPlace, expires: string): TenancyError =>
  new TenancyError({
    code: "TNT1358",
    at,
    what: `the grant has ended with ${expires}.`,
    got: shown(expires),
    why: "its conditions refuse every request since then, and what is declared should be what is open.",
    fix: `delete \`new CrossTenantGrant(…, "${at.path.split("/").pop() ?? ""}", …)\`, or set a later \`expires\`.`,
  });

/** TNT1359: a grant across regions. */
export const grantAcrossRegions = (at: ErrorPlace, owner: string, requester: string): TenancyError =>
  new TenancyError({
    code: "TNT1359",
    at,
    what: `the owner is in ${owner}, and the requester in ${requester}.`,
    why: "keys are used through the owner's regional services, and data would leave its region.",
    fix: "grant between tenants of one region, and replicate what is needed in the other.",
  });

/** TNT1360: a grant across accounts that nobody declared as such. */
export const grantAcrossAccounts = (at: ErrorPlace, owner: string, requester: string): TenancyError =>
  new TenancyError({
    code: "TNT1360",
    at,
    what: `the owner is in account ${owner}, and the requester in ${requester}.`,
    why: "across accounts the owner's policies allow as well as the requester's, and the owner's account trusts the other.",
    fix: "say `acrossAccounts: true` if that is meant.",
  });

/** TNT1361: one opening, declared twice. */
export const grantTwice = (at: ErrorPlace, other: string, what: string): TenancyError =>
  new TenancyError({
    code: "TNT1361",
    at,
    what: `${other} grants ${what} already.`,
    why: "of two grants that say the same, or of which one holds the other, removing or narrowing one changes nothing.",
    fix: "remove one of the two.",
  });

/** TNT1362: a role that the requester does not have. */
export const requesterRoleUnknown = (
  at: ErrorPlace,
  got: readonly unknown[],
  known: readonly string[],
): TenancyError =>
  new TenancyError({
    code: "TNT1362",
    at,
    what: "`requesterRoles` names a role that the requester does not have.",
    got: shown(got),
    why: `it has ${known.join(" and ")}.`,
    fix: `use ${known.map((role) => shown(role)).join(" or ")}, each once.`,
  });

/** TNT1363: more grants than a role can hold. */
export const grantsTooLarge = (
  at: ErrorPlace,
  role: string,
  count: number,
  others: number,
  most: number,
): TenancyError =>
  new TenancyError({
    code: "TNT1363",
    at,
    what: `role ${shown(role)} would have ${count + others} managed policies, and ${most} is the quota.`,
    got: `${count} of grants, and ${others} that the app attaches otherwise`,
    why: "a managed policy holds 6,144 characters, and AWS limits how many a role can have.",
    fix: "grant areas instead of single resources, share through a resource of the master tenant, or have AWS raise the quota and say so with `quotas: { managedPoliciesPerRole: 20 }` of the Infrastructure.",
  });

/** TNT1364: one grant that fits no policy. */
export const grantTooLarge = (at: ErrorPlace, size: number, most: number): TenancyError =>
  new TenancyError({
    code: "TNT1364",
    at,
    what: `one statement of the grant has ${size} characters, and a managed policy holds ${most}.`,
    got: String(size),
    why: "the apply would fail after having made part of it.",
    fix: "split it into grants of fewer resources.",
  });

/** TNT1365: a grant among stacks that then need each other. */
export const grantMakesCycle = (at: ErrorPlace, stack: string, other: string): TenancyError =>
  new TenancyError({
    code: "TNT1365",
    at,
    what: `the stack ${shown(stack)} would need ${shown(other)}, which needs ${shown(stack)} already.`,
    why: "Terraform applies one stack after the other.",
    fix: "declare what is shared between the two in a stack of its own; a resource with a `visibility` stands with its tenant, so put that tenant into a stack which no other tenant's needs.",
  });
