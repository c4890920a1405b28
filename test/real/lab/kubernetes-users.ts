import { join } from "node:path";
import { cleanEnvironment } from "./environment";
import { temporaryFolder } from "./guard";
import { readAccess, writeKubeconfig, type Access } from "./kubeconfig";
import type { ClusterTarget, KubernetesTarget } from "./kubernetes";
import { runChecked } from "./processes";

export interface KubernetesUser {
  /** The cluster. */
  readonly context: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/**
 * A kubeconfig for a user of these groups in one cluster, the context named as the cluster's: by a client
 * certificate where the cluster's authority is ours, else by impersonation.
 */
export async function userKubeconfig(
  kubectl: string,
  target: KubernetesTarget,
  user: KubernetesUser,
): Promise<string> {
  const cluster = target.clusters.find(({ context }) => context === user.context);
  if (cluster === undefined) throw new Error(`there is no cluster ${user.context} in this lab`);
  const access = cluster.issuer
    ? await certified(kubectl, cluster.issuer, user)
    : await impersonated(kubectl, target, user);
  const file = join(temporaryFolder("user"), "kubeconfig");
  writeKubeconfig(file, new Map([[user.context, access]]));
  return file;
}

async function certified(
  kubectl: string,
  { binary, folder }: NonNullable<ClusterTarget["issuer"]>,
  user: KubernetesUser,
): Promise<Access> {
  const args = ["user", folder, user.name, ...user.groups];
  const { stdout } = await runChecked({ file: binary, args, env: cleanEnvironment() });
  return readAccess(kubectl, stdout.trim());
}

async function impersonated(
  kubectl: string,
  target: KubernetesTarget,
  user: KubernetesUser,
): Promise<Access> {
  const admin = await readAccess(kubectl, target.kubeconfig, user.context);
  return { ...admin, user: { ...admin.user, as: user.name, "as-groups": user.groups } };
}
