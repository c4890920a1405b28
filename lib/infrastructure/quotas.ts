import { choiceUnknown } from "../errors/infrastructure";
import type { ErrorPlace } from "../errors/tenancy-error";
import { wholeNumber } from "../model/quantity";
import type { Quotas } from "../model/quotas";
import { DEFAULT_QUOTAS } from "../model/quotas";

const QUOTA_MOST = 1_000_000;

/** @throws TNT1031, TNT1110 */
export function checkedQuotas(at: ErrorPlace, quotas: Quotas): Required<Quotas> {
  for (const [name, value] of Object.entries(quotas)) {
    if (!(name in DEFAULT_QUOTAS)) throw choiceUnknown(at, "quotas", name, Object.keys(DEFAULT_QUOTAS));
    if (value !== undefined) wholeNumber(at, `quotas.${name}`, value, 1, QUOTA_MOST);
  }
  return { ...DEFAULT_QUOTAS, ...quotas };
}
