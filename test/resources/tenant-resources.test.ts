import { TerraformStack } from "cdktf";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { TenantParameter } from "../../lib/resources/tenant-parameter";
import { TenantQueue } from "../../lib/resources/tenant-queue";
import { TenantRepository } from "../../lib/resources/tenant-repository";
import { TenantSecret } from "../../lib/resources/tenant-secret";
import { TenantTable } from "../../lib/resources/tenant-table";
import { TenantTopic } from "../../lib/resources/tenant-topic";
import { Tenant } from "../../lib/tenant/tenant";
import { someInfrastructure } from "../support/infrastructure";
import { synthesize } from "../support/synth";
import { statementsOf, withDev } from "./support";

function oneOfEach(tenant: Tenant) {
  return {
    bucket: new TenantBucket(tenant, "uploads"),
    table: new TenantTable(tenant, "orders", { partitionKey: { name: "id" }, stream: "NEW_IMAGE" }),
    queue: new TenantQueue(tenant, "jobs"),
    topic: new TenantTopic(tenant, "events"),
    secret: new TenantSecret(tenant, "database"),
    parameter: new TenantParameter(tenant, "flags"),
    repository: new TenantRepository(tenant, "web"),
  };
}

const ARN = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:123456789012:${rest}`;
const KEY = /^\$\{aws_kms_key\.dev_Encryption_Key_[0-9A-F]{8}\.arn\}$/;
const DEV = "arn:aws:iam::123456789012:role/nonprod/dev/*";
const PLATFORM = "arn:aws:iam::123456789012:role/nonprod/platform/*";
const POLICY_TYPES = [
  "aws_s3_bucket_policy",
  "aws_sqs_queue_policy",
  "aws_sns_topic_policy",
  "aws_secretsmanager_secret_policy",
  "aws_ecr_repository_policy",
  "aws_dynamodb_resource_policy",
];

describe("names", () => {
  test("follow from Infrastructure, tenant and name, and are known at synthesis", () => {
    const named: Record<string, [string, string]> = {};
    withDev((dev) => {
      for (const [kind, one] of Object.entries(oneOfEach(dev))) named[kind] = [one.physicalName, one.arn];
    });
    expect(named).toEqual({
      bucket: ["nonprod--dev--uploads-8365695b", "arn:aws:s3:::nonprod--dev--uploads-8365695b"],
      table: ["nonprod--dev--orders", ARN("dynamodb", "table/nonprod--dev--orders")],
      queue: ["nonprod--dev--jobs", ARN("sqs", "nonprod--dev--jobs")],
      topic: ["nonprod--dev--events", ARN("sns", "nonprod--dev--events")],
      secret: ["nonprod/dev/database", ARN("secretsmanager", "secret:nonprod/dev/database-??????")],
      parameter: ["/nonprod/dev/flags", ARN("ssm", "parameter/nonprod/dev/flags")],
      repository: ["nonprod/dev/web", ARN("ecr", "repository/nonprod/dev/web")],
    });
  });

  test("fit where the longest Infrastructure, tenant and name meet, and stay different", () => {
    const long = { infrastructure: "a".repeat(16), tenant: "b".repeat(24), name: "c".repeat(23) };
    const names = synthesize((app) => {
      const stack = new TerraformStack(app, "tenants");
      const infrastructure = someInfrastructure(app, { name: long.infrastructure });
      const tenant = new Tenant(stack, long.tenant, { infrastructure });
      for (const end of ["x", "y"]) {
        new TenantBucket(tenant, `Bucket${end}`, { name: `${long.name}${end}` });
        new TenantQueue(tenant, `Queue${end}`, { name: `${long.name}${end}`, fifo: true });
      }
    }).stack("tenants");
    const buckets = Object.values(names.resources("aws_s3_bucket")).map(({ bucket }) => bucket as string);
    const queues = Object.values(names.resources("aws_sqs_queue")).map(({ name }) => name as string);
    expect(new Set(buckets).size).toBe(2);
    expect(new Set(queues).size).toBe(4);
    expect(Math.max(...buckets.map((name) => name.length))).toBe(63);
    expect(Math.max(...queues.map((name) => name.length))).toBeLessThanOrEqual(80);
    expect(buckets.filter((name) => /^[a-z0-9][a-z0-9-]*[a-z0-9]$/.test(name))).toEqual(buckets);
  });

  test("of tenants that look alike never meet", () => {
    const tenants = ["d", "dev", "dev-2", "dev2"];
    const stack = synthesize((app) => {
      const tenantsStack = new TerraformStack(app, "tenants");
      for (const name of tenants) {
        const tenant = new Tenant(tenantsStack, name, { infrastructure: someInfrastructure(app) });
        for (const id of ["x", "dev-x"]) new TenantBucket(tenant, id);
      }
    }).stack("tenants");
    const names = Object.values(stack.resources("aws_s3_bucket")).map(({ bucket }) => bucket);
    expect(new Set(names).size).toBe(tenants.length * 2);
  });

  test("resources in a deeper scope belong to the tenant", () => {
    const stack = withDev((dev) => new TenantBucket(new TenantQueue(dev, "jobs"), "uploads"));
    expect(stack.only("aws_s3_bucket")["tags"]).toEqual({
      Name: "nonprod--dev--uploads-8365695b",
      "cdktf-tenants:infrastructure": "nonprod",
      "cdktf-tenants:tenant": "dev",
    });
  });
});

describe("protection", () => {
  test("everything is encrypted with the tenant's key", () => {
    const stack = withDev(oneOfEach);
    const sse = stack.only("aws_s3_bucket_server_side_encryption_configuration")["rule"];
    expect(sse).toEqual([
      {
        bucket_key_enabled: true,
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: expect.stringMatching(KEY) as string,
        },
      },
    ]);
    const keys = [
      (stack.only("aws_dynamodb_table")["server_side_encryption"] as Record<string, unknown>)["kms_key_arn"],
      ...Object.values(stack.resources("aws_sqs_queue")).map((queue) => queue["kms_master_key_id"]),
      stack.only("aws_sns_topic")["kms_master_key_id"],
      stack.only("aws_secretsmanager_secret")["kms_key_id"],
      stack.only("aws_ssm_parameter")["key_id"],
      (stack.only("aws_ecr_repository")["encryption_configuration"] as Record<string, unknown>[])[0]?.[
        "kms_key"
      ],
    ];
    expect(keys).toEqual(keys.map(() => expect.stringMatching(KEY) as string));
    expect(keys).toHaveLength(7);
  });

  test("a bucket takes nothing public and no ACL, keeps versions, and ends unfinished uploads", () => {
    const stack = withDev((dev) => new TenantBucket(dev, "uploads", { expireAfterDays: 30 }));
    const bucket = expect.stringMatching(/^\$\{aws_s3_bucket\.dev_uploads_Bucket_/) as string;
    expect(stack.only("aws_s3_bucket_public_access_block")).toEqual({
      bucket,
      ...{ block_public_acls: true, block_public_policy: true },
      ...{ ignore_public_acls: true, restrict_public_buckets: true },
    });
    expect(stack.only("aws_s3_bucket_ownership_controls")).toEqual({
      bucket,
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
    expect(stack.only("aws_s3_bucket_versioning")["versioning_configuration"]).toEqual({ status: "Enabled" });
    const rules = stack.only("aws_s3_bucket_lifecycle_configuration")["rule"] as Record<string, unknown>[];
    expect(rules.map(({ id }) => id)).toEqual(["unfinished-uploads", "noncurrent-versions", "expiry"]);
    expect(rules[1]).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 90 }] });
    expect(stack.only("aws_s3_bucket")["force_destroy"]).toBe(false);
  });

  test("deletion protection follows the tenant's", () => {
    const holding = (stack: ReturnType<typeof withDev>) =>
      stack.addresses().filter((address) => {
        const [type = ""] = address.split(".");
        const lifecycle = stack.resources(type)[address]?.["lifecycle"] as
          { prevent_destroy?: boolean } | undefined;
        return (
          lifecycle?.prevent_destroy === true &&
          /dev_(uploads|orders|jobs|events|database|flags|web)_/.test(address)
        );
      });
    const protectedStack = withDev(oneOfEach, { deletionProtection: true });
    expect(holding(protectedStack).map((address) => address.split(".")[0])).toEqual([
      "aws_dynamodb_table",
      "aws_ecr_repository",
      "aws_s3_bucket",
      "aws_secretsmanager_secret",
      "aws_sns_topic",
      "aws_sqs_queue",
      "aws_sqs_queue",
      "aws_ssm_parameter",
    ]);
    expect(protectedStack.only("aws_dynamodb_table")["deletion_protection_enabled"]).toBe(true);
    expect(holding(withDev(oneOfEach))).toEqual([]);
  });

  test("a secret is made without a value, and a parameter's later values are left alone", () => {
    const stack = withDev(oneOfEach);
    expect(Object.keys(stack.resources("aws_secretsmanager_secret_version"))).toEqual([]);
    expect(stack.only("aws_ssm_parameter")).toMatchObject({
      ...{ type: "SecureString", value: "unset", tier: "Standard" },
      lifecycle: { ignore_changes: ["value"] },
    });
  });

  test("a queue hands what cannot be handled to one of its own, which takes it from nowhere else", () => {
    const queues = Object.values(withDev((dev) => new TenantQueue(dev, "jobs")).resources("aws_sqs_queue"));
    const byName = Object.fromEntries(queues.map((queue) => [queue["name"] as string, queue]));
    expect(JSON.parse(byName["nonprod--dev--jobs"]?.["redrive_policy"] as string)).toEqual({
      deadLetterTargetArn: ARN("sqs", "nonprod--dev--jobs-dlq"),
      maxReceiveCount: 5,
    });
    expect(JSON.parse(byName["nonprod--dev--jobs-dlq"]?.["redrive_allow_policy"] as string)).toEqual({
      redrivePermission: "byQueue",
      sourceQueueArns: [ARN("sqs", "nonprod--dev--jobs")],
    });
    expect(byName["nonprod--dev--jobs-dlq"]?.["message_retention_seconds"]).toBe(1_209_600);
  });

  test("images are scanned, keep their tags, and only the newest stay", () => {
    const stack = withDev((dev) => new TenantRepository(dev, "web", { keepImages: 7 }));
    expect(stack.only("aws_ecr_repository")).toMatchObject({
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      force_delete: false,
    });
    const policy = JSON.parse(stack.only("aws_ecr_lifecycle_policy")["policy"] as string) as {
      rules: { selection: unknown }[];
    };
    expect(policy.rules.map(({ selection }) => selection)).toEqual([
      { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
      { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 7 },
    ]);
  });

  test("a table can be restored, and has the keys, indexes, stream and expiry that were asked for", () => {
    const stack = withDev(
      (dev) =>
        new TenantTable(dev, "orders", {
          partitionKey: { name: "id" },
          sortKey: { name: "at", type: "N" },
          indexes: [
            { name: "by-customer", partitionKey: { name: "customer" }, projection: ["total", "state"] },
            { name: "by-price", sortKey: { name: "price", type: "N" }, projection: "KEYS_ONLY" },
          ],
          stream: "KEYS_ONLY",
          timeToLiveAttribute: "until",
          capacity: { read: 5, write: 2 },
          recoveryDays: 7,
        }),
    );
    expect(stack.only("aws_dynamodb_table")).toMatchObject({
      ...{ billing_mode: "PROVISIONED", read_capacity: 5, write_capacity: 2 },
      ...{ hash_key: "id", range_key: "at", stream_enabled: true, stream_view_type: "KEYS_ONLY" },
      attribute: [
        { name: "at", type: "N" },
        { name: "customer", type: "S" },
        { name: "id", type: "S" },
        { name: "price", type: "N" },
      ],
      global_secondary_index: [
        {
          ...{ name: "by-customer", hash_key: "customer", projection_type: "INCLUDE" },
          ...{ non_key_attributes: ["state", "total"], read_capacity: 5, write_capacity: 2 },
        },
      ],
      local_secondary_index: [{ name: "by-price", range_key: "price", projection_type: "KEYS_ONLY" }],
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 7 },
      ttl: { attribute_name: "until", enabled: true },
    });
  });
});

describe("access", () => {
  test("the whole policy of a bucket that nobody else was let into", () => {
    const stack = withDev((dev) => new TenantBucket(dev, "uploads"));
    const Resource = [
      "arn:aws:s3:::nonprod--dev--uploads-8365695b",
      "arn:aws:s3:::nonprod--dev--uploads-8365695b/*",
    ];
    expect(statementsOf(stack.only("aws_s3_bucket_policy"))).toEqual([
      {
        ...{ Sid: "TlsOnly", Effect: "Deny", Principal: "*", Action: "s3:*", Resource },
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        ...{ Sid: "NobodyElseTouchesData", Effect: "Deny", Principal: "*", Resource },
        Action: [
          ...["s3:AbortMultipartUpload", "s3:DeleteObject*", "s3:GetObject*"],
          ...["s3:PutObject*", "s3:RestoreObject"],
        ],
        Condition: {
          ArnNotLike: { "aws:PrincipalArn": DEV },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
      {
        ...{ Sid: "NoOtherTenant", Effect: "Deny", Principal: "*", Action: "s3:*", Resource },
        Condition: {
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/nonprod/*" },
          ArnNotLike: { "aws:PrincipalArn": [DEV, PLATFORM] },
        },
      },
    ]);
  });

  test.each(POLICY_TYPES)("the whole %s of one resource of its kind", (type) => {
    const stack = withDev(oneOfEach);
    const policies = Object.values(stack.resources(type)).map((body) => statementsOf(body));
    expect(policies).toMatchSnapshot();
  });

  test("the tenant's roles use each thing by its name", () => {
    const stack = withDev(oneOfEach);
    const [hosts] = Object.values(stack.resources("aws_iam_role_policy"));
    const own = statementsOf(hosts ?? {}).filter(({ Sid }) => Sid.startsWith("Own"));
    expect(own.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["OwnTables", [ARN("dynamodb", "table/nonprod--dev--orders")]],
      ["OwnTablesStreams", [ARN("dynamodb", "table/nonprod--dev--orders/stream/*")]],
      ["OwnRepositories", [ARN("ecr", "repository/nonprod/dev/web")]],
      ["OwnBuckets", ["arn:aws:s3:::nonprod--dev--uploads-8365695b"]],
      ["OwnBucketsContent", ["arn:aws:s3:::nonprod--dev--uploads-8365695b/*"]],
      ["OwnSecrets", [ARN("secretsmanager", "secret:nonprod/dev/database-??????")]],
      ["OwnTopics", [ARN("sns", "nonprod--dev--events")]],
      ["OwnQueues", [ARN("sqs", "nonprod--dev--jobs"), ARN("sqs", "nonprod--dev--jobs-dlq")]],
      ["OwnParameters", [ARN("ssm", "parameter/nonprod/dev/flags")]],
    ]);
  });

  test("the addresses of one of each are what they were", () => {
    const addresses = withDev(oneOfEach).addresses();
    const own = addresses.filter((address) =>
      /\.dev_(uploads|orders|jobs|events|database|flags|web)_/.test(address),
    );
    expect(own).toMatchSnapshot();
  });
});
