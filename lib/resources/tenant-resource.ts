import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { PolicyArea } from "../model/sharing/policy-grammar";
import { keyUseOf } from "../model/sharing/key-use";
import type { ResourceArns } from "../model/sharing/permission";
import type { Quotas } from "../model/quotas";
import type { SharedPolicy, SharedResource } from "../tenancy/openings";
import { TenancyRegistry } from "../tenancy/registry";
import type { ResourceOptions } from "../terraform/resource";
import type { DeclaredResource } from "./declared-resource";
import { makeVisible } from "./visible-to";
import { WrittenPolicy } from "./written-policy";

/** Something of a tenant that a grant can open to others. */
export interface ITenantResource {
  /** What grants and policies know of it. */
  readonly shared: SharedResource;
}

/** How a resource is called, outside of its tenant. */
export interface ResourceIdentity {
  readonly physicalName: string;
  /** Literal; a pattern where AWS adds something of its own. */
  readonly arn: string;
  readonly arns: ResourceArns;
}

/**
 * What all resources of a tenant are: named after the tenant, encrypted with its key, reached by its own
 * roles and by nobody else until a grant says so.
 */
export abstract class TenantResource extends Construct implements ITenantResource {
  /** Unique in the tenant and kind, for example `uploads`. */
  readonly name: string;
  /** As AWS knows it, for example `nonprod--dev--uploads`; known at synthesis. */
  readonly physicalName: string;
  /** Literal, so that policies anywhere can name it without a reference. */
  readonly arn: string;
  readonly shared: SharedResource;
  /** The resource itself, for overrides of what no prop covers. */
  abstract readonly resource: TerraformResource;
  private readonly policies: SharedPolicy[] = [];

  protected constructor(
    scope: Construct,
    id: string,
    protected readonly declared: DeclaredResource,
    identity: ResourceIdentity,
  ) {
    super(scope, id);
    const { place, area, name, context, visibility } = declared;
    const { physicalName, arn, arns } = identity;
    this.name = name;
    this.physicalName = physicalName;
    this.arn = arn;
    this.shared = {
      ...{ place, owner: context.key, area, name, arns },
      keyUse: (access) => keyUseOf(area, access, arn, physicalName),
      policies: this.policies,
    };
    context.openings.addResource(this.shared);
    makeVisible(this, visibility);
  }

  /** Options of what is deleted and made again without a loss. */
  protected get options(): ResourceOptions {
    return { provider: this.declared.context.awsProvider };
  }

  /** Options of what holds data. */
  protected get protectedOptions(): ResourceOptions {
    return { ...this.options, preventDestroy: this.declared.context.deletionProtection };
  }

  protected get tags(): Record<string, string> {
    return this.declared.context.tagsNamed(this.physicalName);
  }

  /** The policy with its exceptions, for `late`; its size is checked before anything is written. */
  protected policy(
    area: PolicyArea,
    whole: readonly string[],
    part?: "stream",
  ): () => { readonly policy: string } {
    const { place, context } = this.declared;
    const shared = () => this.shared;
    const policy = new WrittenPolicy({ place, context, area, shared, whole, ...(part && { part }) });
    TenancyRegistry.of(this).addCheck(() => policy.refusals());
    return () => ({ policy: policy.text });
  }

  /** Has grants know that a policy resource takes their exceptions, as far as they are about `whole`. */
  protected takesExceptions({ address }: { readonly address: string }, whole?: readonly string[]): void {
    this.policies.push({ address, whole });
  }

  /** Counts the resource against what its account has in a region. @throws TNT1213 */
  protected count(quota: string, most: keyof Quotas, account = false): void {
    const { place, context } = this.declared;
    const { environment, quotas } = context.infrastructure;
    const where = account
      ? `account ${environment.account}`
      : `account ${environment.account} in ${environment.region}`;
    TenancyRegistry.of(this).use(place, where, quota, 1, quotas[most]);
  }
}
