import { CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { AuthorizeSecurityGroupIngressCommand } from "@aws-sdk/client-ec2";
import { CreatePodIdentityAssociationCommand } from "@aws-sdk/client-eks";
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRolePermissionsBoundaryCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateGrantCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  PutKeyPolicyCommand,
} from "@aws-sdk/client-kms";
import type { AwsSession } from "../../lab/aws-session";
import { logGroup, physicalName, roleArn, roleName } from "../tenants";
import type { TenantFacts } from "../tenants";

/** What a session tries on something of a tenant's. */
export interface Target {
  readonly tenant: TenantFacts;
  readonly keyArn: string;
  /** Made by the tenant itself, so that only permission can be missing to read it. */
  readonly ciphertext: Uint8Array;
  /** A stream that is there. */
  readonly stream: string;
  readonly securityGroupId: string;
}

/** `who` makes names unique where something would be created. */
export type Probe = (session: AwsSession, target: Target, who: string) => Promise<unknown>;

const PLAINTEXT = new Uint8Array([1, 2, 3]);
const OPEN_TO_ALL = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/** The use of data: the tenant's own is allowed. */
export const USE = {
  "kms:Encrypt": (session, { keyArn }) =>
    session.kms.send(new EncryptCommand({ KeyId: keyArn, Plaintext: PLAINTEXT })),
  "kms:Decrypt": (session, { keyArn, ciphertext }) =>
    session.kms.send(new DecryptCommand({ KeyId: keyArn, CiphertextBlob: ciphertext })),
  "kms:GenerateDataKey": (session, { keyArn }) =>
    session.kms.send(new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: "AES_256" })),
  "logs:CreateLogStream": (session, { tenant }, who) =>
    session.cloudWatchLogs.send(
      new CreateLogStreamCommand({ logGroupName: logGroup(tenant), logStreamName: `by-${who}` }),
    ),
  "logs:PutLogEvents": (session, { tenant, stream }) =>
    session.cloudWatchLogs.send(
      new PutLogEventsCommand({
        logGroupName: logGroup(tenant),
        logStreamName: stream,
        logEvents: [{ timestamp: Date.now(), message: "tried" }],
      }),
    ),
} satisfies Record<string, Probe>;

/** The handing out of access: nobody in a tenant may, neither to its own nor to others'. */
export const CONTROL = {
  "kms:PutKeyPolicy": (session, { keyArn }) =>
    session.kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy: OPEN_TO_ALL })),
  "kms:CreateGrant": (session, { keyArn, tenant }) =>
    session.kms.send(
      new CreateGrantCommand({
        KeyId: keyArn,
        GranteePrincipal: roleArn(tenant, "pods"),
        Operations: ["Decrypt"],
      }),
    ),
  "sts:AssumeRole": (session, { tenant }) => session.as(roleArn(tenant, "pods")),
  "eks:CreatePodIdentityAssociation": (session, { tenant }, who) =>
    session.eks.send(
      new CreatePodIdentityAssociationCommand({
        clusterName: tenant.on.name,
        namespace: `by-${who}`,
        serviceAccount: "tenant",
        roleArn: roleArn(tenant, "pods"),
      }),
    ),
  "ec2:AuthorizeSecurityGroupIngress": (session, { securityGroupId }) =>
    session.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: securityGroupId,
        IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
      }),
    ),
  "iam:PutRolePolicy": (session, { tenant }) =>
    session.iam.send(
      new PutRolePolicyCommand({
        RoleName: roleName(tenant, "pods"),
        PolicyName: "tried",
        PolicyDocument: OPEN_TO_ALL,
      }),
    ),
  "iam:AttachRolePolicy": (session, { tenant }) =>
    session.iam.send(
      new AttachRolePolicyCommand({
        RoleName: roleName(tenant, "pods"),
        PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    ),
  "iam:UpdateAssumeRolePolicy": (session, { tenant }) =>
    session.iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: roleName(tenant, "pods"), PolicyDocument: OPEN_TO_ALL }),
    ),
  "iam:DeleteRolePermissionsBoundary": (session, { tenant }) =>
    session.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: roleName(tenant, "pods") })),
  "iam:CreateRole": (session, { tenant }, who) =>
    session.iam.send(
      new CreateRoleCommand({
        RoleName: `${physicalName(tenant)}--by-${who}`,
        AssumeRolePolicyDocument: OPEN_TO_ALL,
      }),
    ),
  "iam:CreateUser": (session, _target, who) =>
    session.iam.send(new CreateUserCommand({ UserName: `by-${who}` })),
  "iam:CreateAccessKey": (session) => session.iam.send(new CreateAccessKeyCommand({ UserName: "anybody" })),
  "iam:ListRoles": (session) => session.iam.send(new ListRolesCommand({})),
} satisfies Record<string, Probe>;
