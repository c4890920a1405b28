import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1030: an amount that Kubernetes would refuse or read differently. */
export const quantityMalformed = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  example: string,
  proposal?: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1030",
    at,
    what: `${shown(what)} is not an amount.`,
    got: shown(got),
    why: "amounts are those of Kubernetes: a number, with m for thousandths of a CPU, or Ki, Mi, Gi, Ti (1,024) or k, M, G, T (1,000) for bytes.",
    fix: proposal === undefined ? `write it like ${shown(example)}.` : `did you mean ${shown(proposal)}?`,
  });

/** TNT1031: a count that is not a whole number. */
export const countMalformed = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  least: number,
  most: number,
): TenancyError =>
  new TenancyError({
    code: "TNT1031",
    at,
    what: `${shown(what)} is not a whole number from ${least} to ${most}.`,
    got: shown(got),
    why: "it counts things.",
    fix: `give a whole number from ${least} to ${most}.`,
  });
