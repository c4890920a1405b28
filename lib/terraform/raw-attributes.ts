import { DefaultTokenResolver, StringConcat, TerraformResource, TerraformStack, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/** What Terraform will be told of a resource: names as Terraform has them, references as text. */
export type RawAttributes = Readonly<Record<string, unknown>>;

interface ResourceJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, RawAttributes>>>>;
}

/**
 * The attributes as they will be written, overrides included.
 *
 * References to another stack are written as its output. With `seenFrom`, a construct of that other stack, they are
 * what they are there: the address of the resource that is meant.
 */
export function rawAttributes(raw: TerraformResource, seenFrom: IConstruct = raw): RawAttributes {
  const json = resolved(seenFrom, raw.toTerraform()) as ResourceJson;
  return json.resource?.[raw.terraformResourceType]?.[raw.friendlyUniqueId] ?? {};
}

/** A value as it will be written in the stack of `scope`. */
export function resolved(scope: IConstruct, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/**
 * All resources of a type, in all stacks, of which one attribute names `raw`: by its name or by a reference.
 */
export function resourcesAbout(
  raw: TerraformResource,
  type: string,
  attribute: string,
  names: readonly string[],
): { readonly resource: TerraformResource; readonly attributes: RawAttributes }[] {
  const references = ["id", "arn", "bucket", "name"].map(
    (part) => `\${${raw.terraformResourceType}.${raw.friendlyUniqueId}.${part}}`,
  );
  const stack = TerraformStack.of(raw);
  return raw.node.root.node
    .findAll()
    .filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node))
    .filter((node) => node.terraformResourceType === type)
    .map((resource) => ({ resource, attributes: rawAttributes(resource) }))
    .filter(({ resource, attributes }) => {
      const value = attributes[attribute];
      if (typeof value !== "string") return false;
      return names.includes(value) || (TerraformStack.of(resource) === stack && references.includes(value));
    });
}
