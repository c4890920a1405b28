import type { EipConfig } from "@cdktf/provider-aws/lib/eip";
import type { NatGatewayConfig } from "@cdktf/provider-aws/lib/nat-gateway";
import type { RouteConfig } from "@cdktf/provider-aws/lib/route";
import type { RouteTableConfig } from "@cdktf/provider-aws/lib/route-table";
import type { RouteTableAssociationConfig } from "@cdktf/provider-aws/lib/route-table-association";
import type { SubnetConfig } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import type { Cidr } from "../../model/cidr";
import { formatCidr } from "../../model/cidr";
import type { Resource } from "../../terraform/resource";
import type { Platform } from "../platform";
import type { EgressOnlyGateway, PublicRouting } from "./routing";
import { EVERYWHERE_IPV4, EVERYWHERE_IPV6 } from "./routing";
import type { ZonePlan } from "./subnet-plan";

export interface ZoneProps {
  readonly platform: Platform;
  readonly plan: ZonePlan;
  readonly vpc: Resource;
  readonly ipv6: boolean;
  /** @default - no public subnet */
  readonly publicRouting?: PublicRouting | undefined;
  readonly natGateway: boolean;
}

/** Where public subnets start among the 256 IPv6 subnets of a VPC. */
const IPV6_PUBLIC_FIRST = 16;
/** Where those of interface endpoints start. */
const IPV6_ENDPOINTS_FIRST = 32;

/** The tags by which the load balancer controller finds subnets. Source: EKS user guide, "View Amazon EKS networking requirements for VPC and subnets". */
const INTERNAL_LOAD_BALANCERS = "kubernetes.io/role/internal-elb";
const PUBLIC_LOAD_BALANCERS = "kubernetes.io/role/elb";

/**
 * One availability zone: a private subnet with a route table of its own, whatever its way out is, so that switching
 * the kind of NAT changes one route and no subnet.
 */
export class Zone extends Construct {
  readonly privateSubnet: Resource<SubnetConfig>;
  readonly privateRouteTable: Resource<RouteTableConfig>;
  readonly publicSubnet: Resource<SubnetConfig> | undefined;
  /** Where interface endpoints stand, and nothing else; it needs no route but the VPC's own. */
  readonly endpointSubnet: Resource<SubnetConfig> | undefined;
  /** The NAT gateway that stands here. */
  readonly gateway: Resource<NatGatewayConfig> | undefined;
  private readonly platform: Platform;
  private readonly letter: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ZoneProps,
  ) {
    super(scope, id);
    const { platform, plan, publicRouting } = props;
    this.platform = platform;
    this.letter = plan.zone.slice(-1);
    this.privateSubnet = this.createSubnet("PrivateSubnet", "private", plan.private, plan.index);
    this.privateRouteTable = platform.resource<RouteTableConfig>(
      this,
      "PrivateRouteTable",
      "aws_route_table",
      {
        vpc_id: props.vpc.local("id"),
        tags: platform.tags(`private-${this.letter}`),
      },
    );
    this.associate("PrivateAssociation", this.privateSubnet, this.privateRouteTable.local("id"));
    if (plan.endpoints) {
      const index = IPV6_ENDPOINTS_FIRST + plan.index;
      this.endpointSubnet = this.createSubnet("EndpointSubnet", "endpoints", plan.endpoints, index);
    }
    if (plan.public && publicRouting) {
      const index = IPV6_PUBLIC_FIRST + plan.index;
      this.publicSubnet = this.createSubnet("PublicSubnet", "public", plan.public, index);
      this.associate("PublicAssociation", this.publicSubnet, publicRouting.routeTableId);
      if (props.natGateway) this.gateway = this.createGateway(this.publicSubnet, publicRouting);
    }
  }

  get subnets(): Resource<SubnetConfig>[] {
    const subnets = [this.privateSubnet, this.publicSubnet, this.endpointSubnet];
    return subnets.filter((subnet) => subnet !== undefined);
  }

  /** The private subnet's way out, by a gateway of this zone or another one. */
  routeOut(nat: Resource<NatGatewayConfig> | undefined, egressOnly: EgressOnlyGateway | undefined): void {
    const route_table_id = this.privateRouteTable.local("id");
    if (nat) {
      this.platform.resource<RouteConfig>(this, "PrivateIpv4", "aws_route", {
        route_table_id,
        destination_cidr_block: EVERYWHERE_IPV4,
        nat_gateway_id: nat.local("id"),
      });
    }
    if (egressOnly) {
      this.platform.resource<RouteConfig>(this, "PrivateIpv6", "aws_route", {
        route_table_id,
        destination_ipv6_cidr_block: EVERYWHERE_IPV6,
        egress_only_gateway_id: egressOnly.gatewayId,
      });
    }
  }

  private createSubnet(
    id: string,
    kind: "private" | "public" | "endpoints",
    range: Cidr,
    ipv6Index: number,
  ): Resource<SubnetConfig> {
    const { vpc, plan, ipv6 } = this.props;
    const roles = { private: INTERNAL_LOAD_BALANCERS, public: PUBLIC_LOAD_BALANCERS, endpoints: undefined };
    const role = roles[kind];
    return this.platform.resource<SubnetConfig>(this, id, "aws_subnet", {
      vpc_id: vpc.local("id"),
      availability_zone: plan.zone,
      cidr_block: formatCidr(range),
      map_public_ip_on_launch: false,
      ...(ipv6 && {
        ipv6_cidr_block: `\${cidrsubnet(${vpc.address}.ipv6_cidr_block, 8, ${ipv6Index})}`,
        // An IPv6 address is public wherever the route leads in: only behind the egress-only gateway it is not.
        assign_ipv6_address_on_creation: kind === "private",
      }),
      tags: { ...this.platform.tags(`${kind}-${this.letter}`), ...(role !== undefined && { [role]: "1" }) },
    });
  }

  private associate(id: string, subnet: Resource<SubnetConfig>, routeTableId: string): void {
    this.platform.resource<RouteTableAssociationConfig>(this, id, "aws_route_table_association", {
      subnet_id: subnet.local("id"),
      route_table_id: routeTableId,
    });
  }

  private createGateway(subnet: Resource<SubnetConfig>, routing: PublicRouting): Resource<NatGatewayConfig> {
    const tags = this.platform.tags(`nat-${this.letter}`);
    const address = this.platform.resource<EipConfig>(
      this,
      "NatAddress",
      "aws_eip",
      { domain: "vpc", tags },
      { dependsOn: [routing.gateway] },
    );
    return this.platform.resource<NatGatewayConfig>(
      this,
      "NatGateway",
      "aws_nat_gateway",
      { allocation_id: address.local("id"), subnet_id: subnet.local("id"), tags },
      { dependsOn: [routing.gateway] },
    );
  }
}
