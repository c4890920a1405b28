import type { GrantIntent, InfrastructureIntent } from "../../model/intent";
import type { PortRange, RuleProtocol } from "../../model/ports";
import type { TenantId } from "./resource";

/** What is meant to be open, from the intent file, in words of tenants as the facts name them. */
export interface Declared {
  /** None where a person wrote the file: then tenants have plain names. */
  readonly infrastructures: readonly InfrastructureIntent[];
  readonly rules: readonly DeclaredRule[];
  readonly grants: readonly DeclaredGrant[];
  readonly trusted: readonly TrustedPart[];
}

/** A network opening: whose pods or hosts may be reached by whom. */
export interface DeclaredRule {
  /** The declaration's path, or its name where a person wrote it. */
  readonly name: string;
  readonly from: DeclaredSource;
  readonly to: TenantId;
  /** `all` is every protocol and every port. */
  readonly protocol: RuleProtocol;
  /** Null for every port. */
  readonly ports: PortRange | null;
  /** `both` are hosts and pods. */
  readonly expose: "hosts" | "pods" | "both" | "load-balancers";
}

export type DeclaredSource =
  | { readonly kind: "tenant"; readonly tenant: TenantId }
  | { readonly kind: "cidr"; readonly cidr: string }
  /** The id is null where only Terraform knows it. */
  | { readonly kind: "prefix-list"; readonly id: string | null };

/** What the tenant `requester` may do to what the tenant `owner` has. */
export type DeclaredGrant = GrantOfApp | GrantByHand;

/** Declared in an app: by area and access, from which the actions follow. */
export interface GrantOfApp {
  readonly kind: "app";
  readonly owner: TenantId;
  readonly requester: TenantId;
  /** The last day, in UTC; null if it does not end. */
  readonly expires: string | null;
  readonly grant: GrantIntent;
}

/** Written by a person: by actions and ARNs, both with `*` and `?`. */
export interface GrantByHand {
  readonly kind: "hand";
  readonly owner: TenantId;
  readonly requester: TenantId;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly reason: string;
  readonly expires: string | null;
}

/** Something that cannot be read, for which somebody answers until a day. */
export interface TrustedPart {
  /** The stack that holds it. @default - any */
  readonly stack?: string | undefined;
  /** Its Terraform address, where `*` stands for any text. */
  readonly address: string;
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The last day, in UTC. */
  readonly expires: string;
}
