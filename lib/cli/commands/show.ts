import type { TenantIntent } from "../../model/intent";
import { byText } from "../../model/intent";
import { Owners } from "../../plan/owners";
import type { Plan, PlanBlock, PlanStack } from "../../plan/plan";

/** What `show --json` prints. Fields may be added within a version; none changes its meaning. */
export interface TenantReport {
  readonly version: 1;
  readonly folder: string;
  readonly tenant: TenantIntent;
  /** Of the tenant's Infrastructure; null where the app does not know it. */
  readonly environment: { readonly account: string; readonly region: string } | null;
  /** The path of the `cdk.tf.json` that holds it. */
  readonly plan: string | null;
  readonly totals: { readonly resources: number; readonly kinds: number };
  /** By type, and within it by address. */
  readonly resources: readonly ReportedBlock[];
  /** What the tenant's scope only looks up. */
  readonly dataSources: readonly ReportedBlock[];
  /** What they make is in their source, and not counted. */
  readonly modules: readonly ReportedBlock[];
}

export interface ReportedBlock {
  readonly type: string;
  readonly address: string;
  readonly path: string;
  readonly stack: string;
}

export function tenantReport(plan: Plan, tenant: TenantIntent): TenantReport {
  const owners = new Owners(plan.intent.tenants);
  const owned = (blocks: (stack: PlanStack) => readonly PlanBlock[]) =>
    plan.stacks
      .flatMap((stack) => ownedBlocks(stack, blocks(stack), owners, tenant))
      .sort(byText((block) => `${block.type}\n${block.address}`));
  const resources = owned((stack) => stack.resources);
  const home = plan.intent.infrastructures.find((one) => one.name === tenant.infrastructure);
  return {
    version: 1,
    folder: plan.folder,
    tenant,
    environment: home === undefined ? null : { account: home.account, region: home.region },
    plan: plan.stacks.find((stack) => stack.constructPath === tenant.stack)?.path ?? null,
    totals: { resources: resources.length, kinds: new Set(resources.map((one) => one.type)).size },
    resources,
    dataSources: owned((stack) => stack.dataSources),
    modules: owned((stack) => stack.modules),
  };
}

function ownedBlocks(
  stack: PlanStack,
  blocks: readonly PlanBlock[],
  owners: Owners,
  tenant: TenantIntent,
): ReportedBlock[] {
  return blocks.flatMap(({ type, address, constructPath }) =>
    constructPath !== undefined && owners.of(constructPath) === tenant
      ? [{ type, address, path: constructPath, stack: stack.name }]
      : [],
  );
}
