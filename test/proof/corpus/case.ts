import type { Plane } from "../../../lib/proof/facts/step";
import type { BaseName } from "./bases/base";

/** What is changed in the base, as a JSON merge patch (RFC 7386): objects are merged, null takes away. */
export type Patch = { readonly [key: string]: Patched };

type Patched = string | number | boolean | null | Patch | StatementEdit | readonly Written[];
type Written =
  string | number | boolean | null | readonly Written[] | { readonly [key: string]: Written | undefined };

/** A statement of a policy; `Effect` is `Allow` where it is not written. */
export type Statement = Readonly<Record<string, unknown>>;

/** A change of a policy document that is there already. */
export class StatementEdit {
  constructor(
    /** The `Sid`s that are taken out; all statements for `"all"`. */
    readonly without: readonly string[] | "all",
    readonly added: readonly Statement[],
  ) {}

  /** The document with the change made. */
  of(document: string): string {
    const { Statement: all, ...rest } = JSON.parse(document) as { Statement: { Sid?: string }[] };
    const kept = all.filter(({ Sid = "" }) => this.without !== "all" && !this.without.includes(Sid));
    return JSON.stringify({ ...rest, Statement: [...kept, ...this.added.map(allow)] });
  }
}

const allow = (statement: Statement): Statement => ({ Effect: "Allow", ...statement });

/** A policy document of these statements. */
export function policy(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(allow) });
}

/** A tenant's own document with these statements besides. */
export function adding(...statements: readonly Statement[]): StatementEdit {
  return new StatementEdit([], statements);
}

/** A tenant's own document without the statements of these names. */
export function without(sids: readonly string[] | "all", ...instead: readonly Statement[]): StatementEdit {
  return new StatementEdit(sids, instead);
}

/** One edit of a base. */
export interface Edit {
  /** Unique, and never reused for another edit. */
  readonly id: string;
  /** What somebody did, in words. */
  readonly title: string;
  /** @default "by-hand" */
  readonly base?: BaseName;
  /** Of the base's main file. `${type[path/of/construct].id}` refers to what that construct wrote in it. */
  readonly edit: Patch;
  /** Changes of other files of the base, by their names: `stacks/nonprod/cdk.tf.json`. @default - none */
  readonly elsewhere?: Readonly<Record<string, Patch>>;
  /** Files that are put beside the base, by name. @default - none */
  readonly files?: Readonly<Record<string, string>>;
}

/** What one finding has to say. */
export interface Shown {
  readonly cell: string;
  /** An action of the last step, or a port: `tcp 5432`. */
  readonly what: string;
  /** A part of the name of the thing that it is done to. */
  readonly on: string;
  /** A part of the address that some step gives as evidence. */
  readonly at: string;
  /** A part of the address that the advice says to change. @default - the same */
  readonly closes?: string;
  /** The planes of the chain's steps, one after the other. @default - whichever they are */
  readonly planes?: readonly Plane[];
  /** A part of the name of what each step leads to, one after the other. @default - wherever it leads over */
  readonly over?: readonly string[];
}

/** An edit that lets somebody reach what is not theirs, and what has to be found. */
export interface Hole extends Edit {
  /**
   * Every cell that the base has not and that nobody declared, exactly these, sorted: `acme > globex open` in the bases
   * of identity alone, `acme > globex network open` in those of all planes.
   */
  readonly cells: readonly string[];
  /** @default - no finding with a chain: the edit is an opaque part */
  readonly shows?: Shown;
  /** Addresses of parts that cannot be read. @default - none */
  readonly opaque?: readonly string[];
}

/** An edit that looks like one of the holes and opens nothing: the matrix stays as it was, byte by byte. */
export type LookAlike = Edit;
