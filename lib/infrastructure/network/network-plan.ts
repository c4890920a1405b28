import { choiceUnknown } from "../../errors/infrastructure";
import {
  endpointsMissing,
  endpointUnusable,
  natWithoutPublicSubnets,
  networkRangeUnusable,
  subnetTooSmallForPods,
} from "../../errors/network";
import type { ErrorPlace } from "../../errors/tenancy-error";
import type { Cidr } from "../../model/cidr";
import { formatCidr, overlapCidr, parseCidr } from "../../model/cidr";
import type { NetworkProps } from "./network-props";
import type { ZonePlan } from "./subnet-plan";
import { planSubnets } from "./subnet-plan";
import { checkedZones } from "./zones";

/** A network that was checked, down to each range. */
export interface NetworkPlan {
  readonly range: Cidr;
  readonly zones: readonly ZonePlan[];
  readonly nat: "none" | "single" | "per-zone";
  readonly public: boolean;
  readonly ipv6: boolean;
  readonly interfaceEndpoints: readonly string[];
}

const NAT = ["none", "single", "per-zone"] as const;

/** Source: VPC user guide, "VPC CIDR blocks": what AWS refuses. */
const RESERVED = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];
/** What nodes call to join, to pull images and to give pods their roles. Source: EKS user guide, "Private clusters". */
const NODES_NEED = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "sts"] as const;
/** 64 addresses: below that, a few nodes with their reserve are all that fits. */
const SMALLEST_FOR_PODS = 26;
/** AWS: interface and gateway load balancer endpoints of a VPC. */
const ENDPOINTS_MOST = 50;

/** @throws TNT1020, TNT1021, TNT1100 to TNT1108, TNT1110 */
export function planNetwork(
  at: ErrorPlace,
  region: string,
  props: NetworkProps,
  forPods: boolean,
): NetworkPlan {
  const range = checkedRange(at, props.cidr);
  const nat = props.nat ?? "none";
  if (!NAT.includes(nat)) throw choiceUnknown(at, "network.nat", nat, NAT);
  const withPublic = props.public ?? true;
  if (nat !== "none" && !withPublic) throw natWithoutPublicSubnets(at, nat);
  const interfaceEndpoints = checkedEndpoints(at, props.interfaceEndpoints ?? []);
  const kinds = { public: withPublic, endpoints: interfaceEndpoints.length > 0 };
  const zones = planSubnets(at, range, checkedZones(at, region, props.zones), kinds, props.subnets);
  if (forPods) {
    const small = zones.find((zone) => zone.private.prefix > SMALLEST_FOR_PODS);
    if (small) throw subnetTooSmallForPods(at, formatCidr(small.private), SMALLEST_FOR_PODS);
    const missing = nat === "none" ? NODES_NEED.filter((one) => !interfaceEndpoints.includes(one)) : [];
    if (missing.length > 0) throw endpointsMissing(at, interfaceEndpoints, missing);
  }
  return { range, zones, nat, public: withPublic, ipv6: props.ipv6 ?? false, interfaceEndpoints };
}

function checkedRange(at: ErrorPlace, cidr: unknown): Cidr {
  const range = parseCidr(at, "network.cidr", cidr);
  const text = formatCidr(range);
  if (range.family !== 4) {
    const fix = "give an IPv4 range, and `ipv6: true` for an IPv6 range of Amazon's beside it.";
    throw networkRangeUnusable(at, text, "a VPC has an IPv4 range always.", fix);
  }
  if (range.prefix < 16 || range.prefix > 28) {
    const prefix = range.prefix < 16 ? 16 : 28;
    const nearest = { ...range, prefix, first: (range.first >> BigInt(32 - prefix)) << BigInt(32 - prefix) };
    throw networkRangeUnusable(at, text, "AWS takes VPCs of /16 to /28.", `use ${formatCidr(nearest)}.`);
  }
  const reserved = RESERVED.find((one) => overlapCidr(range, parseCidr(at, "reserved range", one)));
  if (reserved !== undefined) {
    throw networkRangeUnusable(at, text, `${reserved} is not for networks.`, "use 10.0.0.0/16, for example.");
  }
  return range;
}

function checkedEndpoints(at: ErrorPlace, services: readonly string[]): readonly string[] {
  for (const service of services) {
    if (typeof service !== "string" || !/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/.test(service)) {
      const why = "a service is named by what follows com.amazonaws.<region>. in its endpoint's name.";
      throw endpointUnusable(at, service, why, 'write it like "ecr.api".');
    }
    if (service === "s3" || service === "dynamodb") {
      const why = "S3 and DynamoDB have gateway endpoints already, in every route table.";
      throw endpointUnusable(at, service, why, `leave out "${service}".`);
    }
  }
  const doubled = services.find((service, index) => services.indexOf(service) < index);
  if (doubled !== undefined) {
    throw endpointUnusable(
      at,
      doubled,
      "a VPC has one private name for each service.",
      "name each service once.",
    );
  }
  if (services.length > ENDPOINTS_MOST) {
    const why = `AWS allows ${ENDPOINTS_MOST} interface endpoints a VPC.`;
    throw endpointUnusable(at, `${services.length} services`, why, "name the services that are used.");
  }
  return [...services].sort();
}
