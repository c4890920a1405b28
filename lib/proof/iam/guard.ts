import type { PolicyKind, PolicyObject } from "../policy/document";
import type { Guard } from "./scene";

/** Calls that a role's trust policy decides about (I6, I7, I9). */
const TRUST_ACTIONS = new Set([
  "sts:assumerole",
  "sts:assumerolewithwebidentity",
  "sts:assumerolewithsaml",
  "sts:tagsession",
  "sts:setsourceidentity",
  "sts:setcontext",
]);

/** Needs no permission, and cannot be denied (STS API reference, GetCallerIdentity). */
const OPEN_ACTIONS = new Set(["sts:getcalleridentity"]);

const ROLE = /^arn:[^:]*:iam::[^:]*:role\//;
const KEY = /^arn:[^:]*:kms:[^:]*:[^:]*:key\//;

const ALIAS = /^arn:[^:]*:kms:[^:]*:[^:]*:alias\//;
const ALIAS_ACTIONS = new Set(["kms:createalias", "kms:updatealias", "kms:deletealias"]);

/**
 * An action, in lower case, on the key that an alias stands for (K7): only these three are on the alias
 * itself.
 */
export function isKeyBehindAlias(action: string, resource: string): boolean {
  return action.startsWith("kms:") && ALIAS.test(resource) && !ALIAS_ACTIONS.has(action);
}

/** Resources whose own policy must allow. */
export type Target = "role" | "key" | "other";

/** What kind of resource an ARN names. */
export function targetOf(arn: string): Target {
  if (ROLE.test(arn)) return "role";
  return KEY.test(arn) ? "key" : "other";
}

/**
 * What guards this resource against this action, and as what its policy is read. The key's policy decides on
 * keys only: aliases and actions without a key are the caller's own affair (K7).
 */
export function guardOf(
  action: string,
  target: Target,
): { readonly guard: Guard; readonly kind: PolicyKind } {
  const name = action.toLowerCase();
  if (OPEN_ACTIONS.has(name)) return { guard: "open", kind: "resource" };
  if (TRUST_ACTIONS.has(name) && target === "role") return { guard: "trust", kind: "trust" };
  if (name.startsWith("kms:") && target === "key") return { guard: "key", kind: "key" };
  // A role's trust policy says nothing about changing or passing the role.
  if (name.startsWith("iam:")) return { guard: "none", kind: "resource" };
  return { guard: "ordinary", kind: "resource" };
}

/**
 * The policy of a key that was created without one (K2): it leaves everything to the account's own policies,
 * so that whoever they allow `kms:Decrypt` on `*` reads what the key encrypts.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function defaultKeyPolicy(account: string, partition: string = "aws"): PolicyObject {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}
