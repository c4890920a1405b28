import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1201: a namespace that is somebody else's. */
export const namespaceReserved = (at: ErrorPlace, got: string, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1201",
    at,
    what: `the namespace ${shown(got)} cannot belong to a tenant.`,
    got: shown(got),
    why,
    fix: "adopt a namespace that holds this tenant's workloads and nothing else.",
  });

/** TNT1202: a namespace name that Kubernetes would refuse. */
export const namespaceMalformed = (at: ErrorPlace, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1202",
    at,
    what: "the existing namespace's name is not one that Kubernetes takes.",
    got: shown(got),
    why: "a namespace is a DNS label: at most 63 lowercase letters, digits and hyphens, a letter or digit at both ends.",
    fix: "give the name as `kubectl get namespaces` prints it.",
  });

/** TNT1203: one namespace for two tenants. */
export const namespaceTaken = (at: ErrorPlace, got: string, takenBy: string): TenancyError =>
  new TenancyError({
    code: "TNT1203",
    at,
    what: `the namespace ${shown(got)} belongs to ${takenBy} already.`,
    got: shown(got),
    why: "secrets, service accounts and network policies are shared by everybody in a namespace.",
    fix: "give each tenant namespaces of its own.",
  });

/** TNT1204: a Kubernetes half without a cluster. */
export const namespacesWithoutDataplane = (
  at: ErrorPlace,
  what: string,
  infrastructure: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1204",
    at,
    what: `${shown(what)} is given, but Infrastructure ${shown(infrastructure)} has no dataplane.`,
    why: "namespaces, limits of pods and pod roles exist in a cluster only.",
    fix: `give ${infrastructure} a \`dataplane\`, or leave out ${shown(what)}.`,
  });

/** TNT1205: both or neither of what names a namespace. */
export const namespaceNamedTwice = (at: ErrorPlace): TenancyError =>
  new TenancyError({
    code: "TNT1205",
    at,
    what: "a namespace has both `name` and `existing`.",
    why: "`name` makes one after the tenant, `existing` adopts one as it is called already.",
    fix: "keep one of the two.",
  });

/** TNT1206: a tenant that only the library may make. */
export const tenantLocked = (at: ErrorPlace, name: string): TenancyError =>
  new TenancyError({
    code: "TNT1206",
    at,
    what: `the master tenant ${shown(name)} is locked.`,
    got: shown(name),
    why: "it holds what the operator must be able to show to auditors, and takes no contents from outside.",
    fix: 'use "default", the operator\'s own tenant, or a tenant of another name.',
  });

/** TNT1207: a way out to the internet that the network does not have. */
export const internetWithoutNat = (at: ErrorPlace, infrastructure: string): TenancyError =>
  new TenancyError({
    code: "TNT1207",
    at,
    what: "`egress.internet` is given, but the network has no way out.",
    why: `the private subnets of Infrastructure ${infrastructure} have no NAT, so nothing would be reached.`,
    fix: 'give its network `nat: "single"` or `"per-zone"`, or leave out `egress.internet`.',
  });

/** TNT1208: a port that does not exist. */
export const portMalformed = (at: ErrorPlace, what: string, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1208",
    at,
    what: `${shown(what)} is not a list of TCP ports.`,
    got: shown(got),
    why: "a port is a whole number from 1 to 65535, and names one opening; each is given once.",
    fix: "write it like [443].",
  });

/** TNT1209: an action that would let a role out of its tenant. */
export const roleActionRefused = (at: ErrorPlace, got: unknown, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1209",
    at,
    what: "this action cannot be added to what the tenant's roles may do at most.",
    got: shown(got),
    why,
    fix: "name single actions of the service that the tenant uses, for example `bedrock:InvokeModel`.",
  });

/** TNT1210: a tag or label that says whose a resource is. */
export const ownershipOverridden = (
  at: ErrorPlace,
  key: string,
  got: string,
  expected: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1210",
    at,
    what: `${shown(key)} says that this belongs to ${shown(got)}, but it stands in the scope of ${shown(expected)}.`,
    got: shown(got),
    why: "ownership follows the construct's path; policies and the proof rely on it.",
    fix: `leave out the key, or move the construct into the scope of ${shown(got)}.`,
  });

/** TNT1211: limits without a share for each namespace. */
export const limitsNotShared = (
  at: ErrorPlace,
  what: string,
  without: readonly string[],
  share: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1211",
    at,
    what: `limits.${what} is not shared among the tenant's namespaces.`,
    got: `no limits.${what} for ${without.join(", ")}`,
    why: "Kubernetes counts by namespace, so one number cannot hold for several of them together.",
    fix: `give each namespace its own limits.${what}; an even share is ${share}.`,
  });

/** TNT1212: shares that are more than the whole. */
export const limitsBeyondTenant = (at: ErrorPlace, what: string, sum: number, most: number): TenancyError =>
  new TenancyError({
    code: "TNT1212",
    at,
    what: `the namespaces' limits.${what} exceed the tenant's.`,
    got: `${sum} in all, ${most} at most${what === "cpu" ? " (thousandths)" : ""}`,
    why: "the tenant's limit is the most that all of its namespaces may take together.",
    fix: "lower a share, or raise the tenant's limit.",
  });

/** TNT1213: more of something than AWS allows. */
export const quotaExceeded = (
  at: ErrorPlace,
  quota: string,
  count: number,
  most: number,
  where: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1213",
    at,
    what: `${where} would have ${count} ${quota}, and ${most} is the quota.`,
    got: String(count),
    why: "the apply would fail after having made part of it.",
    fix: `ask AWS to raise the quota and say so with \`quotas\` of the Infrastructure, or split the tenants.`,
  });

/** TNT1214: a retention that CloudWatch does not have. */
export const retentionMalformed = (at: ErrorPlace, got: unknown, proposal: number): TenancyError =>
  new TenancyError({
    code: "TNT1214",
    at,
    what: "`logRetentionDays` is not a period that CloudWatch Logs keeps.",
    got: shown(got),
    why: "CloudWatch Logs takes a fixed list of days: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, …",
    fix: `did you mean ${proposal}?`,
  });

/** TNT1215: no tenant around a construct. */
export const notInTenant = (at: ErrorPlace): TenancyError =>
  new TenancyError({
    code: "TNT1215",
    at,
    what: "this construct is in no tenant's scope.",
    why: 'what belongs to a tenant is declared below it: new Thing(tenant, "id", …).',
    fix: "pass the tenant as scope.",
  });

/** TNT1216: a tag that AWS or this library keeps for itself. */
export const tagReserved = (at: ErrorPlace, key: string, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1216",
    at,
    what: `the tag ${shown(key)} cannot be set.`,
    got: shown(key),
    why,
    fix: "choose another key.",
  });

/** TNT1217: a document of a role beyond what IAM stores. */
export const roleDocumentTooLarge = (
  at: ErrorPlace,
  what: string,
  size: number,
  most: number,
  fix: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1217",
    at,
    what: `${what} would have ${size} characters, and ${most} is the most.`,
    got: String(size),
    why: "the apply would fail after having made part of the tenant.",
    fix,
  });
