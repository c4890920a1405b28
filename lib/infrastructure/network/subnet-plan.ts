import { subnetsUnusable } from "../../errors/network";
import type { ErrorPlace } from "../../errors/tenancy-error";
import type { Cidr } from "../../model/cidr";
import { containsCidr, formatCidr, overlapCidr, parseCidr, partOf } from "../../model/cidr";
import type { SubnetRanges } from "./network-props";

/** The ranges of one zone's subnets. */
export interface ZonePlan {
  /** The zone's name, for example `eu-west-1a`. */
  readonly zone: string;
  /** The zone's place in the list, which decides its ranges. */
  readonly index: number;
  readonly private: Cidr;
  /** @default - no public subnet */
  readonly public?: Cidr | undefined;
  /** @default - interface endpoints stand in the private subnet, if there are any */
  readonly endpoints?: Cidr | undefined;
}

/** Which subnets a zone has besides its private one. */
export interface SubnetKinds {
  readonly public: boolean;
  readonly endpoints: boolean;
}

/** AWS: a subnet is /16 to /28. Source: VPC user guide, "Subnet CIDR blocks". */
const LARGEST = 16;
const SMALLEST = 28;
/** The smallest VPC whose automatic public subnets are still /28. */
export const SMALLEST_AUTOMATIC = 22;

/** Private subnets are eighths of the range, from its start: four of them take the first half. */
const PRIVATE_BITS = 3;
/** Public subnets are sixty-fourths, from its middle: four of them take an eighth of the other half. */
const PUBLIC_BITS = 6;
const PUBLIC_FIRST = 32;
/** Subnets of interface endpoints are sixty-fourths as well, behind the public ones, with room for four more. */
const ENDPOINTS_FIRST = 40;

/** One plan a zone. A zone's ranges depend on its place alone, so that another zone never moves them. @throws TNT1102 */
export function planSubnets(
  at: ErrorPlace,
  vpc: Cidr,
  zones: readonly string[],
  kinds: SubnetKinds,
  given: SubnetRanges | undefined,
): ZonePlan[] {
  return given ? givenSubnets(at, vpc, zones, kinds, given) : automaticSubnets(at, vpc, zones, kinds);
}

function automaticSubnets(
  at: ErrorPlace,
  vpc: Cidr,
  zones: readonly string[],
  kinds: SubnetKinds,
): ZonePlan[] {
  if (vpc.prefix > SMALLEST_AUTOMATIC) {
    const why = `subnets are sized automatically in ranges of /16 to /${SMALLEST_AUTOMATIC}.`;
    const fix = "give `network.subnets`, or a larger range.";
    throw subnetsUnusable(at, "network.cidr", formatCidr(vpc), why, fix);
  }
  return zones.map((zone, index) => ({
    zone,
    index,
    private: partOf(vpc, PRIVATE_BITS, index),
    ...(kinds.public && { public: partOf(vpc, PUBLIC_BITS, PUBLIC_FIRST + index) }),
    ...(kinds.endpoints && { endpoints: partOf(vpc, PUBLIC_BITS, ENDPOINTS_FIRST + index) }),
  }));
}

function givenSubnets(
  at: ErrorPlace,
  vpc: Cidr,
  zones: readonly string[],
  kinds: SubnetKinds,
  given: SubnetRanges,
): ZonePlan[] {
  const privates = checkedList(at, "network.subnets.private", given.private, vpc, zones.length);
  const publics = checkedList(
    at,
    "network.subnets.public",
    given.public ?? [],
    vpc,
    kinds.public ? zones.length : 0,
  );
  const own = kinds.endpoints ? given.endpoints : undefined;
  const endpoints = own && checkedList(at, "network.subnets.endpoints", own, vpc, zones.length);
  const all = [...privates, ...publics, ...(endpoints ?? [])];
  all.forEach((range, index) => {
    const clash = all.slice(0, index).find((other) => overlapCidr(range, other));
    if (clash) {
      const why = `it overlaps ${formatCidr(clash)}, and an address is in one subnet.`;
      throw subnetsUnusable(
        at,
        "network.subnets",
        formatCidr(range),
        why,
        "give ranges without common addresses.",
      );
    }
  });
  return privates.map((range, index) => ({
    zone: zones[index] ?? "",
    index,
    private: range,
    ...(kinds.public && { public: publics[index] }),
    ...(endpoints && { endpoints: endpoints[index] }),
  }));
}

function checkedList(
  at: ErrorPlace,
  what: string,
  given: readonly string[],
  vpc: Cidr,
  count: number,
): Cidr[] {
  if (!Array.isArray(given) || given.length !== count) {
    const why = count === 0 ? "`network.public` is false." : "there is one subnet a zone.";
    throw subnetsUnusable(at, what, given, why, `give ${count} ranges.`);
  }
  return given.map((text) => {
    const range = parseCidr(at, what, text);
    if (!containsCidr(vpc, range)) {
      const why = `it is not inside ${formatCidr(vpc)}, the range of the VPC.`;
      throw subnetsUnusable(at, what, text, why, `choose ranges inside ${formatCidr(vpc)}.`);
    }
    if (range.prefix < LARGEST || range.prefix > SMALLEST) {
      const why = `AWS takes subnets of /${LARGEST} to /${SMALLEST}.`;
      throw subnetsUnusable(at, what, text, why, `choose a mask from /${LARGEST} to /${SMALLEST}.`);
    }
    return range;
  });
}
