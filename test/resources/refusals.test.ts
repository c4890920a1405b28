import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Token, TerraformStack } from "cdktf";
import type { App } from "cdktf";
import { TenancyError } from "../../lib/errors/tenancy-error";
import { DEFAULT_QUOTAS } from "../../lib/model/quotas";
import { sharedFrom } from "../../lib/resources/shared-from";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { TenantParameter } from "../../lib/resources/tenant-parameter";
import { TenantQueue } from "../../lib/resources/tenant-queue";
import { TenantRepository } from "../../lib/resources/tenant-repository";
import { TenantSecret } from "../../lib/resources/tenant-secret";
import { TenantTable } from "../../lib/resources/tenant-table";
import { TenantTopic } from "../../lib/resources/tenant-topic";
import { Tenant } from "../../lib/tenant/tenant";
import { someInfrastructure } from "../support/infrastructure";
import { refusal } from "../support/synth";
import { someTenant } from "./support";

const inDev = (build: (dev: Tenant) => unknown) => (app: App) => build(someTenant(app, "dev"));
const id = { partitionKey: { name: "id" } };

function inInfrastructure(name: string, build: (dev: Tenant) => unknown, changes = {}) {
  return (app: App) => {
    const stack = new TerraformStack(app, "tenants");
    build(new Tenant(stack, "dev", { infrastructure: someInfrastructure(app, { name, ...changes }) }));
  };
}

/** What is declared, the code, and the line that helps. */
const REFUSED: [string, (app: App) => unknown, string, RegExp][] = [
  [
    "a resource outside of a tenant",
    (app) => {
      someTenant(app, "dev");
      return new TenantBucket(new TerraformStack(app, "elsewhere"), "uploads");
    },
    "TNT1215",
    /TenantBucket elsewhere\/uploads: .*in no tenant's scope/,
  ],
  ["capital letters", inDev((dev) => new TenantBucket(dev, "Uploads")), "TNT1002", /use "uploads"/],
  [
    "a token",
    inDev((dev) => new TenantTopic(dev, "x", { name: Token.asString({ resolve: () => 1 }) })),
    "TNT1001",
    /plain string/,
  ],
  [
    "25 characters",
    inDev((dev) => new TenantSecret(dev, "a".repeat(25))),
    "TNT1003",
    /of at most 24 characters/,
  ],
  [
    "a name that another resource of the kind has",
    inDev((dev) => {
      new TenantQueue(dev, "jobs");
      new TenantQueue(dev, "more", { name: "jobs" });
    }),
    "TNT1005",
    /the queue name "jobs" is taken by tenants\/dev\/jobs/,
  ],
  [
    "the name of a queue's own dead letters",
    inDev((dev) => {
      new TenantQueue(dev, "jobs");
      new TenantQueue(dev, "jobs-dlq");
    }),
    "TNT1005",
    /is taken by tenants\/dev\/jobs\/DeadLetters/,
  ],
  [
    "an Infrastructure after which S3 names no bucket",
    inInfrastructure("xn", (dev) => new TenantBucket(dev, "uploads")),
    "TNT1402",
    /S3 keeps names that start so/,
  ],
  [
    "an Infrastructure after which Systems Manager names no parameter",
    inInfrastructure("ssm-prod", (dev) => new TenantParameter(dev, "flags")),
    "TNT1402",
    /"\/ssm-prod\/dev\/flags"/,
  ],
  [
    "a visibility of somebody who is not the operator",
    inDev((dev) => new TenantBucket(dev, "uploads", { visibility: "public" })),
    "TNT1403",
    /only the operator's own tenant shares with many/,
  ],
  [
    "a visibility for nobody",
    (app) => new TenantBucket(someTenant(app, "default"), "images", { visibility: [] }),
    "TNT1404",
    /shares with nobody, which is `private`/,
  ],
  [
    "a visibility for the owner",
    (app) => {
      const owner = someTenant(app, "default");
      return new TenantBucket(owner, "images", { visibility: [owner] });
    },
    "TNT1404",
    /default is the owner itself/,
  ],
  [
    "a visibility that names one tenant twice",
    (app) => {
      const dev = someTenant(app, "dev");
      return new TenantRepository(someTenant(app, "default"), "images", { visibility: [dev, dev] });
    },
    "TNT1404",
    /one tenant is named twice/,
  ],
  [
    "a day that is none",
    inDev((dev) => new TenantBucket(dev, "u", { noncurrentVersionDays: 0 })),
    "TNT1405",
    /use 1\./,
  ],
  [
    "a long recovery",
    inDev((dev) => new TenantSecret(dev, "s", { recoveryWindowDays: 90 })),
    "TNT1405",
    /use 30\./,
  ],
  [
    "a longer recovery of a table",
    inDev((dev) => new TenantTable(dev, "t", { ...id, recoveryDays: 36 })),
    "TNT1405",
    /use 35\./,
  ],
  [
    "half a second",
    inDev((dev) => new TenantQueue(dev, "q", { delaySeconds: 0.5 })),
    "TNT1405",
    /"delaySeconds" .* from 0 to 900/,
  ],
  [
    "dead letters at once",
    inDev((dev) => new TenantQueue(dev, "q", { deadLettersAfter: 0 })),
    "TNT1405",
    /use 1\./,
  ],
  [
    "no images at all",
    inDev((dev) => new TenantRepository(dev, "r", { keepImages: 0 })),
    "TNT1405",
    /use 1\./,
  ],
  [
    "a table key without a name",
    inDev((dev) => new TenantTable(dev, "t", { partitionKey: { name: "" } })),
    "TNT1406",
    /\{ name: "id" \}/,
  ],
  [
    "one attribute with two types",
    inDev(
      (dev) =>
        new TenantTable(dev, "t", {
          ...id,
          indexes: [{ name: "all", partitionKey: { name: "id", type: "N" } }],
        }),
    ),
    "TNT1406",
    /use S\./,
  ],
  [
    "an index that is none",
    inDev((dev) => new TenantTable(dev, "t", { ...id, indexes: [{ name: "all" }] })),
    "TNT1406",
    /give it a `partitionKey`/,
  ],
  [
    "a local index of a table without a sort key",
    inDev((dev) => new TenantTable(dev, "t", { ...id, indexes: [{ name: "all", sortKey: { name: "at" } }] })),
    "TNT1406",
    /give the table a `sortKey`/,
  ],
  [
    "an index name that is taken",
    inDev((dev) => {
      const index = { name: "all", partitionKey: { name: "x" } };
      return new TenantTable(dev, "t", { ...id, indexes: [index, index] });
    }),
    "TNT1406",
    /an index has a name of its own/,
  ],
  [
    "a raw queue",
    inDev((dev) => sharedFrom(new SqsQueue(dev, "Raw", { name: "raw" }))),
    "TNT1407",
    /aws_s3_bucket and aws_dynamodb_table/,
  ],
  [
    "a raw bucket that AWS names",
    inDev((dev) => sharedFrom(new S3Bucket(dev, "Raw"))),
    "TNT1408",
    /it has no literal name/,
  ],
  [
    "an empty parameter",
    inDev((dev) => new TenantParameter(dev, "p", { initialValue: "" })),
    "TNT1409",
    /1 to 4096 bytes/,
  ],
  [
    "a long parameter",
    inDev((dev) => new TenantParameter(dev, "p", { initialValue: "ä".repeat(2049) })),
    "TNT1409",
    /4098 bytes/,
  ],
  [
    "more tables than the account has",
    inInfrastructure(
      "nonprod",
      (dev) => {
        new TenantTable(dev, "a", id);
        new TenantTable(dev, "b", id);
      },
      { quotas: { ...DEFAULT_QUOTAS, tables: 1 } },
    ),
    "TNT1213",
    /would have 2 tables, and 1 is the quota/,
  ],
];

test.each(REFUSED)("%s is refused as it is declared", (_, build, code, help) => {
  const error = refusal(build);
  expect(error).toBeInstanceOf(TenancyError);
  expect((error as TenancyError).code).toBe(code);
  expect(error.message).toMatch(help);
});

test("more than a role's policy can name is refused before anything is written", () => {
  const error = refusal(
    inDev((dev) => {
      for (let index = 0; index < 110; index += 1) new TenantBucket(dev, `bucket-${index}`);
    }),
  );
  expect(error.message).toMatch(
    /TNT1410 Tenant tenants\/dev: .*"nonprod--dev--hosts" would have \d+ characters/,
  );
});
