import { App, TerraformStack } from "cdktf";
import {
  CrossTenantGrant,
  Infrastructure,
  Tenant,
  TenantBucket,
  TenantQueue,
  TenantSecurityRule,
} from "../lib/index";
import { raisedQuotas } from "./app";

/** Every so many tenants one is opened to the next: a rule, and a grant of its bucket. */
const OPENED_EACH = 10;

/** An app as a company has it: an Infrastructure, tenants with things of their own, and some openings between them. */
export function wholeApp(count: number, outdir: string): App {
  const app = new App({ outdir, skipBackendValidation: true });
  const infrastructure = new Infrastructure(new TerraformStack(app, "nonprod"), "nonprod", {
    ...{ account: "123456789012", region: "eu-west-1", quotas: raisedQuotas(count) },
    network: { cidr: "10.10.0.0/16", zones: 3, nat: "single" },
    dataplane: { version: "1.33" },
  });
  const stack = new TerraformStack(app, "tenants");
  const owners = Array.from({ length: count }, (_, index) => {
    const name = `team-${String(index + 1).padStart(5, "0")}`;
    const limits = { cpu: 8, memory: "32Gi", pods: 100 };
    const tenant = new Tenant(stack, name, { infrastructure, limits, egress: { internet: [443] } });
    new TenantQueue(tenant, "jobs");
    return { tenant, bucket: new TenantBucket(tenant, "uploads") };
  });
  const shared = new TerraformStack(app, "shared");
  for (let index = 0; index + 1 < count; index += OPENED_EACH) open(shared, owners.slice(index, index + 2));
  return app;
}

interface Opened {
  readonly tenant: Tenant;
  readonly bucket: TenantBucket;
}

function open(scope: TerraformStack, [owner, requester]: readonly Opened[]): void {
  if (owner === undefined || requester === undefined) return;
  const name = `${requester.tenant.name}-to-${owner.tenant.name}`;
  const from = requester.tenant;
  new TenantSecurityRule(scope, `${name}-calls`, {
    ...{ to: owner.tenant, from, protocol: "tcp", port: 8443, description: "calls its API" },
  });
  new CrossTenantGrant(scope, `${name}-reads`, {
    ...{ owner: owner.tenant, requester: from, resources: [owner.bucket], access: "read", reason: "reports" },
  });
}
