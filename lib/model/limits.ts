import { limitsBeyondTenant, limitsNotShared } from "../errors/tenant";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { Quantity } from "./quantity";
import { bytesQuantity, cpuOf, cpuQuantity, wholeNumber } from "./quantity";

/** The most that a tenant's pods may take together. What is not given is not limited, but for what opens ports. */
export interface TenantLimits {
  /** CPUs, for requests and limits alike: `8` or `"500m"`. @default - no limit */
  readonly cpu?: number | string;
  /** Memory in bytes, for requests and limits alike: `"32Gi"`. @default - no limit */
  readonly memory?: string;
  /** Bytes of persistent volume claims: `"200Gi"`. @default - no limit */
  readonly storage?: string;
  /** Pods. @default - no limit */
  readonly pods?: number;
  /** Services of type LoadBalancer, each of which also takes a node port. @default 0 */
  readonly loadBalancers?: number;
}

/** Limits that were checked, as Kubernetes stores them. */
export interface CheckedLimits {
  readonly cpu?: Quantity;
  readonly memory?: Quantity;
  readonly storage?: Quantity;
  readonly pods?: number;
  readonly loadBalancers: number;
}

/** @throws TNT1030, TNT1031 */
export function checkedLimits(at: ErrorPlace, limits: TenantLimits = {}): CheckedLimits {
  const { cpu, memory, storage, pods, loadBalancers } = limits;
  return {
    ...(cpu !== undefined && { cpu: cpuQuantity(at, "limits.cpu", cpu) }),
    ...(memory !== undefined && { memory: bytesQuantity(at, "limits.memory", memory) }),
    ...(storage !== undefined && { storage: bytesQuantity(at, "limits.storage", storage) }),
    ...(pods !== undefined && { pods: wholeNumber(at, "limits.pods", pods, 0, 100_000) }),
    loadBalancers: wholeNumber(at, "limits.loadBalancers", loadBalancers ?? 0, 0, 300),
  };
}

const COUNTED = ["cpu", "memory", "storage", "pods", "loadBalancers"] as const;

/**
 * The limits of each namespace. Kubernetes counts by namespace, so a tenant with several of them says how its limits
 * are shared; the shares together never exceed the whole.
 *
 * @throws TNT1211 if a share is missing, TNT1212 if the shares exceed the whole
 */
export function sharedLimits(
  at: ErrorPlace,
  whole: TenantLimits | undefined,
  shares: readonly { readonly namespace: string; readonly limits?: TenantLimits | undefined }[],
): CheckedLimits[] {
  const [only] = shares;
  if (shares.length === 1 && only && only.limits === undefined) return [checkedLimits(at, whole)];
  const checked = shares.map((share) => checkedLimits(at, share.limits));
  const total = checkedLimits(at, whole);
  for (const what of COUNTED) {
    const most = amount(total, what);
    if (most === undefined || most === 0) continue;
    const without = shares
      .filter((share) => share.limits?.[what] === undefined)
      .map((share) => share.namespace);
    if (without.length > 0) throw limitsNotShared(at, what, without, evenShare(what, most, shares.length));
    const sum = checked.reduce((all, limits) => all + (amount(limits, what) ?? 0), 0);
    if (sum > most) throw limitsBeyondTenant(at, what, sum, most);
  }
  return checked;
}

function amount(limits: CheckedLimits, what: (typeof COUNTED)[number]): number | undefined {
  const value = limits[what];
  return typeof value === "object" ? value.value : value;
}

function evenShare(what: (typeof COUNTED)[number], most: number, count: number): string {
  const share = Math.floor(most / count);
  if (what === "cpu") return cpuOf(share).text;
  return what === "memory" || what === "storage" ? `${Math.floor(share / 2 ** 20)}Mi` : String(share);
}
