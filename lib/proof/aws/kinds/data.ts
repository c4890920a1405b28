import { kind, type KindSpec } from "./kind";

/** A domain of OpenSearch, by its new name or its old one; what is in it is asked for below its ARN. */
const SEARCH_DOMAIN = kind("search-domain", "search domain", {
  name: "domain_name",
  arn: "arn:{P}:es:{R}:{A}:domain/{N}",
  parts: { "es/domain": ["{arn}", "{arn}/*"] },
  refers: { id: "{arn}" },
  policy: "access_policies",
});

/** What holds data. ARNs: Service Authorization Reference, "Resource types defined by …". */
export const DATA_KINDS: Readonly<Record<string, KindSpec>> = {
  aws_s3_bucket: kind("bucket", "bucket", {
    name: { attribute: "bucket", prefix: "bucket_prefix" },
    arn: "arn:{P}:s3:::{N}",
    parts: { "s3/bucket": "{arn}", "s3/object": "{arn}/*" },
    refers: { id: "{N}" },
    policy: "policy",
  }),
  aws_s3_access_point: kind("access-point", "access point", {
    name: "name",
    arn: "arn:{P}:s3:{R}:{A}:accesspoint/{N}",
    parts: { "s3/accesspoint": "{arn}", "s3/accesspointobject s3/object": "{arn}/object/*" },
    refers: { id: "{A}:{N}" },
    policy: "policy",
  }),
  aws_dynamodb_table: kind("table", "table", {
    name: "name",
    arn: "arn:{P}:dynamodb:{R}:{A}:table/{N}",
    parts: {
      "dynamodb/table": "{arn}",
      "dynamodb/index": "{arn}/index/*",
      "dynamodb/stream": "{arn}/stream/*",
      "dynamodb/backup": "{arn}/backup/*",
      "dynamodb/export": "{arn}/export/*",
    },
    refers: { id: "{N}", stream_arn: "{arn}/stream/*" },
  }),
  aws_sqs_queue: kind("queue", "queue", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:sqs:{R}:{A}:{N}",
    parts: { "sqs/queue": "{arn}" },
    refers: { id: "https://sqs.{R}.amazonaws.com/{A}/{N}", url: "https://sqs.{R}.amazonaws.com/{A}/{N}" },
    policy: "policy",
  }),
  aws_sns_topic: kind("topic", "topic", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:sns:{R}:{A}:{N}",
    parts: { "sns/topic": "{arn}" },
    refers: { id: "{arn}" },
    policy: "policy",
  }),
  aws_secretsmanager_secret: kind("secret", "secret", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:secretsmanager:{R}:{A}:secret:{N}-??????",
    parts: { "secretsmanager/Secret": "{arn}" },
    refers: { id: "{arn}" },
    policy: "policy",
  }),
  aws_ssm_parameter: kind("parameter", "parameter", {
    name: { attribute: "name", slash: true },
    arn: "arn:{P}:ssm:{R}:{A}:parameter{N}",
    parts: { "ssm/parameter": "{arn}" },
    refers: { id: "{N}" },
    // Access to a path is access to all levels below (Systems Manager user guide, "Restricting access to parameters").
    shownFromAbove: { service: "ssm", action: "GetParametersByPath" },
  }),
  aws_ecr_repository: kind("repository", "repository", {
    name: "name",
    arn: "arn:{P}:ecr:{R}:{A}:repository/{N}",
    parts: { "ecr/repository": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_efs_file_system: kind("file-system", "file system", {
    name: "id",
    arn: "arn:{P}:elasticfilesystem:{R}:{A}:file-system/{N}",
    parts: { "elasticfilesystem/file-system": "{arn}" },
  }),
  aws_efs_access_point: kind("efs-access-point", "access point", {
    name: "id",
    arn: "arn:{P}:elasticfilesystem:{R}:{A}:access-point/{N}",
    parts: { "elasticfilesystem/access-point": "{arn}" },
  }),
  aws_db_instance: kind("database", "database", {
    name: { attribute: "identifier", prefix: "identifier_prefix" },
    arn: "arn:{P}:rds:{R}:{A}:db:{N}",
    parts: {
      "rds/db": "{arn}",
      "rds/snapshot": "arn:{P}:rds:{R}:{A}:snapshot:rds:{N}-*",
      "rds-db/db-user": "arn:{P}:rds-db:{R}:{A}:dbuser:{resource_id}/*",
    },
    refers: { id: "{N}" },
  }),
  aws_rds_cluster: kind("database-cluster", "database cluster", {
    name: { attribute: "cluster_identifier", prefix: "cluster_identifier_prefix" },
    arn: "arn:{P}:rds:{R}:{A}:cluster:{N}",
    parts: {
      "rds/cluster": "{arn}",
      "rds/cluster-snapshot": "arn:{P}:rds:{R}:{A}:cluster-snapshot:rds:{N}-*",
      "rds-db/db-user": "arn:{P}:rds-db:{R}:{A}:dbuser:{cluster_resource_id}/*",
    },
    refers: { id: "{N}" },
  }),
  aws_db_snapshot: kind("database-snapshot", "database snapshot", {
    name: "db_snapshot_identifier",
    arn: "arn:{P}:rds:{R}:{A}:snapshot:{N}",
    parts: { "rds/snapshot": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_db_cluster_snapshot: kind("database-cluster-snapshot", "database cluster snapshot", {
    name: "db_cluster_snapshot_identifier",
    arn: "arn:{P}:rds:{R}:{A}:cluster-snapshot:{N}",
    parts: { "rds/cluster-snapshot": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_ebs_volume: kind("volume", "volume", {
    name: "id",
    arn: "arn:{P}:ec2:{R}:{A}:volume/{N}",
    parts: { "ec2/volume": "{arn}" },
  }),
  aws_ebs_snapshot: kind("volume-snapshot", "volume snapshot", {
    name: "id",
    arn: "arn:{P}:ec2:{R}::snapshot/{N}",
    parts: { "ec2/snapshot": "{arn}" },
  }),
  aws_cloudwatch_log_group: kind("log-group", "log group", {
    name: { attribute: "name", prefix: "name_prefix" },
    arn: "arn:{P}:logs:{R}:{A}:log-group:{N}",
    parts: { "logs/log-group": ["{arn}", "{arn}:*"], "logs/log-stream": "{arn}:log-stream:*" },
    refers: { id: "{N}" },
  }),
  aws_cloudwatch_log_destination: kind("log-destination", "log destination", {
    name: "name",
    arn: "arn:{P}:logs:{R}:{A}:destination:{N}",
    parts: { "logs/destination": "{arn}" },
    refers: { id: "{N}" },
    runs: ["role_arn"],
  }),
  aws_kms_key: kind("key", "key", {
    name: "key_id",
    arn: "arn:{P}:kms:{R}:{A}:key/{N}",
    parts: { "kms/key": "{arn}" },
    refers: { id: "{N}" },
    target: "key",
  }),
  aws_kms_replica_key: kind("key", "key", {
    name: "key_id",
    arn: "arn:{P}:kms:{R}:{A}:key/{N}",
    parts: { "kms/key": "{arn}" },
    refers: { id: "{N}" },
    target: "key",
  }),
  aws_kms_external_key: kind("key", "key", {
    name: "id",
    arn: "arn:{P}:kms:{R}:{A}:key/{N}",
    parts: { "kms/key": "{arn}" },
    target: "key",
  }),
  aws_kinesis_stream: kind("stream", "stream", {
    name: "name",
    arn: "arn:{P}:kinesis:{R}:{A}:stream/{N}",
    parts: { "kinesis/stream": "{arn}" },
    refers: { id: "{arn}" },
  }),
  aws_backup_vault: kind("backup-vault", "backup vault", {
    name: "name",
    arn: "arn:{P}:backup:{R}:{A}:backup-vault:{N}",
    parts: {
      "backup/backupVault": "{arn}",
      "backup/recoveryPoint": "arn:{P}:backup:{R}:{A}:recovery-point:*",
    },
    refers: { id: "{N}" },
  }),
  aws_cloudwatch_event_bus: kind("event-bus", "event bus", {
    name: "name",
    arn: "arn:{P}:events:{R}:{A}:event-bus/{N}",
    parts: { "events/event-bus": "{arn}" },
    refers: { id: "{N}" },
  }),
  aws_opensearch_domain: SEARCH_DOMAIN,
  aws_elasticsearch_domain: SEARCH_DOMAIN,
};
