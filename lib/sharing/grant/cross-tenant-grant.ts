import { Annotations, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { grantMakesCycle, grantOfImportedOwner } from "../../errors/grants";
import type { ErrorPlace } from "../../errors/tenancy-error";
import type { GrantIntent } from "../../model/intent";
import type { PolicyStatement } from "../../model/policy-document";
import { requesterStatements } from "../../model/sharing/grant-statements";
import type { GrantEntry } from "../../tenancy/openings";
import { tenantKey } from "../../tenancy/openings";
import { TenancyRegistry } from "../../tenancy/registry";
import { Tenant } from "../../tenant/tenant";
import type { ITenant, TenantRole } from "../../tenant/tenant-attributes";
import { placeBelow } from "../../terraform/place";
import { providersForOpening } from "../opening-providers";
import { checkOverlaps } from "./overlap-check";
import type { CrossTenantGrantProps, DeclaredGrant } from "./grant-props";
import { grantedIntent } from "./granted-intent";
import { declareGrant } from "./grant-props";
import { RequesterPolicies } from "./requester-policies";
import { statementName } from "./statement-name";

/** From how many days before its end on a grant is warned of. */
const WARN_DAYS = 14;

/**
 * One opening of what one tenant has to another tenant, in one direction.
 *
 * Afterwards the requester's listed roles can do what `access` says with the listed resources, through the owner's
 * key where they are encrypted, until the grant ends; its other roles and every other tenant cannot, and the listed
 * roles can do nothing else there, whatever other policies they have. All parts are written or none: the requester's
 * identity policy, the exception in each resource's own policy, the use of the owner's key. Removing the construct
 * removes all of them.
 *
 * It belongs to neither tenant: declare it beside them, or in a stack of its own where they are in different stacks.
 */
export class CrossTenantGrant extends Construct {
  readonly owner: ITenant;
  readonly requester: ITenant;
  private readonly entry: GrantEntry;
  private readonly declared: DeclaredGrant;
  private readonly registry: TenancyRegistry;
  private readonly policies: readonly RequesterPolicies[];

  /** @throws TNT135x, TNT136x for what cannot be granted, before anything of it exists; TNT1040 */
  constructor(scope: Construct, id: string, props: CrossTenantGrantProps) {
    const place = placeBelow("CrossTenantGrant", scope, id);
    const declared = declareGrant(place, props);
    if (!Tenant.isTenant(props.owner)) throw grantOfImportedOwner(place, props.owner.name);
    super(scope, id);
    this.owner = props.owner;
    this.requester = props.requester;
    this.declared = declared;
    this.entry = {
      place,
      owner: tenantKey(props.owner),
      requester: tenantKey(props.requester),
      area: declared.area,
      access: props.access,
      resources: declared.resources,
      narrowing: declared.narrowing,
      roles: declared.roles.map((role) => role.arn).sort(),
      everyone: this.everyone,
      until: declared.expiry?.until,
    };
    this.registry = TenancyRegistry.of(this);
    this.orderStacks(place);
    providersForOpening(this, place, this.requester.infrastructure);
    this.policies = declared.roles.map((role) => this.share(place, role));
    this.registry.openings.addGrant(this.entry);
    this.registry.addGrant(this, () => this.intent());
    checkOverlaps(this.registry);
    this.warnOfEnd();
  }

  /** What the requester's roles are allowed, as it stands in their identity policies. Complete once all is declared. */
  get statements(): readonly PolicyStatement[] {
    const { openings } = this.registry;
    return requesterStatements({
      id: statementName(this),
      uses: openings.partsOf(this.entry),
      keyArn: this.owner.keyArn,
      region: this.owner.infrastructure.environment.region,
      until: this.entry.until,
      registry: this.entry.area === "ecr",
    });
  }

  /**
   * The addresses of everything that the grant is a part of, sorted: the requester's policies and their attachments,
   * the policies of the resources, the owner's key. Complete once all is declared.
   */
  get parts(): readonly string[] {
    const { openings } = this.registry;
    const granted = openings.partsOf(this.entry);
    const resources = granted.flatMap((part) => openings.policiesOf(part));
    const usesKey = granted.some(({ keyUse }) => keyUse !== undefined);
    const owner = this.owner;
    const key = usesKey && Tenant.isTenant(owner) ? [owner.keyResource.address] : [];
    const policies = this.policies.flatMap((policy) => policy.addressesOf(this.entry.place));
    return [...new Set([...policies, ...resources, ...key])].sort();
  }

  /**
   * A pattern for the roles of everyone who is opened the same, for the owner's policies.
   *
   * @default - the grant is to its requester alone
   */
  protected get everyone(): string | undefined {
    return undefined;
  }

  private share(place: ErrorPlace, role: TenantRole): RequesterPolicies {
    const policies = RequesterPolicies.of(this, this.requester, role);
    policies.add({ place, statements: () => this.statements });
    return policies;
  }

  /** Owner and requester exist first, and neither of them waits for what is granted. */
  private orderStacks(place: ErrorPlace): void {
    const stack = TerraformStack.of(this);
    for (const tenant of [this.owner, this.requester]) {
      const other = Tenant.isTenant(tenant) ? TerraformStack.of(tenant) : stack;
      if (other === stack) continue;
      if (other.dependsOn(stack)) throw grantMakesCycle(place, stack.node.path, other.node.path);
      stack.addDependency(other);
    }
  }

  private warnOfEnd(): void {
    const { expiry, daysLeft } = this.declared;
    if (expiry === undefined || daysLeft === undefined || daysLeft > WARN_DAYS) return;
    const days = daysLeft === 1 ? "its last day" : `${daysLeft} days are left`;
    Annotations.of(this).addWarning(
      `The grant ends with ${expiry.date}: ${days}. Remove it, or set a later \`expires\`.`,
    );
  }

  private intent(): GrantIntent {
    const { owner, requester, declared, entry } = this;
    const granted = this.registry.openings.partsOf(entry);
    return {
      path: entry.place.path,
      stack: TerraformStack.of(this).node.path,
      owner: { infrastructure: owner.infrastructure.name, tenant: owner.name },
      requester: { infrastructure: requester.infrastructure.name, tenant: requester.name },
      area: entry.area,
      access: entry.access,
      scope: entry.resources === "all" ? "area" : "resources",
      resources: granted.map(({ resource }) => resource.name),
      prefix: entry.narrowing.prefix ?? null,
      leadingKeys: entry.narrowing.leadingKeys ?? null,
      roles: entry.roles,
      ...grantedIntent(granted, owner),
      reason: declared.reason,
      expires: declared.expiry?.date ?? null,
      parts: this.parts,
    };
  }
}
