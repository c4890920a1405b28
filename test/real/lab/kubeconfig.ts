import { writeFileSync } from "node:fs";
import { cleanEnvironment, type Environment } from "./environment";
import { runChecked } from "./processes";

interface Named {
  readonly name: string;
}

interface Cluster extends Named {
  readonly cluster: { readonly server: string } & Readonly<Record<string, unknown>>;
}

interface User extends Named {
  readonly user: Readonly<Record<string, unknown>>;
}

interface Context extends Named {
  readonly context: { readonly cluster: string; readonly user: string; readonly namespace?: string };
}

/** The parts of a kubeconfig that clients read. */
export interface Kubeconfig {
  readonly clusters: readonly Cluster[];
  readonly users: readonly User[];
  readonly contexts: readonly Context[];
  readonly "current-context": string;
}

/** One cluster as one user sees it. */
export interface Access {
  readonly server: string;
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly user: Readonly<Record<string, unknown>>;
}

/** Reads a kubeconfig, or what the variable KUBECONFIG in `env` names; files it refers to are put in. */
export async function readKubeconfig(kubectl: string, env: Environment, file?: string): Promise<Kubeconfig> {
  const from = file === undefined ? [] : ["--kubeconfig", file];
  const args = ["config", "view", "--raw", "--flatten", "-o", "json", ...from];
  const { stdout } = await runChecked({ file: kubectl, args, env });
  const read = JSON.parse(stdout) as { [K in keyof Kubeconfig]: Kubeconfig[K] | null };
  return {
    clusters: read.clusters ?? [],
    users: read.users ?? [],
    contexts: read.contexts ?? [],
    "current-context": read["current-context"] ?? "",
  };
}

/** What a context stands for; undefined when the kubeconfig has no such context. */
export function accessOf(config: Kubeconfig, context: string): Access | undefined {
  const named = <T extends Named>(items: readonly T[], name: string | undefined) =>
    items.find((item) => item.name === name);
  const chosen = named(config.contexts, context)?.context;
  const cluster = named(config.clusters, chosen?.cluster)?.cluster;
  const user = named(config.users, chosen?.user)?.user;
  return cluster && user && { server: cluster.server, cluster, user };
}

/** What a kubeconfig file gives access to, by the context named or else its current one. */
export async function readAccess(kubectl: string, file: string, context?: string): Promise<Access> {
  const config = await readKubeconfig(kubectl, cleanEnvironment(), file);
  const chosen = context ?? config["current-context"];
  const access = accessOf(config, chosen);
  if (access === undefined) throw new Error(`${file} has no complete context ${JSON.stringify(chosen)}`);
  return access;
}

/** Writes one kubeconfig with a context for each entry, named as the entry; the first is the current one. */
export function writeKubeconfig(file: string, entries: ReadonlyMap<string, Access>): void {
  const names = [...entries.keys()];
  const list = [...entries].map(([name, access]) => ({ name, access }));
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": names[0] ?? "",
    clusters: list.map(({ name, access }) => ({ name, cluster: access.cluster })),
    users: list.map(({ name, access }) => ({ name, user: access.user })),
    contexts: list.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
  };
  // JSON is YAML: every client reads it. It holds private keys of the test cluster.
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
}
