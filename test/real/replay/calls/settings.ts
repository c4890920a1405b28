import {
  DeleteResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  TagResourceCommand,
} from "@aws-sdk/client-secrets-manager";
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  PutParameterCommand,
} from "@aws-sdk/client-ssm";
import { type Asked, type Calls, HARMLESS_POLICY, TAG } from "./call";

const TAGS = [{ Key: TAG.key, Value: TAG.value }];

/** The name of a secret: six characters that AWS chooses follow it in its ARN. */
export function secretOf({ arn }: Pick<Asked, "arn">): { readonly SecretId: string } {
  const name = arn.split(":").slice(6).join(":");
  return { SecretId: name.replace(/-[^-]{6}$/, "") };
}

const SECRETS: Calls = {
  "secretsmanager:GetSecretValue": {
    make: (asked) => asked.session.secretsManager.send(new GetSecretValueCommand(secretOf(asked))),
  },
  "secretsmanager:PutSecretValue": {
    make: (asked) =>
      asked.session.secretsManager.send(
        new PutSecretValueCommand({ ...secretOf(asked), SecretString: "another" }),
      ),
  },
  "secretsmanager:TagResource": {
    make: (asked) =>
      asked.session.secretsManager.send(new TagResourceCommand({ ...secretOf(asked), Tags: TAGS })),
    takesAway: true,
  },
  "secretsmanager:PutResourcePolicy": {
    make: (asked) =>
      asked.session.secretsManager.send(
        new PutResourcePolicyCommand({ ...secretOf(asked), ResourcePolicy: HARMLESS_POLICY }),
      ),
    takesAway: true,
  },
  "secretsmanager:DeleteResourcePolicy": {
    make: (asked) => asked.session.secretsManager.send(new DeleteResourcePolicyCommand(secretOf(asked))),
    takesAway: true,
  },
};

/** The name of a parameter, with the slash that its ARN has not twice. */
export function parameterOf({ arn }: Pick<Asked, "arn">): string {
  return arn.slice(arn.indexOf(":parameter/") + ":parameter".length);
}

const PARAMETERS: Calls = {
  "ssm:GetParameter": {
    make: (asked) =>
      asked.session.ssm.send(new GetParameterCommand({ Name: parameterOf(asked), WithDecryption: true })),
  },
  "ssm:GetParameters": {
    make: (asked) => asked.session.ssm.send(new GetParametersCommand({ Names: [parameterOf(asked)] })),
  },
  "ssm:GetParameterHistory": {
    make: (asked) => asked.session.ssm.send(new GetParameterHistoryCommand({ Name: parameterOf(asked) })),
  },
  "ssm:GetParametersByPath": {
    make: (asked) =>
      asked.session.ssm.send(new GetParametersByPathCommand({ Path: parameterOf(asked), Recursive: true })),
  },
  "ssm:PutParameter": {
    make: (asked) =>
      asked.session.ssm.send(
        new PutParameterCommand({
          Name: parameterOf(asked),
          Value: "x",
          Type: "SecureString",
          Overwrite: true,
        }),
      ),
  },
  "ssm:LabelParameterVersion": {
    make: (asked) =>
      asked.session.ssm.send(
        new LabelParameterVersionCommand({ Name: parameterOf(asked), Labels: ["replayed"] }),
      ),
  },
  "ssm:AddTagsToResource": {
    make: (asked) =>
      asked.session.ssm.send(
        new AddTagsToResourceCommand({
          ...{ ResourceType: "Parameter", ResourceId: parameterOf(asked), Tags: TAGS },
        }),
      ),
    takesAway: true,
  },
  "ssm:DeleteParameter": {
    make: (asked) => asked.session.ssm.send(new DeleteParameterCommand({ Name: parameterOf(asked) })),
    answers: ["ParameterNotFound"],
    takesAway: true,
  },
};

/** Requests to secrets and parameters. */
export const SETTINGS: Calls = { ...SECRETS, ...PARAMETERS };
