import type { SsmParameterConfig } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import type { DataplaneAttributes, NetworkAttributes } from "./infrastructure-attributes";
import type { Platform } from "./platform";

/** What an Infrastructure publishes, by construct id: the last part of the parameter's name. */
export const PARAMETERS = {
  Cidrs: "cidrs",
  ClusterAdminRoleArn: "cluster-admin-role-arn",
  ClusterCertificateAuthority: "cluster-certificate-authority",
  ClusterEndpoint: "cluster-endpoint",
  ClusterName: "cluster-name",
  ClusterNetworkPolicy: "cluster-network-policy",
  ClusterServiceCidr: "cluster-service-cidr",
  DynamoDbPrefixListId: "dynamodb-prefix-list-id",
  EndpointCidrs: "endpoint-cidrs",
  EndpointSecurityGroupId: "endpoint-security-group-id",
  Internet: "internet",
  Ipv6Cidr: "ipv6-cidr",
  NamespacePrefix: "namespace-prefix",
  PrivateRouteTableIds: "private-route-table-ids",
  PrivateSubnetIds: "private-subnet-ids",
  PublicSubnetIds: "public-subnet-ids",
  S3PrefixListId: "s3-prefix-list-id",
  VpcId: "vpc-id",
} as const;

export type ParameterId = keyof typeof PARAMETERS;

/** Between the values of a list: no id, range or ARN holds it. */
export const LIST_SEPARATOR = ",";

/** The parameter's name. */
export function parameterName(infrastructure: string, id: ParameterId): string {
  return `/${infrastructure}/platform/infrastructure/${PARAMETERS[id]}`;
}

export interface PublishedParametersProps {
  readonly platform: Platform;
  readonly namespacePrefix: string;
  readonly network: NetworkAttributes;
  /** @default - none */
  readonly dataplane?: DataplaneAttributes | undefined;
}

/** What other repositories may know of an Infrastructure. Names and ids, no secrets: hence plain strings. */
export class PublishedParameters extends Construct {
  constructor(scope: Construct, id: string, props: PublishedParametersProps) {
    super(scope, id);
    const { platform, dataplane } = props;
    const values = { ...networkValues(props), ...(dataplane ? clusterValues(dataplane) : {}) };
    for (const [parameter, value] of Object.entries(values) as [ParameterId, string | undefined][]) {
      if (value === undefined || value === "") continue;
      platform.resource<SsmParameterConfig>(this, parameter, "aws_ssm_parameter", {
        name: parameterName(platform.name, parameter),
        type: "String",
        value,
        tags: platform.tags(PARAMETERS[parameter]),
      });
    }
  }
}

function networkValues(props: PublishedParametersProps): Partial<Record<ParameterId, string | undefined>> {
  const { network, namespacePrefix } = props;
  return {
    Cidrs: joined(network.cidrs),
    DynamoDbPrefixListId: network.gatewayPrefixListIds.dynamodb,
    EndpointCidrs: network.endpointCidrs && joined(network.endpointCidrs),
    EndpointSecurityGroupId: network.endpointSecurityGroupId,
    Internet: String(network.internet),
    Ipv6Cidr: network.ipv6Cidr,
    NamespacePrefix: namespacePrefix,
    PrivateRouteTableIds: network.privateRouteTableIds && joined(network.privateRouteTableIds),
    PrivateSubnetIds: joined(network.privateSubnetIds),
    PublicSubnetIds: joined(network.publicSubnetIds),
    S3PrefixListId: network.gatewayPrefixListIds.s3,
    VpcId: network.vpcId,
  };
}

function clusterValues(dataplane: DataplaneAttributes): Partial<Record<ParameterId, string | undefined>> {
  return {
    ClusterAdminRoleArn: dataplane.adminRoleArn,
    ClusterCertificateAuthority: dataplane.certificateAuthority,
    ClusterEndpoint: dataplane.endpoint,
    ClusterName: dataplane.clusterName,
    ClusterNetworkPolicy: dataplane.networkPolicy,
    ClusterServiceCidr: dataplane.serviceCidr,
  };
}

/** A list that only Terraform knows is joined by Terraform. */
function joined(values: readonly string[]): string {
  return Token.isUnresolved(values) ? Fn.join(LIST_SEPARATOR, [...values]) : values.join(LIST_SEPARATOR);
}
