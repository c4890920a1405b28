import type { TenantIntent } from "../model/intent";

/**
 * Whose a construct is: the nearest tenant on the way up from its path. A tenant that this app does not make owns
 * nothing here, and its path may be that of the Infrastructure.
 */
export class Owners {
  private readonly byPath: ReadonlyMap<string, TenantIntent>;

  constructor(tenants: readonly TenantIntent[]) {
    this.byPath = new Map(tenants.filter((tenant) => tenant.owned).map((tenant) => [tenant.path, tenant]));
  }

  /** Undefined for what belongs to no tenant, which is the platform's. */
  of(constructPath: string | undefined): TenantIntent | undefined {
    for (let path = constructPath; path !== undefined; path = parent(path)) {
      const tenant = this.byPath.get(path);
      if (tenant) return tenant;
    }
    return undefined;
  }
}

function parent(path: string): string | undefined {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? undefined : path.slice(0, slash);
}
