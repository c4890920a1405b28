import type { CatalogueAction } from "../../catalogue/catalogue";
import { ActionNames } from "./action-names";

/** What an action does to the resource that it is on. */
export type Effect =
  | "read"
  | "list"
  | "write"
  | "decrypt"
  | "exec"
  | "tag-change"
  | "delete"
  | "network-change"
  | "control-resource"
  | "control-principal";

/**
 * Actions of levels Read and List that show what is in a resource. All others of these levels show names and
 * settings, which isolation does not count as reaching.
 */
const SHOWS_DATA = new ActionNames({
  s3: "GetObject* ListBucket ListBucketVersions ListBucketMultipartUploads ListMultipart* ListObject*",
  dynamodb:
    "BatchGetItem GetItem Query Scan PartiQLSelect GetRecords ConditionCheckItem SearchVectors ReadData*",
  sqs: "ReceiveMessage",
  secretsmanager: "GetSecretValue",
  ssm: "GetParameter GetParameters GetParametersByPath GetParameterHistory",
  ecr: "BatchGetImage GetDownloadUrlForLayer",
  elasticfilesystem: "ClientMount ReplicationRead",
  logs: "FilterLogEvents GetLogEvents GetLogRecord StartQuery StartLiveTail Unmask",
  lambda: "GetFunction GetFunctionConfiguration GetLayerVersion",
  kinesis: "GetRecords SubscribeToShard",
  rds: "DownloadDBLogFilePortion DownloadCompleteDBLogFile",
  states: "DescribeExecution GetExecutionHistory",
  ec2: "GetConsoleOutput GetConsoleScreenshot GetPasswordData",
  eks: "AccessKubernetesApi",
  // Variables and scripts, in which credentials are kept.
  elasticbeanstalk: "DescribeConfigurationSettings",
  es: "ESHttpGet ESHttpHead ESCrossClusterGet",
});

/** Writes about the caller's own state, and what does nothing without another action. */
const HARMLESS = new ActionNames({
  ssm: "UpdateInstanceInformation PutInventory PutComplianceItems UpdateInstanceAssociationStatus",
  kms: "RetireGrant SynchronizeMultiRegionKey",
  iam: "PassRole Generate* CreateServiceLinkedRole DeleteServiceLinkedRole",
  sts: "TagSession SetSourceIdentity SetContext GetSessionToken AssumeRoot",
});

/** Whoever can do this acts as the target, or decides what it may do. */
const CONTROLS_PRINCIPAL = new ActionNames({
  sts: "AssumeRole AssumeRoleWithWebIdentity AssumeRoleWithSAML",
  iam: `UpdateAssumeRolePolicy AttachRolePolicy AttachUserPolicy AttachGroupPolicy PutRolePolicy PutUserPolicy
    PutGroupPolicy DetachRolePolicy DetachUserPolicy DetachGroupPolicy DeleteRolePolicy DeleteUserPolicy
    DeleteGroupPolicy PutRolePermissionsBoundary PutUserPermissionsBoundary DeleteRolePermissionsBoundary
    DeleteUserPermissionsBoundary CreatePolicyVersion SetDefaultPolicyVersion CreateAccessKey UpdateAccessKey
    CreateLoginProfile UpdateLoginProfile AddUserToGroup CreateServiceSpecificCredential UploadSSHPublicKey
    ResetServiceSpecificCredential UploadSigningCertificate UpdateSAMLProvider AddClientIDToOpenIDConnectProvider
    UpdateOpenIDConnectProviderThumbprint AddRoleToInstanceProfile`,
});

/** Whoever can do this decides who gets to the resource, what it runs, or takes a copy of it. */
const CONTROLS_RESOURCE = new ActionNames({
  s3: `PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutObjectAcl PutObjectVersionAcl PutAccessPointPolicy
    DeleteAccessPointPolicy PutReplicationConfiguration PutBucketPublicAccessBlock PutBucketOwnershipControls
    PutInventoryConfiguration PutBucketLogging PutBucketNotification`,
  kms: "PutKeyPolicy CreateGrant ReplicateKey",
  dynamodb: `PutResourcePolicy DeleteResourcePolicy ExportTableToPointInTime RestoreTable* CreateTableReplica
    EnableKinesisStreamingDestination CreateBackup`,
  sqs: "SetQueueAttributes AddPermission RemovePermission",
  sns: "SetTopicAttributes AddPermission RemovePermission Subscribe",
  secretsmanager: "PutResourcePolicy DeleteResourcePolicy RotateSecret ReplicateSecretToRegions",
  ecr: "SetRepositoryPolicy DeleteRepositoryPolicy",
  lambda: `UpdateFunctionCode UpdateFunctionConfiguration AddPermission RemovePermission PutResourcePolicy
    CreateFunctionUrlConfig UpdateFunctionUrlConfig AddLayerVersionPermission`,
  elasticfilesystem: "PutFileSystemPolicy DeleteFileSystemPolicy",
  logs: "PutSubscriptionFilter PutDestinationPolicy PutResourcePolicy CreateExportTask",
  es: "UpdateDomainConfig UpdateElasticsearchDomainConfig",
  events: "PutPermission PutTargets PutRule",
  backup: "PutBackupVaultAccessPolicy StartRestoreJob",
  kinesis: "PutResourcePolicy DeleteResourcePolicy",
  rds: `ModifyDBInstance ModifyDBCluster ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute CopyDB*
    RestoreDB* CreateDBSnapshot CreateDBClusterSnapshot AddRoleToDB* StartExportTask`,
  ec2: `ModifyInstanceAttribute ModifyLaunchTemplate CreateLaunchTemplateVersion ModifySnapshotAttribute
    CreateSnapshot CreateSnapshots AttachVolume CreateReplaceRootVolumeTask`,
  "ec2-instance-connect": "SendSSHPublicKey SendSerialConsoleSSHPublicKey OpenTunnel",
  ssm: `SendCommand StartSession CreateAssociation UpdateDocument UpdateDocumentDefaultVersion
    ModifyDocumentPermission`,
  // Who runs a task, or gives a service another one, passes the roles that it has.
  ecs: "ExecuteCommand UpdateService",
  codebuild: "StartBuild StartBuildBatch UpdateProject RetryBuild",
  cloudformation: "UpdateStack CreateChangeSet SetStackPolicy UpdateStackSet",
  states: "UpdateStateMachine",
  scheduler: "UpdateSchedule",
  pipes: "UpdatePipe",
  glue: "UpdateDevEndpoint UpdateJob StartJobRun",
  sagemaker: `CreatePresignedNotebookInstanceUrl UpdateNotebookInstance* CreatePresignedDomainUrl
    UpdateUserProfile UpdateDomain`,
  batch: "SubmitJob",
  elasticmapreduce: "AddJobFlowSteps",
  "bedrock-agentcore": "InvokeCodeInterpreter UpdateAgentRuntime InvokeAgentRuntimeCommand*",
  kinesisanalytics: "UpdateApplication CreateApplicationPresignedUrl",
  airflow: "UpdateEnvironment CreateCliToken CreateWebLoginToken",
  amplify: "UpdateApp UpdateBranch CreateDeployment StartDeployment",
  elasticbeanstalk: "UpdateEnvironment",
  rolesanywhere: "UpdateTrustAnchor",
  autoscaling: "UpdateAutoScalingGroup",
  apprunner: "UpdateService",
  eks: `CreateAccessEntry UpdateAccessEntry AssociateAccessPolicy UpdateClusterConfig CreateNodegroup
    UpdateNodegroupVersion CreateAddon UpdateAddon
    AssociateIdentityProviderConfig`,
});

/** What makes a new one of a kind does nothing to one that is there already, but fails. */
const MAKES: Readonly<Record<string, string>> = {
  "autoscaling-group": "autoscaling:CreateAutoScalingGroup",
  "apprunner-service": "apprunner:CreateService",
  "backup-vault": "backup:CreateBackupVault",
  bucket: "s3:CreateBucket",
  "build-project": "codebuild:CreateProject",
  cluster: "eks:CreateCluster",
  database: "rds:CreateDBInstance",
  "database-cluster": "rds:CreateDBCluster",
  document: "ssm:CreateDocument",
  "ecs-cluster": "ecs:CreateCluster",
  "ecs-service": "ecs:CreateService",
  "event-bus": "events:CreateEventBus",
  "file-system": "elasticfilesystem:CreateFileSystem",
  function: "lambda:CreateFunction",
  "glue-job": "glue:CreateJob",
  group: "iam:CreateGroup",
  instance: "ec2:RunInstances",
  "instance-profile": "iam:CreateInstanceProfile",
  "log-group": "logs:CreateLogGroup",
  notebook: "sagemaker:CreateNotebookInstance",
  "oidc-provider": "iam:CreateOpenIDConnectProvider",
  pipe: "pipes:CreatePipe",
  policy: "iam:CreatePolicy",
  queue: "sqs:CreateQueue",
  repository: "ecr:CreateRepository",
  role: "iam:CreateRole",
  "amplify-app": "amplify:CreateApp",
  "analytics-application": "kinesisanalytics:CreateApplication",
  "batch-environment": "batch:CreateComputeEnvironment",
  "beanstalk-environment": "elasticbeanstalk:CreateEnvironment",
  pipeline: "codepipeline:CreatePipeline",
  "notebook-start": "sagemaker:CreateNotebookInstanceLifecycleConfig",
  "saml-provider": "iam:CreateSAMLProvider",
  "studio-domain": "sagemaker:CreateDomain",
  "studio-user": "sagemaker:CreateUserProfile",
  "trust-anchor": "rolesanywhere:CreateTrustAnchor",
  workflows: "airflow:CreateEnvironment",
  schedule: "scheduler:CreateSchedule",
  "search-domain": "es:CreateDomain",
  secret: "secretsmanager:CreateSecret",
  stack: "cloudformation:CreateStack",
  "state-machine": "states:CreateStateMachine",
  stream: "kinesis:CreateStream",
  table: "dynamodb:CreateTable",
  topic: "sns:CreateTopic",
  user: "iam:CreateUser",
  volume: "ec2:CreateVolume",
};

const EXECUTES = new ActionNames({
  lambda: "Invoke*",
  states: "Start*",
  events: "PutEvents",
  ecs: "RunTask StartTask",
});

const DECRYPTS = new ActionNames({
  kms: "Decrypt ReEncryptFrom DeriveSharedSecret GenerateDataKey GenerateDataKeyPair",
});

const CHANGES_NETWORK = new ActionNames({
  ec2: `AuthorizeSecurityGroup* RevokeSecurityGroup* CreateRoute ReplaceRoute ModifyNetworkInterfaceAttribute
    AcceptVpcPeeringConnection`,
});

const DELETES = /^(?:Delete|BatchDelete|Terminate|ScheduleKeyDeletion|Purge|Disable)/;
const TAGS = /^(?:Tag|Untag)|Tagging$/;

function writeEffect(text: string, { level, name }: CatalogueAction): Effect {
  if (DECRYPTS.has(text)) return "decrypt";
  if (EXECUTES.has(text)) return "exec";
  if (CHANGES_NETWORK.has(text)) return "network-change";
  if (level === "Tagging" || TAGS.test(name)) return "tag-change";
  if (level === "Permissions") return "control-resource";
  return DELETES.test(name) ? "delete" : "write";
}

/** What an action does to something of a kind; undefined for what does nothing to anybody else. */
export function effectOf(action: CatalogueAction, kind: string): Effect | undefined {
  const text = `${action.service}:${action.name}`;
  if (MAKES[kind] === text) return undefined;
  if (CONTROLS_PRINCIPAL.has(text)) return "control-principal";
  if (CONTROLS_RESOURCE.has(text)) return "control-resource";
  if (HARMLESS.has(text)) return undefined;
  if (action.level === "Read" || action.level === "List") {
    if (!SHOWS_DATA.has(text)) return undefined;
    return action.level === "List" ? "list" : "read";
  }
  return writeEffect(text, action);
}

/** After these, whoever had the one has the other. */
export function isControl(effect: Effect): boolean {
  return effect === "control-resource" || effect === "control-principal";
}
