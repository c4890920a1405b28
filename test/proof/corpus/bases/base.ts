/** What the cases start from: hand-written Terraform JSON with an intent file, or an app of this library. */
export type BaseName = "by-hand" | "constructs";

/** A folder that can be proved, as what its files hold. */
export interface Base {
  /** The file that an edit changes, relative to the folder. */
  readonly file: string;
  /** All files by their names, relative to the folder. */
  readonly files: Readonly<Record<string, unknown>>;
}
