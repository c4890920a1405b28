import type { TenancyIntent } from "../../../model/intent";
import { INFRASTRUCTURE_LABEL, INFRASTRUCTURE_TAG, TENANT_LABEL, TENANT_TAG } from "../../../model/ownership";
import { Owners } from "../../../plan/owners";
import type { Owner } from "../../facts/resource";
import { literalOf } from "../../facts/text";
import { tenantId } from "../intent/read-intent";
import type { Candidate, Looked, Ownership } from "./candidate";
import { labelOf, tagOf } from "./candidate";

const PLATFORM: Owner = { kind: "platform" };

/**
 * Ownership in an app: by the construct's path, then by tags and labels, else the platform's. Where a path and tags
 * disagree the path holds: tags can be written by whoever writes the resource.
 */
export function ownershipByApp(intent: TenancyIntent): Ownership {
  const owners = new Owners(intent.tenants);
  const tenants = new Map<string, string[]>();
  for (const { infrastructure, name } of intent.tenants)
    tenants.set(name, [...(tenants.get(name) ?? []), infrastructure]);
  return (candidate) => {
    const tenant = owners.of(candidate.provenance.constructPath);
    const tagged = taggedOwner(candidate, tenants);
    if (tenant === undefined) return { owner: tagged ?? PLATFORM };
    const id = tenantId({ infrastructure: tenant.infrastructure, tenant: tenant.name });
    const agrees = tagged === undefined || (tagged.kind === "tenant" && tagged.tenant === id);
    const owner: Owner = { kind: "tenant", tenant: id };
    return agrees ? { owner } : { owner, tagged };
  };
}

function taggedOwner(
  candidate: Candidate,
  tenants: ReadonlyMap<string, readonly string[]>,
): Owner | undefined {
  const found = [
    [tagOf(candidate, TENANT_TAG), tagOf(candidate, INFRASTRUCTURE_TAG)] as const,
    [labelOf(candidate, TENANT_LABEL), labelOf(candidate, INFRASTRUCTURE_LABEL)] as const,
  ].find(([tenant]) => tenant !== "absent");
  if (found === undefined) return undefined;
  const [name, infrastructure] = found.map(literal);
  if (name === undefined)
    return { kind: "unknown", cause: "the tenant in its tags is only known after the apply" };
  const homes = tenants.get(name) ?? [];
  const home = found[1] === "absent" && homes.length === 1 ? homes[0] : infrastructure;
  if (home !== undefined && homes.includes(home))
    return { kind: "tenant", tenant: tenantId({ infrastructure: home, tenant: name }) };
  return {
    kind: "unknown",
    cause: `its tags name a tenant ${name} that tenancy.json does not declare there`,
  };
}

function literal(looked: Looked): string | undefined {
  return typeof looked === "string" ? undefined : literalOf(looked);
}
