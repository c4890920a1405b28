import { setTimeout as sleep } from "node:timers/promises";
import type { Kubectl, Manifest } from "../lab/kubectl";
import type { Lab } from "../lab/lab";
import { Api } from "./api";
import { type Question, review, shown } from "./questions";

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

function metadataOf(manifest: Manifest): Metadata {
  return manifest["metadata"] as Metadata;
}

function pathOf(manifest: Manifest): string {
  const { name, namespace } = metadataOf(manifest);
  if (manifest["kind"] === "Namespace") return `/api/v1/namespaces/${name}`;
  const within = namespace === undefined ? "" : `/namespaces/${namespace}`;
  return `${RBAC}${within}/${PLURALS[String(manifest["kind"])]}/${name}`;
}

interface Reviewed {
  readonly status: { readonly allowed: boolean };
}

/** A cluster of the lab, what stands in it now, and all that was put there. */
export class Place {
  private readonly kubectl: Kubectl;
  private readonly api: Api;
  private now: readonly Manifest[] = [];
  private readonly all: Manifest[] = [];

  constructor(lab: Lab, context: string) {
    this.kubectl = lab.kubectl(context);
    this.api = new Api(lab, context);
  }

  /** Namespaces first. */
  async put(manifests: readonly Manifest[]): Promise<void> {
    this.now = manifests;
    this.all.push(...manifests);
    await this.kubectl.apply({ apiVersion: "v1", kind: "List", items: manifests });
  }

  /** Waits until a ClusterRole has taken in what it aggregates: a controller does that, a moment later. */
  async aggregated(name: string, resource: string): Promise<void> {
    type ClusterRole = { readonly rules: readonly { readonly resources?: readonly string[] }[] | null };
    await until(`${name} has the rules about ${resource}`, async () => {
      const { rules } = await this.kubectl.get<ClusterRole>("clusterrole", name);
      return rules?.some(({ resources }) => resources?.includes(resource) === true) === true;
    });
  }

  /** The questions that the server answers with yes, in words. */
  async allowed(asked: readonly Question[]): Promise<readonly string[]> {
    const path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    const answers = await this.api.postAll<Reviewed>(path, asked.map(review));
    return asked.filter((_, n) => answers[n]?.status.allowed === true).map(shown);
  }

  /** Nobody has rights by what was put any more; namespaces take a while to go. */
  async clear(): Promise<void> {
    for (const manifest of [...this.now].reverse()) await this.api.remove(pathOf(manifest));
    this.now = [];
  }

  /** Waits until the namespaces are gone: whoever comes next may make their own of the same name. */
  async leave(): Promise<void> {
    const namespaces = this.all.filter(({ kind }) => kind === "Namespace").map(metadataOf);
    await until("the namespaces are gone", async () => {
      const there = await this.kubectl.names("namespaces");
      return namespaces.every(({ name }) => !there.includes(`namespace/${name}`));
    });
    this.api.close();
  }
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    if (await isSo()) return;
    await sleep(200);
  }
  throw new Error(`waited in vain: ${what}`);
}
