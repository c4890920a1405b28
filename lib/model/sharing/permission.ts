import type { Conditions } from "../policy-document";
import type { Access, Area, Target } from "./areas";
import { AREA_RULES } from "./areas";

/** A value that every request must carry, and that must be one of those listed. */
export interface RequestLimit {
  /** `s3:prefix` of a listing, or the partition keys of a table. */
  readonly key: "s3:prefix" | "dynamodb:LeadingKeys";
  readonly values: readonly string[];
}

/** Something that a requester may do, in the terms of IAM. */
export interface Permission {
  readonly actions: readonly string[];
  /** ARN patterns, literal. */
  readonly resources: readonly string[];
  /** @default - any request */
  readonly limit?: RequestLimit;
}

/** What a shared resource consists of: an ARN pattern for each part that it has. */
export type ResourceArns = Readonly<Partial<Record<Target, string>>>;

/** How an opening is narrowed within its resource. */
export interface Narrowing {
  /** Objects whose key starts so, a slash at the end. @default - the whole bucket */
  readonly prefix?: string | undefined;
  /** Items with one of these partition keys. @default - the whole table */
  readonly leadingKeys?: readonly string[] | undefined;
}

/**
 * The permissions of one opening on one resource.
 *
 * A prefix narrows objects by their ARN and listings by `s3:prefix`, which a request may leave out: then it is not
 * allowed. Partition keys narrow every action that carries them; `Scan` and streams carry none, so they are left out.
 */
export function permissionsOn(
  area: Area,
  access: Access,
  arns: ResourceArns,
  narrowing: Narrowing = {},
): Permission[] {
  const byTarget = AREA_RULES[area].access[access] ?? {};
  return (Object.entries(byTarget) as [Target, readonly string[]][]).flatMap(([target, actions]) => {
    const arn = arns[target];
    if (arn === undefined) return [];
    if (area === "s3" && narrowing.prefix !== undefined)
      return s3WithPrefix(target, actions, arn, narrowing.prefix);
    if (area === "dynamodb" && narrowing.leadingKeys !== undefined) {
      return tableWithKeys(target, actions, arn, narrowing.leadingKeys);
    }
    return [{ actions, resources: [arn] }];
  });
}

function s3WithPrefix(target: Target, actions: readonly string[], arn: string, prefix: string): Permission[] {
  if (target === "content") return [{ actions, resources: [arn.replace(/\*$/, `${prefix}*`)] }];
  const listing = actions.filter((action) => action === "s3:ListBucket");
  const rest = actions.filter((action) => action !== "s3:ListBucket");
  return [
    ...(rest.length > 0 ? [{ actions: rest, resources: [arn] }] : []),
    ...(listing.length > 0
      ? [
          {
            actions: listing,
            resources: [arn],
            limit: { key: "s3:prefix", values: [prefix, `${prefix}*`] } as const,
          },
        ]
      : []),
  ];
}

function tableWithKeys(
  target: Target,
  actions: readonly string[],
  arn: string,
  keys: readonly string[],
): Permission[] {
  if (target === "stream") return [];
  const plain = actions.filter((action) => action === "dynamodb:DescribeTable");
  const keyed = actions.filter((action) => action !== "dynamodb:DescribeTable" && action !== "dynamodb:Scan");
  return [
    ...(plain.length > 0 ? [{ actions: plain, resources: [arn] }] : []),
    ...(keyed.length > 0
      ? [{ actions: keyed, resources: [arn], limit: { key: "dynamodb:LeadingKeys", values: keys } as const }]
      : []),
  ];
}

/**
 * The condition under which a limited permission allows. `ForAllValues` is true where the key is missing, so its
 * presence is asked for as well.
 *
 * Source: IAM user guide, "Set operators for multi-valued context keys".
 */
export function allowedWithin(limit: RequestLimit | undefined): Conditions {
  if (limit === undefined) return {};
  if (limit.key === "s3:prefix") return { StringLike: { "s3:prefix": limit.values } };
  return {
    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": limit.values },
    Null: { "dynamodb:LeadingKeys": "false" },
  };
}

/** The conditions, any of which says that a request is outside of a limit. */
export function outsideOf(key: RequestLimit["key"], values: readonly string[]): Conditions[] {
  // Negated operators are true where the key is missing.
  if (key === "s3:prefix") return [{ StringNotLike: { "s3:prefix": values } }];
  return [
    { "ForAnyValue:StringNotEquals": { "dynamodb:LeadingKeys": values } },
    { Null: { "dynamodb:LeadingKeys": "true" } },
  ];
}

/** Whether a pattern lies in another one that ends with a wildcard or has none. */
export function within(resource: string, part: string): boolean {
  return resource === part || (part.endsWith("*") && resource.startsWith(part.slice(0, -1)));
}

/** Those of the patterns that lie in none of the others. */
export function widest(patterns: readonly string[]): string[] {
  return patterns.filter((one) => patterns.every((other) => other === one || !within(one, other)));
}
