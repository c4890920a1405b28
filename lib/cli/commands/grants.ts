import type { GrantIntent, RuleIntent, TenantIntent, TenantReference } from "../../model/intent";
import { byText } from "../../model/intent";
import type { Plan } from "../../plan/plan";

/** What `grants --json` prints. Fields may be added within a version; none changes its meaning. */
export interface OpeningsReport {
  readonly version: 1;
  readonly folder: string;
  /** The tenant whose openings these are; null for all of the app. */
  readonly tenant: TenantReference | null;
  readonly totals: { readonly rules: number; readonly grants: number };
  /** What it opens to others, or everything, by path. */
  readonly gives: Openings;
  /** What others open to it; empty for all of the app. */
  readonly receives: Openings;
}

/** Rules and grants as `tenancy.json` has them. */
export interface Openings {
  readonly rules: readonly RuleIntent[];
  readonly grants: readonly GrantIntent[];
}

const NOTHING: Openings = { rules: [], grants: [] };

/** Everything that is declared open, of one tenant or of all. */
export function openingsReport(plan: Plan, tenant: TenantIntent | undefined): OpeningsReport {
  const { rules, grants } = plan.intent;
  const one = tenant && { infrastructure: tenant.infrastructure, tenant: tenant.name };
  const gives = one
    ? {
        rules: rules.filter(({ to }) => same(to, one)),
        grants: grants.filter(({ owner }) => same(owner, one)),
      }
    : { rules, grants };
  const receives = one
    ? {
        rules: rules.filter(({ from }) => from.kind === "tenant" && same(from, one)),
        grants: grants.filter(({ requester }) => same(requester, one)),
      }
    : NOTHING;
  return {
    version: 1,
    folder: plan.folder,
    tenant: one ?? null,
    totals: {
      rules: gives.rules.length + receives.rules.length,
      grants: gives.grants.length + receives.grants.length,
    },
    gives: sorted(gives),
    receives: sorted(receives),
  };
}

function same(a: TenantReference, b: TenantReference): boolean {
  return a.infrastructure === b.infrastructure && a.tenant === b.tenant;
}

function sorted({ rules, grants }: Openings): Openings {
  return {
    rules: [...rules].sort(byText(({ path }) => path)),
    grants: [...grants].sort(byText(({ path }) => path)),
  };
}
