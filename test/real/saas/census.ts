import { paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeInternetGatewaysCommand,
  DescribeLaunchTemplatesCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  GetEbsEncryptionByDefaultCommand,
} from "@aws-sdk/client-ec2";
import { ListClustersCommand } from "@aws-sdk/client-eks";
import { ListInstanceProfilesCommand, ListPoliciesCommand, paginateListRoles } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, ListAliasesCommand, ListKeysCommand } from "@aws-sdk/client-kms";
import { ListGroupsCommand } from "@aws-sdk/client-resource-groups";
import { paginateDescribeParameters } from "@aws-sdk/client-ssm";
import type { AwsSession } from "../lab/aws-session";
import type { Lab } from "../lab/lab";
import { PLATFORMS } from "./tenants";

/** What stands in the account and in the clusters, by kind. */
export type Census = Readonly<Record<string, readonly string[]>>;

const CLUSTER_KINDS = [
  ...["namespaces", "networkpolicies", "resourcequotas", "limitranges", "services"],
  ...["roles", "rolebindings", "clusterroles", "clusterrolebindings", "storageclasses"],
];

/**
 * Counts everything of the kinds that the example makes, whoever made it, by asking the services. Keys that wait for
 * their deletion count as deleted.
 */
export async function takeCensus(lab: Lab): Promise<Census> {
  const regions = PLATFORMS.map(async ({ region }) =>
    named(region, await regionCensus(lab.root().in(region))),
  );
  const clusters = PLATFORMS.map(async ({ name }) =>
    named(`cluster ${name}`, {
      objects: await lab.kubectl(name).names(CLUSTER_KINDS.join(","), "--all-namespaces"),
    }),
  );
  const parts = await Promise.all([accountCensus(lab.root()), ...regions, ...clusters]);
  return Object.assign({}, ...parts) as Census;
}

async function accountCensus({ iam }: AwsSession): Promise<Census> {
  const roles: (string | undefined)[] = [];
  for await (const page of paginateListRoles({ client: iam }, {})) {
    roles.push(...(page.Roles ?? []).map(({ Arn }) => Arn));
  }
  const policies = await iam.send(new ListPoliciesCommand({ Scope: "Local", MaxItems: 1000 }));
  const profiles = await iam.send(new ListInstanceProfilesCommand({ MaxItems: 1000 }));
  return {
    roles: ids(roles),
    policies: ids(policies.Policies?.map(({ Arn }) => Arn)),
    "instance profiles": ids(profiles.InstanceProfiles?.map(({ Arn }) => Arn)),
  };
}

async function regionCensus(session: AwsSession): Promise<Census> {
  const { eks, resourceGroups } = session;
  const clusters = await eks.send(new ListClustersCommand({}));
  const groups = await resourceGroups.send(new ListGroupsCommand({}));
  return {
    ...(await networkCensus(session)),
    ...(await keyCensus(session)),
    clusters: ids(clusters.clusters),
    "log groups": await logGroups(session),
    "resource groups": ids(groups.GroupIdentifiers?.map(({ GroupName }) => GroupName)),
    parameters: await parameters(session),
  };
}

async function networkCensus({ ec2 }: AwsSession): Promise<Census> {
  const encryption = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({}));
  const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({}));
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({}));
  const { NatGateways } = await ec2.send(new DescribeNatGatewaysCommand({}));
  const { Addresses } = await ec2.send(new DescribeAddressesCommand({}));
  const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  const { FlowLogs } = await ec2.send(new DescribeFlowLogsCommand({}));
  const { LaunchTemplates } = await ec2.send(new DescribeLaunchTemplatesCommand({}));
  return {
    "EBS encryption by default": [String(encryption.EbsEncryptionByDefault ?? false)],
    VPCs: ids(Vpcs?.map(({ VpcId }) => VpcId)),
    subnets: ids(Subnets?.map(({ SubnetId }) => SubnetId)),
    "route tables": ids(RouteTables?.map(({ RouteTableId }) => RouteTableId)),
    "network ACLs": ids(NetworkAcls?.map(({ NetworkAclId }) => NetworkAclId)),
    "security groups": ids(SecurityGroups?.map(({ GroupId }) => GroupId)),
    "internet gateways": ids(InternetGateways?.map(({ InternetGatewayId }) => InternetGatewayId)),
    "NAT gateways": ids(
      NatGateways?.filter(({ State }) => State !== "deleted").map(({ NatGatewayId }) => NatGatewayId),
    ),
    addresses: ids(Addresses?.map(({ AllocationId }) => AllocationId)),
    endpoints: ids(VpcEndpoints?.map(({ VpcEndpointId }) => VpcEndpointId)),
    "flow logs": ids(FlowLogs?.map(({ FlowLogId }) => FlowLogId)),
    "launch templates": ids(LaunchTemplates?.map(({ LaunchTemplateId }) => LaunchTemplateId)),
  };
}

async function keyCensus({ kms }: AwsSession): Promise<Census> {
  const { Keys = [] } = await kms.send(new ListKeysCommand({ Limit: 1000 }));
  const standing: (string | undefined)[] = [];
  for (const { KeyId } of Keys) {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    if (KeyMetadata?.KeyState !== "PendingDeletion") standing.push(KeyMetadata?.Arn);
  }
  const aliases = await kms.send(new ListAliasesCommand({ Limit: 100 }));
  return { keys: ids(standing), "key aliases": ids(aliases.Aliases?.map(({ AliasName }) => AliasName)) };
}

async function logGroups({ cloudWatchLogs }: AwsSession): Promise<string[]> {
  const found: (string | undefined)[] = [];
  for await (const page of paginateDescribeLogGroups({ client: cloudWatchLogs }, {})) {
    found.push(...(page.logGroups ?? []).map(({ logGroupName }) => logGroupName));
  }
  return ids(found);
}

async function parameters({ ssm }: AwsSession): Promise<string[]> {
  const found: (string | undefined)[] = [];
  for await (const page of paginateDescribeParameters({ client: ssm }, {})) {
    found.push(...(page.Parameters ?? []).map(({ Name }) => Name));
  }
  return ids(found);
}

function ids(values: readonly (string | undefined)[] = []): string[] {
  return values.flatMap((value) => value ?? []).sort();
}

function named(where: string, census: Census): Census {
  return Object.fromEntries(Object.entries(census).map(([kind, found]) => [`${where}: ${kind}`, found]));
}
