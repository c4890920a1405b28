import { KEY_ADMINISTRATION_ACTIONS } from "../../lib/model/key-policy";
import { roleCap } from "../../lib/model/role-caps";
import { KEY_USE_ACTIONS } from "../../lib/tenant/aws/key";
import type { Owner } from "./owner";

/** Long lists of actions are data, not work: they come from the library, once. */
const BOUNDARY_ACTIONS = roleCap({ account: "", region: "", partition: "aws" }, "", "", [])[0]?.Action;
const KEY_HAND_OUT_ACTIONS = [
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
];

function policy(...Statement: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

export function keyPolicy({ infrastructure, name, account, region, rolePattern }: Owner): string {
  const logGroups = `arn:aws:logs:${region}:${account}:log-group:/${infrastructure.name}/${name}/*`;
  return policy(
    {
      Sid: "AccountManagesAndNeverUses",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: KEY_ADMINISTRATION_ACTIONS,
      Resource: "*",
    },
    {
      Sid: "RolesOfTheTenantUseAsTheirPoliciesSay",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: KEY_USE_ACTIONS,
      Resource: "*",
      Condition: { ArnLike: { "aws:PrincipalArn": rolePattern } },
    },
    {
      Sid: "LogsOfTheTenant",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: KEY_USE_ACTIONS,
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroups } },
    },
    {
      Sid: "NobodyElse",
      Effect: "Deny",
      Principal: "*",
      Action: KEY_HAND_OUT_ACTIONS,
      Resource: "*",
      Condition: {
        ArnNotLike: { "aws:PrincipalArn": rolePattern },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  );
}

export function boundaryPolicy({ rolePattern }: Owner): string {
  return policy(
    { Sid: "UseDataNeverHandOutAccess", Effect: "Allow", Action: BOUNDARY_ACTIONS, Resource: "*" },
    {
      Sid: "TakeRolesOfTheTenantAlone",
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: rolePattern,
    },
  );
}

export function hostsTrust(): string {
  return policy({
    Sid: "OneService",
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
}

export function podsTrust({ account, namespace, clusterArn }: Owner): string {
  return policy({
    Sid: "PodsOfOneServiceAccount",
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      ArnEquals: { "aws:SourceArn": clusterArn },
      StringEquals: {
        "aws:SourceAccount": account,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": "tenant",
      },
    },
  });
}

function ownStatements({ infrastructure, name, account, region }: Owner, keyArn: string): object[] {
  return [
    {
      Sid: "LogsOfTheTenant",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: `arn:aws:logs:${region}:${account}:log-group:/${infrastructure.name}/${name}/*`,
    },
    { Sid: "KeyOfTheTenant", Effect: "Allow", Action: KEY_USE_ACTIONS, Resource: keyArn },
  ];
}

export function podsPolicy(owner: Owner, keyArn: string): string {
  return policy(...ownStatements(owner, keyArn));
}

export function hostsPolicy(owner: Owner, keyArn: string): string {
  return policy(...ownStatements(owner, keyArn), {
    Sid: "SessionManager",
    Effect: "Allow",
    Action: [
      "ssm:UpdateInstanceInformation",
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: "*",
  });
}
