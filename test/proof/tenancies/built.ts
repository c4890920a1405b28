import { type App, TerraformStack } from "cdktf";
import { Infrastructure } from "../../../lib/infrastructure/infrastructure";
import { TenantBucket } from "../../../lib/resources/tenant-bucket";
import { TenantParameter } from "../../../lib/resources/tenant-parameter";
import { TenantQueue } from "../../../lib/resources/tenant-queue";
import { TenantSecret } from "../../../lib/resources/tenant-secret";
import { TenantTable } from "../../../lib/resources/tenant-table";
import { CrossTenantGrant } from "../../../lib/sharing/grant/cross-tenant-grant";
import type { IShareable } from "../../../lib/sharing/grant/grant-props";
import { InfrastructurePeering } from "../../../lib/sharing/peering/infrastructure-peering";
import { TenantSecurityRule } from "../../../lib/sharing/security-rule/tenant-security-rule";
import { TenancyStack } from "../../../lib/tenant/tenancy-stack";
import { Tenant } from "../../../lib/tenant/tenant";
import { stackOf } from "../../support/sharing";
import type { Drawn, DrawnGrant, DrawnRule, DrawnTenant } from "./declared";

const INFRASTRUCTURES = ["nonprod", "prod"] as const;

export function infrastructureOf({ infrastructure }: Pick<DrawnTenant, "infrastructure">): string {
  return INFRASTRUCTURES[infrastructure];
}

/** The first is the operator's own. */
export function shortName(n: number): string {
  return n === 0 ? "default" : `t${n}`;
}

/** Where a tenant stands: `nonprod-tenants-0/t2`. */
export function pathOf(tenant: DrawnTenant, n: number): string {
  return `${infrastructureOf(tenant)}-tenants-${tenant.stack}/${shortName(n)}`;
}

function infrastructures(app: App, { tenants }: Drawn): ReadonlyMap<string, Infrastructure> {
  const used = new Set(tenants.map(infrastructureOf));
  const made = INFRASTRUCTURES.filter((name) => used.has(name)).map((name, n) => {
    const cidr = `10.${n + 1}0.0.0/16`;
    const infrastructure = new Infrastructure(new TerraformStack(app, name), name, {
      ...{ account: "123456789012", region: "eu-west-1", ebsEncryptionByDefault: n === 0 },
      network: { cidr, zones: 2, nat: "single" },
      dataplane: { version: "1.33" },
    });
    return [name, infrastructure] as const;
  });
  return new Map(made);
}

interface Built {
  readonly tenant: Tenant;
  readonly things: Readonly<Record<Exclude<DrawnGrant["area"], "kms">, IShareable>>;
}

function declareTenant(app: App, drawn: DrawnTenant, n: number, infrastructure: Infrastructure): Built {
  const tenant = new Tenant(stackOf(app, pathOf(drawn, n).split("/")[0] ?? ""), shortName(n), {
    infrastructure,
    namespaces: drawn.namespaces === 1 ? [{}] : [{}, { name: "jobs" }],
    ...(drawn.internet && { egress: { internet: [443] } }),
  });
  const things = {
    s3: new TenantBucket(tenant, "files"),
    dynamodb: new TenantTable(tenant, "items", { partitionKey: { name: "id" } }),
    sqs: new TenantQueue(tenant, "jobs"),
    secretsmanager: new TenantSecret(tenant, "password"),
  };
  return { tenant, things };
}

/** It comes last: what is visible to everybody is so to whoever is declared after its owner, too. */
function declareParameter(built: readonly Built[], { visible }: Drawn): void {
  const [owner, ...others] = built.map(({ tenant }) => tenant);
  if (owner === undefined || visible === "nowhere") return;
  const chosen = others.filter((_, n) => visible !== "public" && visible.includes(n + 1));
  new TenantParameter(owner, "limits", { visibility: visible === "public" ? "public" : chosen });
}

function declareRule(scope: TerraformStack, built: readonly Built[], rule: DrawnRule, n: number): void {
  const { from, ports, expose } = rule;
  const to = built[rule.to]?.tenant;
  const source = typeof from === "string" ? undefined : built[from]?.tenant;
  if (to === undefined) return;
  new TenantSecurityRule(scope, `rule-${n}`, {
    ...{ to, expose, description: "Drawn" },
    ...(source === undefined ? { fromCidr: String(from) } : { from: source }),
    ...(ports === "all"
      ? { protocol: "all" }
      : { protocol: ports.protocol, ports: { from: ports.from, to: ports.to } }),
  });
}

function declareGrant(scope: TerraformStack, built: readonly Built[], grant: DrawnGrant, n: number): void {
  const { area, access, narrow, whole, roles } = grant;
  const [owner, requester] = [built[grant.owner], built[grant.requester]?.tenant];
  if (owner === undefined || requester === undefined) return;
  const base = {
    owner: owner.tenant,
    requester,
    access,
    reason: "Drawn",
    ...(roles && { requesterRoles: roles }),
  };
  if (area === "kms" || whole) {
    new CrossTenantGrant(scope, `grant-${n}`, { ...base, area });
    return;
  }
  new CrossTenantGrant(scope, `grant-${n}`, {
    ...{ ...base, resources: [owner.things[area]] },
    ...(narrow && area === "s3" && { prefix: "exports/" }),
    ...(narrow && area === "dynamodb" && { leadingKeys: ["acme"] }),
  });
}

/** The app that somebody would write who means what was drawn. */
export function build(app: App, all: Drawn): void {
  const made = infrastructures(app, all);
  const built = all.tenants.flatMap((each, n) => {
    const infrastructure = made.get(infrastructureOf(each));
    return infrastructure === undefined ? [] : [declareTenant(app, each, n, infrastructure)];
  });
  declareParameter(built, all);
  const shared = new Map(
    [...made].map(([name, infrastructure]) => [
      name,
      new TenancyStack(app, `${name}-shared`, { infrastructure }),
    ]),
  );
  const [from, to] = [...made.values()];
  const [first] = [...shared.values()];
  if (first !== undefined && from !== undefined && to !== undefined)
    new InfrastructurePeering(first, "peering", { from, to });
  const stackFor = (n: number) => shared.get(infrastructureOf(all.tenants[n] ?? { infrastructure: 0 }));
  all.rules.forEach((rule, n) => {
    const scope = stackFor(rule.to);
    if (scope !== undefined) declareRule(scope, built, rule, n);
  });
  all.grants.forEach((grant, n) => {
    const scope = stackFor(grant.requester);
    if (scope !== undefined) declareGrant(scope, built, grant, n);
  });
}
