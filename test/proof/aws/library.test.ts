import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  TenantBucket,
  TenantParameter,
  TenantQueue,
  TenantRepository,
  TenantSecret,
  TenantTable,
  TenantTopic,
} from "../../../lib/index";
import { isUnderstood } from "../../../lib/proof/aws/adapters/adapters";
import { synthesizedExample } from "../../support/examples";
import { someTenant } from "../../support/sharing";
import { type Synthesis, synthesize } from "../../support/synth";
import { open, policyOf } from "../support/aws-tenants";
import { synthesized, tenantByPath } from "../support/synthesized-facts";

type Json = Readonly<Record<string, unknown>>;

function stacksIn(folder: string): Json[] {
  const stacks = join(folder, "stacks");
  return readdirSync(stacks).map(
    (name) => JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8")) as Json,
  );
}

const saas = stacksIn(synthesizedExample("saas"));
const sharing = stacksIn(synthesizedExample("sharing"));

/** Two tenants with one of everything that a tenant can have. */
const everything: Synthesis = synthesize((app) => {
  for (const name of ["acme", "globex"]) {
    const tenant = someTenant(app, name);
    new TenantBucket(tenant, "uploads");
    new TenantTable(tenant, "orders", { partitionKey: { name: "id" } });
    new TenantQueue(tenant, "jobs");
    new TenantTopic(tenant, "news");
    new TenantSecret(tenant, "token");
    new TenantParameter(tenant, "setting");
    new TenantRepository(tenant, "image");
  }
});

const stacks = stacksIn(everything.outdir);
const plan = synthesized(tenantByPath, ...stacks);

const pods = plan.find(({ address }) => /^aws_iam_role\.acme_.*Pods/.test(address));
/** What somebody adds in a hurry. */
const extra = policyOf("acme", "extra", { Sid: "Extra", Action: ["s3:*", "sqs:*"], Resource: "*" });
const tooMuch = { ...extra, values: { ...extra.values, role: pods?.values?.["name"] } };

function typesOf(all: readonly Json[]): string[] {
  return [...new Set(all.flatMap((stack) => Object.keys((stack["resource"] ?? {}) as Json)))].sort();
}

describe("what the library itself writes", () => {
  it("is understood, every type of it", () => {
    const types = typesOf([...saas, ...sharing, ...stacks]);
    expect(types).toEqual(expect.arrayContaining(["aws_s3_bucket", "aws_iam_role", "aws_eks_cluster"]));
    expect(types.filter((type) => !isUnderstood(type))).toEqual([]);
  });

  it("isolates two tenants with one of everything", () => {
    expect(open(...plan)).toEqual([]);
  });

  it("isolates all tenants of the example without openings", () => {
    expect(open(...synthesized(tenantByPath, ...saas))).toEqual([]);
  });

  it("stays closed by boundaries and by what resources say, with one policy too many", () => {
    expect(open(...plan, tooMuch)).toEqual([]);
  });

  it("is open with that policy where a bucket says nothing", () => {
    const silent = plan.filter(
      ({ address, owner }) => !(address.startsWith("aws_s3_bucket_policy") && owner === "globex"),
    );
    const found = open(...silent, tooMuch);
    expect(found).toContainEqual(expect.stringMatching(/^acme > globex open: .*s3:GetObject/));
    expect(found.filter((line) => !line.includes("s3:"))).toEqual([]);
  });
});
