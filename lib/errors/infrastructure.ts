import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1103: two networks with common addresses. */
export const infrastructureRangesOverlap = (
  at: ErrorPlace,
  got: string,
  other: string,
  otherPath: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1103",
    at,
    what: `the range ${got} overlaps ${other} of ${otherPath}.`,
    got: shown(got),
    why: "networks with common addresses can never be peered, and a rule by range would let both in.",
    fix: `choose a range outside ${other}.`,
  });

/** TNT1104: two Infrastructures that own one setting of an account. */
export const accountSettingsTwice = (at: ErrorPlace, otherPath: string): TenancyError =>
  new TenancyError({
    code: "TNT1104",
    at,
    what: `EBS encryption by default is set by ${otherPath} already, for the same account and region.`,
    why: "an account has it once a region: destroying either of the two would switch it off for the other.",
    fix: "give one of the two `ebsEncryptionByDefault: false`.",
  });
