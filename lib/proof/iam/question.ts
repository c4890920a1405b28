import type { KeyState } from "../condition/context";
import type { Pattern } from "../pattern/token";
import type { Target } from "./guard";
import type { KeyKind } from "./key-kinds";
import type { Principal } from "./principal";
import type { Policies } from "./scene";

/** A resource, with every ARN that belongs to it. */
export interface ResourceNode {
  /** Patterns of ARNs: a bucket is `arn:…:::b` and `arn:…:::b/*`. At least one. */
  readonly language: readonly Pattern[];
  /** @default - it is not known which account it belongs to */
  readonly account?: Pattern | undefined;
  /** Roles and keys must themselves allow. */
  readonly target: Target;
  /**
   * Whom it belongs to, for who reads the answer; the decision does not look at it. @default - nobody known
   */
  readonly owner?: string | undefined;
}

/** May this principal do this to that resource, in some request that it can make? */
export interface Question {
  readonly principal: Principal;
  /** An action of the catalogue, or a pattern of actions that are decided together. */
  readonly action: Pattern;
  readonly resource: ResourceNode;
  readonly policies: Policies;
  /**
   * States of context keys that are known beyond those of the principal: its immutable tags, the resource's.
   * In lower case.
   *
   * @default - none
   */
  readonly keys?: ReadonlyMap<string, KeyState> | undefined;
  /** Who decides about a key. @default - as AWS documents the keys: `kindOfKey` */
  readonly kindOf?: ((key: string) => KeyKind) | undefined;
}
