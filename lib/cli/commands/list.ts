import type { InfrastructureIntent, TenantIntent } from "../../model/intent";
import { Owners } from "../../plan/owners";
import type { Plan } from "../../plan/plan";

/** What `list --json` prints. Fields may be added within a version; none changes its meaning. */
export interface Listing {
  readonly version: 1;
  /** The folder that was read, as it was named. */
  readonly folder: string;
  readonly totals: Totals;
  readonly infrastructures: readonly InfrastructureIntent[];
  readonly tenants: readonly ListedTenant[];
  readonly stacks: readonly ListedStack[];
}

export interface Totals {
  readonly infrastructures: number;
  /** Without the master tenants. */
  readonly tenants: number;
  readonly masterTenants: number;
  readonly stacks: number;
  /** Managed resources; data sources and what modules make are not counted. */
  readonly resources: number;
}

export interface ListedTenant extends TenantIntent {
  /** How many resources stand in its scope. */
  readonly resources: number;
}

export interface ListedStack {
  readonly name: string;
  readonly resources: number;
  /** How many of the app's tenants stand in it. */
  readonly tenants: number;
  /** The path of its `cdk.tf.json`, seen from where the folder was named. */
  readonly plan: string;
}

export function listing(plan: Plan): Listing {
  const { infrastructures, tenants } = plan.intent;
  const owned = resourcesByTenant(plan);
  const regular = tenants.filter((tenant) => tenant.kind === "tenant");
  return {
    version: 1,
    folder: plan.folder,
    totals: {
      infrastructures: infrastructures.length,
      tenants: regular.length,
      masterTenants: tenants.length - regular.length,
      stacks: plan.stacks.length,
      resources: plan.stacks.reduce((sum, stack) => sum + stack.resources.length, 0),
    },
    infrastructures,
    tenants: tenants.map((tenant) => ({ ...tenant, resources: owned.get(tenant) ?? 0 })),
    stacks: plan.stacks.map((stack) => ({
      name: stack.name,
      resources: stack.resources.length,
      tenants: tenants.filter((tenant) => tenant.owned && tenant.stack === stack.constructPath).length,
      plan: stack.path,
    })),
  };
}

function resourcesByTenant(plan: Plan): ReadonlyMap<TenantIntent, number> {
  const owners = new Owners(plan.intent.tenants);
  const counts = new Map<TenantIntent, number>();
  for (const stack of plan.stacks) {
    for (const { constructPath } of stack.resources) {
      const owner = owners.of(constructPath);
      if (owner) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
  }
  return counts;
}
