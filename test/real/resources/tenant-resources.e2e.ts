import { CreateTableCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateVpcCommand, DeleteVpcCommand } from "@aws-sdk/client-ec2";
import { DeleteRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { PublishCommand } from "@aws-sdk/client-sns";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { App, TerraformStack } from "cdktf";
import { join } from "node:path";
import { Tenant } from "../../../lib/tenant/tenant";
import { TenantBucket } from "../../../lib/resources/tenant-bucket";
import { TenantParameter } from "../../../lib/resources/tenant-parameter";
import { TenantQueue } from "../../../lib/resources/tenant-queue";
import { TenantRepository } from "../../../lib/resources/tenant-repository";
import { TenantSecret } from "../../../lib/resources/tenant-secret";
import { TenantTable } from "../../../lib/resources/tenant-table";
import { TenantTopic } from "../../../lib/resources/tenant-topic";
import { bucketName } from "../../../lib/model/resource-names";
import { someInfrastructure } from "../../support/infrastructure";
import { attempt } from "../lab/attempt";
import type { AwsSession } from "../lab/aws-session";
import { temporaryFolder } from "../lab/guard";
import { openLab } from "../lab/lab";
import type { Terraform } from "../lab/terraform";
import { Visitor } from "../lab/visitor";

const lab = openLab();
const root = lab.root();
const { account, region } = lab.aws;
const TENANTS = ["dev", "qa"] as const;
const CIDR = "10.77.0.0/16";

let vpcId = "";
let stack: Terraform;
let visitor: Visitor;

/** Two tenants with one resource of each kind, and no cluster. */
function synthesized(): string {
  const outdir = temporaryFolder("resources");
  const app = new App({ outdir, skipBackendValidation: true });
  const environment = { account, region, partition: "aws" as const };
  const subnets = { privateSubnetIds: [], publicSubnetIds: [], gatewayPrefixListIds: {} };
  const network = { vpcId, cidrs: [CIDR], ...subnets, internet: false };
  const changes = { environment, network, dataplane: undefined };
  const tenants = new TerraformStack(app, "tenants");
  for (const name of TENANTS) {
    const tenant = new Tenant(tenants, name, { infrastructure: someInfrastructure(app, changes) });
    new TenantBucket(tenant, "uploads", { expireAfterDays: 400 });
    new TenantTable(tenant, "orders", {
      partitionKey: { name: "id" },
      sortKey: { name: "at", type: "N" },
      indexes: [
        { name: "by-customer", partitionKey: { name: "customer" }, projection: ["total"] },
        { name: "by-price", sortKey: { name: "price", type: "N" }, projection: "KEYS_ONLY" },
      ],
      stream: "NEW_AND_OLD_IMAGES",
      timeToLiveAttribute: "until",
    });
    new TenantQueue(tenant, "jobs");
    new TenantTopic(tenant, "events");
    new TenantSecret(tenant, "database", { recoveryWindowDays: 7 });
    new TenantParameter(tenant, "flags", { initialValue: "dark-mode=on" });
    new TenantRepository(tenant, "web");
  }
  app.synth();
  return join(outdir, "stacks", "tenants");
}

/** What a role of `who` may do with what `dev` has. */
function uses(session: AwsSession) {
  const bucket = bucketOf("dev");
  const QueueUrl = `${lab.aws.endpoint}/${account}/nonprod--dev--jobs`;
  const Key = { id: { S: "1" }, at: { N: "1" } };
  const TableName = "nonprod--dev--orders";
  return {
    putObject: () => session.s3.send(new PutObjectCommand({ Bucket: bucket, Key: "a", Body: "x" })),
    getObject: () => session.s3.send(new GetObjectCommand({ Bucket: bucket, Key: "a" })),
    listBucket: () => session.s3.send(new ListObjectsV2Command({ Bucket: bucket })),
    putItem: () => session.dynamoDb.send(new PutItemCommand({ TableName, Item: Key })),
    getItem: () => session.dynamoDb.send(new GetItemCommand({ TableName, Key })),
    createTable: () => session.dynamoDb.send(new CreateTableCommand({ TableName: "mine", ...KEYS })),
    send: () => session.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" })),
    receive: () => session.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 })),
    publish: () => session.sns.send(new PublishCommand({ TopicArn: topic, Message: "x" })),
    putSecret: () => session.secretsManager.send(new PutSecretValueCommand({ ...secret, SecretString: "x" })),
    getSecret: () => session.secretsManager.send(new GetSecretValueCommand(secret)),
    getParameter: () =>
      session.ssm.send(new GetParameterCommand({ Name: "/nonprod/dev/flags", WithDecryption: true })),
  };
}

const KEYS = {
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" as const }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" as const }],
  BillingMode: "PAY_PER_REQUEST" as const,
};
const secret = { SecretId: "nonprod/dev/database" };
const topic = `arn:aws:sns:${region}:${account}:nonprod--dev--events`;
const hostsOf = (tenant: string) =>
  `arn:aws:iam::${account}:role/nonprod/${tenant}/nonprod--${tenant}--hosts`;

const bucketOf = (tenant: string) =>
  bucketName({ account, region, partition: "aws" }, ["nonprod", tenant, "uploads"]);

/** Deletes every version of every object, which the tenant's own roles cannot. */
async function empty(Bucket: string): Promise<void> {
  const { Versions = [] } = await root.s3.send(new ListObjectVersionsCommand({ Bucket }));
  const Objects = Versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
  await root.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
}

async function verdicts(session: AwsSession): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const [name, use] of Object.entries(uses(session))) answers[name] = await attempt(use);
  return answers;
}

beforeAll(async () => {
  const { Vpc } = await root.ec2.send(new CreateVpcCommand({ CidrBlock: CIDR }));
  vpcId = Vpc?.VpcId ?? "";
  stack = lab.terraform(synthesized());
  await stack.init();
  visitor = await Visitor.create(root, account);
});

afterAll(async () => {
  await visitor.remove();
  await root.ec2.send(new DeleteVpcCommand({ VpcId: vpcId }));
});

describe("One resource of each kind, for two tenants", () => {
  test("the provider's schema takes what was synthesized", async () => {
    expect(await stack.validate()).toEqual({ valid: true, diagnostics: [] });
  });

  test("it is applied, and reality is then what the configuration says", async () => {
    await stack.apply();
    expect(await stack.plan()).toEqual([]);
  });

  test("roles of the owner use all of it, and manage none", async () => {
    const state = await stack.state();
    expect(state.filter((address) => address.includes("s3_bucket_policy"))).toHaveLength(TENANTS.length);
    const answers = await visitor.inside(hostsOf("dev"), verdicts);
    expect(answers).toEqual({
      ...Object.fromEntries(Object.keys(uses(root)).map((name) => [name, "allowed"])),
      createTable: "denied",
    });
  });

  test("roles of the other tenant reach none of it", async () => {
    const answers = await visitor.inside(hostsOf("qa"), verdicts);
    expect(answers).toEqual(Object.fromEntries(Object.keys(uses(root)).map((name) => [name, "denied"])));
  });

  test("not even with a policy that allows everything, but for the parameter, whose key no emulator asks", async () => {
    const role = { RoleName: "nonprod--qa--hosts", PolicyName: "everything" };
    const Statement = [{ Effect: "Allow", Action: "*", Resource: "*" }];
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await root.iam.send(new PutRolePolicyCommand({ ...role, PolicyDocument }));
    try {
      const { getParameter, ...answers } = await visitor.inside(hostsOf("qa"), verdicts);
      expect(getParameter).toBe("allowed");
      expect(Object.entries(answers).filter(([, verdict]) => verdict === "allowed")).toEqual([]);
    } finally {
      await root.iam.send(new DeleteRolePolicyCommand(role));
    }
  });

  test("destroyed once it is empty, it leaves nothing behind", async () => {
    await empty(bucketOf("dev"));
    await stack.destroy();
    expect(await stack.state()).toEqual([]);
  });
});
