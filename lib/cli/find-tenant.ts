import { infrastructureUnknown, tenantAmbiguous, tenantUnknown } from "../errors/cli";
import type { TenancyIntent, TenantIntent } from "../model/intent";
import { nearest } from "../model/nearest";

/**
 * The tenant of a name or of a construct path.
 *
 * @throws TNT3020 if there is none, TNT3021 if several Infrastructures have one, TNT3022
 */
export function findTenant(intent: TenancyIntent, name: string, within: string | undefined): TenantIntent {
  if (within !== undefined) checkInfrastructure(intent, within);
  const candidates = intent.tenants.filter(
    (tenant) => within === undefined || tenant.infrastructure === within,
  );
  const [found, ...others] = candidates.filter(
    (tenant) => tenant.name === name || (tenant.owned && tenant.path === name),
  );
  if (found === undefined) {
    const known = unique(candidates.map((tenant) => tenant.name));
    throw tenantUnknown(name, within, known, nearest(name, known));
  }
  if (others.length > 0) throw tenantAmbiguous(name, [found, ...others]);
  return found;
}

function checkInfrastructure(intent: TenancyIntent, name: string): void {
  const known = unique([...intent.infrastructures, ...inTenants(intent)].map((one) => one.name));
  if (!known.includes(name)) throw infrastructureUnknown(name, known, nearest(name, known));
}

/** Tenants of another app may name an Infrastructure that this one does not hold. */
function inTenants(intent: TenancyIntent): { name: string }[] {
  return intent.tenants.map((tenant) => ({ name: tenant.infrastructure }));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
