import type { Provenance } from "../../facts/resource";
import type { RbacRule } from "./rule";

/** Rules that somebody has, and where. */
export interface Right {
  /** The node of who has it: a service account, a group, a user, an IAM principal. */
  readonly holder: string;
  readonly cluster: string;
  /** Undefined: in all namespaces, and for what has none. */
  readonly namespace: string | undefined;
  readonly rules: readonly RbacRule[];
  /** In words: the binding, or the access policy. */
  readonly because: string;
  readonly evidence: readonly Provenance[];
  /** Why it may not hold, or for somebody else. */
  readonly causes: readonly string[];
}
