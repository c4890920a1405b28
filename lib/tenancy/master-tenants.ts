import { tenantPath } from "../model/arn";
import type { InfrastructureIntent, TenantIntent } from "../model/intent";
import { MASTER_TENANTS } from "../model/names";

/**
 * The operator's own tenants, which exist in every Infrastructure of the app from the start: without contents until
 * they are declared, and protected always.
 */
export function undeclaredMasters(
  infrastructures: readonly InfrastructureIntent[],
  declared: readonly TenantIntent[],
): TenantIntent[] {
  const key = (infrastructure: string, name: string) => `${infrastructure}/${name}`;
  const known = new Set(declared.map((tenant) => key(tenant.infrastructure, tenant.name)));
  return infrastructures
    .filter((infrastructure) => infrastructure.owned)
    .flatMap((infrastructure) =>
      MASTER_TENANTS.filter((name) => !known.has(key(infrastructure.name, name))).map((name) => ({
        name,
        path: infrastructure.path,
        stack: infrastructure.stack,
        infrastructure: infrastructure.name,
        kind: "master" as const,
        state: "active" as const,
        owned: false,
        namespaces: [],
        rolePath: tenantPath(infrastructure.name, name),
        deletionProtection: true,
      })),
    );
}
