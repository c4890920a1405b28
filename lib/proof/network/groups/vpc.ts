import type { FactResource } from "../../facts/resource";
import type { AddressSet } from "../addresses";

/** A VPC of the plan, or one that the plan only names. */
export interface Vpc {
  readonly key: string;
  /** @default - it is not in the plan */
  readonly resource: FactResource | undefined;
  /** Those that addresses of its hosts may be in. Undefined: not known. */
  readonly ranges: AddressSet | undefined;
  /** Those that are its own and nobody else's. */
  readonly own: AddressSet;
  /** True if it has an internet gateway; undefined if nobody knows. */
  readonly internet: boolean | undefined;
}
