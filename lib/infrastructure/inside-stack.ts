import type { TerraformProvider } from "cdktf";
import { TerraformStack } from "cdktf";
import { insideStackUnusable } from "../errors/dataplane";
import { providerOfAnotherStack } from "../errors/infrastructure";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { GivenProviders } from "../terraform/stack-providers";

/** The stack of what is inside the cluster: the one that was passed, or a new one beside the Infrastructure's. @throws TNT1128 */
export function insideStackOf(
  at: ErrorPlace,
  home: TerraformStack,
  insideStack: TerraformStack | undefined,
): TerraformStack {
  if (insideStack) {
    const path = insideStack.node.path;
    if (insideStack === home) {
      const why = "a provider cannot be set up from a cluster that the same stack has yet to make.";
      throw insideStackUnusable(at, path, why);
    }
    if (home.dependsOn(insideStack)) {
      throw insideStackUnusable(
        at,
        path,
        "the Infrastructure's stack depends on it, so it is deployed first.",
      );
    }
    return insideStack;
  }
  const scope = home.node.scope;
  const id = `${home.node.id}-inside`;
  if (!scope || scope.node.tryFindChild(id)) {
    throw insideStackUnusable(at, id, "there is a construct of that name beside the Infrastructure's stack.");
  }
  return new TerraformStack(scope, id);
}

/** @throws TNT1112 for a provider that the stack does not hold */
export function refuseForeignProviders(
  at: ErrorPlace,
  stack: TerraformStack,
  providers: { readonly [Kind in keyof GivenProviders]: TerraformProvider | undefined },
): void {
  for (const [kind, provider] of Object.entries(providers)) {
    if (provider && TerraformStack.of(provider) !== stack) {
      throw providerOfAnotherStack(at, kind, provider.node.path, stack.node.path);
    }
  }
}
