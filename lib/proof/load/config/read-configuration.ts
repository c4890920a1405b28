import type { OpaquePart, ReadParts, ResourcePart } from "../read-parts";
import type { ConfigurationFile } from "./root-module";
import { RootModule } from "./root-module";
import { RemoteStates } from "./remote-state";
import { constructPathOf } from "./blocks";
import type { ConfiguredInstance } from "./instance";
import type { ResourceBlock } from "./resource-block";
import { hasProvisioner } from "./resource-block";

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
    resources: roots.flatMap((root) => root.resources.flatMap(partsOf)),
    opaque: roots.flatMap(opaqueModules),
  };
}

function partsOf(block: ResourceBlock): ResourcePart[] {
  const provisioned = hasProvisioner(block.body);
  return block.instances.map((instance) => partOf(instance, provisioned));
}

function partOf(instance: ConfiguredInstance, provisioned: boolean): ResourcePart {
  const { type, provenance, place, many, fields, source } = instance;
  const { ignored, clusterHints } = source;
  return {
    type,
    provenance,
    place,
    values: fields,
    many,
    ignored,
    provisioned,
    clusterHints: clusterHints(),
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
