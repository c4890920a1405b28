import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { VpcSecurityGroupIngressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { Platform } from "../platform";

export interface EndpointsProps {
  readonly platform: Platform;
  readonly vpcId: string;
  /** The VPC's range. */
  readonly range: string;
  /** Services with an interface endpoint, sorted. */
  readonly services: readonly string[];
  readonly subnetIds: readonly string[];
  readonly routeTableIds: readonly string[];
}

/** AWS without a way out: S3 and DynamoDB through the route tables, chosen services through addresses of the VPC. */
export class Endpoints extends Construct {
  readonly gatewayPrefixListIds: Readonly<Record<"s3" | "dynamodb", string>>;
  /** The group of the interface endpoints, if there are any. */
  readonly securityGroupId: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: EndpointsProps,
  ) {
    super(scope, id);
    this.gatewayPrefixListIds = {
      s3: this.gatewayEndpoint("S3", "s3"),
      dynamodb: this.gatewayEndpoint("DynamoDb", "dynamodb"),
    };
    if (props.services.length === 0) return;
    const group = this.createGroup();
    for (const service of props.services) this.interfaceEndpoint(service, group.local("id"));
    this.securityGroupId = group.attribute("id");
  }

  private gatewayEndpoint(id: string, service: string): string {
    const { platform, vpcId, routeTableIds } = this.props;
    return platform
      .resource<VpcEndpointConfig>(this, id, "aws_vpc_endpoint", {
        vpc_id: vpcId,
        service_name: this.serviceName(service),
        vpc_endpoint_type: "Gateway",
        route_table_ids: routeTableIds,
        tags: platform.tags(`endpoint-${service}`),
      })
      .attribute("prefix_list_id");
  }

  private interfaceEndpoint(service: string, groupId: string): void {
    const { platform, vpcId, subnetIds } = this.props;
    this.props.platform.resource<VpcEndpointConfig>(this, service.replaceAll(".", "-"), "aws_vpc_endpoint", {
      vpc_id: vpcId,
      service_name: this.serviceName(service),
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
      security_group_ids: [groupId],
      subnet_ids: subnetIds,
      tags: platform.tags(`endpoint-${service}`),
    });
  }

  private createGroup() {
    const { platform, vpcId, range } = this.props;
    const tags = platform.tags("endpoints");
    const group = platform.resource<SecurityGroupConfig>(this, "SecurityGroup", "aws_security_group", {
      name: platform.named("endpoints", 255),
      description: "Interface endpoints: HTTPS from the VPC, and nothing out",
      vpc_id: vpcId,
      revoke_rules_on_delete: true,
      tags,
    });
    platform.resource<VpcSecurityGroupIngressRuleConfig>(
      this,
      "HttpsFromVpc",
      "aws_vpc_security_group_ingress_rule",
      {
        security_group_id: group.local("id"),
        description: "HTTPS from the VPC",
        cidr_ipv4: range,
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        tags,
      },
    );
    return group;
  }

  private serviceName(service: string): string {
    return `com.amazonaws.${this.props.platform.environment.region}.${service}`;
  }
}
