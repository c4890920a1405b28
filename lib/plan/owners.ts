import type { TenantIntent } from "../model/intent";

/**
 * Whose a construct is: the nearest tenant on the way up from its path. A tenant that this app does not make owns
 * nothing here, and its path may be that of the Infrastructure.
 */
export class Owners {
  /** Undefined for paths that are nobody's. Of what is made together most have the way up in common. */
  private readonly byPath: Map<string, TenantIntent | undefined>;

  constructor(tenants: readonly TenantIntent[]) {
    this.byPath = new Map(tenants.filter((tenant) => tenant.owned).map((tenant) => [tenant.path, tenant]));
  }

  /** Undefined for what belongs to no tenant, which is the platform's. */
  of(constructPath: string | undefined): TenantIntent | undefined {
    if (constructPath === undefined) return undefined;
    return this.byPath.get(constructPath) ?? this.above(parent(constructPath));
  }

  private above(path: string | undefined): TenantIntent | undefined {
    if (path === undefined) return undefined;
    const known = this.byPath.get(path);
    if (known !== undefined || this.byPath.has(path)) return known;
    const found = this.above(parent(path));
    this.byPath.set(path, found);
    return found;
  }
}

function parent(path: string): string | undefined {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? undefined : path.slice(0, slash);
}
