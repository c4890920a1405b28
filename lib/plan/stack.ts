import { moduleBlocks, refuseMisshapen, typedBlocks } from "./blocks";
import type { JsonObject, PlanBlock, PlanStack } from "./plan";

/** Where a stack is, and what its file says. */
interface Read {
  readonly name: string;
  readonly constructPath: string;
  readonly path: string;
  readonly document: JsonObject;
}

/** A stack whose blocks are listed when somebody asks for them: a large plan has many, and not everybody does. */
export class StackOfFile implements PlanStack {
  readonly name: string;
  readonly constructPath: string;
  readonly path: string;
  readonly document: JsonObject;
  private listed: Pick<PlanStack, "resources" | "dataSources" | "modules"> | undefined;

  /** @throws TNT3006 for a block that is none */
  constructor({ name, constructPath, path, document }: Read) {
    refuseMisshapen(document, path);
    this.name = name;
    this.constructPath = constructPath;
    this.path = path;
    this.document = document;
  }

  get resources(): readonly PlanBlock[] {
    return this.blocks.resources;
  }

  get dataSources(): readonly PlanBlock[] {
    return this.blocks.dataSources;
  }

  get modules(): readonly PlanBlock[] {
    return this.blocks.modules;
  }

  private get blocks(): Pick<PlanStack, "resources" | "dataSources" | "modules"> {
    const { document, path } = this;
    this.listed ??= {
      resources: typedBlocks(document, "resource", path),
      dataSources: typedBlocks(document, "data", path),
      modules: moduleBlocks(document, path),
    };
    return this.listed;
  }
}
