import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1020: not an address range as everybody reads it. */
export const cidrMalformed = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  why: string,
  proposal?: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1020",
    at,
    what: `${shown(what)} is not an address range.`,
    got: shown(got),
    why,
    fix:
      proposal === undefined
        ? 'write it as a network and a mask, for example "10.10.0.0/16".'
        : `did you mean ${shown(proposal)}?`,
  });

/** TNT1021: an address inside the range instead of the range itself. */
export const cidrHasHostBits = (at: ErrorPlace, what: string, got: string, proposal: string): TenancyError =>
  new TenancyError({
    code: "TNT1021",
    at,
    what: `${shown(what)} names an address inside a range, not the range.`,
    got: shown(got),
    why: "tools read such a value differently: some take the whole range, some a part, some refuse it.",
    fix: `use ${shown(proposal)}, which is the range that holds this address.`,
  });
