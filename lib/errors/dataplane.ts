import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1120: a Kubernetes version that is no version, or too old. */
export const clusterVersionUnusable = (
  at: ErrorPlace,
  got: unknown,
  oldest: string,
  proposal: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT1120",
    at,
    what: "`dataplane.version` is not a Kubernetes version that can be used.",
    got: shown(got),
    why: `a version is written as "major.minor", and policies are enforced as promised from ${oldest} on.`,
    fix: `use ${shown(proposal ?? oldest)}${proposal === undefined ? " or later" : ""}.`,
  });

/** TNT1121: an API server for the whole internet. */
export const publicAccessTooWide = (at: ErrorPlace, got: unknown, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1121",
    at,
    what: "`dataplane.publicAccessCidrs` is not a list of who may reach the API server.",
    got: shown(got),
    why,
    fix: 'name your own addresses, for example ["203.0.113.0/24"], or leave it out: the endpoint is then private.',
  });

/** TNT1122: an administrator that is not one role or user of this account. */
export const clusterAdminUnusable = (
  at: ErrorPlace,
  got: unknown,
  why: string,
  example: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1122",
    at,
    what: "`dataplane.admins` holds what cannot administer this cluster.",
    got: shown(got),
    why,
    fix: `name a role or user of this account by its ARN, for example ${shown(example)}.`,
  });

/** TNT1123: a range of Service addresses that EKS refuses or that pods could not tell from others. */
export const serviceRangeUnusable = (at: ErrorPlace, got: string, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1123",
    at,
    what: `Services cannot have the range ${got}.`,
    got: shown(got),
    why,
    fix: 'use a private range of /12 to /24 outside the VPC, for example "172.20.0.0/16".',
  });

/** TNT1124: a node pool that AWS would refuse. */
export const computeUnusable = (
  at: ErrorPlace,
  what: string,
  got: unknown,
  why: string,
  fix: string,
): TenancyError =>
  new TenancyError({
    code: "TNT1124",
    at,
    what: `${shown(what)} cannot be used.`,
    got: shown(got),
    why,
    fix,
  });

/** TNT1125: an add-on that the dataplane does not have, or a version that is none. */
export const addonVersionUnusable = (
  at: ErrorPlace,
  addon: string,
  got: unknown,
  known: readonly string[],
): TenancyError =>
  new TenancyError({
    code: "TNT1125",
    at,
    what: "`dataplane.addonVersions` names what cannot be installed.",
    got: `${addon}: ${shown(got)}`,
    why: `the add-ons are ${known.join(", ")}; a version is written as AWS lists it.`,
    fix: 'write it like { "vpc-cni": "v1.21.1-eksbuild.1" }, or leave it out for AWS\'s default.',
  });

/** TNT1126: a kubeconfig that Terraform would not find. */
export const clusterAccessUnusable = (at: ErrorPlace, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1126",
    at,
    what: "`access` does not say how to reach the API server.",
    got: shown(got),
    why: "Terraform runs in the stack's folder, so a path must be absolute or start with `~`.",
    fix: 'use { kubeconfig: { path: "~/.kube/config" } }, or leave it out for `aws eks get-token`.',
  });

/** TNT1127: a cluster of one VPC for the tenants of another. */
export const clusterWithoutItsNetwork = (at: ErrorPlace): TenancyError =>
  new TenancyError({
    code: "TNT1127",
    at,
    what: "an existing cluster is given with a network that does not exist yet.",
    why: "pods have addresses of the cluster's own VPC: tenants' groups and rules would be in another one.",
    fix: "give the cluster's VPC as `network: { existing: … }`.",
  });

/** TNT1128: a stack that cannot hold what is inside the cluster. */
export const insideStackUnusable = (at: ErrorPlace, got: string, why: string): TenancyError =>
  new TenancyError({
    code: "TNT1128",
    at,
    what: "what is inside the cluster needs a stack of its own.",
    got: shown(got),
    why,
    fix: "pass another stack as `dataplane.insideStack`.",
  });
