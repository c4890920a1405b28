import { join } from "node:path";
import type { Program } from "./control-plane";
import { certificateCredentials, tokenCredentials, type Credentials } from "./control-plane-credentials";
import { controlPlaneBinary, pinned } from "./kubernetes-binaries";
import { upstreamBinaries } from "./kubernetes-given";

/** Where the programs of a control plane come from, and how its clients are known. */
export interface Distribution {
  /** In words, for progress. */
  readonly name: string;
  /** Can issue client certificates for further users. @default - users are impersonated */
  readonly issuer?: string;
  commandFor(program: Program): readonly [file: string, ...args: string[]];
  credentials(folder: string, server: string): Promise<Credentials>;
}

/** The programs of KUBEBUILDER_ASSETS where they are complete, else the binary that is built from this project. */
export async function chooseDistribution(): Promise<Distribution> {
  const folder = upstreamBinaries();
  if (folder !== undefined) {
    return {
      name: `Kubernetes of ${folder}`,
      commandFor: (program) => [join(folder, program)],
      credentials: async (state, server) => tokenCredentials(state, server),
    };
  }
  const binary = await controlPlaneBinary();
  return {
    name: `Kubernetes ${pinned("K8S_VERSION")}`,
    issuer: binary,
    commandFor: (program) => [binary, program],
    credentials: (state, server) => certificateCredentials(binary, state, server),
  };
}
