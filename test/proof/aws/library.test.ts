import { existsSync, readdirSync, readFileSync } from "node:fs";
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
import { someTenant } from "../../support/sharing";
import { type Synthesis, synthesize } from "../../support/synth";
import { policyOf } from "../support/aws-tenants";
import { open } from "../support/aws-tenants";
import { synthesized, tenantByPath } from "../support/synthesized-facts";

type Json = Readonly<Record<string, unknown>>;

const ROOT = join(__dirname, "..", "..", "..");

function stacksIn(folder: string): Json[] {
  const stacks = join(folder, "stacks");
  return readdirSync(stacks).map(
    (name) => JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8")) as Json,
  );
}

const EXAMPLES = readdirSync(join(ROOT, "examples"))
  .map((name) => join(ROOT, "examples", name, "cdktf.out"))
  .filter((folder) => existsSync(join(folder, "stacks")));

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

function typesOf(all: readonly Json[]): string[] {
  return [...new Set(all.flatMap((stack) => Object.keys((stack["resource"] ?? {}) as Json)))].sort();
}

describe("what the library itself writes", () => {
  it("is understood, every type of it", () => {
    const types = typesOf([...EXAMPLES.flatMap(stacksIn), ...stacks]);
    expect(types).toEqual(expect.arrayContaining(["aws_s3_bucket", "aws_iam_role", "aws_eks_cluster"]));
    expect(types.filter((type) => !isUnderstood(type))).toEqual([]);
  });

  it("isolates two tenants with one of everything", () => {
    expect(open(...plan)).toEqual([]);
  });

  it.each(EXAMPLES.filter((folder) => folder.includes("saas")))("isolates all tenants of %s", (folder) => {
    expect(open(...synthesized(tenantByPath, ...stacksIn(folder)))).toEqual([]);
  });

  it("is open as soon as one policy more is there, as far as boundary and resources let it", () => {
    const role = plan.find(({ address }) => /aws_iam_role\.acme_.*Pods/.test(address));
    const extra = policyOf("acme", "extra", { Sid: "Extra", Action: ["s3:*", "sqs:*"], Resource: "*" });
    const attached = { ...extra, values: { ...extra.values, role: role?.values?.["name"] } };
    expect(open(...plan, attached)).toEqual([]);
  });
});
