import { setTimeout as sleep } from "node:timers/promises";
import type { Kubectl, Manifest } from "../lab/kubectl";
import type { Api } from "./api";

const RBAC = "/apis/rbac.authorization.k8s.io/v1";
const PLURALS: Readonly<Record<string, string>> = {
  Role: "roles",
  RoleBinding: "rolebindings",
  ClusterRole: "clusterroles",
  ClusterRoleBinding: "clusterrolebindings",
};
const PATIENCE = 100;

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
}

function pathOf(manifest: Manifest): string {
  const { name, namespace } = manifest["metadata"] as Metadata;
  if (manifest["kind"] === "Namespace") return `/api/v1/namespaces/${name}`;
  const within = namespace === undefined ? "" : `/namespaces/${namespace}`;
  return `${RBAC}${within}/${PLURALS[String(manifest["kind"])]}/${name}`;
}

/** Namespaces first, then what stands in them, all in one request of kubectl. */
export async function place(kubectl: Kubectl, manifests: readonly Manifest[]): Promise<void> {
  await kubectl.apply({ apiVersion: "v1", kind: "List", items: manifests });
}

/** Waits until the namespaces are gone as well: whoever comes next may make their own of the same name. */
export async function remove(kubectl: Kubectl, api: Api, manifests: readonly Manifest[]): Promise<void> {
  for (const manifest of [...manifests].reverse()) await api.remove(pathOf(manifest));
  const namespaces = manifests
    .filter(({ kind }) => kind === "Namespace")
    .map(({ metadata }) => (metadata as Metadata).name);
  await until("the namespaces are gone", async () => {
    const there = await kubectl.names("namespaces");
    return namespaces.every((name) => !there.includes(`namespace/${name}`));
  });
}

/** Waits until a ClusterRole has taken in what it aggregates: a controller does that, a moment later. */
export async function aggregated(kubectl: Kubectl, name: string, resource: string): Promise<void> {
  await until(`${name} has the rules about ${resource}`, async () => {
    const { rules } = await kubectl.get<{ rules: readonly { resources?: readonly string[] }[] | null }>(
      ...["clusterrole", name],
    );
    return rules?.some(({ resources }) => resources?.includes(resource) === true) === true;
  });
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    if (await isSo()) return;
    await sleep(200);
  }
  throw new Error(`waited in vain: ${what}`);
}
