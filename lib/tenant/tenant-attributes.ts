import type { Resource } from "../terraform/resource";
import type { IInfrastructure } from "../infrastructure/infrastructure-attributes";

/** An IAM role of a tenant. Its ARN is literal, so that policies elsewhere can name it without a reference. */
export interface TenantRole {
  readonly name: string;
  readonly arn: string;
  /** The resource behind it, for overrides. @default - the role is made by another app */
  readonly resource?: Resource;
}

/** How the address of a Service is written, and for whom. */
export interface ServiceUrlOptions {
  /** @default "https" */
  readonly scheme?: string;
  /** One of the tenant's namespaces. @default - the tenant's first one */
  readonly namespace?: string;
  /** The tenant whose pods call the address; a rule must let them. @default - the tenant itself */
  readonly from?: ITenant;
}

/**
 * What may be known of a tenant from outside, whether the app makes it or only names it. Nothing here refers to
 * the tenant's stack but the attributes that only AWS can give (`securityGroupId`, `keyArn`).
 */
export interface ITenant {
  /** Unique in its Infrastructure; the grammar keeps names from being mistaken for each other. */
  readonly name: string;
  readonly infrastructure: IInfrastructure;
  /** `master`: the operator's own tenant, the only one that may share with many. */
  readonly kind: "tenant" | "master";
  /** The IAM path of all of its roles, with a slash at both ends. */
  readonly rolePath: string;
  /** Every role of the tenant and no other, as a pattern for `aws:PrincipalArn`. */
  readonly rolePattern: string;
  /** Its Kubernetes namespaces, the first being the one where it works by default; empty without a dataplane. */
  readonly namespaces: readonly string[];
  /** The role of its pods. @default - none, without a dataplane */
  readonly podsRole?: TenantRole | undefined;
  /** The role of its hosts. */
  readonly hostsRole: TenantRole;
  /** The group of all that has a network interface in the tenant. */
  readonly securityGroupId: string;
  /** The group of the tenant's load balancers. */
  readonly loadBalancerSecurityGroupId: string;
  /** The key that encrypts what the tenant stores. */
  readonly keyArn: string;
  /** The construct's path, for messages. */
  readonly path: string;
  /**
   * The address of one of its Services inside the cluster, `https://api.tenant-dev:8443`. For another tenant, given
   * as `from`, only if a `TenantSecurityRule` lets its pods reach that port; the rule may be declared later. The
   * Service's port must be its containers' port, or the network plugin lets nobody through.
   *
   * @throws TNT1306, TNT1340 to TNT1342; at synthesis TNT1343, which proposes the rule
   */
  serviceUrl(name: string, port: number, options?: ServiceUrlOptions): string;
}
