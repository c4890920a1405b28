import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1001: a name that Terraform would only know later. */
export const nameIsToken = (at: ErrorPlace, what: string, got: string): TenancyError =>
  new TenancyError({
    code: "TNT1001",
    at,
    what: `the ${what} is a value that is only known when Terraform runs.`,
    got: shown(got),
    why: "names become part of ARNs, paths and labels that are written, compared and proved at synthesis.",
    fix: `give the ${what} as a plain string.`,
  });

/** TNT1002: a name with characters or a shape that some service would refuse or change. */
export const nameMalformed = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  proposal: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT1002",
    at,
    what: `the ${what} is not a valid name.`,
    got: shown(got),
    why:
      "a name starts with a lowercase letter, ends with a letter or digit, and has only lowercase letters, " +
      "digits and single hyphens between; two hyphens separate names from each other.",
    fix: proposal === undefined ? "choose a name such as `dev` or `team-a`." : `use ${shown(proposal)}.`,
  });

/** TNT1003: a name that leaves no room for what is derived from it. */
export const nameTooLong = (
  at: ErrorPlace,
  what: string,
  got: string,
  most: number,
  proposal: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1003",
    at,
    what: `the ${what} has ${got.length} characters, ${most} is the most.`,
    got: shown(got),
    why: "IAM roles (64 characters), buckets (63) and namespaces (63) are named after it, and never cut.",
    fix: `use ${shown(proposal)}, or any other of at most ${most} characters.`,
  });

/** TNT1004: a name that means something else already. */
export const nameReserved = (
  at: ErrorPlace,
  what: string,
  got: string,
  why: string,
  proposal: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1004",
    at,
    what: `the ${what} ${shown(got)} is reserved.`,
    got: shown(got),
    why,
    fix: `use ${shown(proposal)}, for example.`,
  });

/** TNT1005: two things of one kind with one name. */
export const nameTaken = (
  at: ErrorPlace,
  what: string,
  got: string,
  takenBy: string,
  why: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1005",
    at,
    what: `the ${what} ${shown(got)} is taken by ${takenBy}.`,
    got: shown(got),
    why,
    fix: `give one of the two another ${what}.`,
  });

/** TNT1006: a name of something that does not exist. */
export const nameUnknown = (
  at: ErrorPlace | undefined,
  what: string,
  got: string,
  known: readonly string[],
  proposal: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT1006",
    at,
    what: `there is no ${what} ${shown(got)}.`,
    got: shown(got),
    why:
      known.length === 0
        ? `no ${what} exists.`
        : `known: ${known.slice(0, 20).join(", ")}${known.length > 20 ? ", …" : ""}.`,
    fix: proposal === undefined ? `name one that exists.` : `did you mean ${shown(proposal)}?`,
  });
