import { Tokenization, TerraformResource } from "cdktf";
import type { TerraformProvider, TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import type { AttributesOf } from "./attributes";

/** What Terraform is told about a resource besides its attributes. */
export interface ResourceOptions {
  /** The provider that manages the resource. @default - the stack's only provider of that kind */
  readonly provider?: TerraformProvider | undefined;
  /** Resources of the same stack that must exist first and that no attribute names. @default [] */
  readonly dependsOn?: readonly Resource[];
  /** Refuse a plan that would destroy or replace the resource. @default false */
  readonly preventDestroy?: boolean;
  /** Attributes whose later changes are nobody's business here. @default [] */
  readonly ignoreChanges?: readonly string[];
}

/** What is only known when everything has been declared, asked for at synthesis. */
export interface LateAttributes<Config, Late extends keyof AttributesOf<Config>> {
  /** Attributes that depend on what others declare, such as a policy with its exceptions. @default - none */
  readonly late?: () => Pick<AttributesOf<Config>, Late>;
  /** True if in the end there is nothing to write. @default - the resource is always written */
  readonly omitted?: () => boolean;
}

type Json = Record<string, unknown>;

/** A copy that overrides may be merged into: plain objects and lists are copied, everything else is kept. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== "object" || value === null || Tokenization.isResolvable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)]));
}

/**
 * A resource whose attributes are written as they stand in the plan. It takes about half of the time of the
 * bindings' generated class, which is what synthesis of thousands of tenants is made of, and keeps all that
 * `TerraformResource` offers: overrides, moves, imports, lifecycle.
 *
 * `Config` is the bindings' configuration type and is used for checking alone; `Late` names the attributes that are
 * asked for at synthesis.
 */
export class Resource<
  Config = object,
  Late extends keyof AttributesOf<Config> = never,
> extends TerraformResource {
  private referenced = false;
  private readonly plainLifecycle: TerraformResourceLifecycle | undefined;
  private readonly late: LateAttributes<Config, Late>["late"];
  private readonly omitted: LateAttributes<Config, Late>["omitted"];

  constructor(
    scope: Construct,
    id: string,
    type: string,
    private readonly attributes: Omit<AttributesOf<Config>, Late>,
    options: ResourceOptions & LateAttributes<Config, Late> = {},
  ) {
    super(scope, id, {
      terraformResourceType: type,
      ...(options.provider && { provider: options.provider }),
    });
    this.late = options.late;
    this.omitted = options.omitted;
    if (options.dependsOn?.length) this.dependsOn = options.dependsOn.map((resource) => resource.address);
    if (options.preventDestroy || options.ignoreChanges?.length) {
      this.plainLifecycle = {
        ...(options.preventDestroy && { preventDestroy: true }),
        ...(options.ignoreChanges?.length && { ignoreChanges: [...options.ignoreChanges] }),
      };
      this.lifecycle = this.plainLifecycle;
    }
  }

  /** The Terraform address, for example `aws_kms_key.dev_Key_1A2B3C4D`. */
  get address(): string {
    this.referenced = true;
    return `${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }

  /**
   * A reference for use inside the resource's own stack. It costs nothing, and no other stack could resolve it:
   * what leaves the stack goes through `attribute`.
   */
  local(attribute: string): string {
    return `\${${this.address}.${attribute}}`;
  }

  /** A reference that any stack of the app may use. Read it once and keep it: each call makes a new token. */
  attribute(attribute: string): string {
    return this.getStringAttribute(attribute);
  }

  override overrideLogicalId(newLogicalId: string): void {
    if (this.referenced) {
      throw new Error(
        `The logical id of ${this.node.path} may not be overridden: other resources name it already. ` +
          "Move the resource with `moveTo` or a `moved` block instead.",
      );
    }
    super.overrideLogicalId(newLogicalId);
  }

  protected override synthesizeAttributes(): Json {
    return copied({ ...this.attributes, ...this.late?.() }) as Json;
  }

  override toTerraform(): Json {
    if (this.omitted?.()) return {};
    // Everything unusual goes the long way, through the code that knows all of it.
    return this.isPlain() ? this.toPlainTerraform() : (super.toTerraform() as Json);
  }

  private isPlain(): boolean {
    const { overrides, imports, moved } = super.toMetadata() as Json;
    return (
      (overrides ??
        imports ??
        moved ??
        this.count ??
        this.forEach ??
        this.provisioners ??
        this.connection) === undefined && this.lifecycle === this.plainLifecycle
    );
  }

  private toPlainTerraform(): Json {
    const { preventDestroy, ignoreChanges } = this.plainLifecycle ?? {};
    return {
      resource: {
        [this.terraformResourceType]: {
          [this.friendlyUniqueId]: {
            ...this.attributes,
            ...this.late?.(),
            ...(this.provider && { provider: this.provider.fqn }),
            ...(this.dependsOn && { depends_on: this.dependsOn }),
            ...(this.plainLifecycle && {
              lifecycle: {
                ...(preventDestroy && { prevent_destroy: true }),
                ...(ignoreChanges && { ignore_changes: ignoreChanges }),
              },
            }),
            "//": { metadata: { path: this.node.path, uniqueId: this.friendlyUniqueId } },
          },
        },
      },
    };
  }
}
