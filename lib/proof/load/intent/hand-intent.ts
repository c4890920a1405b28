import type { PortRange, RuleProtocol } from "../../../model/ports";
import type { TrustedPart } from "../../facts/declared";
import type { DeclaredCluster } from "../../facts/resource";

/** An intent file that a person wrote, for Terraform that this library did not make. */
export interface HandIntent {
  readonly version: 1;
  /** Their names; each is a row and a column of the report. */
  readonly tenants: readonly string[];
  /** Whose a resource is: the first that matches. What matches none belongs to the platform. */
  readonly ownership: readonly OwnershipRule[];
  readonly rules: readonly HandRule[];
  readonly grants: readonly HandGrant[];
  readonly trusted: readonly TrustedPart[];
  /** What the plan does not tell of what all tenants share. @default - nothing is said of it */
  readonly platform?: HandPlatform | undefined;
}

export interface HandPlatform {
  readonly clusters: readonly DeclaredCluster[];
}

/** In patterns `*` is any text and `?` one character. A tenant of null is the platform. */
export type OwnershipRule =
  | { readonly kind: "tag"; readonly tenant: string | null; readonly key: string; readonly value: string }
  /** A label of a Kubernetes object. */
  | { readonly kind: "label"; readonly tenant: string | null; readonly key: string; readonly value: string }
  | { readonly kind: "address"; readonly tenant: string | null; readonly pattern: string }
  | { readonly kind: "namespace"; readonly tenant: string | null; readonly pattern: string }
  | { readonly kind: "arn"; readonly tenant: string | null; readonly pattern: string };

export interface HandRule {
  readonly name: string;
  readonly from:
    { readonly kind: "tenant"; readonly tenant: string } | { readonly kind: "cidr"; readonly cidr: string };
  readonly to: string;
  readonly protocol: RuleProtocol;
  readonly ports: PortRange | null;
  readonly expose: "hosts" | "pods" | "both";
}

export interface HandGrant {
  readonly owner: string;
  readonly requester: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly reason: string;
  /** The last day, in UTC; null if it does not end. */
  readonly expires: string | null;
}
