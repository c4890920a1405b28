import type { PolicyKind } from "../../policy/document";
import type { Target } from "../../iam/guard";

/** A part of a resource that policies tell apart, by its ARNs: a bucket, and what is in it. */
export interface PartSpec {
  /** The catalogue's types whose actions are on this part. */
  readonly types: readonly string[];
  /** ARNs, in the words of `ArnSpec`. */
  readonly arns: readonly string[];
}

/** How the name of a resource is found. */
export interface NameSpec {
  readonly attribute: string;
  /** The attribute that holds the beginning of a generated name. @default - none */
  readonly prefix?: string | undefined;
  /** True where a name begins with `/`, written or not. @default false */
  readonly slash?: boolean | undefined;
  /** What ARNs leave out at its beginning. @default - nothing */
  readonly without?: string | undefined;
}

/**
 * A kind of AWS resource, as far as access to it goes. ARNs are written with `{P}`, `{R}`, `{A}` for
 * partition, region and account, `{N}` for the name, `{arn}` for the whole, an attribute's name for what it holds, and
 * `*`, `?` for what else they may hold.
 */
export interface KindSpec {
  readonly kind: string;
  /** As people call it. */
  readonly word: string;
  readonly name: NameSpec;
  readonly arn: string;
  readonly parts: readonly PartSpec[];
  /** Attributes of the finished resource that others refer to, beside `arn` and that of the name. */
  readonly refers?: Readonly<Record<string, string>> | undefined;
  /** The attribute that holds its own policy. @default - it is a resource of its own, or there is none */
  readonly policy?: string | undefined;
  /**
   * The service and the action that shows it when made on any path above its name.
   *
   * @default - paths are not looked up
   */
  readonly shownFromAbove?: { readonly service: string; readonly action: string } | undefined;
  /** @default "resource" */
  readonly policyKind?: PolicyKind | undefined;
  /** @default "other" */
  readonly target?: Target | undefined;
  /**
   * Attributes that name the roles in which it runs: who controls it has them. A `/` goes into blocks.
   *
   * @default - it runs in none
   */
  readonly runs?: readonly string[] | undefined;
}

/** A kind whose only part has the type of the same service. */
export function kind(
  name: string,
  word: string,
  spec: Omit<KindSpec, "kind" | "word" | "name" | "parts"> & {
    readonly name: string | NameSpec;
    readonly parts: Readonly<Record<string, string | readonly string[]>>;
  },
): KindSpec {
  return {
    ...spec,
    kind: name,
    word,
    name: typeof spec.name === "string" ? { attribute: spec.name } : spec.name,
    parts: Object.entries(spec.parts).map(([types, arns]) => ({
      types: types.split(" "),
      arns: typeof arns === "string" ? [arns] : arns,
    })),
  };
}
