/**
 * What the cases start from: hand-written Terraform JSON with an intent file, or an app of this library; each with
 * identities and data alone (`by-hand`, `constructs`), and with networks and a cluster (`estate`, `infrastructure`).
 */
export type BaseName = "by-hand" | "constructs" | "estate" | "infrastructure";

/** A folder that can be proved, as what its files hold. */
export interface Base {
  /** What cases say of cells: of identity alone, or of every plane. */
  readonly planes: "identity" | "all";
  /** The file that an edit changes, relative to the folder. */
  readonly file: string;
  /** All files by their names, relative to the folder. */
  readonly files: Readonly<Record<string, unknown>>;
}
