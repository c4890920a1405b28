import { TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { filledIn } from "../model/policy-size";
import type { RawAttributes } from "../terraform/raw-attributes";
import { rawAttributes } from "../terraform/raw-attributes";
import { Resource } from "../terraform/resource";
import type { TenantRole } from "./tenant-attributes";

/** Resources that give a policy to roles, by the attribute that names the roles. */
const NAMED_BY: Readonly<Record<string, string>> = {
  aws_iam_policy_attachment: "roles",
  aws_iam_role_policy: "role",
  aws_iam_role_policy_attachment: "role",
};
/** How a reference to a resource of another stack is written: as an output in that stack's state. */
const OF_ANOTHER_STACK = "${data.terraform_remote_state.";
/** The id that cdktf gives to another stack's state; the stack's path follows. */
const STATE_OF = "cross-stack-reference-input-";
const ADDITIONS = new WeakMap<IConstruct, RoleAdditions>();

/** Something that the app declares itself, beside what this library writes. */
interface Addition {
  readonly raw: TerraformResource;
  readonly attributes: RawAttributes;
}

/**
 * The policies that an app itself gives to roles, by raw resources anywhere in it. Asked when everything has been
 * declared; what is attached outside of the app is not known.
 */
export class RoleAdditions {
  static of(construct: IConstruct): RoleAdditions {
    const { root } = construct.node;
    const known = ADDITIONS.get(root) ?? new RoleAdditions(root);
    ADDITIONS.set(root, known);
    return known;
  }

  private readonly byRole = new Map<string, Addition[]>();
  private readonly acrossStacks: Addition[] = [];

  /** Goes through the app once, however many roles there are. */
  private constructor(root: IConstruct) {
    for (const node of root.node.findAll()) {
      if (!TerraformResource.isTerraformResource(node) || node instanceof Resource) continue;
      if (!(node.terraformResourceType in NAMED_BY)) continue;
      const attributes = rawAttributes(node);
      for (const role of rolesIn(node, attributes)) this.note(role, { raw: node, attributes });
    }
  }

  /** How many managed policies the role has by them, and by overrides of itself. */
  managedPolicies(role: TenantRole): number {
    const attached = this.of(role).filter(({ raw }) => raw.terraformResourceType !== "aws_iam_role_policy");
    const own = role.resource && rawAttributes(role.resource)["managed_policy_arns"];
    return attached.length + (Array.isArray(own) ? own.length : 0);
  }

  /** The characters of the inline policies that the role has by them; what only Terraform knows is estimated. */
  inlineCharacters(role: TenantRole): number {
    return this.of(role)
      .filter(({ raw }) => raw.terraformResourceType === "aws_iam_role_policy")
      .reduce((sum, { attributes }) => sum + charactersOf(attributes["policy"]), 0);
  }

  private note(role: string, addition: Addition): void {
    if (role.startsWith(OF_ANOTHER_STACK)) {
      this.acrossStacks.push(addition);
      return;
    }
    const key = role.startsWith("${") ? within(addition.raw, role) : role;
    this.byRole.set(key, [...(this.byRole.get(key) ?? []), addition]);
  }

  private of({ name, resource }: TenantRole): Addition[] {
    const byName = this.byRole.get(name) ?? [];
    if (resource === undefined) return byName;
    const references = ["id", "name"].map((attribute) => resource.local(attribute));
    const inStack = references.flatMap((reference) => this.byRole.get(within(resource, reference)) ?? []);
    const fromElsewhere = this.acrossStacks.filter(
      (addition) =>
        rolesIn(addition.raw, addition.attributes).some((role) => isStateOf(role, addition.raw, resource)) &&
        rolesIn(addition.raw, rawAttributes(addition.raw, resource)).some((role) =>
          references.includes(role),
        ),
    );
    return [...byName, ...inStack, ...fromElsewhere];
  }
}

function rolesIn({ terraformResourceType }: TerraformResource, attributes: RawAttributes): string[] {
  return [attributes[NAMED_BY[terraformResourceType] ?? ""]].flat().map(String);
}

/** True if a reference in the stack of `raw` is to something in the stack of `target`. */
function isStateOf(reference: string, raw: IConstruct, target: IConstruct): boolean {
  const state = TerraformStack.of(raw).node.tryFindChild(`${STATE_OF}${TerraformStack.of(target).node.path}`);
  return (
    TerraformElement.isTerraformElement(state) &&
    reference.startsWith(`${OF_ANOTHER_STACK}${state.friendlyUniqueId}.`)
  );
}

/** A reference means what it says in its own stack alone. */
function within(construct: IConstruct, reference: string): string {
  return `${TerraformStack.of(construct).node.path} ${reference}`;
}

/** White space is not counted where the policy can be read. */
function charactersOf(policy: unknown): number {
  if (typeof policy !== "string") return 0;
  return filledIn(compact(policy)).length;
}

function compact(policy: string): string {
  try {
    return JSON.stringify(JSON.parse(policy));
  } catch {
    // An expression of Terraform's.
    return policy;
  }
}
