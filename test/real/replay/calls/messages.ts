import {
  AddPermissionCommand as AddTopicPermissionCommand,
  PublishCommand,
  SubscribeCommand,
  TagResourceCommand,
} from "@aws-sdk/client-sns";
import {
  AddPermissionCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
} from "@aws-sdk/client-sqs";
import { type Asked, type Calls, lastOf, TAG } from "./call";

const TAGS = [{ Key: TAG.key, Value: TAG.value }];
let labels = 0;
/** A new one each time: a label is taken once. */
const label = () => `replayed${(labels += 1)}`;
/** An account to which something is opened, when this is what a request does. */
const FRIEND = "111122223333";

function queueOf({ endpoint, arn }: Asked): { readonly QueueUrl: string } {
  return { QueueUrl: `${endpoint}/${arn.split(":")[4]}/${lastOf(arn)}` };
}

const QUEUES: Calls = {
  "sqs:SendMessage": {
    make: (asked) => asked.session.sqs.send(new SendMessageCommand({ ...queueOf(asked), MessageBody: "x" })),
  },
  "sqs:ReceiveMessage": {
    make: (asked) =>
      asked.session.sqs.send(new ReceiveMessageCommand({ ...queueOf(asked), WaitTimeSeconds: 0 })),
  },
  "sqs:DeleteMessage": {
    make: (asked) =>
      asked.session.sqs.send(new DeleteMessageCommand({ ...queueOf(asked), ReceiptHandle: "none" })),
    answers: ["ReceiptHandleIsInvalid"],
  },
  "sqs:GetQueueAttributes": {
    make: (asked) =>
      asked.session.sqs.send(
        new GetQueueAttributesCommand({ ...queueOf(asked), AttributeNames: ["QueueArn"] }),
      ),
  },
  "sqs:SetQueueAttributes": {
    make: (asked) =>
      asked.session.sqs.send(
        new SetQueueAttributesCommand({ ...queueOf(asked), Attributes: { DelaySeconds: "0" } }),
      ),
  },
  "sqs:AddPermission": {
    make: (asked) =>
      asked.session.sqs.send(
        new AddPermissionCommand({
          ...{ ...queueOf(asked), Label: label(), AWSAccountIds: [FRIEND], Actions: ["GetQueueUrl"] },
        }),
      ),
    takesAway: true,
  },
  "sqs:TagQueue": {
    make: (asked) =>
      asked.session.sqs.send(new TagQueueCommand({ ...queueOf(asked), Tags: { [TAG.key]: TAG.value } })),
    takesAway: true,
  },
};

const TOPICS: Calls = {
  "sns:Publish": {
    make: ({ session, arn }) => session.sns.send(new PublishCommand({ TopicArn: arn, Message: "x" })),
  },
  "sns:Subscribe": {
    make: ({ session, arn }) =>
      session.sns.send(
        new SubscribeCommand({
          ...{ TopicArn: arn, Protocol: "sqs", Endpoint: `${arn.replace(":sns:", ":sqs:")}-replayed` },
        }),
      ),
  },
  "sns:AddPermission": {
    make: ({ session, arn }) =>
      session.sns.send(
        new AddTopicPermissionCommand({
          ...{ TopicArn: arn, Label: label(), AWSAccountId: [FRIEND], ActionName: ["GetTopicAttributes"] },
        }),
      ),
    takesAway: true,
  },
  "sns:TagResource": {
    make: ({ session, arn }) => session.sns.send(new TagResourceCommand({ ResourceArn: arn, Tags: TAGS })),
    takesAway: true,
  },
};

/** Requests to queues and topics. */
export const MESSAGES: Calls = { ...QUEUES, ...TOPICS };
