import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { notInTenant } from "../errors/tenant";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { IInfrastructure } from "../infrastructure/infrastructure-attributes";
import { tenantPath, tenantRolePattern } from "../model/arn";
import { physicalName } from "../model/names";
import { NAME_TAG, ownerLabels, ownerTags } from "../model/ownership";
import type { Openings, TenantKey } from "../tenancy/openings";
import { tenantKey } from "../tenancy/openings";
import type { GivenProviders } from "../terraform/stack-providers";
import type { DeclaredTenant } from "./tenant-props";

const CONTEXT = Symbol.for("cdktf-tenants/TenantContext");

type Attached = Construct & { readonly [CONTEXT]?: TenantContext };

/** What every part of one tenant is made from; worked out once a tenant. */
export class TenantContext {
  /** The context of the tenant in whose scope `construct` stands. @throws TNT1215 if there is none */
  static of(at: ErrorPlace, construct: Construct): TenantContext {
    const found = construct.node.scopes.map((scope) => (scope as Attached)[CONTEXT]).filter((one) => one);
    const nearest = found[found.length - 1];
    if (nearest !== undefined) return nearest;
    throw notInTenant(at);
  }

  readonly name: string;
  readonly key: TenantKey;
  readonly rolePath: string;
  readonly rolePattern: string;
  readonly deletionProtection: boolean;
  /** Labels of everything in the cluster. */
  readonly labels: Readonly<Record<string, string>>;
  readonly awsProvider: TerraformProvider | undefined;
  readonly kubernetesProvider: TerraformProvider | undefined;
  private readonly tags: Readonly<Record<string, string>>;

  constructor(
    readonly place: ErrorPlace,
    declared: DeclaredTenant,
    readonly infrastructure: IInfrastructure,
    /** What tenants share; policies ask it at synthesis. */
    readonly openings: Openings,
    providers: GivenProviders = {},
  ) {
    this.name = declared.name;
    this.key = tenantKey({ name: this.name, infrastructure });
    this.deletionProtection = declared.deletionProtection;
    const owner = { infrastructure: infrastructure.name, tenant: this.name };
    this.rolePath = tenantPath(infrastructure.name, this.name);
    this.rolePattern = tenantRolePattern(infrastructure.environment, infrastructure.name, this.name);
    this.labels = ownerLabels(owner);
    this.tags = { ...declared.tags, ...ownerTags(owner) };
    this.awsProvider = providers.aws;
    this.kubernetesProvider = providers.kubernetes;
  }

  /** Has everything in the scope of `tenant` find this context. */
  attachTo(tenant: Construct): void {
    Object.defineProperty(tenant, CONTEXT, { value: this });
  }

  /** `nonprod--dev`, or `nonprod--dev--hosts` for a part. */
  physicalName(part: string | undefined, most: number): string {
    const parts = [this.infrastructure.name, this.name];
    return physicalName(part === undefined ? parts : [...parts, part], most);
  }

  /** Tags of one resource. */
  tagsNamed(name: string): Record<string, string> {
    return { [NAME_TAG]: name, ...this.tags };
  }
}
