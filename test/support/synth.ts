import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { TenancyIntent } from "../../lib/model/intent";

/** The attributes of one resource, data source or output, as they stand in the plan. */
export type Attributes = Readonly<Record<string, unknown>>;

type Block = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

/** A stack's `cdk.tf.json`. */
export interface StackJson {
  readonly data?: Block;
  readonly output?: Readonly<Record<string, Attributes>>;
  readonly provider?: Readonly<Record<string, readonly Attributes[]>>;
  readonly resource?: Block;
  readonly terraform: Attributes;
}

/** One synthesized stack, to be asked for what it holds. */
export class Template {
  readonly json: StackJson;

  constructor(
    readonly name: string,
    /** The file, byte by byte. */
    readonly text: string,
  ) {
    this.json = JSON.parse(text) as StackJson;
  }

  /** All resources of a type by their address, without cdktf's metadata. */
  resources(type: string): Record<string, Attributes> {
    return bodies("", this.json.resource, type);
  }

  /** All data sources of a type by their address, without cdktf's metadata. */
  dataSources(type: string): Record<string, Attributes> {
    return bodies("data.", this.json.data, type);
  }

  /** The only resource of a type. */
  only(type: string): Attributes {
    const found = Object.entries(this.resources(type));
    const [first] = found;
    if (found.length !== 1 || !first) {
      throw new Error(
        `${this.name} has ${found.length} of ${type}: ${found.map(([address]) => address).join(", ")}`,
      );
    }
    return first[1];
  }

  /** The resource or data source that the construct of this path below the stack wrote. */
  at(path: string): Attributes {
    const wanted = `${this.name}/${path}`;
    for (const type of [...Object.values(this.json.resource ?? {}), ...Object.values(this.json.data ?? {})]) {
      for (const body of Object.values(type)) if (pathOf(body) === wanted) return withoutMetadata(body);
    }
    throw new Error(`${this.name} has nothing at ${path}; it has\n${this.paths().join("\n")}`);
  }

  /** The construct paths below the stack of all resources and data sources, sorted. */
  paths(): string[] {
    const types = [...Object.values(this.json.resource ?? {}), ...Object.values(this.json.data ?? {})];
    return types
      .flatMap((type) => Object.values(type).map((body) => pathOf(body).slice(this.name.length + 1)))
      .sort();
  }

  /** The Terraform addresses of all resources, sorted. */
  addresses(): string[] {
    const types = Object.entries(this.json.resource ?? {});
    return types.flatMap(([type, all]) => Object.keys(all).map((id) => `${type}.${id}`)).sort();
  }
}

/** What one synthesis wrote. */
export interface Synthesis {
  readonly stacks: Readonly<Record<string, Template>>;
  readonly intent: TenancyIntent;
  /** `tenancy.json`, byte by byte. */
  readonly intentText: string;
  /** The folder, which is removed after the tests of the file. */
  readonly outdir: string;
  /** One stack by its name. */
  stack(name: string): Template;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Synthesizes an app through the real `App.synth()`, validations included, into a folder of its own. */
export function synthesize(build: (app: App) => void): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), "cdktf-tenants-test-"));
  folders.push(outdir);
  const app = new App({ outdir, stackTraces: false, skipBackendValidation: true });
  build(app);
  app.synth();
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  const stacks = Object.fromEntries(
    Object.entries(manifest.stacks).map(([name, { synthesizedStackPath }]) => [
      name,
      new Template(name, readFileSync(join(outdir, synthesizedStackPath), "utf8")),
    ]),
  );
  const intentText = readFileSync(join(outdir, "tenancy.json"), "utf8");
  return {
    stacks,
    intent: JSON.parse(intentText) as TenancyIntent,
    intentText,
    outdir,
    stack: (name) => {
      const found = stacks[name];
      if (!found) throw new Error(`There is no stack ${name}, but ${Object.keys(stacks).join(", ")}`);
      return found;
    },
  };
}

/** What `build` throws while it declares or synthesizes an app. */
export function refusal(build: (app: App) => void): Error {
  try {
    synthesize(build);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error("The app was synthesized, and should have been refused.");
}

function bodies(prefix: string, block: Block | undefined, type: string): Record<string, Attributes> {
  return Object.fromEntries(
    Object.entries(block?.[type] ?? {}).map(([id, body]) => [
      `${prefix}${type}.${id}`,
      withoutMetadata(body),
    ]),
  );
}

function withoutMetadata(body: Attributes): Attributes {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== "//"));
}

function pathOf(body: Attributes): string {
  return (body["//"] as { metadata: { path: string } }).metadata.path;
}
