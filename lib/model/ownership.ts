/** The AWS tag that names the Infrastructure of a resource. */
export const INFRASTRUCTURE_TAG = "cdktf-tenants:infrastructure";
/** The AWS tag that names the tenant that owns a resource; also the tag to activate for cost allocation. */
export const TENANT_TAG = "cdktf-tenants:tenant";
/** The AWS tag that consoles show as the name. */
export const NAME_TAG = "Name";

/** The Kubernetes label that names the Infrastructure of an object. */
export const INFRASTRUCTURE_LABEL = "cdktf-tenants/infrastructure";
/** The Kubernetes label that names the tenant that owns an object. */
export const TENANT_LABEL = "cdktf-tenants/tenant";
/** The Kubernetes label by which tools tell who writes an object. */
export const MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";

/** The label that the API server itself puts on every namespace, and nobody can forge. */
export const NAMESPACE_NAME_LABEL = "kubernetes.io/metadata.name";

/** Whose a resource is. Without a tenant it belongs to the platform. */
export interface Owner {
  readonly infrastructure: string;
  /** @default - the platform's own */
  readonly tenant?: string;
}

/** Ownership as AWS tags. */
export function ownerTags(owner: Owner): Record<string, string> {
  return {
    [INFRASTRUCTURE_TAG]: owner.infrastructure,
    ...(owner.tenant === undefined ? {} : { [TENANT_TAG]: owner.tenant }),
  };
}

/** Ownership as Kubernetes labels. */
export function ownerLabels(owner: Owner): Record<string, string> {
  return {
    [MANAGED_BY_LABEL]: "cdktf-tenants",
    [INFRASTRUCTURE_LABEL]: owner.infrastructure,
    ...(owner.tenant === undefined ? {} : { [TENANT_LABEL]: owner.tenant }),
  };
}
