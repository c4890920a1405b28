import { grouped } from "../../model/lists";
import type { Construct } from "constructs";
import { grantsTooLarge } from "../../errors/grants";
import { quotaExceeded } from "../../errors/tenant";
import type { ErrorPlace, TenancyError } from "../../errors/tenancy-error";
import type { TenancyRegistry } from "../../tenancy/registry";
import { RoleAdditions } from "../../tenant/role-additions";
import type { ITenant, TenantRole } from "../../tenant/tenant-attributes";

/** What AWS raises the quota to at most. Source: IAM user guide, "IAM quotas", managed policies a role. */
const RAISED_MOST = 25;
const COUNTED = new WeakMap<TenancyRegistry, GrantedPolicies[]>();

/** The policies that the grants of one stack give to one role. */
interface GrantedPolicies extends Construct {
  readonly requester: ITenant;
  readonly role: TenantRole;
  readonly count: number;
  readonly place: ErrorPlace | undefined;
}

/** How many managed policies a role of the tenant can have. */
export function policiesMost({ infrastructure }: ITenant): number {
  return Math.min(infrastructure.quotas.managedPoliciesPerRole, RAISED_MOST);
}

/** Has the policies of grants counted with those of all stacks and of the app itself, once all is declared. */
export function countPolicies(registry: TenancyRegistry, policies: GrantedPolicies): void {
  const known = COUNTED.get(registry);
  if (known) {
    known.push(policies);
    return;
  }
  const all = [policies];
  COUNTED.set(registry, all);
  registry.addCheck(() => [...rolesFull(all), ...accountsFull(registry, all)]);
}

function rolesFull(all: readonly GrantedPolicies[]): TenancyError[] {
  return grouped(all, ({ role }) => role.arn).flatMap((ofRole) => {
    const [{ requester, role, place }] = ofRole;
    const granted = sum(ofRole);
    const others = RoleAdditions.of(ofRole[0]).managedPolicies(role);
    const most = policiesMost(requester);
    if (place === undefined || granted + others <= most) return [];
    return [grantsTooLarge(place, role.name, granted, others, most)];
  });
}

/** Tenants have counted their own policies when they were declared. */
function accountsFull(registry: TenancyRegistry, all: readonly GrantedPolicies[]): TenancyError[] {
  return grouped(all, ({ requester }) => requester.infrastructure.environment.account).flatMap((within) => {
    const [{ requester, place }] = within;
    const { environment, quotas } = requester.infrastructure;
    const where = `account ${environment.account}`;
    const total = registry.usedOf(where, "managed policies") + sum(within);
    if (place === undefined || total <= quotas.managedPolicies) return [];
    return [quotaExceeded(place, "managed policies", total, quotas.managedPolicies, where)];
  });
}

function sum(all: readonly GrantedPolicies[]): number {
  return all.reduce((total, { count }) => total + count, 0);
}
