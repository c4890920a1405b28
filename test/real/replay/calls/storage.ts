import {
  BatchGetItemCommand,
  CreateBackupCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TagResourceCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { type Asked, type Calls, nameIn, TAG } from "./call";

/** The bucket and the key of an object. */
export function objectOf(arn: string): { readonly Bucket: string; readonly Key: string } {
  const [Bucket = "", ...key] = arn.split(":").slice(5).join(":").split("/");
  return { Bucket, Key: key.join("/") };
}

const bucketOf = ({ arn }: Asked) => ({ Bucket: objectOf(arn).Bucket });
/** A bucket's policy for operations that put one: a friend may ask where the bucket is. */
function friendsPolicy({ arn }: Asked): string {
  const Principal = { AWS: "arn:aws:iam::111122223333:root" };
  const Resource = `arn:aws:s3:::${objectOf(arn).Bucket}`;
  const statement = { Effect: "Allow", Principal, Action: "s3:GetBucketLocation", Resource };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const TAG_SET = { TagSet: [{ Key: TAG.key, Value: TAG.value }] };
/** No upload has begun: S3 says so to those who may ask. */
const NO_UPLOAD = { UploadId: "none" };

const BUCKETS: Calls = {
  "s3:GetObject": { make: ({ session, arn }) => session.s3.send(new GetObjectCommand(objectOf(arn))) },
  "s3:GetObjectTagging": {
    make: ({ session, arn }) => session.s3.send(new GetObjectTaggingCommand(objectOf(arn))),
  },
  "s3:PutObject": {
    make: ({ session, arn }) => session.s3.send(new PutObjectCommand({ ...objectOf(arn), Body: "x" })),
  },
  "s3:PutObjectTagging": {
    make: ({ session, arn }) =>
      session.s3.send(new PutObjectTaggingCommand({ ...objectOf(arn), Tagging: TAG_SET })),
  },
  "s3:DeleteObjectTagging": {
    make: ({ session, arn }) => session.s3.send(new DeleteObjectTaggingCommand(objectOf(arn))),
  },
  "s3:DeleteObject": {
    make: ({ session, arn }) => session.s3.send(new DeleteObjectCommand(objectOf(arn))),
    takesAway: true,
  },
  "s3:AbortMultipartUpload": {
    make: ({ session, arn }) =>
      session.s3.send(new AbortMultipartUploadCommand({ ...objectOf(arn), ...NO_UPLOAD })),
    answers: ["NoSuchUpload"],
  },
  "s3:ListMultipartUploadParts": {
    make: ({ session, arn }) => session.s3.send(new ListPartsCommand({ ...objectOf(arn), ...NO_UPLOAD })),
    answers: ["NoSuchUpload"],
  },
  "s3:ListBucket": {
    make: (asked) => {
      const Prefix = asked.context.get("s3:prefix");
      return asked.session.s3.send(
        new ListObjectsV2Command({ ...bucketOf(asked), ...(Prefix !== undefined && { Prefix }) }),
      );
    },
  },
  "s3:GetBucketPolicy": {
    make: (asked) => asked.session.s3.send(new GetBucketPolicyCommand(bucketOf(asked))),
    answers: ["NoSuchBucketPolicy"],
  },
  "s3:PutBucketTagging": {
    make: (asked) =>
      asked.session.s3.send(new PutBucketTaggingCommand({ ...bucketOf(asked), Tagging: TAG_SET })),
    takesAway: true,
  },
  "s3:CreateBucket": {
    make: (asked) => asked.session.s3.send(new CreateBucketCommand(bucketOf(asked))),
    answers: ["BucketAlreadyOwnedByYou", "BucketAlreadyExists"],
  },
  "s3:DeleteBucket": {
    make: (asked) => asked.session.s3.send(new DeleteBucketCommand(bucketOf(asked))),
    answers: ["BucketNotEmpty"],
  },
  "s3:PutBucketPolicy": {
    make: (asked) =>
      asked.session.s3.send(new PutBucketPolicyCommand({ ...bucketOf(asked), Policy: friendsPolicy(asked) })),
    takesAway: true,
  },
  "s3:DeleteBucketPolicy": {
    make: (asked) => asked.session.s3.send(new DeleteBucketPolicyCommand(bucketOf(asked))),
    takesAway: true,
  },
};

/** The name of a table, also of its indexes. */
export function tableOf({ arn }: Pick<Asked, "arn">): string {
  return nameIn(arn).split("/")[0] ?? "";
}

/** The name of the index that a request is about. */
function indexOf({ arn }: Asked): { readonly IndexName?: string } {
  const IndexName = /\/index\/([^/]+)$/.exec(arn)?.[1];
  return IndexName === undefined ? {} : { IndexName };
}

const partitionKey = (asked: Asked) => asked.partitionKeys.get(tableOf(asked)) ?? "id";
/** Of an item the key: the first of those that the request says it touches. */
const valueOf = ({ context }: Asked) => ({ S: context.get("dynamodb:leadingkeys") ?? "any" });
const keyOf = (asked: Asked) => ({ [partitionKey(asked)]: valueOf(asked) });

const TABLES: Calls = {
  "dynamodb:GetItem": {
    make: (asked) =>
      asked.session.dynamoDb.send(new GetItemCommand({ TableName: tableOf(asked), Key: keyOf(asked) })),
  },
  "dynamodb:BatchGetItem": {
    make: (asked) =>
      asked.session.dynamoDb.send(
        new BatchGetItemCommand({ RequestItems: { [tableOf(asked)]: { Keys: [keyOf(asked)] } } }),
      ),
  },
  "dynamodb:Query": {
    make: (asked) =>
      asked.session.dynamoDb.send(
        new QueryCommand({
          TableName: tableOf(asked),
          ...indexOf(asked),
          KeyConditionExpression: "#key = :value",
          ExpressionAttributeNames: { "#key": partitionKey(asked) },
          ExpressionAttributeValues: { ":value": valueOf(asked) },
        }),
      ),
    // Of an index that is not there.
    answers: ["ValidationException", "ResourceNotFoundException"],
  },
  "dynamodb:Scan": {
    make: (asked) => asked.session.dynamoDb.send(new ScanCommand({ TableName: tableOf(asked) })),
  },
  "dynamodb:PutItem": {
    make: (asked) =>
      asked.session.dynamoDb.send(new PutItemCommand({ TableName: tableOf(asked), Item: keyOf(asked) })),
  },
  "dynamodb:UpdateItem": {
    make: (asked) =>
      asked.session.dynamoDb.send(new UpdateItemCommand({ TableName: tableOf(asked), Key: keyOf(asked) })),
  },
  "dynamodb:DeleteItem": {
    make: (asked) =>
      asked.session.dynamoDb.send(new DeleteItemCommand({ TableName: tableOf(asked), Key: keyOf(asked) })),
  },
  "dynamodb:CreateBackup": {
    make: (asked) =>
      asked.session.dynamoDb.send(
        new CreateBackupCommand({ TableName: tableOf(asked), BackupName: "replayed" }),
      ),
  },
  "dynamodb:TagResource": {
    make: ({ session, arn }) =>
      session.dynamoDb.send(
        new TagResourceCommand({ ResourceArn: arn, Tags: [{ Key: TAG.key, Value: TAG.value }] }),
      ),
    takesAway: true,
  },
};

/** Requests to buckets and tables. */
export const STORAGE: Calls = { ...BUCKETS, ...TABLES };
