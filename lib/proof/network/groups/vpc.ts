import type { FactResource } from "../../facts/resource";
import type { AddressSet } from "../addresses";

/** A VPC of the plan, or one that the plan only names. */
export interface Vpc {
  readonly key: string;
  /** @default - it is not in the plan */
  readonly resource: FactResource | undefined;
  /** Its id, where that is known. */
  readonly id: string | undefined;
  /** Those that addresses of its hosts may be in. Undefined: not known. */
  readonly ranges: AddressSet | undefined;
  /** Those that are its own and nobody else's. */
  readonly own: AddressSet;
  /** True if it has an internet gateway; undefined if nobody knows. */
  readonly internet: boolean | undefined;
}

/** True for two of which at least one is only named, so that nobody knows whether they are one and the same. */
export function mayBeOne(a: Vpc, b: Vpc): boolean {
  if (a.resource !== undefined && b.resource !== undefined) return false;
  return a.id === undefined || b.id === undefined || a.id === b.id;
}
