import type { Provenance } from "../../facts/resource";
import type { AddressSpan } from "../addresses";
import type { PortSet } from "../ports";

/** Who a rule of a security group names. */
export type RuleSource =
  /** Whoever carries one of these groups. */
  | { readonly kind: "groups"; readonly ids: readonly string[] }
  | { readonly kind: "range"; readonly range: AddressSpan; readonly text: string }
  /** Addresses of AWS's own services, where no tenant has any. */
  | { readonly kind: "services" }
  /** Addresses that nobody knows, by the name of their list; `outside` if none of them is in a network of the plan. */
  | { readonly kind: "list"; readonly text: string; readonly outside: boolean }
  /** Anybody, perhaps; `outside` if addresses outside of the plan's networks may be meant as well. */
  | { readonly kind: "unread"; readonly cause: string; readonly outside: boolean };

/** One rule of a security group, as far as it is about one source. */
export interface GroupRule {
  readonly way: "ingress" | "egress";
  readonly source: RuleSource;
  readonly ports: PortSet;
  readonly mayPorts: PortSet;
  readonly cause?: string | undefined;
  readonly provenance: Provenance;
}
