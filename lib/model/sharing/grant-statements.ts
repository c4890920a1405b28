import { oneOrMany } from "../policy-document";
import type { Conditions, PolicyStatement } from "../policy-document";
import type { KeyUse } from "./key-use";
import { keyConditions } from "./key-use";
import type { Permission } from "./permission";
import { allowedWithin } from "./permission";

/** What one grant permits on one resource, as far as the requester's policy is concerned. */
export interface GrantedUse {
  readonly permissions: readonly Permission[];
  readonly keyUse: KeyUse | undefined;
}

/** What the requester's statements are made from. */
export interface RequesterStatements {
  /** Unique among the grants to a role; statements are named after it. */
  readonly id: string;
  readonly uses: readonly GrantedUse[];
  /** The owner's key; a reference, if the app makes it. */
  readonly keyArn: string;
  readonly region: string;
  /** ISO 8601. @default - it does not end */
  readonly until?: string | undefined;
  /** True if images are pulled or pushed. */
  readonly registry: boolean;
}

/**
 * The requester's side of a grant: an identity policy with what was granted, resources of a kind together, and with
 * the use of the owner's key that goes with it.
 */
export function requesterStatements(parts: RequesterStatements): PolicyStatement[] {
  const { id, uses, keyArn, region, until, registry } = parts;
  const ends: Conditions = until === undefined ? {} : { DateLessThan: { "aws:CurrentTime": until } };
  const data = joined(uses.flatMap(({ permissions }) => permissions)).map(
    ({ actions, resources, limit }) => ({
      Action: oneOrMany(actions),
      Resource: oneOrMany(resources),
      Condition: { ...allowedWithin(limit), ...ends },
    }),
  );
  const keys = joinedKeyUse(uses.flatMap(({ keyUse }) => keyUse ?? [])).map((use) => ({
    Action: oneOrMany(use.actions),
    Resource: keyArn,
    Condition: { ...keyConditions(use, region), ...ends },
  }));
  const logIn = registry ? [{ Action: "ecr:GetAuthorizationToken", Resource: "*", Condition: ends }] : [];
  const name = sidOf(id);
  return [...data, ...keys, ...logIn].map(({ Action, Resource, Condition }, index) => ({
    Sid: `${name}${index + 1}`,
    Effect: "Allow",
    Action,
    Resource,
    ...(Object.keys(Condition).length > 0 && { Condition }),
  }));
}

/** Letters and digits alone, which is all that a Sid may have. */
export function sidOf(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function joined(permissions: readonly Permission[]): Permission[] {
  const groups = new Map<string, Permission>();
  for (const permission of permissions) {
    const key = JSON.stringify([permission.actions, permission.limit]);
    const known = groups.get(key);
    const resources = known ? [...known.resources, ...permission.resources] : permission.resources;
    groups.set(key, { ...permission, resources });
  }
  return [...groups.values()];
}

function joinedKeyUse(uses: readonly KeyUse[]): KeyUse[] {
  const groups = new Map<string, KeyUse>();
  for (const use of uses) {
    // A use without a service is the key itself, which its permissions name already.
    if (use.through === undefined) continue;
    const { service, context } = use.through;
    const key = JSON.stringify([use.actions, service, context?.key]);
    const values = [...(groups.get(key)?.through?.context?.values ?? []), ...(context?.values ?? [])];
    groups.set(key, {
      actions: use.actions,
      through: { service, ...(context && { context: { key: context.key, values } }) },
    });
  }
  return [...groups.values()];
}
