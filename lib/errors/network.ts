import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1100: a range that no VPC can have. */
export const networkRangeUnusable = (at: ErrorPlace, got: string, why: string, fix: string): TenancyError =>
  new TenancyError({
    code: "TNT1100",
    at,
    what: `a VPC cannot have the range ${got}.`,
    got: shown(got),
    why,
    fix,
  });

/** TNT1101: zones that the region does not have, or that cannot be known. */
export const zonesUnusable = (at: ErrorPlace, got: unknown, why: string, fix: string): TenancyError =>
  new TenancyError({
    code: "TNT1101",
    at,
    what: "`network.zones` cannot be used.",
    got: shown(got),
    why,
    fix,
  });

/** TNT1102: subnets that do not fit the VPC, the zones or each other. */
export const subnetsUnusable = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  why: string,
  fix: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1102",
    at,
    what: `${shown(what)} cannot be used.`,
    got: shown(got),
    why,
    fix,
  });

/** TNT1105: NAT gateways without a subnet to stand in. */
export const natWithoutPublicSubnets = (at: ErrorPlace, nat: string): TenancyError =>
  new TenancyError({
    code: "TNT1105",
    at,
    what: "a NAT gateway needs a public subnet, and `network.public` is false.",
    got: `nat: ${shown(nat)}, public: false`,
    why: "a NAT gateway stands in a public subnet and reaches the internet through its gateway.",
    fix: 'leave out `network.public`, or use `nat: "none"`.',
  });

/** TNT1106: an interface endpoint that is not named as AWS names it. */
export const endpointUnusable = (at: ErrorPlace, got: unknown, why: string, fix: string): TenancyError =>
  new TenancyError({
    code: "TNT1106",
    at,
    what: "`network.interfaceEndpoints` cannot be used.",
    got: shown(got),
    why,
    fix,
  });

/** TNT1107: nodes that would never join their cluster. */
export const endpointsMissing = (
  at: ErrorPlace,
  given: readonly string[],
  missing: readonly string[],
): TenancyError =>
  new TenancyError({
    code: "TNT1107",
    at,
    what: `nodes could not join the cluster without ${missing.join(", ")}.`,
    got: `nat: "none", interfaceEndpoints: ${shown(given)}`,
    why: "private subnets without NAT reach AWS through endpoints alone: images, credentials and the cluster itself.",
    fix: `use interfaceEndpoints: ${JSON.stringify([...given, ...missing])}, or \`nat: "single"\`.`,
  });

/** TNT1108: subnets that pods would exhaust. */
export const subnetTooSmallForPods = (at: ErrorPlace, got: string, most: number): TenancyError =>
  new TenancyError({
    code: "TNT1108",
    at,
    what: `the private subnet ${got} is too small for a dataplane.`,
    got: shown(got),
    why: "every pod has an address of its subnet, nodes keep some in reserve, and EKS itself asks for 16.",
    fix: `use private subnets of /${most} or larger.`,
  });

/** TNT1109: an id of something that exists already, which is not one. */
export const existingMalformed = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  example: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1109",
    at,
    what: `${shown(what)} does not name what it should.`,
    got: shown(got),
    why: "what exists already is referred to exactly as AWS names it.",
    fix: `write it like ${shown(example)}.`,
  });
