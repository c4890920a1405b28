import { namespaceMalformed, namespaceNamedTwice, namespaceReserved } from "../errors/tenant";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { TenantLimits } from "./limits";
import { checkedName, isTokenLike, NAME_SEPARATOR } from "./names";

/** The longest name of a further namespace; with prefix, tenant and separator it fits Kubernetes' 63 characters. */
const NAMESPACE_PART_MOST = 20;

/** Levels of the Pod Security Standards. Source: Kubernetes documentation, "Pod Security Standards". */
export type PodSecurityLevel = "restricted" | "baseline";

/** One namespace of a tenant. */
export interface TenantNamespaceProps {
  /** What this namespace is for; becomes `<prefix><tenant>--<name>`. @default - the tenant's first one, `<prefix><tenant>` */
  readonly name?: string;
  /** The name of a namespace that exists already, to be adopted: labelled and closed, but neither made nor deleted. @default - a new one */
  readonly existing?: string;
  /** This namespace's share of the tenant's limits. @default - all of them, if it is the only one */
  readonly limits?: TenantLimits;
  /**
   * What pods may ask of their node. `restricted` runs without root and without privileges; `baseline` only keeps
   * pods from taking over the node. A privileged namespace would break every other promise, so there is none.
   *
   * @default "restricted"
   */
  readonly podSecurity?: PodSecurityLevel;
}

/** A namespace that was checked. */
export interface CheckedNamespace {
  /** Its name in the cluster. */
  readonly name: string;
  /** The id of its construct, unique in the tenant. */
  readonly id: string;
  readonly adopted: boolean;
  readonly limits: TenantLimits | undefined;
  readonly podSecurity: PodSecurityLevel;
}

/** @throws TNT1201, TNT1202, TNT1205, and what names throw */
export function checkedNamespace(
  at: ErrorPlace,
  tenant: string,
  prefix: string,
  props: TenantNamespaceProps,
): CheckedNamespace {
  const { name, existing, limits, podSecurity = "restricted" } = props;
  if (podSecurity !== "restricted" && podSecurity !== "baseline") {
    throw namespaceReserved(
      at,
      String(podSecurity),
      "its pods could take over the node, and with it every tenant: podSecurity is restricted or baseline.",
    );
  }
  const rest = { limits, podSecurity };
  if (existing !== undefined) {
    if (name !== undefined) throw namespaceNamedTwice(at);
    return { ...rest, name: checkedExisting(at, existing), id: `Existing-${existing}`, adopted: true };
  }
  const own = `${prefix}${tenant}`;
  if (name === undefined) return { ...rest, name: own, id: "Primary", adopted: false };
  const part = checkedName(at, "namespace name", name, NAMESPACE_PART_MOST);
  return { ...rest, name: `${own}${NAME_SEPARATOR}${part}`, id: `Further-${part}`, adopted: false };
}

function checkedExisting(at: ErrorPlace, existing: unknown): string {
  if (
    typeof existing !== "string" ||
    isTokenLike(existing) ||
    !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(existing)
  ) {
    throw namespaceMalformed(at, existing);
  }
  if (existing === "default" || existing.startsWith("kube-") || existing === "amazon-guardduty") {
    throw namespaceReserved(at, existing, "it belongs to the cluster itself.");
  }
  return existing;
}
