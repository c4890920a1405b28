/** The kinds of things that one tenant can open to another. */
export const AREAS = ["s3", "dynamodb", "kms", "sqs", "sns", "secretsmanager", "ssm", "ecr"] as const;
export type Area = (typeof AREAS)[number];

/**
 * What a requester may do. Data: `read`, `write`, `readwrite`. Keys: `decrypt`, `encrypt`. Queues: `consume`, `send`.
 * Topics: `publish`.
 */
export type Access = "read" | "write" | "readwrite" | "decrypt" | "encrypt" | "consume" | "send" | "publish";

/** The parts of a resource that IAM tells apart: the thing itself, what is in it, a table's indexes and stream. */
export type Target = "self" | "content" | "index" | "stream";

type ActionsByTarget = Readonly<Partial<Record<Target, readonly string[]>>>;

interface AreaRules {
  /** Actions of each access, by what they act on. */
  readonly access: Readonly<Partial<Record<Access, ActionsByTarget>>>;
  /** Everything that touches data: denied to everybody who is not let in, the account's own people included. */
  readonly data: readonly string[];
  /**
   * The same for a table's stream, which has a policy of its own.
   *
   * @default - it has no stream
   */
  readonly streamData?: readonly string[];
}

const S3_READ: ActionsByTarget = {
  self: ["s3:GetBucketLocation", "s3:ListBucket"],
  content: ["s3:GetObject", "s3:GetObjectAttributes", "s3:GetObjectTagging", "s3:GetObjectVersion"],
};
const S3_WRITE: ActionsByTarget = {
  self: ["s3:GetBucketLocation"],
  content: [
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:ListMultipartUploadParts",
    "s3:PutObject",
    "s3:PutObjectTagging",
  ],
};
const TABLE_READ = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
];
const STREAM_READ = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
const DYNAMODB_READ: ActionsByTarget = {
  self: TABLE_READ,
  index: ["dynamodb:Query", "dynamodb:Scan"],
  stream: STREAM_READ,
};
const DYNAMODB_WRITE: ActionsByTarget = {
  self: [
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:DescribeTable",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
  ],
};
const ECR_READ = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const ECR_WRITE = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
];
const SECRET_READ = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];
const SECRET_WRITE = ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue"];
const PARAMETER_READ = ["ssm:GetParameter", "ssm:GetParameters"];
const QUEUE_LOOK_UP = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];

/** Source: the "Actions, resources, and condition keys" page of each service in the Service Authorization Reference. */
export const AREA_RULES: Readonly<Record<Area, AreaRules>> = {
  s3: {
    access: { read: S3_READ, write: S3_WRITE, readwrite: joined(S3_READ, S3_WRITE) },
    data: [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject*",
      "s3:GetObject*",
      "s3:PutObject*",
      "s3:RestoreObject",
    ],
  },
  dynamodb: {
    access: { read: DYNAMODB_READ, write: DYNAMODB_WRITE, readwrite: joined(DYNAMODB_READ, DYNAMODB_WRITE) },
    data: [
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:ExportTableToPointInTime",
      "dynamodb:GetItem",
      "dynamodb:PartiQL*",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:Scan",
      "dynamodb:UpdateItem",
    ],
    streamData: STREAM_READ,
  },
  kms: {
    access: {
      decrypt: { self: ["kms:Decrypt", "kms:DescribeKey"] },
      encrypt: {
        self: [
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
        ],
      },
    },
    data: [],
  },
  sqs: {
    access: {
      consume: {
        self: [...QUEUE_LOOK_UP, "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
      },
      send: { self: [...QUEUE_LOOK_UP, "sqs:SendMessage"] },
    },
    data: [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:PurgeQueue",
      "sqs:ReceiveMessage",
      "sqs:SendMessage",
    ],
  },
  sns: {
    access: { publish: { self: ["sns:Publish"] } },
    // Whoever deploys the tenant makes its subscriptions; other tenants are kept from all of a topic.
    data: ["sns:Publish"],
  },
  secretsmanager: {
    access: {
      read: { self: SECRET_READ },
      write: { self: SECRET_WRITE },
      readwrite: joined({ self: SECRET_READ }, { self: SECRET_WRITE }),
    },
    // `UpdateSecret` also manages; with it a value could be replaced only by who may use the key.
    data: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
  },
  ssm: {
    access: {
      read: { self: PARAMETER_READ },
      write: { self: ["ssm:PutParameter"] },
      readwrite: joined({ self: PARAMETER_READ }, { self: ["ssm:PutParameter"] }),
    },
    data: [],
  },
  ecr: {
    access: {
      read: { self: ECR_READ },
      write: { self: ECR_WRITE },
      readwrite: joined({ self: ECR_READ }, { self: ECR_WRITE }),
    },
    data: [
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ],
  },
};

function joined(a: ActionsByTarget, b: ActionsByTarget): ActionsByTarget {
  const targets = [...new Set([...Object.keys(a), ...Object.keys(b)])] as Target[];
  return Object.fromEntries(
    targets.map((target) => [target, [...new Set([...(a[target] ?? []), ...(b[target] ?? [])])].sort()]),
  );
}
