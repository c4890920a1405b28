import {
  BatchGetImageCommand,
  GetAuthorizationTokenCommand,
  InitiateLayerUploadCommand,
} from "@aws-sdk/client-ecr";
import {
  CreateGrantCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
} from "@aws-sdk/client-kms";
import { GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { PublishCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { GetParameterCommand, PutParameterCommand } from "@aws-sdk/client-ssm";
import { INFRASTRUCTURE } from "./main";
import type { Request, Requests, Subjects } from "./requests";

type Place = Pick<Subjects, "account" | "region" | "endpoint">;

export const queueUrl = ({ endpoint, account }: Place, name: string) =>
  `${endpoint}/${account}/${INFRASTRUCTURE}--dev--${name}`;
export const secretOf = (name: string) => `${INFRASTRUCTURE}/dev/${name}`;

/** Requests to all that is neither bucket nor table. */
export function messageRequests(subjects: Subjects): Requests {
  return {
    ...queueRequests(subjects),
    ...topicRequests(subjects),
    ...settingRequests(),
    ...imageRequests(),
    ...keyRequests(subjects),
  };
}

function queueRequests(subjects: Subjects): Requests {
  const at = (name: string) => ({ QueueUrl: queueUrl(subjects, name) });
  const send =
    (queue: string): Request =>
    ({ sqs }) =>
      sqs.send(new SendMessageCommand({ ...at(queue), MessageBody: "x" }));
  const receive =
    (queue: string): Request =>
    ({ sqs }) =>
      sqs.send(new ReceiveMessageCommand({ ...at(queue), WaitTimeSeconds: 0 }));
  return {
    "sqs jobs: receive": receive("jobs"),
    "sqs jobs: delete": ({ sqs }) =>
      sqs.send(new DeleteMessageCommand({ ...at("jobs"), ReceiptHandle: subjects.receipts.pop() })),
    "sqs jobs: get attributes": ({ sqs }) =>
      sqs.send(new GetQueueAttributesCommand({ ...at("jobs"), AttributeNames: ["QueueArn"] })),
    "sqs jobs: send": send("jobs"),
    "sqs jobs: purge": ({ sqs }) => sqs.send(new PurgeQueueCommand(at("jobs"))),
    "sqs placed: send": send("placed"),
    "sqs placed: receive": receive("placed"),
    "sqs private: send": send("private"),
    "sqs private: receive": receive("private"),
  };
}

function topicRequests({ account, region }: Subjects): Requests {
  const arnOf = (name: string) => `arn:aws:sns:${region}:${account}:${INFRASTRUCTURE}--dev--${name}`;
  const publish =
    (topic: string): Request =>
    ({ sns }) =>
      sns.send(new PublishCommand({ TopicArn: arnOf(topic), Message: "x" }));
  const queue = `arn:aws:sqs:${region}:${account}:${INFRASTRUCTURE}--dev--placed`;
  return {
    "sns events: publish": publish("events"),
    "sns events: subscribe": ({ sns }) =>
      sns.send(new SubscribeCommand({ TopicArn: arnOf("events"), Protocol: "sqs", Endpoint: queue })),
    "sns private: publish": publish("private"),
  };
}

function settingRequests(): Requests {
  const read =
    (name: string): Request =>
    ({ secretsManager }) =>
      secretsManager.send(new GetSecretValueCommand({ SecretId: secretOf(name) }));
  const get =
    (name: string): Request =>
    ({ ssm }) =>
      ssm.send(new GetParameterCommand({ Name: `/${secretOf(name)}`, WithDecryption: true }));
  return {
    "secretsmanager database: get": read("database"),
    "secretsmanager database: put": ({ secretsManager }) =>
      secretsManager.send(
        new PutSecretValueCommand({ SecretId: secretOf("database"), SecretString: "another" }),
      ),
    "secretsmanager private: get": read("private"),
    "ssm flags: get": get("flags"),
    "ssm flags: put": ({ ssm }) =>
      ssm.send(
        new PutParameterCommand({
          ...{ Name: `/${secretOf("flags")}`, Value: "x", Type: "SecureString", Overwrite: true },
        }),
      ),
    "ssm private: get": get("private"),
  };
}

function imageRequests(): Requests {
  const pull =
    (name: string): Request =>
    ({ ecr }) =>
      ecr.send(
        new BatchGetImageCommand({
          ...{ repositoryName: secretOf(name), imageIds: [{ imageTag: "none" }] },
        }),
      );
  return {
    "ecr: log in": ({ ecr }) => ecr.send(new GetAuthorizationTokenCommand({})),
    "ecr web: pull": pull("web"),
    "ecr web: push": ({ ecr }) =>
      ecr.send(new InitiateLayerUploadCommand({ repositoryName: secretOf("web") })),
    "ecr private: pull": pull("private"),
  };
}

function keyRequests({ keys, sealed, account }: Subjects): Requests {
  const encrypt =
    (KeyId: string): Request =>
    ({ kms }) =>
      kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("x") }));
  const key = { KeyId: keys.dev };
  return {
    "kms dev: encrypt": encrypt(keys.dev),
    "kms dev: generate a data key": ({ kms }) =>
      kms.send(new GenerateDataKeyCommand({ ...key, KeySpec: "AES_256" })),
    "kms dev: decrypt": ({ kms }) => kms.send(new DecryptCommand({ ...key, CiphertextBlob: sealed })),
    "kms dev: describe": ({ kms }) => kms.send(new DescribeKeyCommand(key)),
    "kms dev: create a grant": ({ kms }) =>
      kms.send(
        new CreateGrantCommand({
          ...{ ...key, GranteePrincipal: `arn:aws:iam::${account}:root`, Operations: ["Decrypt"] },
        }),
      ),
    "kms ops: encrypt": encrypt(keys.ops),
  };
}
