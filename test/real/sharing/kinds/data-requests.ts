import {
  DeleteItemCommand,
  DeleteTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { bucketName } from "../../../../lib/model/resource-names";
import { INFRASTRUCTURE } from "./main";
import type { Request, Requests, Subjects } from "./requests";

/** The name of a bucket of dev. */
export function bucketOf({ account, region }: Pick<Subjects, "account" | "region">, name: string): string {
  return bucketName({ account, region, partition: "aws" }, [INFRASTRUCTURE, "dev", name]);
}

/** What was put into every bucket and table of dev. */
export const OBJECTS = ["exports/1", "exports2/1", "1"] as const;
export const ITEMS = ["dev", "qa"] as const;

const tableOf = (name: string) => `${INFRASTRUCTURE}--dev--${name}`;
const item = (tenant: string) => ({ tenant: { S: tenant } });

/** Requests to buckets and tables. */
export function dataRequests(subjects: Subjects): Requests {
  return { ...bucketRequests(subjects), ...tableRequests() };
}

function bucketRequests(subjects: Subjects): Requests {
  const at = (name: string) => bucketOf(subjects, name);
  const get =
    (bucket: string, Key: string): Request =>
    ({ s3 }) =>
      s3.send(new GetObjectCommand({ Bucket: at(bucket), Key }));
  const list =
    (bucket: string, Prefix?: string): Request =>
    ({ s3 }) =>
      s3.send(new ListObjectsV2Command({ Bucket: at(bucket), ...(Prefix !== undefined && { Prefix }) }));
  const put =
    (bucket: string, Key: string): Request =>
    ({ s3 }) =>
      s3.send(new PutObjectCommand({ Bucket: at(bucket), Key, Body: "x" }));
  const remove =
    (bucket: string, Key: string): Request =>
    ({ s3 }) =>
      s3.send(new DeleteObjectCommand({ Bucket: at(bucket), Key }));
  return {
    "s3 uploads: get exports/1": get("uploads", "exports/1"),
    "s3 uploads: get exports2/1": get("uploads", "exports2/1"),
    "s3 uploads: get 1": get("uploads", "1"),
    "s3 uploads: get the tags of exports/1": ({ s3 }) =>
      s3.send(new GetObjectTaggingCommand({ Bucket: at("uploads"), Key: "exports/1" })),
    "s3 uploads: list exports/": list("uploads", "exports/"),
    "s3 uploads: list exports": list("uploads", "exports"),
    "s3 uploads: list everything": list("uploads"),
    "s3 uploads: get the location": ({ s3 }) =>
      s3.send(new GetBucketLocationCommand({ Bucket: at("uploads") })),
    "s3 uploads: get the policy": ({ s3 }) => s3.send(new GetBucketPolicyCommand({ Bucket: at("uploads") })),
    "s3 uploads: put exports/2": put("uploads", "exports/2"),
    "s3 uploads: delete exports/2": remove("uploads", "exports/2"),
    "s3 inbox: put 2": put("inbox", "2"),
    "s3 inbox: get 1": get("inbox", "1"),
    "s3 inbox: list everything": list("inbox"),
    "s3 inbox: delete 2": remove("inbox", "2"),
    "s3 private: get 1": get("private", "1"),
    "s3 private: put 2": put("private", "2"),
    "s3 private: list everything": list("private"),
  };
}

function tableRequests(): Requests {
  const get =
    (table: string, tenant: string): Request =>
    ({ dynamoDb }) =>
      dynamoDb.send(new GetItemCommand({ TableName: tableOf(table), Key: item(tenant) }));
  const query =
    (table: string, tenant: string): Request =>
    ({ dynamoDb }) =>
      dynamoDb.send(
        new QueryCommand({
          TableName: tableOf(table),
          KeyConditionExpression: "tenant = :tenant",
          ExpressionAttributeValues: { ":tenant": { S: tenant } },
        }),
      );
  const scan =
    (table: string): Request =>
    ({ dynamoDb }) =>
      dynamoDb.send(new ScanCommand({ TableName: tableOf(table) }));
  const put =
    (table: string, tenant: string): Request =>
    ({ dynamoDb }) =>
      dynamoDb.send(new PutItemCommand({ TableName: tableOf(table), Item: item(tenant) }));
  return {
    "dynamodb catalog: get dev": get("catalog", "dev"),
    "dynamodb catalog: query dev": query("catalog", "dev"),
    "dynamodb catalog: scan": scan("catalog"),
    "dynamodb catalog: put qa": put("catalog", "qa"),
    "dynamodb catalog: delete the table": ({ dynamoDb }) =>
      dynamoDb.send(new DeleteTableCommand({ TableName: tableOf("catalog") })),
    "dynamodb orders: put qa": put("orders", "qa"),
    "dynamodb orders: delete qa": ({ dynamoDb }) =>
      dynamoDb.send(new DeleteItemCommand({ TableName: tableOf("orders"), Key: item("qa") })),
    "dynamodb orders: get dev": get("orders", "dev"),
    "dynamodb orders: scan": scan("orders"),
    "dynamodb customers: get qa": get("customers", "qa"),
    "dynamodb customers: get dev": get("customers", "dev"),
    "dynamodb customers: query qa": query("customers", "qa"),
    "dynamodb customers: query dev": query("customers", "dev"),
    "dynamodb customers: scan": scan("customers"),
    "dynamodb customers: put qa": put("customers", "qa"),
    "dynamodb private: get dev": get("private", "dev"),
    "dynamodb private: put qa": put("private", "qa"),
  };
}
