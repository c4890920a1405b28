import { choiceUnknown } from "../errors/infrastructure";
import { existingMalformed } from "../errors/network";
import type { ErrorPlace } from "../errors/tenancy-error";
import { arn, iamArn } from "../model/arn";
import type { Cidr } from "../model/cidr";
import { formatCidr, parseCidr } from "../model/cidr";
import { isTokenLike } from "../model/names";
import { checkedAccess, checkedServiceCidr } from "./dataplane/dataplane-plan";
import type { ExistingDataplane } from "./dataplane/dataplane-props";
import type { CheckedIdentity } from "./identity";
import type { DataplaneAttributes, NetworkAttributes } from "./infrastructure-attributes";
import type { ExistingNetwork } from "./network/network-props";

const POLICY_MODES = ["strict", "standard", "unknown"] as const;

/** @throws TNT1020, TNT1021, TNT1109 */
export function checkedRanges(at: ErrorPlace, what: string, cidrs: readonly string[]): readonly Cidr[] {
  if (!Array.isArray(cidrs) || cidrs.length === 0) throw existingMalformed(at, what, cidrs, "10.10.0.0/16");
  return cidrs.map((cidr) => {
    const range = parseCidr(at, what, cidr);
    if (range.family !== 4) throw existingMalformed(at, what, cidr, "10.10.0.0/16");
    return range;
  });
}

/** A VPC as it was described. @throws TNT1020, TNT1021, TNT1109 */
export function checkedNetwork(at: ErrorPlace, network: ExistingNetwork): NetworkAttributes {
  const { ipv6Cidr, endpointSecurityGroupId, privateRouteTableIds, gatewayPrefixListIds = {} } = network;
  const id = (what: string, text: string, prefix: string) => checkedId(at, `network.${what}`, text, prefix);
  const ids = (what: string, all: readonly string[], prefix: string) =>
    all.map((one) => id(what, one, prefix));
  if (!Array.isArray(network.privateSubnetIds) || network.privateSubnetIds.length === 0) {
    throw existingMalformed(at, "network.privateSubnetIds", network.privateSubnetIds, "subnet-0a1b2c3d");
  }
  for (const [service, list] of Object.entries(gatewayPrefixListIds)) {
    if (list !== undefined) id(`gatewayPrefixListIds.${service}`, list, "pl");
  }
  return {
    vpcId: id("vpcId", network.vpcId, "vpc"),
    cidrs: checkedRanges(at, "network.cidrs", network.cidrs).map(formatCidr),
    ...(ipv6Cidr !== undefined && { ipv6Cidr }),
    privateSubnetIds: ids("privateSubnetIds", network.privateSubnetIds, "subnet"),
    publicSubnetIds: ids("publicSubnetIds", network.publicSubnetIds ?? [], "subnet"),
    ...(privateRouteTableIds !== undefined && {
      privateRouteTableIds: ids("privateRouteTableIds", privateRouteTableIds, "rtb"),
    }),
    ...(endpointSecurityGroupId !== undefined && {
      endpointSecurityGroupId: id("endpointSecurityGroupId", endpointSecurityGroupId, "sg"),
    }),
    ...(network.endpointCidrs !== undefined && {
      endpointCidrs: checkedRanges(at, "network.endpointCidrs", network.endpointCidrs).map(formatCidr),
    }),
    gatewayPrefixListIds,
    internet: network.internet ?? false,
  };
}

/** A cluster as it was described. @throws TNT1020, TNT1021, TNT1109, TNT1110, TNT1123, TNT1126 */
export function checkedDataplane(
  at: ErrorPlace,
  identity: CheckedIdentity,
  ranges: readonly Cidr[],
  dataplane: ExistingDataplane,
): DataplaneAttributes {
  const { environment, name } = identity;
  const { clusterName = name, adminRoleArn, networkPolicy = "unknown" } = dataplane;
  if (!/^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/.test(clusterName)) {
    throw existingMalformed(at, "dataplane.clusterName", clusterName, "nonprod");
  }
  if (!isTokenLike(dataplane.endpoint) && !/^https:\/\/\S+$/.test(dataplane.endpoint)) {
    throw existingMalformed(
      at,
      "dataplane.endpoint",
      dataplane.endpoint,
      "https://0A1B.gr7.eu-west-1.eks.amazonaws.com",
    );
  }
  const roles = iamArn(environment, "role/");
  if (
    adminRoleArn !== undefined &&
    !(adminRoleArn.startsWith(roles) && /^[\w+=,.@:/-]+$/.test(adminRoleArn))
  ) {
    throw existingMalformed(at, "dataplane.adminRoleArn", adminRoleArn, `${roles}cluster-admin`);
  }
  if (!POLICY_MODES.includes(networkPolicy)) {
    throw choiceUnknown(at, "dataplane.networkPolicy", networkPolicy, POLICY_MODES);
  }
  return {
    clusterName,
    clusterArn: arn(environment, "eks", `cluster/${clusterName}`),
    endpoint: dataplane.endpoint,
    certificateAuthority: dataplane.certificateAuthority,
    serviceCidr: checkedServiceCidr(at, dataplane.serviceCidr, ranges),
    ...(adminRoleArn !== undefined && { adminRoleArn }),
    access: checkedAccess(at, dataplane.access),
    networkPolicy,
  };
}

/** A reference is taken as it is: only Terraform knows its value. */
function checkedId(at: ErrorPlace, what: string, text: unknown, prefix: string): string {
  const pattern = new RegExp(`^${prefix}-[0-9a-f]{8,17}$`);
  if (typeof text !== "string" || !(isTokenLike(text) || pattern.test(text))) {
    throw existingMalformed(at, what, text, `${prefix}-0a1b2c3d4e5f60718`);
  }
  return text;
}
