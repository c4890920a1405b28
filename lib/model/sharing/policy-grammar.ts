import type { Area } from "./areas";

/** The areas whose resources have a policy of their own. */
export type PolicyArea = Exclude<Area, "kms" | "ssm">;

/** What a service takes as the policy of one of its resources. */
export interface PolicyGrammar {
  /** The most that a policy may have, in bytes; white space counts, and ours has none. */
  readonly bytes: number;
  /** @default - no quota of its own */
  readonly statements?: number;
  /** Condition keys, all statements together. @default - no quota of its own */
  readonly conditions?: number;
  /** Principals, all statements together. @default - no quota of its own */
  readonly principals?: number;
  /** How a statement says what it is about: by ARN, as `*`, or not at all. */
  readonly resource: "arn" | "any" | "none";
  /** Whether the service also answers without TLS. */
  readonly plaintext: boolean;
  /** All actions, as its policies can say it. */
  readonly everything: readonly string[];
  /**
   * How "everything but what was granted" is said: all actions by name, so many a statement.
   *
   * @default - by `NotAction`
   */
  readonly listed?: { readonly actions: readonly string[]; readonly mostInStatement: number };
}

/**
 * All that a topic's policy may name; it knows no wildcard. Source: SNS developer guide, "Actions and
 * resources".
 */
const TOPIC_ACTIONS: readonly string[] = [
  "sns:AddPermission",
  "sns:DeleteTopic",
  "sns:GetDataProtectionPolicy",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sns:ListTagsForResource",
  "sns:Publish",
  "sns:PutDataProtectionPolicy",
  "sns:RemovePermission",
  "sns:SetTopicAttributes",
  "sns:Subscribe",
];

/** Source: Service Authorization Reference, "Amazon SQS", actions on a queue. */
const QUEUE_ACTIONS: readonly string[] = [
  "sqs:AddPermission",
  "sqs:CancelMessageMoveTask",
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:DeleteQueue",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
  "sqs:ListDeadLetterSourceQueues",
  "sqs:ListMessageMoveTasks",
  "sqs:ListQueueTags",
  "sqs:PurgeQueue",
  "sqs:ReceiveMessage",
  "sqs:RemovePermission",
  "sqs:SendMessage",
  "sqs:SetQueueAttributes",
  "sqs:StartMessageMoveTask",
  "sqs:TagQueue",
  "sqs:UntagQueue",
];

/**
 * Sources: S3 user guide, "Bucket policies" (20 KB); DynamoDB developer guide, "Resource-based policy
 * considerations" (20 KB); SQS developer guide, "Policy quotas"; SNS developer guide, "Policy quotas";
 * Secrets Manager API reference, PutResourcePolicy (20,480); ECR API reference, SetRepositoryPolicy (10,240).
 */
export const POLICY_GRAMMARS: Readonly<Record<PolicyArea, PolicyGrammar>> = {
  s3: { bytes: 20_480, resource: "arn", plaintext: true, everything: ["s3:*"] },
  dynamodb: { bytes: 20_480, resource: "arn", plaintext: true, everything: ["dynamodb:*"] },
  sqs: {
    ...{ bytes: 8192, statements: 20, conditions: 10, principals: 50 },
    ...{ resource: "arn", plaintext: true, everything: ["sqs:*"] },
    listed: { actions: QUEUE_ACTIONS, mostInStatement: 7 },
  },
  sns: {
    ...{ bytes: 30_720, statements: 100, principals: 200 },
    ...{ resource: "arn", plaintext: true, everything: TOPIC_ACTIONS },
    listed: { actions: TOPIC_ACTIONS, mostInStatement: TOPIC_ACTIONS.length },
  },
  secretsmanager: {
    ...{ bytes: 20_480, resource: "any", plaintext: false },
    everything: ["secretsmanager:*"],
  },
  ecr: { bytes: 10_240, resource: "none", plaintext: false, everything: ["ecr:*"] },
};
