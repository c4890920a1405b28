import { nothingAt, notTheOnly } from "../errors/testing";
import { nearest } from "../model/nearest";
import type { JsonObject, PlanBlock, PlanStack } from "../plan/plan";

/** What the plan says of one resource or data source, in Terraform's names, without cdktf's own comment. */
export type Attributes = JsonObject;

type Blocks = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

/** A stack's `cdk.tf.json`, as far as cdktf always writes it alike. */
export interface StackJson {
  /** @default - no data sources */
  readonly data?: Blocks;
  /** @default - no outputs */
  readonly output?: Readonly<Record<string, Attributes>>;
  /** @default - no providers */
  readonly provider?: Readonly<Record<string, readonly Attributes[]>>;
  /** @default - no resources */
  readonly resource?: Blocks;
  readonly terraform: Attributes;
}

/** One synthesized stack, to be asked for what it holds. */
export class SynthesizedStack {
  readonly name: string;
  /** The whole `cdk.tf.json`. */
  readonly json: StackJson;

  constructor(
    private readonly stack: PlanStack,
    /** The file, byte by byte. */
    readonly text: string,
  ) {
    this.name = stack.name;
    this.json = stack.document as unknown as StackJson;
  }

  /** All resources of a type, by their Terraform address. */
  resources(type: string): Record<string, Attributes> {
    return byAddress(this.stack.resources, type);
  }

  /** All data sources of a type, by their Terraform address. */
  dataSources(type: string): Record<string, Attributes> {
    return byAddress(this.stack.dataSources, type);
  }

  /** The only resource of a type. @throws TNT3102 if there is none, or more than one */
  only(type: string): Attributes {
    const found = Object.entries(this.resources(type));
    const [first] = found;
    if (first !== undefined && found.length === 1) return first[1];
    const addresses = found.map(([address]) => address);
    throw notTheOnly(this.name, type, addresses);
  }

  /** What the construct of this path, given below the stack, wrote. @throws TNT3103 if it wrote nothing */
  at(path: string): Attributes {
    const wanted = `${this.stack.constructPath}/${path}`;
    const found = this.blocks().find((block) => block.constructPath === wanted);
    if (found !== undefined) return attributesOf(found);
    const known = this.paths();
    throw nothingAt(this.name, path, known, nearest(path, known));
  }

  /** The construct paths below the stack of all resources and data sources, sorted. */
  paths(): string[] {
    const prefix = this.stack.constructPath.length + 1;
    return this.blocks()
      .flatMap(({ constructPath }) => (constructPath === undefined ? [] : [constructPath.slice(prefix)]))
      .sort();
  }

  /** The Terraform addresses of all resources, sorted: what may not change once it is deployed. */
  addresses(): string[] {
    return this.stack.resources.map((block) => block.address).sort();
  }

  private blocks(): readonly PlanBlock[] {
    return [...this.stack.resources, ...this.stack.dataSources];
  }
}

/** What is said about a resource, without cdktf's own comment. */
export function attributesOf({ body }: PlanBlock): Attributes {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== "//"));
}

function byAddress(blocks: readonly PlanBlock[], type: string): Record<string, Attributes> {
  const found = blocks.filter((block) => block.type === type);
  return Object.fromEntries(found.map((block) => [block.address, attributesOf(block)]));
}
