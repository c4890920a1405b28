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

/** TNT1110: a word that is none of those understood. */
export const choiceUnknown = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  choices: readonly unknown[],
): TenancyError =>
  new TenancyError({
    code: "TNT1110",
    at,
    what: `${shown(what)} is none of the values that it can have.`,
    got: shown(got),
    why: `it is one of ${choices.map(shown).join(", ")}.`,
    fix: `use ${shown(choices[0])}, for example.`,
  });

/** TNT1111: a prefix that does not make namespaces recognizable. */
export const namespacePrefixMalformed = (at: ErrorPlace, got: unknown, proposal: string): TenancyError =>
  new TenancyError({
    code: "TNT1111",
    at,
    what: "`namespacePrefix` is not a prefix of namespace names.",
    got: shown(got),
    why:
      "it starts with a lowercase letter, has only lowercase letters, digits and single hyphens, ends with a " +
      "hyphen, and has at most 16 characters: it sets tenants' namespaces apart from all others.",
    fix: `use ${shown(proposal)}.`,
  });

/** TNT1112: a provider of another stack. */
export const providerOfAnotherStack = (
  at: ErrorPlace,
  provider: string,
  got: string,
  stack: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1112",
    at,
    what: `the ${provider} provider that was passed belongs to another stack.`,
    got: shown(got),
    why: "Terraform knows a provider only in the stack that declares it.",
    fix: `declare it in the stack ${shown(stack)}.`,
  });
