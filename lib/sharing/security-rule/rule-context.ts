import type { TerraformProvider, TerraformStack } from "cdktf";
import type { ErrorPlace } from "../../errors/tenancy-error";
import type { TenancyRegistry } from "../../tenancy/registry";
import type { DeclaredRule } from "./declared-rule";

/** What every part of one rule is made from. */
export interface RuleContext {
  readonly place: ErrorPlace;
  readonly rule: DeclaredRule;
  readonly registry: TenancyRegistry;
  readonly stack: TerraformStack;
  readonly awsProvider: TerraformProvider | undefined;
  readonly kubernetesProvider: TerraformProvider | undefined;
}
