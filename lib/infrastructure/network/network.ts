import type { InternetGatewayConfig } from "@cdktf/provider-aws/lib/internet-gateway";
import type { VpcConfig } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { formatCidr } from "../../model/cidr";
import type { Resource } from "../../terraform/resource";
import type { NetworkAttributes } from "../infrastructure-attributes";
import type { Platform } from "../platform";
import { ClosedDefaults } from "./closed-defaults";
import { Endpoints } from "./endpoints";
import { FlowLogs } from "./flow-logs";
import type { NetworkPlan } from "./network-plan";
import { EgressOnlyGateway, PublicRouting } from "./routing";
import { Zone } from "./zone";

export interface NetworkConstructProps {
  readonly platform: Platform;
  readonly plan: NetworkPlan;
  /** The key of the platform's log groups, as a reference of the stack. */
  readonly logsKeyArn: string;
}

/** The VPC with everything in it that belongs to no tenant. */
export class Network extends Construct {
  readonly attributes: NetworkAttributes;
  /** References to the private subnets, for use inside the stack. */
  readonly localPrivateSubnetIds: readonly string[];

  constructor(scope: Construct, id: string, props: NetworkConstructProps) {
    super(scope, id);
    const { platform, plan } = props;
    const vpc = this.createVpc(platform, plan);
    const vpcId = vpc.local("id");
    const publicRouting = plan.public ? this.createPublicRouting(platform, plan, vpcId) : undefined;
    const egressOnly = plan.ipv6 ? new EgressOnlyGateway(this, "EgressOnly", { platform, vpcId }) : undefined;
    const zones = this.createZones(platform, plan, vpc, publicRouting, egressOnly);
    this.localPrivateSubnetIds = zones.map((zone) => zone.privateSubnet.local("id"));
    new ClosedDefaults(this, "ClosedDefaults", {
      platform,
      vpc,
      ipv6: plan.ipv6,
      subnetIds: zones.flatMap((zone) => zone.subnets.map((subnet) => subnet.local("id"))),
    });
    const endpoints = new Endpoints(this, "Endpoints", {
      platform,
      vpcId,
      range: formatCidr(plan.range),
      services: plan.interfaceEndpoints,
      subnetIds: zones.map((zone) => (zone.endpointSubnet ?? zone.privateSubnet).local("id")),
      routeTableIds: [
        ...zones.map((zone) => zone.privateRouteTable.local("id")),
        ...(publicRouting ? [publicRouting.routeTableId] : []),
      ],
    });
    new FlowLogs(this, "FlowLogs", { platform, vpcId, keyArn: props.logsKeyArn });
    this.attributes = attributesOf(plan, vpc, zones, endpoints);
  }

  private createVpc(platform: Platform, plan: NetworkPlan): Resource<VpcConfig> {
    return platform.resource<VpcConfig>(this, "Vpc", "aws_vpc", {
      cidr_block: formatCidr(plan.range),
      // Private names of endpoints and of the cluster resolve with both only.
      enable_dns_hostnames: true,
      enable_dns_support: true,
      ...(plan.ipv6 && { assign_generated_ipv6_cidr_block: true }),
      tags: platform.tags("vpc"),
    });
  }

  private createPublicRouting(platform: Platform, plan: NetworkPlan, vpcId: string): PublicRouting {
    const gateway = platform.resource<InternetGatewayConfig>(
      this,
      "InternetGateway",
      "aws_internet_gateway",
      { vpc_id: vpcId, tags: platform.tags("internet") },
    );
    return new PublicRouting(this, "Public", { platform, vpcId, gateway, ipv6: plan.ipv6 });
  }

  /** A zone of its own holds the gateway for all zones, so that a second gateway leaves the first where it is. */
  private createZones(
    platform: Platform,
    plan: NetworkPlan,
    vpc: Resource<VpcConfig>,
    publicRouting: PublicRouting | undefined,
    egressOnly: EgressOnlyGateway | undefined,
  ): Zone[] {
    const zones = plan.zones.map(
      (zone, position) =>
        new Zone(this, `Zone${zone.zone.slice(-1).toUpperCase()}`, {
          platform,
          plan: zone,
          vpc,
          ipv6: plan.ipv6,
          publicRouting,
          natGateway: plan.nat === "per-zone" || (plan.nat === "single" && position === 0),
        }),
    );
    for (const zone of zones) zone.routeOut(zone.gateway ?? zones[0]?.gateway, egressOnly);
    return zones;
  }
}

function attributesOf(
  plan: NetworkPlan,
  vpc: Resource<VpcConfig>,
  zones: readonly Zone[],
  endpoints: Endpoints,
): NetworkAttributes {
  const { securityGroupId } = endpoints;
  const endpointCidrs = plan.zones.flatMap((zone) => (zone.endpoints ? [formatCidr(zone.endpoints)] : []));
  return {
    vpcId: vpc.attribute("id"),
    cidrs: [formatCidr(plan.range)],
    ...(plan.ipv6 && { ipv6Cidr: vpc.attribute("ipv6_cidr_block") }),
    privateSubnetIds: zones.map((zone) => zone.privateSubnet.attribute("id")),
    privateRouteTableIds: zones.map((zone) => zone.privateRouteTable.attribute("id")),
    publicSubnetIds: zones.flatMap((zone) => (zone.publicSubnet ? [zone.publicSubnet.attribute("id")] : [])),
    ...(securityGroupId !== undefined && { endpointSecurityGroupId: securityGroupId }),
    ...(endpointCidrs.length > 0 && { endpointCidrs }),
    gatewayPrefixListIds: endpoints.gatewayPrefixListIds,
    internet: plan.nat !== "none",
  };
}
