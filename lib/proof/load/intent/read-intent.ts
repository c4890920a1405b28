import { handIntentMisshapen } from "../../../errors/proof";
import { shown } from "../../../errors/tenancy-error";
import type {
  DataplaneIntent,
  RuleSourceIntent,
  TenancyIntent,
  TenantReference,
} from "../../../model/intent";
import { tenancyIntent } from "../../../plan/intent-shape";
import type { Declared, DeclaredSource } from "../../facts/declared";
import type { DeclaredCluster, TenantId } from "../../facts/resource";
import { isJson } from "../config/blocks";
import type { HandIntent } from "./hand-intent";
import { readHandIntent } from "./hand-intent-shape";

/** An intent file of either form. */
export type ReadIntent =
  | { readonly form: "app"; readonly intent: TenancyIntent }
  | { readonly form: "hand"; readonly intent: HandIntent };

/**
 * Reads an intent file; one with `ownership` was written by hand.
 *
 * @throws TNT3004, TNT3006 for a synthesized one, TNT6012, TNT6013 for one by hand
 */
export function readIntent(value: unknown, file: string): ReadIntent {
  if (!isJson(value) || !Object.hasOwn(value, "tenants"))
    throw handIntentMisshapen(file, "It is no intent file: it lists no `tenants`.", firstFields(value));
  return Object.hasOwn(value, "ownership")
    ? { form: "hand", intent: readHandIntent(value, file) }
    : { form: "app", intent: tenancyIntent(value, { file, place: "" }) };
}

function firstFields(value: unknown): string {
  return isJson(value)
    ? `an object with ${Object.keys(value).slice(0, 5).join(", ") || "nothing"}`
    : shown(value);
}

export function tenantId({ infrastructure, tenant }: TenantReference): TenantId {
  return `${infrastructure}/${tenant}`;
}

/** All tenants, sorted. */
export function tenantsOf(read: ReadIntent): readonly TenantId[] {
  const names =
    read.form === "hand"
      ? read.intent.tenants
      : read.intent.tenants.map(({ infrastructure, name }) => tenantId({ infrastructure, tenant: name }));
  return [...new Set(names)].sort();
}

/** What is said of clusters. Of those that the plan holds, the plan tells more. */
export function clustersOf(read: ReadIntent): readonly DeclaredCluster[] {
  if (read.form === "hand") return read.intent.platform?.clusters ?? [];
  return read.intent.infrastructures.flatMap(({ cidrs, dataplane }) =>
    dataplane === null ? [] : [clusterOf(dataplane, cidrs)],
  );
}

function clusterOf(
  { cluster, networkPolicy }: DataplaneIntent,
  vpcCidrs: readonly string[],
): DeclaredCluster {
  return { name: cluster, networkPolicy, vpcCidrs, metadataService: "unknown", podSecurity: "unknown" };
}

/** What is declared, in one form for both files. */
export function declaredOf(read: ReadIntent): Declared {
  if (read.form === "hand") {
    const { rules, grants, trusted } = read.intent;
    return {
      infrastructures: [],
      rules,
      grants: grants.map((grant) => ({ kind: "hand", ...grant })),
      trusted,
    };
  }
  const { infrastructures, rules, grants, trusted } = read.intent;
  return {
    infrastructures,
    rules: rules.map(({ path, from, to, protocol, ports, expose }) => ({
      name: path,
      from: sourceOf(from),
      to: tenantId(to),
      protocol,
      ports,
      expose,
    })),
    grants: grants.map((grant) => ({
      kind: "app",
      owner: tenantId(grant.owner),
      requester: tenantId(grant.requester),
      expires: grant.expires,
      grant,
    })),
    trusted,
  };
}

function sourceOf(from: RuleSourceIntent): DeclaredSource {
  return from.kind === "tenant" ? { kind: "tenant", tenant: tenantId(from) } : from;
}
