import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1010: an account that is not twelve digits. */
export const accountMalformed = (at: ErrorPlace, got: unknown, proposal: string | undefined): TenancyError =>
  new TenancyError({
    code: "TNT1010",
    at,
    what: "the account is not an AWS account id.",
    got: shown(got),
    why: "an account id is a string of 12 digits; ARNs are written with it, so it must be known at synthesis.",
    fix:
      proposal === undefined ? 'give it as a string, for example "123456789012".' : `use ${shown(proposal)}.`,
  });

/** TNT1011: a region that AWS does not have, or that this library does not know how to write. */
export const regionMalformed = (at: ErrorPlace, got: unknown, proposal: string | undefined): TenancyError =>
  new TenancyError({
    code: "TNT1011",
    at,
    what: "the region is not an AWS region.",
    got: shown(got),
    why: "ARNs and endpoints are written with it, so it must be known at synthesis.",
    fix:
      proposal === undefined
        ? 'give it as a string, for example "eu-west-1".'
        : `did you mean ${shown(proposal)}?`,
  });

/** TNT1012: a partition with other service names. */
export const partitionUnsupported = (at: ErrorPlace, got: string): TenancyError =>
  new TenancyError({
    code: "TNT1012",
    at,
    what: "regions of China and of the isolated partitions are not supported.",
    got: shown(got),
    why: "services, service principals and endpoints have other names there, and none of it has been applied.",
    fix: "use a region of the partitions aws or aws-us-gov.",
  });
