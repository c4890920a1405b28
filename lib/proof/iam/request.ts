import type { Rule } from "./routes";
import type { Effect, PolicyInput, PolicyKind } from "../policy/document";

/** One value or several of a context key. `null`: the key is known to be absent from the request. */
export type ContextValue = string | number | boolean | readonly string[] | null;

/** One API call, or what is known of it. */
export interface AuthorizationRequest {
  /**
   * Who calls: the ARN of a user, a role, a role session (`arn:aws:sts::…:assumed-role/R/S`), a federated
   * user, or an account's root user; a service (`lambda.amazonaws.com`); for `AssumeRoleWithWebIdentity` and
   * `…WithSAML` the identity provider (its ARN, or `accounts.google.com` and the like); `*` for a caller
   * without credentials.
   */
  readonly principal: string;
  /**
   * The full ARN of the role behind a role session. Sessions do not say their role's path.
   *
   * @default - the role is taken to have no path
   */
  readonly roleArn?: string | undefined;
  /** @default - the account in the principal's ARN */
  readonly principalAccount?: string | undefined;
  /** Tags of the user or role. @default - none */
  readonly principalTags?: Readonly<Record<string, string>> | undefined;
  /** Tags of the session; they win over the role's. @default - none */
  readonly sessionTags?: Readonly<Record<string, string>> | undefined;
  /** For example `s3:GetObject`. */
  readonly action: string;
  /** The resource's ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  /**
   * Who owns the resource.
   *
   * @default - the account in the resource's ARN; without one (S3) the principal's account
   */
  readonly resourceAccount?: string | undefined;
  /**
   * Context keys and their values. A key that is not listed is absent, except those that follow from the
   * request itself: `aws:PrincipalArn`, `aws:PrincipalAccount`, `aws:PrincipalType`, `aws:PrincipalTag/…`,
   * `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName`, `aws:username`, `aws:ResourceAccount`.
   *
   * @default - none
   */
  readonly context?: Readonly<Record<string, ContextValue>> | undefined;
  /**
   * Keys that may have any value or be absent; a `*` at the end stands for all keys that start so. The
   * decision is `allow` or `deny` only when it is the same for all of them.
   *
   * @default - none
   */
  readonly unknownKeys?: readonly string[] | undefined;
}

/** Policies that can only restrict: one entry for each level of the organization, or for the endpoint. */
export interface RestrictionInput {
  readonly kind: "scp" | "rcp" | "endpoint";
  /** One of them must allow the request, none may deny it. */
  readonly policies: readonly PolicyInput[];
}

type OneOrMore = PolicyInput | readonly PolicyInput[];

/** The policies that apply to a request. What is not given does not exist. */
export interface AuthorizationPolicies {
  /** The caller's own, its groups' included. @default - none */
  readonly identity?: OneOrMore | undefined;
  /** @default - no permissions boundary */
  readonly boundary?: OneOrMore | undefined;
  /** @default - the session was made without a policy */
  readonly session?: OneOrMore | undefined;
  /**
   * The resource's own: a bucket's, a queue's; the key's policy for KMS; the role's trust policy for
   * `sts:AssumeRole…`. A key or a role without one admits nobody: a key that was made without a policy has
   * `defaultKeyPolicy`.
   *
   * @default - none
   */
  readonly resource?: OneOrMore | undefined;
  /** @default - none */
  readonly restrictions?: readonly RestrictionInput[] | undefined;
}

/** A statement that decided. */
export interface DecidingStatement {
  readonly policy: string;
  readonly kind: PolicyKind;
  /** Place in the document's `Statement` list, from 0. */
  readonly index: number;
  /** @default - it has no `Sid` */
  readonly sid?: string | undefined;
  readonly effect: Effect;
}

export interface Authorization {
  /**
   * `unknown` when it depends on keys that were declared unknown, or on a policy that cannot be read. An
   * implicit deny is `deny` without a statement.
   */
  readonly decision: "allow" | "deny" | "unknown";
  /** In words, with the statement or with what is missing. */
  readonly reason: string;
  /** What the decision rests on. */
  readonly rule: Rule;
  /** @default - no statement decides */
  readonly statement?: DecidingStatement | undefined;
  /** What would have to be known, one sentence each. @default - the decision does not depend on it */
  readonly unknown?: readonly string[] | undefined;
}
