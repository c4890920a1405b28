import type { ErrorPlace } from "../errors/tenancy-error";
import { byText } from "../model/intent";
import { push } from "../model/lists";
import type { Access, Area } from "../model/sharing/areas";
import type { Exception } from "../model/sharing/exception";
import type { KeyException, KeyUse } from "../model/sharing/key-use";
import type { Narrowing, Permission, ResourceArns } from "../model/sharing/permission";
import { permissionsOn, within } from "../model/sharing/permission";

/** One tenant of all: account, Infrastructure and name. */
export type TenantKey = string & { readonly tenantKey: unique symbol };

/** The key of a tenant. */
export function tenantKey(tenant: TenantIdentity): TenantKey {
  const { environment, name: infrastructure } = tenant.infrastructure;
  return `${environment.account}/${infrastructure}/${tenant.name}` as TenantKey;
}

interface TenantIdentity {
  readonly name: string;
  readonly infrastructure: { readonly name: string; readonly environment: { readonly account: string } };
}

/** Something of a tenant that its own roles use, and that a grant can open to others. */
export interface SharedResource {
  readonly place: ErrorPlace;
  readonly owner: TenantKey;
  readonly area: Area;
  /** Unique in the tenant and area, for example `uploads`. */
  readonly name: string;
  /** Literal ARN patterns of its parts. */
  readonly arns: ResourceArns;
  /** How the tenant's key is used for an access. `undefined`: the caller needs no key. */
  readonly keyUse: (access: Access) => KeyUse | undefined;
  /** The policies that take exceptions; none where the service has no such policy. */
  readonly policies: readonly SharedPolicy[];
}

/** A policy that says whom a resource, or a part of it, lets in. */
export interface SharedPolicy {
  readonly address: string;
  /** ARN patterns that it decides about. @default - all of the resource */
  readonly whole?: readonly string[] | undefined;
}

/** A grant as the parts that it is made of must know it. */
export interface GrantEntry {
  readonly place: ErrorPlace;
  readonly owner: TenantKey;
  readonly requester: TenantKey;
  readonly area: Area;
  readonly access: Access;
  /** `all`: whatever of that area the owner has when everything has been declared. */
  readonly resources: readonly SharedResource[] | "all";
  readonly narrowing: Narrowing;
  /** Literal ARNs of the requester's roles. */
  readonly roles: readonly string[];
  /**
   * A pattern for the roles of everyone who is opened the same: the owner's policies speak of it instead of `roles`.
   *
   * @default - the grant is to its requester alone
   */
  readonly everyone?: string | undefined;
  /** The moment at which it ends, ISO 8601. @default - it does not end */
  readonly until?: string | undefined;
}

/** What one grant permits on one resource. */
export interface GrantedPart {
  readonly grant: GrantEntry;
  readonly resource: SharedResource;
  readonly permissions: readonly Permission[];
  readonly keyUse: KeyUse | undefined;
}

/**
 * All resources that can be shared, and all grants. Policies ask it at synthesis what they have to say, so neither
 * has to be declared first, and each part follows from the declarations alone.
 */
export class Openings {
  private readonly resources = new Map<TenantKey, SharedResource[]>();
  private declarations = 0;
  private readonly grants = new Map<TenantKey, GrantEntry[]>();

  /** Works something out once for each state of the declarations, however often synthesis asks for it. */
  memoized<T>(work: () => T): () => T {
    let known: { readonly at: number; readonly value: T } | undefined;
    return () => {
      if (known?.at !== this.declarations) known = { at: this.declarations, value: work() };
      return known.value;
    };
  }

  addResource(resource: SharedResource): void {
    this.declarations += 1;
    push(this.resources, resource.owner, resource);
  }

  addGrant(grant: GrantEntry): void {
    this.declarations += 1;
    push(this.grants, grant.owner, grant);
  }

  /** What a tenant has, sorted. */
  resourcesOf(owner: TenantKey, area?: Area): SharedResource[] {
    const all = this.resources.get(owner) ?? [];
    return all
      .filter((resource) => area === undefined || resource.area === area)
      .sort(byText(({ area: kind, name }) => `${kind}\n${name}`));
  }

  /** All grants, sorted by path. */
  allGrants(): GrantEntry[] {
    return [...this.grants.values()].flat().sort(byText(({ place }) => place.path));
  }

  /** What a tenant has granted, sorted by path. */
  grantsOf(owner: TenantKey): GrantEntry[] {
    return [...(this.grants.get(owner) ?? [])].sort(byText(({ place }) => place.path));
  }

  /** What a grant comes to, resource by resource. */
  partsOf(grant: GrantEntry): GrantedPart[] {
    const resources = grant.resources === "all" ? this.resourcesOf(grant.owner, grant.area) : grant.resources;
    return resources.map((resource) => ({
      grant,
      resource,
      permissions: permissionsOn(grant.area, grant.access, resource.arns, grant.narrowing),
      keyUse: resource.keyUse(grant.access),
    }));
  }

  /** The addresses of the policies of a resource in which a grant stands. */
  policiesOf({ resource, permissions }: GrantedPart): string[] {
    const granted = permissions.flatMap(({ resources }) => resources);
    return resource.policies
      .filter(
        ({ whole }) => whole === undefined || granted.some((one) => whole.some((part) => within(one, part))),
      )
      .map(({ address }) => address);
  }

  /** Whom the policy of a resource lets in. */
  exceptionsFor(resource: SharedResource): Exception[] {
    return this.partsOn(resource.owner)
      .filter((part) => part.resource === resource)
      .map(({ grant, permissions }) => ({ ...requestersOf(grant), permissions }));
  }

  /** Whom the policy of a tenant's key lets in. */
  keyExceptionsFor(owner: TenantKey): KeyException[] {
    return this.partsOn(owner).flatMap(({ grant, keyUse }) =>
      keyUse === undefined ? [] : [{ ...requestersOf(grant), use: keyUse }],
    );
  }

  /** What is opened to everyone is one part a resource, however many they are. */
  private partsOn(owner: TenantKey): GrantedPart[] {
    const toEveryone = new Set<string>();
    return this.grantsOf(owner)
      .flatMap((grant) => this.partsOf(grant))
      .filter(({ grant: { everyone, access, until }, resource: { area, name } }) => {
        if (everyone === undefined) return true;
        const key = JSON.stringify([everyone, access, until, area, name]);
        const known = toEveryone.has(key);
        toEveryone.add(key);
        return !known;
      });
  }
}

function requestersOf({
  everyone,
  roles,
  until,
}: GrantEntry): Pick<Exception, "roles" | "everyone" | "until"> {
  return everyone === undefined ? { roles, until } : { roles: [everyone], everyone: true, until };
}
