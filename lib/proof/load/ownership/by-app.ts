import type { TenancyIntent } from "../../../model/intent";
import { INFRASTRUCTURE_LABEL, INFRASTRUCTURE_TAG, TENANT_LABEL, TENANT_TAG } from "../../../model/ownership";
import { Owners } from "../../../plan/owners";
import type { Owner } from "../../facts/resource";
import { literalOf } from "../../facts/text";
import { tenantId } from "../intent/read-intent";
import type { Candidate, Looked, Ownership } from "./candidate";
import { labelOf, tagOf } from "./candidate";

const PLATFORM: Owner = { kind: "platform" };

/** The owners of a name, by the Infrastructures that have a tenant of it. Each tenant is one owner, wherever it is. */
type Homes = ReadonlyMap<string, Owner>;

function homesOf({ tenants }: TenancyIntent): ReadonlyMap<string, Homes> {
  const homes = new Map<string, Map<string, Owner>>();
  for (const { infrastructure, name } of tenants) {
    const ofName = homes.get(name) ?? new Map<string, Owner>();
    const owner: Owner = { kind: "tenant", tenant: tenantId({ infrastructure, tenant: name }) };
    homes.set(name, ofName.set(infrastructure, ofName.get(infrastructure) ?? owner));
  }
  return homes;
}

/**
 * Ownership in an app: by the construct's path, then by tags and labels, else the platform's. Where a path and tags
 * disagree the path holds: tags can be written by whoever writes the resource.
 */
export function ownershipByApp(intent: TenancyIntent): Ownership {
  const owners = new Owners(intent.tenants);
  const homes = homesOf(intent);
  return (candidate) => {
    const tenant = owners.of(candidate.provenance.constructPath);
    const owner = tenant && homes.get(tenant.name)?.get(tenant.infrastructure);
    const tagged = taggedOwner(candidate, homes);
    if (owner === undefined) return { owner: tagged ?? PLATFORM };
    return tagged === undefined || tagged === owner ? { owner } : { owner, tagged };
  };
}

function taggedOwner(candidate: Candidate, all: ReadonlyMap<string, Homes>): Owner | undefined {
  const tag = tagOf(candidate, TENANT_TAG);
  const isTagged = tag !== "absent";
  const tenant = isTagged ? tag : labelOf(candidate, TENANT_LABEL);
  if (tenant === "absent") return undefined;
  const place = isTagged ? tagOf(candidate, INFRASTRUCTURE_TAG) : labelOf(candidate, INFRASTRUCTURE_LABEL);
  const name = literal(tenant);
  if (name === undefined)
    return { kind: "unknown", cause: "the tenant in its tags is only known after the apply" };
  const homes: Homes = all.get(name) ?? new Map();
  const only = place === "absent" && homes.size === 1 ? [...homes.values()][0] : undefined;
  const cause = `its tags name a tenant ${name} that tenancy.json does not declare there`;
  return only ?? homes.get(literal(place) ?? "") ?? { kind: "unknown", cause };
}

function literal(looked: Looked): string | undefined {
  return typeof looked === "string" ? undefined : literalOf(looked);
}
