import type { Pattern } from "../pattern/token";

/**
 * A value of the plan as far as it can be read. Text that only the apply knows holds symbols, which tell
 * what is the same and what is not; what cannot be read at all says why, and stands for anything.
 */
export type Value = Scalar | Text | List | Fields | Unknown;

/** A number, a truth or nothing. */
export interface Scalar {
  readonly kind: "scalar";
  readonly value: number | boolean | null;
}

/** Text, literal or with symbols. */
export interface Text {
  readonly kind: "text";
  readonly pattern: Pattern;
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Value[];
  /** True if there may be more, or fewer, than these. */
  readonly open: boolean;
}

export interface Fields {
  readonly kind: "fields";
  readonly fields: ReadonlyMap<string, Value>;
  /** True if there may be fields that are not known. */
  readonly open: boolean;
}

/** What could be anything. */
export interface Unknown {
  readonly kind: "unknown";
  /** In words, for the report: "the value of data.aws_iam_policy.x.policy is only known after the apply". */
  readonly cause: string;
}
