/**
 * What a reference comes to at most: references in our policies are to keys, whose ARNs have 75 characters, and 87 in
 * the partition with the longest names.
 */
const REFERENCE = "x".repeat(90);
/** A reference of Terraform's or of cdktf's, or a policy variable, which is escaped from Terraform by a second `$`. */
const PLACEHOLDER = /\$?\$\{[^}]*\}/g;

/** The text as AWS gets it, as far as its size is concerned: Terraform has filled in the references. */
export function filledIn(text: string): string {
  return text.replace(PLACEHOLDER, (found) => (found.startsWith("$$") ? found.slice(1) : REFERENCE));
}

/** The bytes of a policy as AWS gets it; an estimate that is never too low where it has references. */
export function policyBytes(text: string): number {
  return Buffer.byteLength(filledIn(text));
}
