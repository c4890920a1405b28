import { GetResourcePolicyCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { DescribeSecurityGroupRulesCommand, DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand, ListAliasesCommand } from "@aws-sdk/client-kms";
import { GetBucketPolicyCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import type { AwsSession } from "../lab/aws-session";
import type { Kubectl } from "../lab/kubectl";

/** One statement, rule or object, as its service answers it. */
export interface Piece {
  /** Where it stands and what it is called; pieces of one place may share it. */
  readonly label: string;
  readonly text: string;
}

/**
 * All that opens or closes something in the Infrastructure, piece by piece: statements of every policy, attachments,
 * rules of security groups, network policies.
 */
export async function openingsOf(
  root: AwsSession,
  kubectl: Kubectl,
  infrastructure: string,
): Promise<Piece[]> {
  const pieces = [
    await roles(root, infrastructure),
    await buckets(root, infrastructure),
    await tables(root, infrastructure),
    await queues(root, infrastructure),
    await keys(root, infrastructure),
    await groupRules(root, infrastructure),
    await networkPolicies(kubectl),
  ].flat();
  return pieces.sort((a, b) => (a.label + a.text < b.label + b.text ? -1 : 1));
}

/** What is in the first list and not in the second. */
export function missing(from: readonly Piece[], other: readonly Piece[]): Piece[] {
  const known = new Set(other.map(({ label, text }) => `${label}\n${text}`));
  return from.filter(({ label, text }) => !known.has(`${label}\n${text}`));
}

/** The statements of a policy. Numbers of statements follow from their order, which others may change. */
function statements(place: string, document: string | undefined): Piece[] {
  const { Statement } = JSON.parse(document ?? '{"Statement":[]}') as {
    Statement: readonly { readonly Sid?: string }[];
  };
  return Statement.map(({ Sid = "", ...rest }) => ({
    label: `${place}: ${Sid.replace(/\d+$/, "")}`,
    text: JSON.stringify(rest),
  }));
}

async function roles({ iam }: AwsSession, infrastructure: string): Promise<Piece[]> {
  const { Roles = [] } = await iam.send(new ListRolesCommand({ PathPrefix: `/${infrastructure}/` }));
  const pieces: Piece[] = [];
  for (const { RoleName } of Roles) {
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      pieces.push(...statements(`role ${RoleName}`, decodeURIComponent(PolicyDocument)));
    }
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    for (const { PolicyArn, PolicyName } of AttachedPolicies) {
      pieces.push({ label: `role ${RoleName} has ${PolicyName}`, text: "" });
      if (!PolicyArn?.includes(`/${infrastructure}/`)) continue;
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
      );
      pieces.push(...statements(`policy ${PolicyName}`, decodeURIComponent(PolicyVersion?.Document ?? "")));
    }
  }
  return pieces;
}

async function buckets({ s3 }: AwsSession, infrastructure: string): Promise<Piece[]> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const names = Buckets.map(({ Name = "" }) => Name).filter((name) => name.startsWith(`${infrastructure}--`));
  return eachOf(names, async (Bucket) => {
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    return statements(`bucket ${Bucket}`, Policy);
  });
}

async function tables({ dynamoDb, region }: AwsSession, infrastructure: string): Promise<Piece[]> {
  const { TableNames = [] } = await dynamoDb.send(new ListTablesCommand({}));
  const names = TableNames.filter((name) => name.startsWith(`${infrastructure}--`));
  return eachOf(names, async (name) => {
    const ResourceArn = `arn:aws:dynamodb:${region}:123456789012:table/${name}`;
    const { Policy } = await dynamoDb.send(new GetResourcePolicyCommand({ ResourceArn }));
    return statements(`table ${name}`, Policy);
  });
}

async function queues({ sqs }: AwsSession, infrastructure: string): Promise<Piece[]> {
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: `${infrastructure}--` }),
  );
  return eachOf(QueueUrls, async (QueueUrl) => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] }),
    );
    return statements(`queue ${QueueUrl.split("/").at(-1)}`, Attributes?.["Policy"]);
  });
}

async function keys({ kms }: AwsSession, infrastructure: string): Promise<Piece[]> {
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
  const names = Aliases.map(({ AliasName = "", TargetKeyId = "" }) => [AliasName, TargetKeyId] as const);
  const own = names.filter(([name]) => name.startsWith(`alias/${infrastructure}/`));
  return eachOf(own, async ([name, KeyId]) => {
    const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
    return statements(`key ${name}`, Policy);
  });
}

async function groupRules({ ec2 }: AwsSession, infrastructure: string): Promise<Piece[]> {
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const own = SecurityGroups.filter(({ GroupName = "" }) => GroupName.startsWith(infrastructure));
  const names = new Map(own.map(({ GroupId = "", GroupName = "" }) => [GroupId, GroupName]));
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
  return SecurityGroupRules.filter(({ GroupId = "" }) => names.has(GroupId)).map((rule) => {
    const tag = rule.Tags?.find(({ Key }) => Key === "Name")?.Value ?? rule.Description ?? "";
    const direction = rule.IsEgress ? "egress" : "ingress";
    return {
      label: `group ${names.get(rule.GroupId ?? "")}: ${direction} ${tag}`,
      text: JSON.stringify(rule),
    };
  });
}

interface NetworkPolicies {
  readonly items: readonly {
    readonly metadata: {
      readonly name: string;
      readonly namespace: string;
      readonly resourceVersion: string;
    };
    readonly spec: unknown;
  }[];
}

/** With the version that the API server gave them: one that was written again, and not changed, counts as changed. */
async function networkPolicies(kubectl: Kubectl): Promise<Piece[]> {
  const { items } = await kubectl.get<NetworkPolicies>("networkpolicies", "--all-namespaces");
  return items.map(({ metadata: { name, namespace, resourceVersion }, spec }) => ({
    label: `network policy ${namespace}/${name}`,
    text: JSON.stringify({ resourceVersion, spec }),
  }));
}

async function eachOf<T>(all: readonly T[], ask: (one: T) => Promise<Piece[]>): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const one of all) pieces.push(...(await ask(one)));
  return pieces;
}
