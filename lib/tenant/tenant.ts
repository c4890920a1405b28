import { Aspects, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { notInTenant } from "../errors/tenant";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { DataplaneAttributes, IInfrastructure } from "../infrastructure/infrastructure-attributes";
import type { SharedResource } from "../tenancy/openings";
import { TenancyRegistry } from "../tenancy/registry";
import { placeBelow, placeOf } from "../terraform/place";
import type { Resource } from "../terraform/resource";
import { StackProviders } from "../terraform/stack-providers";
import { TenantKey } from "./aws/key";
import { tenantLogGroup } from "./aws/log-group";
import { podIdentityAssociations } from "./aws/pod-identity";
import { tenantResourceGroup } from "./aws/resource-group";
import { TenantRoles } from "./aws/roles";
import { TenantSecurityGroups } from "./aws/security-groups";
import type { TenantAttributes } from "./imported-tenant";
import { ImportedTenant } from "./imported-tenant";
import { TenantNamespace } from "./kubernetes/tenant-namespace";
import { KnownTenants } from "./known-tenants";
import { countQuotas } from "./quota-count";
import { shareableKey } from "./shareable-key";
import { OwnershipAspect } from "./tagging";
import { serviceUrl } from "./service-url";
import type { ITenant, ServiceUrlOptions, TenantRole } from "./tenant-attributes";
import { TenantContext } from "./tenant-context";
import type { DeclaredTenant, TenantProps } from "./tenant-props";
import { declareTenant } from "./tenant-props";

const TENANT = Symbol.for("cdktf-tenants/Tenant");

/**
 * A container of resources, a security boundary, a unit of user access and of billing.
 *
 * Afterwards the tenant's hosts reach each other, its pods reach each other, and both reach AWS by the network's
 * interface endpoints (hosts by its gateway endpoints too); its roles use its own key and logs. Nobody outside reaches any of it, and it reaches nobody, until a
 * rule or a grant says so. Everything declared in its scope belongs to it: tagged, and deleted with it.
 *
 * On shared nodes it is the network policies that separate pods; security groups separate what has a network
 * interface of its own.
 */
export class Tenant extends Construct implements ITenant {
  /** The tenant in whose scope a construct stands. @throws TNT1215 if there is none */
  static of(construct: Construct): Tenant {
    const found = [...construct.node.scopes].reverse().find((scope) => Tenant.isTenant(scope));
    if (found === undefined) throw notInTenant(placeOf(construct.constructor.name, construct));
    return found as Tenant;
  }

  /** True for a tenant that this app makes, whichever copy of the package made it. */
  static isTenant(x: unknown): x is Tenant {
    return typeof x === "object" && x !== null && TENANT in x;
  }

  /**
   * A tenant that another app declares, named here so that rules and grants can speak of it. Nothing is created.
   *
   * @throws what names throw
   */
  static fromTenantAttributes(scope: Construct, id: string, attributes: TenantAttributes): ITenant {
    return new ImportedTenant(scope, id, attributes);
  }

  readonly name: string;
  readonly infrastructure: IInfrastructure;
  readonly kind: "tenant" | "master";
  readonly rolePath: string;
  readonly rolePattern: string;
  readonly namespaces: readonly string[];
  readonly podsRole: TenantRole | undefined;
  readonly hostsRole: TenantRole;
  readonly path: string;
  /** The tenant's own log group. */
  readonly logGroupName: string;
  /** The tenant's key as something that a grant can open: `resources: [tenant.key]`. */
  readonly key: { readonly shared: SharedResource };
  private readonly context: TenantContext;
  private readonly securityGroups: TenantSecurityGroups;
  private readonly encryption: TenantKey;
  private readonly tokens = new Map<Resource, string>();
  private readonly namespaceResources = new Map<string, Resource>();

  /** @throws TNT10xx for names, amounts and ranges; TNT12xx for what a tenant cannot be; TNT1040 */
  constructor(scope: Construct, id: string, props: TenantProps) {
    const place = placeBelow("Tenant", scope, id);
    const declared = declareTenant(place, id, props);
    super(scope, id);
    Object.defineProperty(this, TENANT, { value: true });
    this.context = new TenantContext(
      place,
      declared,
      props.infrastructure,
      TenancyRegistry.of(this).openings,
      props.providers,
    );
    this.context.attachTo(this);
    this.name = declared.name;
    this.infrastructure = props.infrastructure;
    this.kind = declared.kind;
    this.rolePath = this.context.rolePath;
    this.rolePattern = this.context.rolePattern;
    this.namespaces = declared.namespaces.map((namespace) => namespace.name);
    this.path = place.path;
    this.register(place, declared.deletionProtection);

    if (props.providers?.aws === undefined) StackProviders.of(this).ensureAws(place, this.infrastructure);
    this.securityGroups = new TenantSecurityGroups(this, "Network", this.context, declared.internetPorts);
    this.encryption = new TenantKey(this, "Encryption", this.context);
    const keyArn = this.encryption.key.local("arn");
    this.key = { shared: shareableKey(this.context, () => this.keyArn, this.encryption.key.address) };
    this.context.openings.addResource(this.key.shared);
    const roles = new TenantRoles(
      this,
      "Access",
      this.context,
      keyArn,
      this.namespaces,
      declared.roleActions,
    );
    TenancyRegistry.of(this).addCheck(() => [...roles.refusals(), ...this.encryption.refusals()]);
    this.hostsRole = roles.hosts;
    this.podsRole = roles.pods;
    this.logGroupName = tenantLogGroup(this, "Logs", this.context, keyArn, declared.logRetentionDays);
    tenantResourceGroup(this, "ResourceGroup", this.context);

    const { dataplane } = this.infrastructure;
    if (dataplane !== undefined && roles.pods !== undefined) {
      podIdentityAssociations(this, "PodIdentity", this.context, dataplane, this.namespaces, roles.pods.arn);
      this.kubernetesHalf(place, dataplane, declared);
    }
    Aspects.of(this).add(new OwnershipAspect(this.name, this.infrastructure.name));
    KnownTenants.of(this).add(this);
  }

  /** The tenant's key, for overrides. */
  get keyResource(): Resource {
    return this.encryption.key;
  }

  get securityGroupId(): string {
    return this.token(this.securityGroups.tenant, "id");
  }

  get loadBalancerSecurityGroupId(): string {
    return this.token(this.securityGroups.loadBalancer, "id");
  }

  get keyArn(): string {
    return this.token(this.encryption.key, "arn");
  }

  serviceUrl(name: string, port: number, options: ServiceUrlOptions = {}): string {
    return serviceUrl(this, this, name, port, options);
  }

  /** What makes or adopts one of its namespaces: whatever is put into it must wait for that. */
  namespaceResource(name: string): Resource | undefined {
    return this.namespaceResources.get(name);
  }

  /** The AWS half names the cluster, the namespaces and the roles by literals, so neither half waits for the other. */
  private kubernetesHalf(place: ErrorPlace, dataplane: DataplaneAttributes, declared: DeclaredTenant): void {
    if (this.context.kubernetesProvider === undefined) {
      StackProviders.of(this).ensureKubernetes(place, this.infrastructure, dataplane);
    }
    const openings = {
      context: this.context,
      namespaces: this.namespaces,
      internetPorts: declared.internetPorts,
    };
    const scope = new Construct(this, "Namespaces");
    declared.namespaces.forEach((namespace, index) => {
      const limits = declared.limits[index] ?? { loadBalancers: 0 };
      const made = new TenantNamespace(scope, namespace.id, namespace, limits, openings);
      this.namespaceResources.set(namespace.name, made.owner);
    });
  }

  private register(place: ErrorPlace, deletionProtection: boolean): void {
    const registry = TenancyRegistry.of(this);
    const { name, infrastructure, kind, namespaces, rolePath } = this;
    const stack = TerraformStack.of(this).node.path;
    registry.addTenant(this, {
      place,
      name,
      infrastructure: infrastructure.name,
      account: infrastructure.environment.account,
      intent: () => ({
        ...{ name, infrastructure: infrastructure.name, path: place.path, stack, kind },
        ...{ state: "active", owned: true, namespaces, rolePath, deletionProtection },
      }),
    });
    const clusterArn = infrastructure.dataplane?.clusterArn ?? "";
    for (const namespace of namespaces) registry.claimNamespace(place, clusterArn, namespace);
    countQuotas(registry, place, this);
  }

  /** Other stacks may read these, so they are tokens; each is made once, when it is first asked for. */
  private token(resource: Resource, attribute: string): string {
    const known = this.tokens.get(resource);
    if (known !== undefined) return known;
    const token = resource.attribute(attribute);
    this.tokens.set(resource, token);
    return token;
  }
}
