import type { EgressOnlyInternetGatewayConfig } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import type { RouteConfig } from "@cdktf/provider-aws/lib/route";
import type { RouteTableConfig } from "@cdktf/provider-aws/lib/route-table";
import { Construct } from "constructs";
import type { Resource } from "../../terraform/resource";
import type { Platform } from "../platform";

export const EVERYWHERE_IPV4 = "0.0.0.0/0";
export const EVERYWHERE_IPV6 = "::/0";

export interface PublicRoutingProps {
  readonly platform: Platform;
  readonly vpcId: string;
  readonly gateway: Resource;
  readonly ipv6: boolean;
}

/** The one route table of all public subnets. */
export class PublicRouting extends Construct {
  readonly routeTableId: string;
  /** What a NAT gateway needs before it can reach anything. */
  readonly gateway: Resource;

  constructor(scope: Construct, id: string, props: PublicRoutingProps) {
    super(scope, id);
    const { platform, vpcId, gateway } = props;
    this.gateway = gateway;
    this.routeTableId = platform
      .resource<RouteTableConfig>(this, "RouteTable", "aws_route_table", {
        vpc_id: vpcId,
        tags: platform.tags("public"),
      })
      .local("id");
    const out = { route_table_id: this.routeTableId, gateway_id: gateway.local("id") };
    platform.resource<RouteConfig>(this, "Ipv4", "aws_route", {
      ...out,
      destination_cidr_block: EVERYWHERE_IPV4,
    });
    if (props.ipv6) {
      platform.resource<RouteConfig>(this, "Ipv6", "aws_route", {
        ...out,
        destination_ipv6_cidr_block: EVERYWHERE_IPV6,
      });
    }
  }
}

export interface EgressOnlyGatewayProps {
  readonly platform: Platform;
  readonly vpcId: string;
}

/** The way out for IPv6, which nothing can come in by. */
export class EgressOnlyGateway extends Construct {
  readonly gatewayId: string;

  constructor(scope: Construct, id: string, props: EgressOnlyGatewayProps) {
    super(scope, id);
    const { platform, vpcId } = props;
    this.gatewayId = platform
      .resource<EgressOnlyInternetGatewayConfig>(this, "Gateway", "aws_egress_only_internet_gateway", {
        vpc_id: vpcId,
        tags: platform.tags("egress-only"),
      })
      .local("id");
  }
}
