import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "./control-plane";
import { cleanEnvironment } from "./environment";
import { accessOf, readKubeconfig, type Access } from "./kubeconfig";
import { say } from "./progress";

const PROGRAMS: readonly Program[] = ["etcd", "kube-apiserver", "kube-controller-manager"];

/**
 * The clusters that KUBECONFIG gives for these contexts; undefined when it does not have them all.
 *
 * A cluster that is not on this machine is taken only with CDKTF_TENANTS_REMOTE_CLUSTERS=1: the tests create,
 * change and delete namespaces there.
 */
export async function givenClusters(
  kubectl: string,
  contexts: readonly string[],
): Promise<ReadonlyMap<string, Access> | undefined> {
  const file = process.env["KUBECONFIG"];
  if (!file) return undefined;
  const config = await readKubeconfig(kubectl, { ...cleanEnvironment(), KUBECONFIG: file });
  const found = new Map<string, Access>();
  for (const context of contexts) {
    const access = accessOf(config, context);
    if (access === undefined) {
      say(`KUBECONFIG has no context ${context}: clusters of our own are started`);
      return undefined;
    }
    if (!isLocal(access.server) && process.env["CDKTF_TENANTS_REMOTE_CLUSTERS"] !== "1") {
      throw new Error(
        `KUBECONFIG names ${access.server} for the context ${context}, which is not on this machine.\n` +
          "  The tests create and delete namespaces there: set CDKTF_TENANTS_REMOTE_CLUSTERS=1 if that is meant,\n" +
          "  or unset KUBECONFIG to have clusters started for the run.",
      );
    }
    found.set(context, access);
  }
  say(`Kubernetes: the contexts ${contexts.join(", ")} of KUBECONFIG`);
  return found;
}

function isLocal(server: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(server).hostname);
}

/** The folder of KUBEBUILDER_ASSETS when it has all that is needed. */
export function upstreamBinaries(): string | undefined {
  const folder = process.env["KUBEBUILDER_ASSETS"];
  if (!folder) return undefined;
  const missing = PROGRAMS.filter((program) => !existsSync(join(folder, program)));
  if (missing.length === 0) return folder;
  // Without controllers no namespace would ever finish deleting, and a destroy would wait for it in vain.
  say(`KUBEBUILDER_ASSETS has no ${missing.join(", ")}: not used, a control plane of our own is`);
  return undefined;
}
