import { join } from "node:path";
import type { Credentials } from "./control-plane-credentials";
import { cleanEnvironment } from "./environment";
import { run } from "./processes";
import { startServer, waitFor, type Server } from "./servers";

const READY_SECONDS = 120;

export type Program = "etcd" | "kube-apiserver" | "kube-controller-manager";

export interface ControlPlaneParts {
  /** The name of the cluster in messages and logs. */
  readonly name: string;
  readonly folder: string;
  readonly ports: { readonly etcd: number; readonly etcdPeer: number; readonly api: number };
  readonly credentials: Credentials;
  /** The command line that runs a program. */
  readonly commandFor: (program: Program) => readonly [file: string, ...args: string[]];
  readonly kubectl: string;
  /** Told of each server as soon as it runs, so that it can be stopped also when a later one fails. */
  readonly started: (server: Server) => void;
}

/** Starts etcd, the API server and the controllers, and waits until the controllers work. */
export async function startControlPlane(parts: ControlPlaneParts): Promise<void> {
  const launch = (program: Program, flags: readonly string[]) => {
    const [file, ...args] = parts.commandFor(program);
    const server = startServer({
      name: `${program} of ${parts.name}`,
      file,
      args: [...args, ...flags],
      cwd: parts.folder,
      log: join(parts.folder, `${program}.log`),
      env: cleanEnvironment(),
    });
    parts.started(server);
    return server;
  };
  const succeeds = (...args: string[]) => kubectlSucceeds(parts, args);

  launch("etcd", etcdFlags(parts));
  const api = launch("kube-apiserver", apiServerFlags(parts));
  await waitFor(`API server of ${parts.name}`, api, READY_SECONDS, () => succeeds("get", "--raw", "/readyz"));
  const controllers = launch("kube-controller-manager", controllerManagerFlags(parts));
  // Written by two different controllers: once both are there, controllers work.
  for (const object of ["serviceaccount/default", "configmap/kube-root-ca.crt"]) {
    await waitFor(`${object} of ${parts.name}`, controllers, READY_SECONDS, () =>
      succeeds("--namespace", "default", "get", object),
    );
  }
}

function etcdFlags({ folder, ports }: ControlPlaneParts): string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    ...["--name", "lab", "--data-dir", join(folder, "etcd")],
    ...["--listen-client-urls", client, "--advertise-client-urls", client],
    ...[
      "--listen-peer-urls",
      peer,
      "--initial-advertise-peer-urls",
      peer,
      "--initial-cluster",
      `lab=${peer}`,
    ],
    ...["--unsafe-no-fsync", "--log-level", "warn"],
  ];
}

function apiServerFlags({ folder, ports, credentials }: ControlPlaneParts): string[] {
  return [
    ...["--etcd-servers", `http://127.0.0.1:${ports.etcd}`],
    ...[
      "--bind-address",
      "127.0.0.1",
      "--advertise-address",
      "127.0.0.1",
      "--secure-port",
      String(ports.api),
    ],
    ...["--endpoint-reconciler-type", "none", "--service-cluster-ip-range", "10.0.0.0/24"],
    ...["--cert-dir", folder, "--service-account-issuer", "https://kubernetes.default.svc.cluster.local"],
    ...credentials.apiServerFlags,
    ...["--authorization-mode", "Node,RBAC", "--anonymous-auth=false", "--allow-privileged=true"],
    ...["--enable-admission-plugins", "NodeRestriction,PodSecurity,ResourceQuota,LimitRanger,ServiceAccount"],
    "--profiling=false",
  ];
}

function controllerManagerFlags({ credentials }: ControlPlaneParts): string[] {
  return [
    ...[
      "--kubeconfig",
      credentials.controllerManagerKubeconfig,
      "--secure-port",
      "0",
      "--leader-elect=false",
    ],
    ...credentials.controllerManagerFlags,
    ...["--use-service-account-credentials=true", "--profiling=false"],
    // Namespaces are deleted by these controllers: the default rates make a destroy wait.
    ...["--kube-api-qps", "200", "--kube-api-burst", "400"],
  ];
}

async function kubectlSucceeds(parts: ControlPlaneParts, args: readonly string[]): Promise<boolean> {
  const { code } = await run({
    file: parts.kubectl,
    args: ["--kubeconfig", parts.credentials.adminKubeconfig, "--request-timeout", "5s", ...args],
    env: cleanEnvironment(),
  });
  return code === 0;
}
