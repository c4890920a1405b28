import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DecryptCommand, DescribeKeyCommand, EncryptCommand } from "@aws-sdk/client-kms";
import { GetBucketLocationCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { bucketName } from "../../../lib/model/resource-names";
import { attempt } from "../lab/attempt";
import type { AwsSession } from "../lab/aws-session";
import type { Lab } from "../lab/lab";
import type { Visitor } from "../lab/visitor";

/** All roles of the example's tenants. */
const ROLES = ["web", "search", "orders", "reports"].flatMap((tenant) => [
  `${tenant}--hosts`,
  `${tenant}--pods`,
]);

type Requests = Readonly<Record<string, (session: AwsSession) => Promise<unknown>>>;

/** Who is allowed what in the example: one request of each of its grants, with the roles that got through. */
export async function whoMay(lab: Lab, visitor: Visitor): Promise<Record<string, string[]>> {
  const inside = <T>(role: string, work: (session: AwsSession) => Promise<T>) => {
    const path = `shop/${role.split("--")[0] ?? ""}/shop--${role}`;
    return visitor.inside(`arn:aws:iam::${lab.aws.account}:role/${path}`, work);
  };
  const KeyId = await keyOf(lab.root(), "orders");
  const sealed = await inside("orders--pods", ({ kms }) =>
    kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("x") })),
  );
  const requests = Object.entries(requestsOf(lab, KeyId, sealed.CiphertextBlob));
  const allowed = new Map(requests.map(([name]) => [name, [] as string[]]));
  for (const role of ROLES) {
    await inside(role, async (session) => {
      for (const [name, request] of requests) {
        if ((await attempt(() => request(session))) === "allowed") allowed.get(name)?.push(role);
      }
    });
  }
  return Object.fromEntries(allowed);
}

async function keyOf({ kms }: AwsSession, tenant: string): Promise<string> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: `alias/shop/${tenant}` }));
  if (!KeyMetadata?.Arn) throw new Error(`${tenant} has no key`);
  return KeyMetadata.Arn;
}

function requestsOf({ aws }: Lab, KeyId: string, CiphertextBlob: Uint8Array | undefined): Requests {
  const { account, region, endpoint } = aws;
  const bucket = (tenant: string, name: string) =>
    bucketName({ account, region, partition: "aws" }, ["shop", tenant, name]);
  const QueueUrl = `${endpoint}/${account}/shop--orders--placed`;
  const TableName = "shop--orders--customers";
  return {
    "places an order": ({ sqs }) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" })),
    "reads a customer": ({ dynamoDb }) =>
      dynamoDb.send(new GetItemCommand({ TableName, Key: { customer: { S: "x" } } })),
    "lists pictures of products": ({ s3 }) =>
      s3.send(new ListObjectsV2Command({ Bucket: bucket("web", "uploads"), Prefix: "products/" })),
    "lists pictures of customers": ({ s3 }) =>
      s3.send(new ListObjectsV2Command({ Bucket: bucket("web", "uploads"), Prefix: "customers/" })),
    "finds the index": ({ s3 }) =>
      s3.send(new GetBucketLocationCommand({ Bucket: bucket("search", "index") })),
    "unseals for orders": ({ kms }) => kms.send(new DecryptCommand({ KeyId, CiphertextBlob })),
  };
}
