import { textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import type { Attributes, Described } from "./described";
import { IAM } from "./iam";
import { GENERATED } from "./generated";
import { kubernetesAttribute } from "./kubernetes";
import { NAMED } from "./named";
import { SPECIAL } from "./special";
import { unknownPart } from "./described";

/**
 * What an attribute that nobody wrote will be, in the form that AWS gives it: an ARN of its parts, an id that differs
 * from all others. Undefined for attributes of which nothing is known.
 */
export function computedAttribute(resource: Described, name: string): Value | undefined {
  const type = attributesOf(resource.type);
  if (type !== undefined && Object.hasOwn(type, name)) return type[name]?.(resource);
  return resource.type.startsWith("kubernetes_") ? kubernetesAttribute(resource, name) : undefined;
}

/** The computed attributes that stand among a resource's values even where nobody refers to them. */
export function computedNames(type: string): readonly string[] {
  return NAMES.get(type) ?? [];
}

/** An attribute of which nothing is known but which one it is. */
export function anyAttribute(resource: Described, path: string): Value {
  // EKS makes this group for each cluster, and no other resource manages it.
  if (path.endsWith("cluster_security_group_id"))
    return textOfPieces([unknownPart(resource, path, "ec2:security-group/")]);
  return textOfPieces([unknownPart(resource, path, undefined, "text")]);
}

function attributesOf(type: string): Attributes | undefined {
  return TYPES.get(type);
}

const TYPES: ReadonlyMap<string, Attributes> = new Map([...NAMED, ...IAM, ...GENERATED, ...SPECIAL]);
const NAMES = new Map([...TYPES].map(([type, attributes]) => [type, Object.keys(attributes)] as const));
