import { textOfPieces } from "../../facts/text";
import type { Attributes, Described } from "./described";
import { arn, unknownPart } from "./described";

/**
 * Types whose id AWS makes up: no two have the same. The second word is what stands before the id in the ARN.
 * Source: AWS service authorization reference, "Resource types".
 */
const TYPES: Readonly<Record<string, readonly [service: string, before: string]>> = {
  aws_customer_gateway: ["ec2", "customer-gateway/"],
  aws_default_network_acl: ["ec2", "network-acl/"],
  aws_default_security_group: ["ec2", "security-group/"],
  aws_default_subnet: ["ec2", "subnet/"],
  aws_default_vpc: ["ec2", "vpc/"],
  aws_ebs_snapshot: ["ec2", "snapshot/"],
  aws_ebs_volume: ["ec2", "volume/"],
  aws_ec2_managed_prefix_list: ["ec2", "prefix-list/"],
  aws_ec2_transit_gateway: ["ec2", "transit-gateway/"],
  aws_efs_access_point: ["elasticfilesystem", "access-point/"],
  aws_efs_file_system: ["elasticfilesystem", "file-system/"],
  aws_egress_only_internet_gateway: ["ec2", "egress-only-internet-gateway/"],
  aws_eip: ["ec2", "elastic-ip/"],
  aws_instance: ["ec2", "instance/"],
  aws_internet_gateway: ["ec2", "internet-gateway/"],
  aws_kms_external_key: ["kms", "key/"],
  aws_kms_key: ["kms", "key/"],
  aws_kms_replica_key: ["kms", "key/"],
  aws_launch_template: ["ec2", "launch-template/"],
  aws_nat_gateway: ["ec2", "natgateway/"],
  aws_network_acl: ["ec2", "network-acl/"],
  aws_network_interface: ["ec2", "network-interface/"],
  aws_route_table: ["ec2", "route-table/"],
  aws_security_group: ["ec2", "security-group/"],
  aws_subnet: ["ec2", "subnet/"],
  aws_vpc: ["ec2", "vpc/"],
  aws_vpc_endpoint: ["ec2", "vpc-endpoint/"],
  aws_vpc_peering_connection: ["ec2", "vpc-peering-connection/"],
  aws_vpc_security_group_egress_rule: ["ec2", "security-group-rule/"],
  aws_vpc_security_group_ingress_rule: ["ec2", "security-group-rule/"],
};

function attributes(service: string, before: string): Attributes {
  const key = service === "kms" ? "key_id" : "id";
  const unique = `${service}:${before}`;
  const id = (resource: Described) => unknownPart(resource, key, unique);
  return {
    arn: (resource) => arn(resource, service, {}, [before, id(resource)]),
    id: (resource) => textOfPieces([id(resource)]),
    ...(key === "id" ? {} : { [key]: (resource: Described) => textOfPieces([id(resource)]) }),
  };
}

export const GENERATED: readonly (readonly [string, Attributes])[] = Object.entries(TYPES).map(
  ([type, [service, before]]) => [type, attributes(service, before)],
);
