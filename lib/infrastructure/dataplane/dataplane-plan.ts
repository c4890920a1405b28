import { closest } from "fastest-levenshtein";
import {
  addonVersionUnusable,
  clusterAccessUnusable,
  clusterAdminUnusable,
  clusterVersionUnusable,
  publicAccessTooWide,
  serviceRangeUnusable,
} from "../../errors/dataplane";
import { choiceUnknown } from "../../errors/infrastructure";
import type { ErrorPlace } from "../../errors/tenancy-error";
import { iamArn } from "../../model/arn";
import type { Cidr } from "../../model/cidr";
import { containsCidr, formatCidr, overlapCidr, parseCidr } from "../../model/cidr";
import type { Environment } from "../../model/environment";
import { isTokenLike } from "../../model/names";
import type { ClusterAccess } from "../../terraform/providers";
import { platformRoleArn } from "../platform";
import type { ComputePlan } from "./compute-plan";
import { planCompute } from "./compute-plan";
import type { AddonName, DataplaneProps } from "./dataplane-props";

/** A dataplane that was checked. */
export interface DataplanePlan {
  readonly version: string;
  readonly networkPolicy: "strict" | "standard";
  /** Empty: the endpoint is private. */
  readonly publicAccessCidrs: readonly string[];
  readonly serviceCidr: string;
  /** Sorted. */
  readonly admins: readonly string[];
  readonly access: ClusterAccess;
  readonly addonVersions: Readonly<Partial<Record<AddonName, string>>>;
  readonly compute: ComputePlan;
}

/** What a dataplane's checks must know of its Infrastructure. */
export interface DataplaneSetting {
  readonly environment: Environment;
  readonly infrastructure: string;
  readonly ranges: readonly Cidr[];
  readonly zones: number;
}

export const ADDONS: readonly AddonName[] = [
  "aws-ebs-csi-driver",
  "coredns",
  "eks-pod-identity-agent",
  "kube-proxy",
  "vpc-cni",
];

/** The last part of the name of the role that administers the cluster. */
export const ADMIN_PURPOSE = "cluster-admin";

const POLICY_MODES = ["strict", "standard"] as const;
const OLDEST_MINOR = 30;
export const DEFAULT_SERVICE_CIDR = "172.20.0.0/16";
/** Source: EKS API, KubernetesNetworkConfigRequest, serviceIpv4Cidr. */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** @throws TNT1020, TNT1021, TNT1110, TNT1120 to TNT1126 */
export function planDataplane(
  at: ErrorPlace,
  props: DataplaneProps,
  setting: DataplaneSetting,
): DataplanePlan {
  const networkPolicy = props.networkPolicy ?? "strict";
  if (!POLICY_MODES.includes(networkPolicy)) {
    throw choiceUnknown(at, "dataplane.networkPolicy", networkPolicy, POLICY_MODES);
  }
  return {
    version: checkedVersion(at, props.version),
    networkPolicy,
    publicAccessCidrs: checkedPublicAccess(at, props.publicAccessCidrs ?? []),
    serviceCidr: checkedServiceCidr(at, props.serviceCidr ?? DEFAULT_SERVICE_CIDR, setting.ranges),
    admins: checkedAdmins(at, props.admins ?? [], setting),
    access: checkedAccess(at, props.access),
    addonVersions: checkedAddonVersions(at, props.addonVersions ?? {}),
    compute: planCompute(at, "shared", props.compute ?? {}, setting.zones),
  };
}

/** @throws TNT1126 */
export function checkedAccess(at: ErrorPlace, access: ClusterAccess = "aws-eks-get-token"): ClusterAccess {
  if (access === "aws-eks-get-token") return access;
  const path: unknown = access?.kubeconfig?.path;
  if (typeof path !== "string" || !/^[~/]/.test(path)) throw clusterAccessUnusable(at, access);
  return access;
}

/** @throws TNT1020, TNT1021, TNT1123 */
export function checkedServiceCidr(at: ErrorPlace, text: string, networks: readonly Cidr[]): string {
  const range = parseCidr(at, "dataplane.serviceCidr", text);
  const isPrivate = PRIVATE_RANGES.some((one) => containsCidr(parseCidr(at, "private range", one), range));
  if (!isPrivate) throw serviceRangeUnusable(at, text, `EKS takes a part of ${PRIVATE_RANGES.join(", ")}.`);
  if (range.prefix < 12 || range.prefix > 24) {
    throw serviceRangeUnusable(at, text, "EKS takes masks from /12 to /24.");
  }
  const clash = networks.find((network) => overlapCidr(network, range));
  if (clash) {
    const why = `it overlaps ${formatCidr(clash)}: pods could not reach what has these addresses in the VPC.`;
    throw serviceRangeUnusable(at, text, why);
  }
  return text;
}

function checkedVersion(at: ErrorPlace, version: unknown): string {
  const oldest = `1.${OLDEST_MINOR}`;
  const match = typeof version === "string" ? /^1\.(\d{2})$/.exec(version) : null;
  if (!match) {
    const [minor] = /(?<=^v?1\.)\d{2}/.exec(String(version)) ?? [];
    const proposal = minor !== undefined && Number(minor) >= OLDEST_MINOR ? `1.${minor}` : undefined;
    throw clusterVersionUnusable(at, version, oldest, proposal);
  }
  if (Number(match[1]) < OLDEST_MINOR) throw clusterVersionUnusable(at, version, oldest, undefined);
  return match[0];
}

function checkedPublicAccess(at: ErrorPlace, cidrs: readonly string[]): readonly string[] {
  const ranges = cidrs.map((cidr) => parseCidr(at, "dataplane.publicAccessCidrs", cidr));
  for (const range of ranges) {
    if (range.family !== 4) {
      throw publicAccessTooWide(
        at,
        formatCidr(range),
        "the endpoint of this cluster has IPv4 addresses only.",
      );
    }
    if (range.prefix < 8) {
      const why = "it holds a large part of the internet, and whoever is in it may try to log in.";
      throw publicAccessTooWide(at, formatCidr(range), why);
    }
  }
  return ranges.map(formatCidr).sort();
}

function checkedAdmins(
  at: ErrorPlace,
  admins: readonly string[],
  { environment, infrastructure }: DataplaneSetting,
): readonly string[] {
  const example = iamArn(environment, "role/cluster-operators");
  const own = iamArn(environment, "");
  for (const admin of admins) {
    const refuse = (why: string) => clusterAdminUnusable(at, admin, why, example);
    if (typeof admin !== "string" || isTokenLike(admin)) {
      throw refuse("who administers all tenants must be readable where it is declared.");
    }
    if (/[*?]/.test(admin)) throw refuse("an access entry names one principal; patterns are not understood.");
    if (!admin.startsWith(own)) throw refuse(`the cluster is in account ${environment.account}.`);
    const principal = admin.slice(own.length);
    if (!/^(role|user)\/([\w+=,.@-]+\/)*[\w+=,.@-]+$/.test(principal)) {
      throw refuse("an access entry names a role or a user, not a session, a group or the account.");
    }
    const inside = principal.startsWith(`role/${infrastructure}/`);
    if (inside && !principal.startsWith(`role/${infrastructure}/platform/`)) {
      throw refuse("this role belongs to a tenant, and would be able to administer all others.");
    }
  }
  const sorted = [...admins, platformRoleArn(environment, infrastructure, ADMIN_PURPOSE)].sort();
  const doubled = sorted.find((admin, index) => sorted[index - 1] === admin);
  if (doubled !== undefined) {
    throw clusterAdminUnusable(at, doubled, "it administers the cluster already.", example);
  }
  return [...admins].sort();
}

function checkedAddonVersions(
  at: ErrorPlace,
  versions: Readonly<Partial<Record<AddonName, string>>>,
): Readonly<Partial<Record<AddonName, string>>> {
  for (const [addon, version] of Object.entries(versions)) {
    const known = (ADDONS as readonly string[]).includes(addon);
    if (!known || typeof version !== "string" || !/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version)) {
      const got = known ? version : `did you mean ${closest(addon, ADDONS)}?`;
      throw addonVersionUnusable(at, addon, got, ADDONS);
    }
  }
  return versions;
}
