import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1040: one stack for two accounts, regions or clusters. */
export const stackSpeaksToAnother = (
  at: ErrorPlace,
  stack: string,
  first: string,
  second: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1040",
    at,
    what: `the stack ${shown(stack)} already belongs to Infrastructure ${shown(first)}, and ${shown(second)} is another.`,
    got: `${first} and ${second} in one stack`,
    why: "a stack has one AWS provider and one Kubernetes provider: resources would go to the wrong account or cluster.",
    fix: `use a stack of its own for what belongs to ${shown(second)}, or pass \`providers\`.`,
  });

/** TNT1041: a provider that is set up twice. */
export const providerTwice = (stack: string, provider: string): TenancyError =>
  new TenancyError({
    code: "TNT1041",
    at: { kind: "TerraformStack", path: stack },
    what: `the provider ${shown(provider)} is set up twice without an alias.`,
    why: "a stack that holds an Infrastructure or a Tenant gets its providers from the library, and Terraform takes one.",
    fix: "remove yours, give it an alias, or pass it as `providers` to every Infrastructure and Tenant of the stack.",
  });

/** TNT1042: a version range that Terraform would not read. */
export const versionRangeMalformed = (at: ErrorPlace, provider: string, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1042",
    at,
    what: `the version range of the provider ${shown(provider)} is malformed.`,
    got: shown(got),
    why: "Terraform reads operators (=, !=, >, >=, <, <=, ~>) with version numbers, separated by commas.",
    fix: 'write it like ">= 5.100.0, < 6.0.0".',
  });
