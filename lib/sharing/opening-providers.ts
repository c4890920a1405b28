import type { TerraformProvider } from "cdktf";
import { Annotations, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { IInfrastructure } from "../infrastructure/infrastructure-attributes";
import { TenancyRegistry } from "../tenancy/registry";
import { StackProviders } from "../terraform/stack-providers";

/** Providers of the user's own, which stay as long as the user keeps them. */
interface Given {
  readonly aws?: TerraformProvider | undefined;
  readonly kubernetes?: TerraformProvider | undefined;
}

const WATCHED = new WeakSet<TerraformStack>();

/**
 * The providers of a stack that an opening stands in. Both, whatever is opened: what is narrowed later needs them to
 * take the rest away, and the policies of the last rule of a stack could not be deleted with the grants' provider.
 */
export function providersForOpening(
  opening: Construct,
  at: ErrorPlace,
  infrastructure: IInfrastructure,
  given: Given = {},
): void {
  awsForOpening(opening, at, infrastructure, given.aws);
  const { dataplane } = infrastructure;
  if (given.kubernetes || dataplane === undefined) return;
  StackProviders.of(opening).ensureKubernetes(at, infrastructure, dataplane, { passing: true });
}

/** The same for what needs no cluster. */
export function awsForOpening(
  opening: Construct,
  at: ErrorPlace,
  infrastructure: IInfrastructure,
  given: TerraformProvider | undefined,
): void {
  if (!given) StackProviders.of(opening).ensureAws(at, infrastructure, { passing: true });
  warnOfPassing(opening);
}

/** A stack that is left without anything has no providers either, and Terraform could not delete what was in it. */
function warnOfPassing(opening: Construct): void {
  const stack = TerraformStack.of(opening);
  if (WATCHED.has(stack)) return;
  WATCHED.add(stack);
  TenancyRegistry.of(opening).addCheck(() => {
    const passing = StackProviders.of(stack).passing.join(" and ");
    if (passing === "") return [];
    Annotations.of(stack).addWarning(
      `Only openings keep the providers of this stack (${passing}): when the last one is removed, Terraform could ` +
        `not delete its parts. Make it a \`new TenancyStack(app, "${stack.node.id}", { infrastructure })\`, which ` +
        "keeps them; nothing else changes.",
    );
    return [];
  });
}
