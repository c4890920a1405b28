import { Tenant } from "../lib/index";
import type { BenchApp } from "./app";

/** The tenants as a user of the library declares them. */
export function tenantsByLibrary({ stack, infrastructure, tenants }: BenchApp): void {
  for (const { name, limits, internetPort } of tenants) {
    new Tenant(stack, name, { infrastructure, limits, egress: { internet: [internetPort] } });
  }
}
