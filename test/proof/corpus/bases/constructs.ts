import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";
import {
  TenantBucket,
  TenantParameter,
  TenantQueue,
  TenantRepository,
  TenantSecret,
  TenantTable,
  TenantTopic,
} from "../../../../lib/index";
import { someTenant } from "../../../support/sharing";
import { synthesize } from "../../../support/synth";
import type { Base } from "./base";

/** Two tenants with one of everything that a tenant can have. */
function twoTenants(app: App): void {
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
}

function filesIn(folder: string, below = ""): Record<string, unknown> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const name = join(below, entry.name);
      if (entry.isDirectory()) return filesIn(folder, name);
      return { [name]: JSON.parse(readFileSync(join(folder, name), "utf8")) as unknown };
    }),
  ) as Record<string, unknown>;
}

/** An app of this library, as it was synthesized: the stack of the tenants is the file that edits change. */
export function synthesizedBase(planes: Base["planes"], build: (app: App) => void): Base {
  const { outdir } = synthesize(build);
  return { planes, file: join("stacks", "tenants", "cdk.tf.json"), files: filesIn(outdir) };
}

/** Tenants on an Infrastructure that is not in the plan. */
export function constructs(): Base {
  return synthesizedBase("identity", twoTenants);
}
