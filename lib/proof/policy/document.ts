import type { Pattern } from "../pattern/token";
import type { Template } from "./template";

/** What a policy is attached to decides which elements are legal in it, and how it counts. */
export type PolicyKind =
  "identity" | "boundary" | "session" | "resource" | "key" | "trust" | "scp" | "rcp" | "endpoint";

/** A policy as the caller has it: the document as JSON text or object, or such a document with a name. */
export type PolicyInput =
  string | PolicyObject | { readonly name: string; readonly document: string | PolicyObject };

/** The outer form of a policy document. What is in it is checked when it is read. */
export interface PolicyObject {
  readonly Version?: unknown;
  readonly Id?: unknown;
  readonly Statement: unknown;
}

/** Where a statement comes from, for every message that names it. */
export interface StatementSource {
  /** The policy's name, or its kind and number where it has none. */
  readonly policy: string;
  readonly kind: PolicyKind;
  /** Place in the document's `Statement` list, from 0. */
  readonly index: number;
  /** @default - the statement has no `Sid` */
  readonly sid?: string | undefined;
}

export type Effect = "Allow" | "Deny";

/** One entry of a `Principal` element. */
export type PrincipalEntry =
  | { readonly type: "everyone" }
  | { readonly type: "account"; readonly account: Pattern }
  | { readonly type: "arn"; readonly arn: Pattern }
  | { readonly type: "service"; readonly name: Pattern }
  | { readonly type: "federated"; readonly provider: Pattern }
  | { readonly type: "canonicalUser"; readonly id: Pattern }
  /** A value whose form is not known before the apply: it may be any of the others. */
  | { readonly type: "opaque"; readonly text: Pattern };

/** An element that is either a list or the complement of one (`NotAction`, `NotResource`, `NotPrincipal`). */
export interface Listed<T> {
  readonly negated: boolean;
  readonly entries: readonly T[];
}

/** How a condition compares; the parts of an operator's name. */
export interface ConditionOperator {
  /** Without qualifier and suffix, in AWS's spelling: `StringNotLike`. */
  readonly base: string;
  /** @default - the key is compared as a single value */
  readonly set?: "ForAllValues" | "ForAnyValue" | undefined;
  readonly ifExists: boolean;
}

/** One key under one operator. All conditions of a statement must hold. */
export interface Condition {
  readonly operator: ConditionOperator;
  /** In lower case: key names are compared without regard to case. */
  readonly key: string;
  readonly values: readonly Template[];
}

/** A statement that was read. */
export interface Statement {
  readonly source: StatementSource;
  readonly effect: Effect;
  /** @default - the policy is attached to its principal */
  readonly principals?: Listed<PrincipalEntry> | undefined;
  readonly actions: Listed<Pattern>;
  /** @default - the policy is attached to its only resource */
  readonly resources?: Listed<Template> | undefined;
  readonly conditions: readonly Condition[];
}

/** A statement, or a whole document, that AWS would refuse or that cannot be read: it may say anything. */
export interface Unreadable {
  readonly source: StatementSource;
  readonly reason: string;
  /** @default - not even the effect can be read: it may allow and deny */
  readonly effect?: Effect | undefined;
}

export interface PolicyDocument {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
  /** Never ignored: each stands for a statement that may match everything. */
  readonly unreadable: readonly Unreadable[];
}
