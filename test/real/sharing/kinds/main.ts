import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import {
  CrossTenantGrant,
  Tenant,
  TenantBucket,
  TenantParameter,
  TenantQueue,
  TenantRepository,
  TenantSecret,
  TenantTable,
  TenantTopic,
} from "../../../../lib/index";
import { someInfrastructure } from "../../../support/infrastructure";

/** The stacks, the tenants before what they share. */
export const STACKS = ["tenants", "grants"] as const;
export const TENANTS = ["dev", "qa", "ops"] as const;
/** No other suite's: a deleted secret keeps its name for days. */
export const INFRASTRUCTURE = "kinds";

/** Where the app is written, and what it is about besides the tenants. */
export interface KindsOptions {
  readonly folder: string;
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  /** False once the grants are to be gone. */
  readonly granted: boolean;
}

/** A tenant with resources of every kind, one that is granted some of them, and a third one. No cluster. */
export function writeKinds(options: KindsOptions): void {
  const { folder, account, region, vpcId, granted } = options;
  const app = new App({ outdir: join(folder, "cdktf.out"), stackTraces: false });
  const stack = (name: (typeof STACKS)[number]) => {
    const made = new TerraformStack(app, name);
    new LocalBackend(made, { path: join(folder, `${name}.tfstate`) });
    return made;
  };
  const tenants = stack("tenants");
  const infrastructure = someInfrastructure(app, {
    name: INFRASTRUCTURE,
    environment: { account, region, partition: "aws" },
    network: {
      ...{ vpcId, cidrs: ["10.78.0.0/16"], privateSubnetIds: [], publicSubnetIds: [] },
      ...{ gatewayPrefixListIds: {}, internet: false },
    },
    dataplane: undefined,
    homeStack: tenants,
  });
  const [owner, requester] = TENANTS.map((name) => new Tenant(tenants, name, { infrastructure }));
  if (owner === undefined || requester === undefined) throw new Error("no tenants");
  const declare = declarations(owner);
  const grants = stack("grants");
  if (granted) {
    for (const [id, what] of Object.entries(declare)) {
      new CrossTenantGrant(grants, id, { owner, requester, reason: "QA tries what was granted", ...what });
    }
  }
  app.synth();
}

/** What dev has, by what is granted of it. A resource that is called `private` is granted to nobody. */
function declarations(owner: Tenant) {
  const make = {
    bucket: (name: string) => new TenantBucket(owner, `bucket-${name}`, { name }),
    table: (name: string) =>
      new TenantTable(owner, `table-${name}`, { name, partitionKey: { name: "tenant" } }),
    queue: (name: string) => new TenantQueue(owner, `queue-${name}`, { name, deadLettersAfter: false }),
    topic: (name: string) => new TenantTopic(owner, `topic-${name}`, { name }),
    secret: (name: string) => new TenantSecret(owner, `secret-${name}`, { name, recoveryWindowDays: 7 }),
    parameter: (name: string) => new TenantParameter(owner, `parameter-${name}`, { name }),
    repository: (name: string) => new TenantRepository(owner, `repository-${name}`, { name }),
  };
  for (const kind of Object.values(make)) kind("private");
  return {
    uploads: { resources: [make.bucket("uploads")], access: "read", prefix: "exports/" },
    inbox: { resources: [make.bucket("inbox")], access: "write" },
    catalog: { resources: [make.table("catalog")], access: "read" },
    orders: { resources: [make.table("orders")], access: "write" },
    customers: { resources: [make.table("customers")], access: "read", leadingKeys: ["qa"] },
    jobs: { resources: [make.queue("jobs")], access: "consume" },
    placed: { resources: [make.queue("placed")], access: "send" },
    events: { resources: [make.topic("events")], access: "publish" },
    database: { resources: [make.secret("database")], access: "read" },
    flags: { resources: [make.parameter("flags")], access: "read" },
    web: { resources: [make.repository("web")], access: "read" },
    sealing: { area: "kms", access: "encrypt" },
    unsealing: { area: "kms", access: "decrypt" },
  } as const;
}
