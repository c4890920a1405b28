import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startControlPlane, type ControlPlaneParts, type Program } from "./control-plane";
import { chooseDistribution, type Distribution } from "./distribution";
import { temporaryFolder } from "./guard";
import { readAccess, writeKubeconfig, type Access } from "./kubeconfig";
import { givenClusters } from "./kubernetes-given";
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
  const distribution = await chooseDistribution();
  const ports = await freePorts(contexts.length * 3);
  const servers: Server[] = [];
  const began = contexts.map((context, i) => {
    const [etcd = 0, etcdPeer = 0, api = 0] = ports.slice(i * 3);
    const place = { context, folder: join(folder, context), ports: { etcd, etcdPeer, api } };
    // Controllers first, the store last, as one would take a cluster down.
    return startCluster(kubectl, distribution, place, (server) => servers.unshift(server));
  });
  const clusters = await allOrStop(began, servers);
  writeKubeconfig(kubeconfig, new Map(clusters.map(({ target, access }) => [target.context, access])));
  return { target: { kubeconfig, clusters: clusters.map(({ target }) => target) }, servers };
}

interface ClusterPlace {
  readonly context: string;
  readonly folder: string;
  readonly ports: ControlPlaneParts["ports"];
}

async function startCluster(
  kubectl: string,
  distribution: Distribution,
  { context, folder, ports }: ClusterPlace,
  started: (server: Server) => void,
): Promise<{ target: ClusterTarget; access: Access }> {
  mkdirSync(folder);
  const url = `https://127.0.0.1:${ports.api}`;
  const credentials = await distribution.credentials(folder, url);
  const commandFor = (program: Program) => distribution.commandFor(program);
  await step(`${distribution.name} on ${url}, context ${context}`, () =>
    startControlPlane({ name: context, folder, ports, credentials, commandFor, kubectl, started }),
  );
  const access = await readAccess(kubectl, credentials.adminKubeconfig);
  const { issuer } = distribution;
  return { access, target: issuer ? { context, issuer: { binary: issuer, folder } } : { context } };
}

/** All of them; when one fails, those that came up are stopped before its error is passed on. */
async function allOrStop<T>(began: readonly Promise<T>[], servers: readonly Server[]): Promise<T[]> {
  const ended = await Promise.allSettled(began);
  const failed = ended.find((one) => one.status === "rejected");
  if (failed === undefined) return Promise.all(began);
  for (const server of servers) await server.stop();
  throw failed.reason;
}
