import type { Construct } from "constructs";
import type { ErrorPlace } from "../errors/tenancy-error";

/** Where an error belongs: the public name of the construct's class, and its path. */
export function placeOf(kind: string, construct: Construct): ErrorPlace {
  return { kind, path: construct.node.path };
}

/** The same for a construct that could not be made yet. */
export function placeBelow(kind: string, scope: Construct, id: string): ErrorPlace {
  return { kind, path: scope.node.path === "" ? id : `${scope.node.path}/${id}` };
}
