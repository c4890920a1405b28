import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1316: addresses of the target's own network. */
export const rangeCoversNetwork = (
  at: ErrorPlace,
  got: string,
  network: string,
  infrastructure: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1316",
    at,
    what: '"fromCidr" covers addresses of this VPC.',
    got,
    why: `${network} is the network of ${infrastructure}: every tenant of it would be let in, not only the office.`,
    fix: got.endsWith("/0")
      ? `put a load balancer in front, which has a group of its own, or name ranges outside ${network}.`
      : `name the tenant with \`from\`, or use a range outside ${network}.`,
  });

/** TNT1317: addresses of another Infrastructure. */
export const rangeCoversOther = (
  at: ErrorPlace,
  got: string,
  network: string,
  infrastructure: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1317",
    at,
    what: '"fromCidr" covers addresses of another Infrastructure.',
    got,
    why: `${network} is the network of ${infrastructure}: every tenant of it would be let in as soon as the networks are joined.`,
    fix: `name the tenant with \`from\` and declare an InfrastructurePeering, or use a range outside ${network}.`,
  });

/** TNT1318: something else in the place of a prefix list. */
export const prefixListMalformed = (at: ErrorPlace, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1318",
    at,
    what: "`fromPrefixList` is not the id of a prefix list.",
    got: shown(got),
    why: "a prefix list is referred to exactly as AWS names it.",
    fix: 'write it like "pl-0a1b2c3d4e5f60718", or pass a reference to one.',
  });

/** TNT1319: a kind of ICMP that the addresses cannot speak. */
export const icmpOfOtherFamily = (at: ErrorPlace, protocol: string, range: string): TenancyError =>
  new TenancyError({
    code: "TNT1319",
    at,
    what: `${range} does not speak ${protocol}.`,
    got: `protocol: ${shown(protocol)}, fromCidr: ${shown(range)}`,
    why: "icmp belongs to IPv4 and icmpv6 to IPv6, so the rule would open nothing.",
    fix: `use protocol: ${shown(protocol === "icmp" ? "icmpv6" : "icmp")}.`,
  });

/** TNT1320: pods where there are none. */
export const podsWithoutDataplane = (at: ErrorPlace, got: string, infrastructure: string): TenancyError =>
  new TenancyError({
    code: "TNT1320",
    at,
    what: "`expose` asks for pods where there are none.",
    got: `expose: ${shown(got)}`,
    why: `Infrastructure ${infrastructure} has no dataplane, or the tenant has no namespace in it.`,
    fix: 'leave `expose` out, or use `expose: "hosts"`.',
  });

/** TNT1321: what a NetworkPolicy cannot say. */
export const podsCannot = (at: ErrorPlace, got: string, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1321",
    at,
    what: "this cannot be opened to pods.",
    got,
    why,
    fix: 'use `expose: "hosts"`.',
  });

/** TNT1322: two networks that nothing joins. */
export const notPeered = (at: ErrorPlace, from: string, to: string): TenancyError =>
  new TenancyError({
    code: "TNT1322",
    at,
    what: `nothing joins the networks of ${shown(from)} and ${shown(to)}.`,
    got: `from a tenant of ${from}, to a tenant of ${to}`,
    why: "Infrastructures share no network: without a peering no packet arrives, and AWS refuses the rule.",
    fix: `declare it: new InfrastructurePeering(scope, "${from}-${to}", { from: ${from}, to: ${to} }).`,
  });

/** TNT1323: a security group that cannot be named from afar. */
export const groupOutOfReach = (at: ErrorPlace, what: string, from: string, to: string): TenancyError =>
  new TenancyError({
    code: "TNT1323",
    at,
    what: `the tenants are in different ${what}s.`,
    got: `from ${from}, to ${to}`,
    why:
      `a rule cannot name a security group of another ${what}, and tenants have no subnets of their own: a rule ` +
      "by addresses would let in every tenant of the other Infrastructure.",
    fix: "put both tenants into Infrastructures of one account and region, or share through an endpoint service.",
  });

/** TNT1324: a prefix list of a size that no list has. */
export const prefixListSizeUnusable = (at: ErrorPlace, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1324",
    at,
    what: "`prefixListSize` is not a number of entries.",
    got: shown(got),
    why: "a rule that names a prefix list counts as many times as the list may have entries, 1 to 1000.",
    fix: "give the list's `max_entries`.",
  });
