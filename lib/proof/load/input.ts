/** What a proof may start from. */
export type ProofInput = FolderInput | ShownInput;

/** A folder of Terraform JSON. */
export interface FolderInput {
  /**
   * The output of `cdktf synth`, which has a manifest.json and a tenancy.json; or any folder of `*.tf.json`,
   * which is one root module.
   */
  readonly folder: string;
  /**
   * The parsed intent file.
   *
   * @default - tenancy.json of the folder
   */
  readonly intent?: unknown;
}

/** A plan or a state, with the values that Terraform has resolved. */
export interface ShownInput {
  /** What `terraform show -json` printed, parsed: of a plan file, or of a state. */
  readonly plan: unknown;
  /** The parsed intent file, written by the synthesis or by hand. */
  readonly intent: unknown;
  /**
   * How messages call the two files.
   *
   * @default - `plan` and `tenancy.json`
   */
  readonly names?: { readonly plan: string; readonly intent: string } | undefined;
}
