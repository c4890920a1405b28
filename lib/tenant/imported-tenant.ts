import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { IInfrastructure } from "../infrastructure/infrastructure-attributes";
import { iamArn, tenantPath, tenantRolePattern } from "../model/arn";
import { checkedTenantName, physicalName } from "../model/names";
import { TenancyRegistry } from "../tenancy/registry";
import { placeBelow } from "../terraform/place";
import { KnownTenants } from "./known-tenants";
import { serviceUrl } from "./service-url";
import type { ITenant, ServiceUrlOptions, TenantRole } from "./tenant-attributes";

/** What must be said of a tenant that another app declares. Names, paths and roles follow from the name. */
export interface TenantAttributes {
  readonly infrastructure: IInfrastructure;
  /** @default - the construct's id */
  readonly name?: string;
  /** @default - one, named after the tenant */
  readonly namespaces?: readonly string[];
  readonly securityGroupId: string;
  readonly loadBalancerSecurityGroupId: string;
  readonly keyArn: string;
}

/** A tenant of another app. */
export class ImportedTenant extends Construct implements ITenant {
  readonly name: string;
  readonly infrastructure: IInfrastructure;
  readonly kind: "tenant" | "master";
  readonly rolePath: string;
  readonly rolePattern: string;
  readonly namespaces: readonly string[];
  readonly podsRole: TenantRole | undefined;
  readonly hostsRole: TenantRole;
  readonly securityGroupId: string;
  readonly loadBalancerSecurityGroupId: string;
  readonly keyArn: string;
  readonly path: string;

  constructor(scope: Construct, id: string, attributes: TenantAttributes) {
    const place = placeBelow("Tenant", scope, id);
    const name = checkedTenantName(place, attributes.name ?? id);
    super(scope, id);
    const { infrastructure } = attributes;
    this.name = name;
    this.infrastructure = infrastructure;
    this.kind = name === "default" || name === "compliance" ? "master" : "tenant";
    this.rolePath = tenantPath(infrastructure.name, name);
    this.rolePattern = tenantRolePattern(infrastructure.environment, infrastructure.name, name);
    this.path = place.path;
    const hasPods = infrastructure.dataplane !== undefined;
    this.namespaces = hasPods ? (attributes.namespaces ?? [`${infrastructure.namespacePrefix}${name}`]) : [];
    this.podsRole = hasPods ? this.role("pods") : undefined;
    this.hostsRole = this.role("hosts");
    this.securityGroupId = attributes.securityGroupId;
    this.loadBalancerSecurityGroupId = attributes.loadBalancerSecurityGroupId;
    this.keyArn = attributes.keyArn;
    this.register();
    KnownTenants.of(this).add(this);
  }

  serviceUrl(name: string, port: number, options: ServiceUrlOptions = {}): string {
    return serviceUrl(this, this, name, port, options);
  }

  private role(purpose: string): TenantRole {
    const name = physicalName([this.infrastructure.name, this.name, purpose], 64);
    return { name, arn: iamArn(this.infrastructure.environment, `role${this.rolePath}${name}`) };
  }

  private register(): void {
    const { name, kind, namespaces, rolePath, path } = this;
    const infrastructure = this.infrastructure.name;
    const stack = TerraformStack.of(this).node.path;
    TenancyRegistry.of(this).addTenant(this, {
      place: { kind: "Tenant", path },
      name,
      infrastructure,
      account: this.infrastructure.environment.account,
      intent: () => ({
        ...{ name, infrastructure, path, stack, kind, state: "active", owned: false },
        ...{ namespaces, rolePath, deletionProtection: false },
      }),
    });
  }
}
