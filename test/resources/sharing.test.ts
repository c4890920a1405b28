import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import type { App } from "cdktf";
import { sharedFrom } from "../../lib/resources/shared-from";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { TenantQueue } from "../../lib/resources/tenant-queue";
import { TenantTable } from "../../lib/resources/tenant-table";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import type { Tenant } from "../../lib/tenant/tenant";
import { refusal, synthesize } from "../support/synth";
import { someTenant, statementsOf, withDev } from "./support";

const QA = [
  "arn:aws:iam::123456789012:role/nonprod/qa/nonprod--qa--hosts",
  "arn:aws:iam::123456789012:role/nonprod/qa/nonprod--qa--pods",
];
const BUCKET = "arn:aws:s3:::nonprod--dev--uploads-8365695b";

function encrypted(dev: Tenant, bucket: S3Bucket, kmsMasterKeyId = dev.keyArn, bucketKeyEnabled = true) {
  return new S3BucketServerSideEncryptionConfigurationA(dev, "RawEncryption", {
    bucket: bucket.bucket,
    rule: [
      { bucketKeyEnabled, applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } },
    ],
  });
}

function granted(app: App) {
  const dev = someTenant(app, "dev");
  const qa = someTenant(app, "qa");
  const uploads = new TenantBucket(dev, "uploads");
  const orders = new TenantTable(dev, "orders", { partitionKey: { name: "id" }, stream: "NEW_IMAGE" });
  const common = { owner: dev, requester: qa, reason: "Replays" };
  const stack = dev.node.scope!;
  new CrossTenantGrant(stack, "Reads", { ...common, access: "read", resources: [uploads], prefix: "out/" });
  new CrossTenantGrant(stack, "Items", {
    ...common,
    access: "read",
    resources: [orders],
    leadingKeys: ["qa"],
  });
  new CrossTenantGrant(stack, "Key", { ...common, access: "decrypt", resources: [dev.key] });
}

describe("what a grant adds to the owner's policies", () => {
  test("the bucket's policy lets the requester's roles in, for what was granted alone", () => {
    const statements = statementsOf(synthesize(granted).stack("tenants").only("aws_s3_bucket_policy"));
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      "TlsOnly",
      "NobodyElseTouchesData",
      "NoOtherTenant",
      "OnlyAsGranted1",
      "OnlyAsGranted2",
      "OnlyAsGranted3",
    ]);
    const only = statements.filter(({ Sid }) => Sid.startsWith("OnlyAsGranted"));
    expect(only.map(({ Condition }) => Condition?.["ArnEquals"])).toEqual(
      only.map(() => ({ "aws:PrincipalArn": QA })),
    );
    expect(only[0]).toMatchObject({ Resource: [BUCKET, `${BUCKET}/*`] });
    expect(only[0]?.NotAction).toEqual([
      ...["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectAttributes", "s3:GetObjectTagging"],
      ...["s3:GetObjectVersion", "s3:ListBucket"],
    ]);
    expect(
      only
        .slice(1)
        .map(({ Action, NotResource, Condition }) => [Action, NotResource ?? Condition?.["StringNotLike"]]),
    ).toEqual(expect.arrayContaining([[["s3:ListBucket"], { "s3:prefix": ["out/", "out/*"] }]]));
  });

  test("a grant by partition keys does not open the stream, which says so", () => {
    const stack = synthesize(granted).stack("tenants");
    const policies = Object.values(stack.resources("aws_dynamodb_resource_policy")).map((body) => ({
      of: body["resource_arn"] as string,
      letIn: statementsOf(body)[1]?.Condition?.["ArnNotLike"]?.["aws:PrincipalArn"],
    }));
    const dev = "arn:aws:iam::123456789012:role/nonprod/dev/*";
    expect(policies.map(({ of, letIn }) => [of.endsWith(".stream_arn}"), letIn])).toEqual([
      [false, [dev, ...QA]],
      [true, dev],
    ]);
  });

  test("the tenant's key can be granted for itself, and its own policy says for what", () => {
    const stack = synthesize(granted).stack("tenants");
    const [key] =
      Object.entries(stack.resources("aws_kms_key")).find(([address]) => address.includes("dev_")) ?? [];
    const statements = statementsOf(stack.resources("aws_kms_key")[key ?? ""] ?? {});
    const plain = statements.filter(
      ({ Sid, Condition }) => Sid.startsWith("Granted") && !Condition?.["StringEquals"],
    );
    expect(plain.map(({ Action, Condition }) => [Action, Condition])).toEqual([
      [["kms:Decrypt", "kms:DescribeKey"], { ArnEquals: { "aws:PrincipalArn": QA } }],
    ]);
  });

  test("a queue that is granted in too many ways for SQS is refused, with the count", () => {
    const error = refusal((app) => {
      const dev = someTenant(app, "dev");
      const queue = new TenantQueue(dev, "jobs");
      const stack = dev.node.scope!;
      for (const [index, requester] of ["a", "b", "c"].entries()) {
        new CrossTenantGrant(stack, `Grant${index}`, {
          ...{ owner: dev, requester: someTenant(app, requester), resources: [queue], reason: "Work" },
          access: index === 0 ? "consume" : "send",
          expires: `2099-01-0${index + 1}`,
        });
      }
    });
    expect(error.message).toMatch(
      /TNT1401 TenantQueue tenants\/dev\/jobs: its policy would have \d+ conditions, and 10/,
    );
  });
});

describe("a raw resource that is shared", () => {
  test("a bucket with the tenant's key gets the policy of a tenant's bucket, and is used by the tenant's roles", () => {
    const stack = withDev((dev) => {
      const raw = new S3Bucket(dev, "Raw", { bucket: "raw-bucket" });
      encrypted(dev, raw);
      sharedFrom(raw);
    });
    const policy = stack.only("aws_s3_bucket_policy");
    expect(policy["bucket"]).toMatch(/^\$\{aws_s3_bucket\.dev_Raw_[0-9A-F]{8}\.bucket\}$/);
    expect(statementsOf(policy).map(({ Sid, Resource }) => [Sid, Resource])).toEqual(
      ["TlsOnly", "NobodyElseTouchesData", "NoOtherTenant"].map((sid) => [
        sid,
        ["arn:aws:s3:::raw-bucket", "arn:aws:s3:::raw-bucket/*"],
      ]),
    );
    const [hosts] = Object.values(stack.resources("aws_iam_role_policy"));
    const own = statementsOf(hosts ?? {}).find(({ Sid }) => Sid === "OwnBuckets");
    expect(own?.Resource).toEqual(["arn:aws:s3:::raw-bucket"]);
  });

  test("a table with the tenant's key gets its policies, the stream's too", () => {
    const stack = withDev((dev) =>
      sharedFrom(
        new DynamodbTable(dev, "Raw", {
          ...{ name: "raw", hashKey: "id", attribute: [{ name: "id", type: "S" }] },
          ...{ streamEnabled: true, streamViewType: "KEYS_ONLY" },
          serverSideEncryption: { enabled: true, kmsKeyArn: dev.keyArn },
        }),
      ),
    );
    const policies = Object.values(stack.resources("aws_dynamodb_resource_policy"));
    expect(policies.map((body) => statementsOf(body)[0]?.Resource)).toEqual([
      "arn:aws:dynamodb:eu-west-1:123456789012:table/raw",
      "arn:aws:dynamodb:eu-west-1:123456789012:table/raw/stream/*",
    ]);
  });

  const LACKING: [string, (dev: Tenant) => unknown, RegExp][] = [
    [
      "a bucket without encryption of its own",
      (dev) => sharedFrom(new S3Bucket(dev, "Raw", { bucket: "raw" })),
      /TNT1408 S3Bucket tenants\/dev\/Raw: .*not encrypted with the tenant's key, by a bucket key/,
    ],
    [
      "a bucket with another key",
      (dev) => {
        const raw = new S3Bucket(dev, "Raw", { bucket: "raw" });
        encrypted(dev, raw, "alias/aws/s3");
        sharedFrom(raw);
      },
      /TNT1408 .*not encrypted with the tenant's key/,
    ],
    [
      "a bucket that encrypts object by object",
      (dev) => {
        const raw = new S3Bucket(dev, "Raw", { bucket: "raw" });
        encrypted(dev, raw, dev.keyArn, false);
        sharedFrom(raw);
      },
      /bucketKeyEnabled: true/,
    ],
    [
      "a bucket whose policy is written by hand as well",
      (dev) => {
        const raw = new S3Bucket(dev, "Raw", { bucket: "raw" });
        encrypted(dev, raw);
        new S3BucketPolicy(dev, "ByHand", { bucket: raw.id, policy: "{}" });
        sharedFrom(raw);
      },
      /TNT1408 .*tenants\/dev\/ByHand writes its policy as well/,
    ],
    [
      "a table with the key of AWS",
      (dev) =>
        sharedFrom(
          new DynamodbTable(dev, "Raw", {
            ...{ name: "raw", hashKey: "id", attribute: [{ name: "id", type: "S" }] },
            serverSideEncryption: { enabled: true },
          }),
        ),
      /TNT1408 DynamodbTable .*not encrypted with the tenant's key/,
    ],
  ];

  test.each(LACKING)("%s is refused before anything is written", (_, build, message) => {
    expect(refusal((app) => build(someTenant(app, "dev"))).message).toMatch(message);
  });
});
