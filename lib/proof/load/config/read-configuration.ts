import type { OpaquePart, ReadParts } from "../read-parts";
import type { ConfigurationFile } from "./root-module";
import { RootModule } from "./root-module";
import { RemoteStates } from "./remote-state";
import { constructPathOf } from "./blocks";

/** The files of one root module, and what it is called. */
export interface ModuleFiles {
  readonly label: string;
  readonly files: readonly ConfigurationFile[];
}

/** Everything that the root modules of one input hold; they may read each other's outputs. */
export function readConfiguration(modules: readonly ModuleFiles[]): ReadParts {
  const states = new RemoteStates();
  const roots = modules.map(({ label, files }) => new RootModule(label, files, states));
  for (const root of roots) states.add(root);
  return {
    resources: roots.flatMap(({ resources }) => resources.flatMap(({ instances }) => instances)),
    opaque: roots.flatMap(opaqueModules),
  };
}

/** What a module makes is in its source. */
function opaqueModules({ modules }: RootModule): OpaquePart[] {
  return modules.map(({ file, block }) => ({
    provenance: {
      stack: file,
      address: `module.${block.labels[0] ?? ""}`,
      pointer: block.pointer,
      constructPath: constructPathOf(block.body),
    },
    scope: "everything",
    reason: "what a module makes is in its source; a plan or a state holds it",
  }));
}
