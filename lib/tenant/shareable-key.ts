import { AREA_RULES } from "../model/sharing/areas";
import type { SharedResource } from "../tenancy/openings";
import type { TenantContext } from "./tenant-context";

/**
 * The tenant's key as something that can be granted for itself: to encrypt or decrypt what is stored
 * elsewhere. Its ARN is only known to AWS, so it is asked for when a grant names it.
 */
export function shareableKey(context: TenantContext, keyArn: () => string, address: string): SharedResource {
  return {
    place: { kind: "TenantKey", path: `${context.place.path}/Encryption` },
    owner: context.key,
    area: "kms",
    name: "key",
    arns: {
      get self() {
        return keyArn();
      },
    },
    keyUse: (access) => {
      const actions = AREA_RULES.kms.access[access]?.self;
      return actions === undefined ? undefined : { actions };
    },
    policies: [{ address }],
  };
}
