import { compareText } from "../model/intent";
import type { FactResource } from "./facts/resource";
import type { FolderInput, ShownInput } from "./load/input";
import type { HandIntent, OwnershipRule } from "./load/intent/hand-intent";
import { initialIntent, NO_TENANTS } from "./load/intent/initial-intent";
import { load } from "./load/load";
import { ownershipByHand } from "./load/ownership/by-hand";

/** What is proved, while nobody has said yet who the tenants are. */
export type UndeclaredInput = Omit<FolderInput, "intent"> | Omit<ShownInput, "intent">;

/** A first intent file, and what it comes to. */
export interface FirstIntent {
  readonly intent: HandIntent;
  /** Sorted by name. */
  readonly tenants: readonly FoundTenant[];
  readonly totals: {
    readonly resources: number;
    /** What no rule gives to a tenant. */
    readonly platform: number;
    /** What is one tenant's or another's: which one, only the apply knows. */
    readonly unknown: number;
  };
}

/** Somebody who seems to be a tenant. */
export interface FoundTenant {
  readonly name: string;
  /** How many resources belong to it. */
  readonly resources: number;
  /** By which rules. */
  readonly by: readonly OwnershipRule[];
}

/**
 * A first intent file for Terraform that was not written with these constructs: who seems to be a tenant, by modules,
 * keys, namespaces, paths, names and tags. It is a guess for a person to correct, and it declares nothing open.
 *
 * @throws what `prove` throws for input that cannot be read
 */
export function firstIntent(input: UndeclaredInput): FirstIntent {
  const { resources } = load({ ...input, intent: NO_TENANTS });
  const intent = initialIntent({ resources });
  const owners = ownersOf(resources, intent);
  const count = (owner: string) => owners.filter((one) => one === owner).length;
  return {
    intent,
    tenants: [...intent.tenants].sort(compareText).map((name) => ({
      name,
      resources: count(`tenant ${name}`),
      by: intent.ownership.filter(({ tenant }) => tenant === name),
    })),
    totals: { resources: resources.length, platform: count("platform"), unknown: count("unknown") },
  };
}

function ownersOf(resources: readonly FactResource[], intent: HandIntent): readonly string[] {
  const owned = ownershipByHand(intent);
  return resources.map((resource) => {
    const { owner } = owned(resource);
    return owner.kind === "tenant" ? `tenant ${owner.tenant}` : owner.kind;
  });
}
