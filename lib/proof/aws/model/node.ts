import type { KeyState } from "../../condition/context";
import type { GraphNode } from "../../facts/step";
import type { CatalogueAction } from "../../catalogue/catalogue";
import type { Pattern } from "../../pattern/token";
import type { PolicyDocument } from "../../policy/document";
import type { KindSpec } from "../kinds/kind";
import type { Attributes } from "../read/attributes";

/** A part of a resource, with the actions that are on it. */
export interface Part {
  readonly actions: readonly CatalogueAction[];
  readonly language: readonly Pattern[];
}

/** What a role or a user has by itself. */
export interface Rights {
  readonly identity: readonly PolicyDocument[];
  /** @default - no boundary is attached */
  readonly boundary?: readonly PolicyDocument[] | undefined;
}

/** A resource of the plan that something can be done to. */
export interface AwsNode {
  readonly node: GraphNode;
  readonly kind: KindSpec;
  readonly attributes: Attributes;
  readonly name: Pattern;
  readonly arn: Pattern;
  /** The same ARN as the plan refers to it, where AWS makes up its ending. @default - there is none but `arn` */
  readonly said?: Pattern | undefined;
  readonly account: Pattern;
  readonly parts: readonly Part[];
  /** Policies on the resource; a role's trust policy. Grows while the plan is read. */
  readonly policies: PolicyDocument[];
  /** Of a role, a user or a group: its own policies. Grows while the plan is read. */
  readonly identity: PolicyDocument[];
  /** Of a role or a user: its boundary, once one is attached. Grows while the plan is read. */
  readonly boundary: PolicyDocument[];
  /** Managed policies, groups and boundaries from which it has rights: who changes them changes it. */
  readonly sources: { readonly from: AwsNode; readonly as: "identity" | "boundary" }[];
  /** Undefined where not all tags are known. */
  readonly tags: () => ReadonlyMap<string, Pattern> | undefined;
  /** True where policies for everybody have no effect (S3 Block Public Access). */
  publicBlocked: boolean;
  /** True where an ACL for everybody has an effect, or may have one. */
  publicAcl: boolean;
  /** The key that encrypts what is in it. @default - none that is known */
  key?: AwsNode | undefined;
}

/** True for what has rights of its own. */
export function isActor({ kind }: AwsNode): boolean {
  return kind.kind === "role" || kind.kind === "user";
}

/** The rights as the decision takes them: its own, and those of its groups (I14). */
export function rightsOf({ identity, boundary, sources }: AwsNode): Rights {
  const groups = sources
    .filter(({ from }) => from.kind.kind === "group")
    .flatMap(({ from }) => from.identity);
  return {
    identity: [...identity, ...groups],
    boundary: boundary.length === 0 ? undefined : boundary,
  };
}

/** Tags as context keys that begin so, in lower case. */
export function tagKeys(prefix: string, tags: ReadonlyMap<string, Pattern>): ReadonlyMap<string, KeyState> {
  return new Map(
    [...tags].map(([tag, value]) => [`${prefix}/${tag}`.toLowerCase(), { state: "values", values: [value] }]),
  );
}
