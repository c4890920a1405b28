import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startControlPlane, type ControlPlaneParts } from "./control-plane";
import { certificateCredentials, tokenCredentials } from "./control-plane-credentials";
import { cleanEnvironment } from "./environment";
import { temporaryFolder } from "./guard";
import { readAccess, writeKubeconfig, type Access } from "./kubeconfig";
import { controlPlaneBinary, pinned } from "./kubernetes-binaries";
import { givenClusters, upstreamBinaries } from "./kubernetes-given";
import { runChecked } from "./processes";
import { step } from "./progress";
import { freePorts, type Server } from "./servers";

/** Where the clusters are. */
export interface KubernetesTarget {
  /** One kubeconfig with a context per cluster, each as an administrator. */
  readonly kubeconfig: string;
  readonly clusters: readonly ClusterTarget[];
}

export interface ClusterTarget {
  readonly context: string;
  /** Issues client certificates. @default - the cluster has none of ours: users are impersonated */
  readonly issuer?: { readonly binary: string; readonly folder: string };
}

export interface RunningKubernetes {
  readonly target: KubernetesTarget;
  /** In the order in which they are to be stopped. */
  readonly servers: readonly Server[];
}

/**
 * Starts a control plane for each context (etcd, API server, controllers; no nodes) on free loopback ports.
 * A KUBECONFIG with these contexts, or KUBEBUILDER_ASSETS with the three programs, replaces what is built.
 */
export async function startKubernetes(
  kubectl: string,
  contexts: readonly string[],
): Promise<RunningKubernetes> {
  const folder = temporaryFolder("kubernetes");
  const kubeconfig = join(folder, "kubeconfig");
  const given = await givenClusters(kubectl, contexts);
  if (given !== undefined) {
    writeKubeconfig(kubeconfig, given);
    return { target: { kubeconfig, clusters: contexts.map((context) => ({ context })) }, servers: [] };
  }
  const upstream = upstreamBinaries();
  const binary = upstream === undefined ? await controlPlaneBinary() : undefined;
  const ports = await freePorts(contexts.length * 3);
  const servers: Server[] = [];
  const began = contexts.map(async (context, i) => {
    const own = join(folder, context);
    mkdirSync(own);
    const [etcd = 0, etcdPeer = 0, api = 0] = ports.slice(i * 3);
    const server = `https://127.0.0.1:${api}`;
    const common = { name: context, folder: own, ports: { etcd, etcdPeer, api }, kubectl };
    const parts: ControlPlaneParts = {
      ...common,
      // Controllers first, the store last, as one would take a cluster down.
      started: (started) => servers.unshift(started),
      credentials: binary ? await certificateCredentials(binary, own, server) : tokenCredentials(own, server),
      commandFor: (program) => (binary ? [binary, program] : [join(upstream ?? "", program)]),
    };
    const version = binary ? ` ${pinned("K8S_VERSION")}` : "";
    await step(`Kubernetes${version} on ${server}, context ${context}`, () => startControlPlane(parts));
    const access = await readAccess(kubectl, parts.credentials.adminKubeconfig);
    const target: ClusterTarget = binary ? { context, issuer: { binary, folder: own } } : { context };
    return { context, access, target };
  });
  const clusters = await allOrStop(began, servers);
  writeKubeconfig(kubeconfig, new Map(clusters.map(({ context, access }) => [context, access])));
  return { target: { kubeconfig, clusters: clusters.map(({ target }) => target) }, servers };
}

/** All of them; when one fails, those that came up are stopped before its error is passed on. */
async function allOrStop<T>(began: readonly Promise<T>[], servers: readonly Server[]): Promise<T[]> {
  const ended = await Promise.allSettled(began);
  const failed = ended.find((one) => one.status === "rejected");
  if (failed === undefined) return Promise.all(began);
  for (const server of servers) await server.stop();
  throw failed.reason;
}

/**
 * A kubeconfig for a user of these groups in one cluster, the context named as the cluster's: by a client
 * certificate where the cluster's authority is ours, else by impersonation.
 */
export async function userKubeconfig(
  kubectl: string,
  target: KubernetesTarget,
  user: { readonly context: string; readonly name: string; readonly groups: readonly string[] },
): Promise<string> {
  const cluster = target.clusters.find(({ context }) => context === user.context);
  if (cluster === undefined) throw new Error(`there is no cluster ${user.context} in this lab`);
  const file = join(temporaryFolder("user"), "kubeconfig");
  writeKubeconfig(file, new Map([[user.context, await accessFor(kubectl, target, cluster, user)]]));
  return file;
}

async function accessFor(
  kubectl: string,
  target: KubernetesTarget,
  cluster: ClusterTarget,
  user: { readonly name: string; readonly groups: readonly string[] },
): Promise<Access> {
  if (cluster.issuer !== undefined) {
    const { binary, folder } = cluster.issuer;
    const args = ["user", folder, user.name, ...user.groups];
    const { stdout } = await runChecked({ file: binary, args, env: cleanEnvironment() });
    return readAccess(kubectl, stdout.trim());
  }
  const admin = await readAccess(kubectl, target.kubeconfig, cluster.context);
  return { ...admin, user: { ...admin.user, as: user.name, "as-groups": user.groups } };
}
