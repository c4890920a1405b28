import type { TerraformResource } from "cdktf";
import { TerraformDataSource, TerraformModule, TerraformStack } from "cdktf";
import { reasonMissing } from "../errors/grants";
import { trustOwnerMissing } from "../errors/gate";
import { parseExpiry } from "../model/sharing/expiry";
import { TenancyRegistry } from "../tenancy/registry";
import { placeOf } from "../terraform/place";

/** A part of an app that the proof may not be able to read: a module, or a resource of a type that it does not know. */
export type TrustedPart = TerraformResource | TerraformDataSource | TerraformModule;

/** Who answers for a part, why, and for how long. */
export interface TrustProps {
  /** Why it opens nothing that was not declared, and how that is known. Every report lists it. */
  readonly reason: string;
  /** Who answers for it: a person or a team. */
  readonly owner: string;
  /** The last day, in UTC: `2027-03-31`. After it the part is unknown again. */
  readonly expires: string;
}

/** Writes into `tenancy.json` who answers for a part. */
export function trust(part: TrustedPart, { reason, owner, expires }: TrustProps): void {
  const at = placeOf("Tenancy.trust", part);
  if (isBlank(reason)) throw reasonMissing(at, reason);
  if (isBlank(owner)) throw trustOwnerMissing(at, owner);
  const { date } = parseExpiry(at, expires);
  TenancyRegistry.of(part).addTrusted(part, () => ({
    ...{ path: part.node.path, stack: TerraformStack.of(part).node.path },
    // Asked at synthesis: until then the app may override the logical id.
    ...{ address: addressOf(part), reason, owner, expires: date },
  }));
}

function addressOf(part: TrustedPart): string {
  const id = part.friendlyUniqueId;
  if (part instanceof TerraformModule) return `module.${id}`;
  const address = `${part.terraformResourceType}.${id}`;
  return part instanceof TerraformDataSource ? `data.${address}` : address;
}

/** Of apps in plain JavaScript, too. */
function isBlank(text: unknown): boolean {
  return typeof text !== "string" || text.trim() === "";
}
