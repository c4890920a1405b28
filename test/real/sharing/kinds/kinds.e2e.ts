import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateVpcCommand, DeleteVpcCommand } from "@aws-sdk/client-ec2";
import { DescribeKeyCommand, EncryptCommand } from "@aws-sdk/client-kms";
import { DeleteObjectsCommand, ListObjectVersionsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { join } from "node:path";
import { attempt } from "../../lab/attempt";
import type { AwsSession } from "../../lab/aws-session";
import { temporaryFolder } from "../../lab/guard";
import { openLab } from "../../lab/lab";
import { step } from "../../lab/progress";
import type { Terraform } from "../../lab/terraform";
import { Visitor } from "../../lab/visitor";
import EXPECTED from "../expected/kinds.json";
import { bucketOf, ITEMS, OBJECTS } from "./data-requests";
import { INFRASTRUCTURE, STACKS, TENANTS, writeKinds } from "./main";
import { queueUrl, secretOf } from "./message-requests";
import type { Subjects } from "./requests";
import { requestsOn } from "./requests";

const lab = openLab();
const root = lab.root();
const { account, region, endpoint } = lab.aws;
const folder = temporaryFolder("kinds");
const place = { account, region, endpoint };
const BUCKETS = ["uploads", "inbox", "private"];
const TABLES = ["catalog", "orders", "customers", "private"];

let vpcId = "";
let visitor: Visitor;
let subjects: Subjects;

function terraform(stack: (typeof STACKS)[number]): Terraform {
  return lab.terraform(join(folder, "cdktf.out", "stacks", stack));
}

/** Declares the tenants with or without the grants, and applies both stacks. */
async function deploy(granted: boolean): Promise<void> {
  writeKinds({ folder, account, region, vpcId, granted });
  for (const stack of STACKS) await step(`apply ${stack}`, () => terraform(stack).apply());
}

function inside<T>(tenant: string, work: (session: AwsSession) => Promise<T>): Promise<T> {
  const role = `${INFRASTRUCTURE}/${tenant}/${INFRASTRUCTURE}--${tenant}--hosts`;
  return visitor.inside(`arn:aws:iam::${account}:role/${role}`, work);
}

async function keyOf(tenant: string): Promise<string> {
  const KeyId = `alias/${INFRASTRUCTURE}/${tenant}`;
  const { KeyMetadata } = await root.kms.send(new DescribeKeyCommand({ KeyId }));
  if (!KeyMetadata?.Arn) throw new Error(`${KeyId} has no key`);
  return KeyMetadata.Arn;
}

/** Puts something into all that dev has, as dev's own role. */
async function fill(session: AwsSession): Promise<void> {
  for (const name of BUCKETS) {
    for (const Key of OBJECTS) {
      await session.s3.send(new PutObjectCommand({ Bucket: bucketOf(place, name), Key, Body: "x" }));
    }
  }
  for (const table of TABLES) {
    for (const tenant of ITEMS) {
      const TableName = `${INFRASTRUCTURE}--dev--${table}`;
      await session.dynamoDb.send(new PutItemCommand({ TableName, Item: { tenant: { S: tenant } } }));
    }
  }
  for (const name of ["database", "private"]) {
    await session.secretsManager.send(
      new PutSecretValueCommand({ SecretId: secretOf(name), SecretString: "x" }),
    );
  }
}

/** A receipt for each who tries to delete a message. */
async function receipts(session: AwsSession): Promise<string[]> {
  const QueueUrl = queueUrl(place, "jobs");
  const found: string[] = [];
  for (const tenant of TENANTS) {
    await session.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: tenant }));
    const { Messages = [] } = await session.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    found.push(...Messages.map(({ ReceiptHandle }) => ReceiptHandle ?? ""));
  }
  return found;
}

/** Who is allowed what: each request with the tenants whose roles got through. */
async function whoMay(): Promise<Record<string, string[]>> {
  const requests = Object.entries(requestsOn(subjects));
  const allowed = new Map(requests.map(([name]) => [name, [] as string[]]));
  for (const tenant of TENANTS) {
    await inside(tenant, async (session) => {
      for (const [name, request] of requests) {
        const verdict = await attempt(() => request(session)).catch((error: unknown) => {
          throw new Error(`${tenant}, ${name}`, { cause: error });
        });
        if (verdict === "allowed") allowed.get(name)?.push(tenant);
      }
    });
  }
  return Object.fromEntries(allowed);
}

beforeAll(async () => {
  const { Vpc } = await root.ec2.send(new CreateVpcCommand({ CidrBlock: "10.78.0.0/16" }));
  vpcId = Vpc?.VpcId ?? "";
  visitor = await Visitor.create(root, account);
});

afterAll(async () => {
  await visitor.remove();
  await root.ec2.send(new DeleteVpcCommand({ VpcId: vpcId }));
});

test("grants of every kind are applied, and a second plan is empty", async () => {
  writeKinds({ folder, account, region, vpcId, granted: true });
  for (const stack of STACKS) await terraform(stack).init();
  await deploy(true);
  expect([await terraform("tenants").plan(), await terraform("grants").plan()]).toEqual([[], []]);
});

test("owner, requester and a third tenant get exactly what the committed table says", async () => {
  const keys = { dev: await keyOf("dev"), ops: await keyOf("ops") };
  subjects = await inside("dev", async (session) => {
    await fill(session);
    const { CiphertextBlob: sealed } = await session.kms.send(
      new EncryptCommand({ KeyId: keys.dev, Plaintext: Buffer.from("x") }),
    );
    if (sealed === undefined) throw new Error("Encrypt answered without a ciphertext");
    return { ...place, keys, sealed, receipts: await receipts(session) };
  });
  expect(await whoMay()).toEqual(EXPECTED);
});

test("without the grants the requester is refused all of it, and nothing changes for anybody else", async () => {
  await deploy(false);
  subjects.receipts.push(...(await inside("dev", receipts)));
  const expected = Object.entries(EXPECTED).map(([name, who]) => [name, who.filter((one) => one !== "qa")]);
  expect(await whoMay()).toEqual(Object.fromEntries(expected));
});

test("destroyed once it is empty, it leaves nothing behind", async () => {
  for (const name of BUCKETS) await empty(bucketOf(place, name));
  for (const stack of [...STACKS].reverse()) await step(`destroy ${stack}`, () => terraform(stack).destroy());
  expect([await terraform("grants").state(), await terraform("tenants").state()]).toEqual([[], []]);
});

/** Deletes every version of every object, which the tenant's own roles cannot. */
async function empty(Bucket: string): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await root.s3.send(new ListObjectVersionsCommand({ Bucket }));
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  await root.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
}
