import { grantTwice } from "../../errors/grants";
import type { TenancyError } from "../../errors/tenancy-error";
import type { Permission, RequestLimit } from "../../model/sharing/permission";
import type { GrantedPart, Openings } from "../../tenancy/openings";
import type { TenancyRegistry } from "../../tenancy/registry";

const CHECKED = new WeakSet<TenancyRegistry>();

/** Has the registry ask, before anything is written, whether two grants say the same. */
export function checkOverlaps(registry: TenancyRegistry): void {
  if (CHECKED.has(registry)) return;
  CHECKED.add(registry);
  registry.addCheck(() => overlaps(registry.openings));
}

/** Grants of which another one holds all: removing or narrowing them would change nothing. */
function overlaps(openings: Openings): TenancyError[] {
  const byResource = new Map<string, GrantedPart[]>();
  for (const part of openings.allGrants().flatMap((grant) => openings.partsOf(grant))) {
    const key = `${part.grant.requester}\n${part.resource.owner}\n${part.resource.area}\n${part.resource.name}`;
    byResource.set(key, [...(byResource.get(key) ?? []), part]);
  }
  return [...byResource.values()].flatMap((parts) =>
    parts.flatMap((part, index) => {
      const other = parts.find((candidate, at) => at !== index && saysItToo(candidate, part, at < index));
      if (other === undefined) return [];
      const what = `${part.grant.access} on ${part.resource.area} ${part.resource.name}`;
      return [grantTwice(part.grant.place, other.grant.place.path, what)];
    }),
  );
}

/** True if `part` is to be refused for the other one: of two that are equal, the later one. */
function saysItToo(other: GrantedPart, part: GrantedPart, first: boolean): boolean {
  // What is opened to everyone is not declared for one of them, so it is never this one that says too much.
  if (part.grant.everyone !== undefined || !holds(other, part)) return false;
  // A grant of an area opens more than the one resource.
  if (other.grant.everyone !== undefined) return part.grant.resources !== "all";
  return first || !holds(part, other);
}

/** True if everything that `inner` allows, to whom and until when, `outer` allows as well. */
function holds(outer: GrantedPart, inner: GrantedPart): boolean {
  const roles = new Set(outer.grant.roles);
  if (!inner.grant.roles.every((role) => roles.has(role))) return false;
  const { until } = outer.grant;
  if (until !== undefined && (inner.grant.until === undefined || inner.grant.until > until)) return false;
  return inner.permissions.every((permission) =>
    permission.actions.every((action) =>
      outer.permissions.some((other) => other.actions.includes(action) && within(other, permission)),
    ),
  );
}

function within(outer: Permission, inner: Permission): boolean {
  const resources = inner.resources.every((resource) =>
    outer.resources.some(
      (other) => other === resource || (other.endsWith("*") && resource.startsWith(other.slice(0, -1))),
    ),
  );
  return resources && limitWithin(outer.limit, inner.limit);
}

function limitWithin(outer: RequestLimit | undefined, inner: RequestLimit | undefined): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  return inner.values.every((value) =>
    outer.values.some(
      (other) => other === value || (other.endsWith("*") && value.startsWith(other.slice(0, -1))),
    ),
  );
}
