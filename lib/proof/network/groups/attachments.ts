/** Where a type of resource says which groups its network interfaces carry, and which subnets they are in. */
export interface AttachmentPlace {
  /** Attributes with groups; `block.name` for one in a block. */
  readonly groups: readonly string[];
  readonly subnets: readonly string[];
  /** Without this block it has no interface in a VPC. @default - it always has */
  readonly needs?: string;
}

const VPC_GROUPS: AttachmentPlace = { groups: ["vpc_security_group_ids"], subnets: [] };
const CACHE: AttachmentPlace = { groups: ["security_group_ids"], subnets: ["subnet_ids"] };
const BALANCER: AttachmentPlace = {
  groups: ["security_groups"],
  subnets: ["subnets", "subnet_mapping.subnet_id"],
};
const SEARCH: AttachmentPlace = {
  groups: ["vpc_options.security_group_ids"],
  subnets: ["vpc_options.subnet_ids"],
  needs: "vpc_options",
};

/**
 * Resources with network interfaces (N4), by the documentation of the AWS provider 6.
 */
export const ATTACHMENTS: ReadonlyMap<string, AttachmentPlace> = new Map([
  ["aws_instance", { groups: ["vpc_security_group_ids", "security_groups"], subnets: ["subnet_id"] }],
  ["aws_network_interface", { groups: ["security_groups"], subnets: ["subnet_id"] }],
  ["aws_lb", BALANCER],
  ["aws_alb", BALANCER],
  ["aws_elb", { groups: ["security_groups"], subnets: ["subnets"] }],
  ["aws_db_instance", VPC_GROUPS],
  ["aws_rds_cluster", VPC_GROUPS],
  ["aws_docdb_cluster", VPC_GROUPS],
  ["aws_neptune_cluster", VPC_GROUPS],
  ["aws_redshift_cluster", VPC_GROUPS],
  ["aws_db_proxy", { groups: ["vpc_security_group_ids"], subnets: ["vpc_subnet_ids"] }],
  ["aws_elasticache_cluster", CACHE],
  ["aws_elasticache_replication_group", CACHE],
  ["aws_elasticache_serverless_cache", CACHE],
  ["aws_memorydb_cluster", CACHE],
  ["aws_efs_mount_target", { groups: ["security_groups"], subnets: ["subnet_id"] }],
  ["aws_mq_broker", { groups: ["security_groups"], subnets: ["subnet_ids"] }],
  ["aws_opensearch_domain", SEARCH],
  ["aws_elasticsearch_domain", SEARCH],
  [
    "aws_msk_cluster",
    {
      groups: ["broker_node_group_info.security_groups"],
      subnets: ["broker_node_group_info.client_subnets"],
    },
  ],
  [
    "aws_lambda_function",
    { groups: ["vpc_config.security_group_ids"], subnets: ["vpc_config.subnet_ids"], needs: "vpc_config" },
  ],
  [
    "aws_ecs_service",
    {
      groups: ["network_configuration.security_groups"],
      subnets: ["network_configuration.subnets"],
      needs: "network_configuration",
    },
  ],
  [
    "aws_launch_template",
    {
      groups: ["vpc_security_group_ids", "network_interfaces.security_groups"],
      subnets: ["network_interfaces.subnet_id"],
    },
  ],
]);
