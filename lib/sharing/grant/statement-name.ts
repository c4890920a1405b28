import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { createHash } from "node:crypto";

/**
 * After what the statements of a grant are called. They stand beside those of other grants of the stack, where names
 * must be unique: the id is, among what stands directly in the stack; deeper down it needs a digest of the path.
 */
export function statementName(grant: Construct): string {
  const { id, path, scope } = grant.node;
  if (scope === undefined || TerraformStack.isStack(scope)) return id;
  return `${id}-${createHash("sha256").update(path).digest("hex").slice(0, 8)}`;
}
