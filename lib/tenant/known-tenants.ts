import type { Construct } from "constructs";
import { tenantKey } from "../tenancy/openings";
import type { ITenant } from "./tenant-attributes";

const KNOWN = Symbol.for("cdktf-tenants/KnownTenants");

/** All tenants of one app, declared and imported, for what concerns every tenant of an Infrastructure. */
export class KnownTenants {
  static of(construct: Construct): KnownTenants {
    const root = construct.node.root as Construct & { [KNOWN]?: KnownTenants };
    const known = root[KNOWN];
    if (known) return known;
    const tenants = new KnownTenants();
    Object.defineProperty(root, KNOWN, { value: tenants });
    return tenants;
  }

  private readonly tenants: ITenant[] = [];
  private readonly listeners: ((tenant: ITenant) => void)[] = [];

  private constructor() {}

  /** Once the tenant is complete. */
  add(tenant: ITenant): void {
    this.tenants.push(tenant);
    for (const listener of this.listeners) listener(tenant);
  }

  /** Calls back for every other tenant of the Infrastructure, known by now or later. */
  forEachBeside(tenant: ITenant, callback: (other: ITenant) => void): void {
    const listener = (other: ITenant) => {
      if (sameInfrastructure(other, tenant) && tenantKey(other) !== tenantKey(tenant)) callback(other);
    };
    this.tenants.forEach(listener);
    this.listeners.push(listener);
  }
}

/** True for two tenants of one Infrastructure, however many views of it the app has. */
export function sameInfrastructure(a: ITenant, b: ITenant): boolean {
  const [one, other] = [a.infrastructure, b.infrastructure];
  return one.name === other.name && one.environment.account === other.environment.account;
}
