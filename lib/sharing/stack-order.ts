import { TerraformStack } from "cdktf";
import type { TenancyError } from "../errors/tenancy-error";
import { Tenant } from "../tenant/tenant";
import type { ITenant } from "../tenant/tenant-attributes";

/**
 * Has the stacks of tenants deployed before the stack of what they share. Where that is impossible, `cycle` says so
 * before cdktf does, which does not know what the stacks are for.
 */
export function deployAfterTenants(
  stack: TerraformStack,
  tenants: readonly ITenant[],
  cycle: (stack: string, other: string) => TenancyError,
): void {
  for (const tenant of tenants) {
    if (!Tenant.isTenant(tenant)) continue;
    const other = TerraformStack.of(tenant);
    if (other !== stack) deployAfter(stack, other, cycle);
  }
}

/** Has one stack deployed before another. */
export function deployAfter(
  stack: TerraformStack,
  other: TerraformStack,
  cycle: (stack: string, other: string) => TenancyError,
): void {
  if (other.dependsOn(stack)) throw cycle(stack.node.path, other.node.path);
  stack.addDependency(other);
}
