import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1340: a name that no Service has. */
export const serviceNameMalformed = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  example: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1340",
    at,
    what: `the ${what} is not one that an address can have.`,
    got: shown(got),
    why: "the name of a Service is a DNS label that starts with a letter, and a scheme starts with one too.",
    fix: `write it like ${shown(example)}.`,
  });

/** TNT1341: a namespace of somebody else. */
export const serviceNamespaceUnknown = (
  at: ErrorPlace,
  got: unknown,
  known: readonly string[],
): TenancyError =>
  new TenancyError({
    code: "TNT1341",
    at,
    what: "this is not a namespace of the tenant.",
    got: shown(got),
    why: known.length === 0 ? "the tenant has none." : `the tenant has ${known.join(", ")}.`,
    fix:
      known[0] === undefined
        ? "give its Infrastructure a dataplane."
        : `use ${shown(known[0])}, for example.`,
  });

/** TNT1342: an address in a cluster that does not know it. */
export const serviceElsewhere = (at: ErrorPlace, from: string, to: string): TenancyError =>
  new TenancyError({
    code: "TNT1342",
    at,
    what: "the caller is in another cluster.",
    got: `from a tenant of ${from}, to a tenant of ${to}`,
    why: "the name of a Service is known inside its own cluster only.",
    fix: "call the address of a load balancer instead.",
  });

/** TNT1343: an address that the caller cannot reach. */
export const serviceNotOpened = (at: ErrorPlace, from: string, to: string, port: number): TenancyError =>
  new TenancyError({
    code: "TNT1343",
    at,
    what: `${shown(from)} asked for an address of ${shown(to)}, and no rule lets its pods reach port ${port}.`,
    got: `tcp ${port} from ${from} to ${to}`,
    why: "tenants are closed to each other, so the address would never answer.",
    fix:
      `declare it: new TenantSecurityRule(scope, "${from}-calls-${to}", { from: ${from}, to: ${to}, ` +
      `protocol: "tcp", port: ${port}, description: "…" }).`,
  });
