import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRolePermissionsBoundaryCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateLoginProfileCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand } from "@aws-sdk/client-sts";
import { type Asked, type Calls, HARMLESS_POLICY, lastOf, TAG } from "./call";

const Tags = [{ Key: TAG.key, Value: TAG.value }];
/** A policy of AWS for operations that attach one. */
const PolicyArn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess";
const document = { PolicyName: "replayed", PolicyDocument: HARMLESS_POLICY };
const NOBODY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const PASSWORD = "Not-1-Secret-At-All";
const EXISTS = { answers: ["EntityAlreadyExistsException"] };
const LATE = { takesAway: true };

const role = ({ arn }: Asked) => ({ RoleName: lastOf(arn) });
const user = ({ arn }: Asked) => ({ UserName: lastOf(arn) });
const group = ({ arn }: Asked) => ({ GroupName: lastOf(arn) });

const OF_IAM: Calls = {
  "iam:TagRole": { make: (a) => a.session.iam.send(new TagRoleCommand({ ...role(a), Tags })) },
  "iam:TagUser": { make: (a) => a.session.iam.send(new TagUserCommand({ ...user(a), Tags })) },
  "iam:TagPolicy": { make: (a) => a.session.iam.send(new TagPolicyCommand({ PolicyArn: a.arn, Tags })) },
  "iam:AttachRolePolicy": {
    make: (a) => a.session.iam.send(new AttachRolePolicyCommand({ ...role(a), PolicyArn })),
    ...LATE,
  },
  "iam:AttachUserPolicy": {
    make: (a) => a.session.iam.send(new AttachUserPolicyCommand({ ...user(a), PolicyArn })),
    ...LATE,
  },
  "iam:AttachGroupPolicy": {
    make: (a) => a.session.iam.send(new AttachGroupPolicyCommand({ ...group(a), PolicyArn })),
    ...LATE,
  },
  "iam:PutRolePolicy": {
    make: (a) => a.session.iam.send(new PutRolePolicyCommand({ ...role(a), ...document })),
    ...LATE,
  },
  "iam:PutUserPolicy": {
    make: (a) => a.session.iam.send(new PutUserPolicyCommand({ ...user(a), ...document })),
    ...LATE,
  },
  "iam:PutGroupPolicy": {
    make: (a) => a.session.iam.send(new PutGroupPolicyCommand({ ...group(a), ...document })),
    ...LATE,
  },
  "iam:CreatePolicy": {
    make: (a) => a.session.iam.send(new CreatePolicyCommand({ ...document, PolicyName: lastOf(a.arn) })),
    ...EXISTS,
  },
  "iam:CreatePolicyVersion": {
    make: (a) =>
      a.session.iam.send(
        new CreatePolicyVersionCommand({ PolicyArn: a.arn, PolicyDocument: HARMLESS_POLICY }),
      ),
  },
  "iam:CreateRole": {
    make: (a) => a.session.iam.send(new CreateRoleCommand({ ...role(a), AssumeRolePolicyDocument: NOBODY })),
    ...EXISTS,
  },
  "iam:CreateGroup": {
    make: (a) => a.session.iam.send(new CreateGroupCommand(group(a))),
    ...EXISTS,
  },
  "iam:CreateAccessKey": {
    make: (a) => a.session.iam.send(new CreateAccessKeyCommand(user(a))),
    ...LATE,
  },
  "iam:CreateUser": { make: (a) => a.session.iam.send(new CreateUserCommand(user(a))), ...EXISTS },
  "iam:CreateLoginProfile": {
    make: (a) => a.session.iam.send(new CreateLoginProfileCommand({ ...user(a), Password: PASSWORD })),
    ...EXISTS,
  },
  "iam:UpdateLoginProfile": {
    make: (a) => a.session.iam.send(new UpdateLoginProfileCommand({ ...user(a), Password: PASSWORD })),
    answers: ["NoSuchEntityException"],
  },
  "iam:UpdateRole": { make: (a) => a.session.iam.send(new UpdateRoleCommand(role(a))) },
  "iam:DeleteAccessKey": {
    make: (a) =>
      a.session.iam.send(new DeleteAccessKeyCommand({ ...user(a), AccessKeyId: "AKIANONE00000000NONE" })),
    answers: ["NoSuchEntityException"],
  },
  "iam:DeleteRolePermissionsBoundary": {
    make: (a) => a.session.iam.send(new DeleteRolePermissionsBoundaryCommand(role(a))),
    // Of a role from which it was taken before.
    answers: ["NoSuchEntityException"],
    ...LATE,
  },
  "iam:AddUserToGroup": {
    make: (a) => a.session.iam.send(new AddUserToGroupCommand({ ...group(a), UserName: "acme-eu-ann" })),
    ...LATE,
  },
  "iam:RemoveUserFromGroup": {
    make: (a) => a.session.iam.send(new RemoveUserFromGroupCommand({ ...group(a), UserName: "acme-eu-ann" })),
    answers: ["NoSuchEntityException"],
    ...LATE,
  },
  "iam:UpdateAssumeRolePolicy": {
    make: (a) =>
      a.session.iam.send(new UpdateAssumeRolePolicyCommand({ ...role(a), PolicyDocument: NOBODY })),
    ...LATE,
  },
};

/** The claims of a token, by the issuer whose keys the context has. */
function tokenFor(context: ReadonlyMap<string, string>, provider: string): string {
  const claims = {
    iss: `https://${provider}`,
    aud: "sts.amazonaws.com",
    sub: "anybody",
    ...claimsOf(context),
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part(claims)}.`;
}

function claimsOf(context: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...context].flatMap(([key, value]) => {
      const claim = /:(aud|sub|amr)$/.exec(key)?.[1];
      return claim === undefined ? [] : [[claim, value]];
    }),
  );
}

const OF_STS: Calls = {
  "sts:AssumeRole": {
    make: ({ session, arn, context }) => {
      const ExternalId = context.get("sts:externalid");
      return session.sts.send(
        new AssumeRoleCommand({
          ...{ RoleArn: arn, RoleSessionName: context.get("sts:rolesessionname") ?? "e2e" },
          ...(ExternalId !== undefined && { ExternalId }),
        }),
      );
    },
  },
  "sts:AssumeRoleWithWebIdentity": {
    make: ({ session, arn, context }) =>
      session.sts.send(
        new AssumeRoleWithWebIdentityCommand({
          ...{ RoleArn: arn, RoleSessionName: "e2e" },
          WebIdentityToken: tokenFor(context, context.get("provider") ?? ""),
        }),
      ),
  },
};

/** Requests to IAM and STS. */
export const PRINCIPALS: Calls = { ...OF_IAM, ...OF_STS };
