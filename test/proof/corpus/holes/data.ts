import { type Hole, policy } from "../case";
import { arn, iam } from "../bases/by-hand";
import { ACME, all, extra, OPEN, resource } from "../parts";

const EXTRA = "aws_iam_role_policy.acme_extra";
const OF = "acme > globex open";
const WORLD = "world > globex open";
const TABLE = arn("dynamodb", "table/globex-orders");
const FIRST_KEY = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["acme"] } };

/** Of a search domain: everybody asks it everything. */
export const SEARCH = {
  ...{ Principal: { AWS: "*" }, Action: "es:ESHttp*" },
  Resource: arn("es", "domain/globex-search/*"),
};
const NO_KEY = { Null: { "dynamodb:LeadingKeys": "true" } };

const FILES = all(
  resource("aws_efs_file_system", "globex_files", { creation_token: "globex" }),
  resource("aws_efs_file_system", "acme_files", { creation_token: "acme" }),
);
const DATABASE = resource("aws_db_instance", "globex_db", {
  ...{ identifier: "globex-db", iam_database_authentication_enabled: true },
});

/** Ways to tables, secrets, images, files, databases and logs. */
export const DATA_HOLES: readonly Hole[] = [
  {
    id: "table-scan",
    title: "rows by their first key, with an action that has none",
    edit: extra({ Action: ["dynamodb:Query", "dynamodb:Scan"], Resource: TABLE, Condition: FIRST_KEY }),
    cells: OPEN,
    shows: { cell: OF, what: "dynamodb:Scan", on: "globex-orders", at: EXTRA },
  },
  {
    id: "table-without-keys",
    title: "requests that name no first key, which a scan is",
    edit: extra({ Action: ["dynamodb:Query", "dynamodb:Scan"], Resource: TABLE, Condition: NO_KEY }),
    cells: OPEN,
    shows: { cell: OF, what: "dynamodb:Scan", on: "globex-orders", at: EXTRA },
  },
  {
    id: "table-index",
    title: "the indexes of another tenant's table",
    edit: extra({ Action: "dynamodb:Query", Resource: `${TABLE}/index/*` }),
    cells: OPEN,
    shows: { cell: OF, what: "dynamodb:Query", on: "globex-orders", at: EXTRA },
  },
  {
    id: "table-stream",
    title: "what changes in another tenant's table",
    edit: extra({ Action: ["dynamodb:GetRecords"], Resource: `${TABLE}/stream/*` }),
    cells: OPEN,
    shows: { cell: OF, what: "dynamodb:GetRecords", on: "globex-orders", at: EXTRA },
  },
  {
    id: "table-export",
    title: "the right to export another tenant's table",
    edit: extra({ Action: "dynamodb:ExportTableToPointInTime", Resource: arn("dynamodb", "table/*-orders") }),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: { cell: OF, what: "dynamodb:ExportTableToPointInTime", on: "globex-orders", at: EXTRA },
  },
  {
    id: "table-policy",
    title: "a table's own policy that lets another tenant in",
    edit: resource("aws_dynamodb_resource_policy", "globex_orders", {
      resource_arn: "${aws_dynamodb_table.globex_orders.arn}",
      policy: policy({ Principal: { AWS: ACME }, Action: "dynamodb:GetItem", Resource: TABLE }),
    }),
    cells: OPEN,
    shows: { cell: OF, what: "dynamodb:GetItem", on: "globex-orders", at: "aws_dynamodb_resource_policy" },
  },
  {
    id: "secret-policy",
    title: "a secret's own policy that lets another tenant in",
    edit: resource("aws_secretsmanager_secret_policy", "globex_token", {
      secret_arn: "${aws_secretsmanager_secret.globex_token.arn}",
      policy: policy({ Principal: { AWS: ACME }, Action: "secretsmanager:GetSecretValue", Resource: "*" }),
    }),
    cells: OPEN,
    shows: {
      ...{ cell: OF, what: "secretsmanager:GetSecretValue", on: "globex/token" },
      at: "aws_secretsmanager_secret_policy.globex_token",
    },
  },
  {
    id: "secret-by-reference",
    title: "another tenant's secret by its ARN, whose end AWS makes up",
    edit: extra({
      ...{ Action: "secretsmanager:GetSecretValue" },
      Resource: "${aws_secretsmanager_secret.globex_token.arn}",
    }),
    cells: OPEN,
    shows: { cell: OF, what: "secretsmanager:GetSecretValue", on: "globex/token", at: EXTRA },
  },
  {
    id: "secret-policy-inside",
    title: "a secret's policy in the secret itself, for the whole account",
    edit: resource("aws_secretsmanager_secret", "globex_token", {
      policy: policy({
        ...{ Principal: { AWS: "*" }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
        Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
      }),
    }),
    cells: ["acme > globex open", "acme-eu > globex open"],
    shows: { cell: OF, what: "secretsmanager:GetSecretValue", on: "globex/token", at: "globex_token" },
  },
  {
    id: "repository-policy",
    title: "a repository from which everybody of the account pulls",
    edit: resource("aws_ecr_repository_policy", "globex_image", {
      repository: "${aws_ecr_repository.globex_image.name}",
      policy: policy({
        ...{ Principal: "*", Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] },
        Condition: { ArnLike: { "aws:PrincipalArn": iam("*") } },
      }),
    }),
    cells: ["acme > globex open", "acme-eu > globex open"],
    shows: { cell: OF, what: "ecr:BatchGetImage", on: "globex/image", at: "aws_ecr_repository_policy" },
  },
  {
    id: "file-system-policy",
    title: "a file system that every principal mounts",
    edit: all(
      FILES,
      resource("aws_efs_file_system_policy", "globex_files", {
        file_system_id: "${aws_efs_file_system.globex_files.id}",
        policy: policy({
          ...{ Principal: { AWS: "*" }, Action: ["elasticfilesystem:ClientMount"], Resource: "*" },
          Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
        }),
      }),
    ),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: { cell: OF, what: "elasticfilesystem:ClientMount", on: "globex_files", at: "file_system_policy" },
  },
  {
    id: "file-system-mount",
    title: "the right to mount any file system",
    edit: all(FILES, extra({ Action: "elasticfilesystem:Client*", Resource: "*" })),
    cells: OPEN,
    shows: { cell: OF, what: "elasticfilesystem:ClientMount", on: "globex_files", at: EXTRA },
  },
  {
    id: "database-login",
    title: "the right to log in to any database as any user",
    edit: all(DATABASE, extra({ Action: "rds-db:connect", Resource: arn("rds-db", "dbuser:*/*") })),
    cells: OPEN,
    shows: { cell: OF, what: "rds-db:connect", on: "globex-db", at: EXTRA },
  },
  {
    id: "database-password",
    title: "the right to change another tenant's database",
    edit: all(DATABASE, extra({ Action: "rds:ModifyDBInstance", Resource: arn("rds", "db:*") })),
    cells: OPEN,
    shows: { cell: OF, what: "rds:ModifyDBInstance", on: "globex-db", at: EXTRA },
  },
  {
    id: "database-replica",
    title: "a database that is a copy of another tenant's",
    edit: all(
      DATABASE,
      resource("aws_db_instance", "acme_copy", {
        ...{ identifier: "acme-copy", replicate_source_db: "${aws_db_instance.globex_db.identifier}" },
      }),
    ),
    cells: OPEN,
    shows: {
      cell: OF,
      what: "rds:CreateDBInstanceReadReplica",
      on: "globex-db",
      at: "aws_db_instance.acme_copy",
    },
  },
  {
    id: "database-snapshot-shared",
    title: "a snapshot of a database that is shared with everybody",
    edit: all(
      DATABASE,
      resource("aws_db_snapshot", "globex_db", {
        ...{ db_instance_identifier: "globex-db", db_snapshot_identifier: "globex-db-1" },
        shared_accounts: ["all"],
      }),
    ),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: {
      ...{ cell: WORLD, what: "rds:RestoreDBInstanceFromDBSnapshot", on: "globex-db-1" },
      at: "aws_db_snapshot.globex_db",
    },
  },
  {
    id: "volume-snapshot-shared",
    title: "a snapshot of a volume that is shared with another account",
    edit: all(
      resource("aws_ebs_volume", "globex_disk", { availability_zone: "eu-central-1a" }),
      resource("aws_ebs_snapshot", "globex_disk", { volume_id: "${aws_ebs_volume.globex_disk.id}" }),
      resource("aws_snapshot_create_volume_permission", "globex_disk", {
        ...{ snapshot_id: "${aws_ebs_snapshot.globex_disk.id}", account_id: "999988887777" },
      }),
    ),
    cells: [WORLD],
    shows: { cell: WORLD, what: "ec2:CreateVolume", on: "globex_disk", at: "create_volume_permission" },
  },
  {
    id: "log-destination",
    title: "a destination of logs to which everybody may send",
    edit: all(
      resource("aws_cloudwatch_log_destination", "globex_logs", {
        ...{ name: "globex-logs", role_arn: "${aws_iam_role.globex_app.arn}" },
        target_arn: arn("kinesis", "stream/globex"),
      }),
      resource("aws_cloudwatch_log_destination_policy", "globex_logs", {
        destination_name: "${aws_cloudwatch_log_destination.globex_logs.name}",
        access_policy: policy({
          Principal: { AWS: "*" },
          Action: "logs:PutSubscriptionFilter",
          Resource: "*",
        }),
      }),
    ),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: { cell: OF, what: "logs:PutSubscriptionFilter", on: "globex-logs", at: "destination_policy" },
  },
  {
    id: "log-resource-policy",
    title: "the account's policy for logs that lets a tenant write to another's",
    edit: resource("aws_cloudwatch_log_resource_policy", "acme_logs", {
      policy_name: "acme",
      policy_document: policy({
        ...{ Principal: { AWS: ACME }, Action: "logs:PutLogEvents" },
        Resource: arn("logs", "log-group:/globex/*"),
      }),
    }),
    cells: OPEN,
    shows: {
      cell: OF,
      what: "logs:PutLogEvents",
      on: "/globex/app",
      at: "aws_cloudwatch_log_resource_policy",
    },
  },
  {
    id: "function-code",
    title: "the right to read another tenant's function, its variables included",
    edit: extra({ Action: "lambda:GetFunction", Resource: arn("lambda", "function:globex-*") }),
    cells: OPEN,
    shows: { cell: OF, what: "lambda:GetFunction", on: "globex-etl", at: EXTRA },
  },
  {
    id: "backup-vault",
    title: "a vault of backups from which everybody of the account restores",
    edit: all(
      resource("aws_backup_vault", "globex_vault", { name: "globex-vault" }),
      resource("aws_backup_vault_policy", "globex_vault", {
        backup_vault_name: "${aws_backup_vault.globex_vault.name}",
        policy: policy({ Principal: { AWS: ACME }, Action: "backup:CopyFromBackupVault", Resource: "*" }),
      }),
    ),
    cells: OPEN,
    shows: {
      cell: OF,
      what: "backup:CopyFromBackupVault",
      on: "globex-vault",
      at: "aws_backup_vault_policy",
    },
  },
  {
    id: "search-for-everyone",
    title: "a search domain that answers whoever knows its address",
    edit: resource("aws_opensearch_domain", "globex_search", {
      domain_name: "globex-search",
      access_policies: policy(SEARCH),
    }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: { cell: WORLD, what: "es:ESHttpGet", on: "globex-search", at: "aws_opensearch_domain" },
  },
];
