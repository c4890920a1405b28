/** One expression of Terraform's language, as far as it is read here. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  /** The first word of a traversal: `var`, `aws_iam_role`, the variable of a `for`. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "traversal"; readonly of: Expression; readonly steps: readonly Step[] }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      /** The last argument is a list of arguments: `f(a, list...)`. */
      readonly expands: boolean;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | ForExpression
  /** What is not of the language, or of a part of it that is not read. */
  | { readonly kind: "unreadable"; readonly text: string; readonly reason: string };

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for k, v in of : value if when]`, or with `{` and a key. */
export interface ForExpression {
  readonly kind: "for";
  /** @default - only the value has a name */
  readonly keyName?: string | undefined;
  readonly valueName: string;
  readonly of: Expression;
  /** Makes it an object. @default - it makes a list */
  readonly key?: Expression | undefined;
  readonly value: Expression;
  /** @default - every element */
  readonly when?: Expression | undefined;
  /** `...`: values of one key become a list. */
  readonly groups: boolean;
}

export type Step =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: Expression }
  /** `[*]` or `.*`, with what is taken of each element. */
  | { readonly kind: "splat"; readonly steps: readonly Step[] };

/** By precedence, the weakest first. Source: Terraform, "Arithmetic and logical operators". */
export const OPERATORS = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
] as const;

export type BinaryOperator = (typeof OPERATORS)[number][number];
