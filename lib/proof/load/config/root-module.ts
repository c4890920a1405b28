import type { SymbolToken } from "../../pattern/token";
import { symbol } from "../../pattern/token";
import type { Value } from "../../facts/value";
import { textOfPieces } from "../../facts/text";
import type { Resolved, Scope } from "../evaluate/scope";
import { failure, text, unknown } from "../evaluate/values";
import type { Step } from "../expression/ast";
import type { Json, LabelledBlock } from "./blocks";
import { isJson, labelledBlocks } from "./blocks";
import { jsonValue } from "./body";
import { DataSource } from "./data-source";
import { Providers } from "./providers";
import type { RemoteStates } from "./remote-state";
import type { BlockSource } from "./resource-block";
import { ResourceBlock } from "./resource-block";

/** One file of Terraform JSON. */
export interface ConfigurationFile {
  /** What provenance calls it: the stack's name, or the file's. */
  readonly name: string;
  readonly document: Json;
}

/** A root module: one cdktf stack, or the files of one folder. Names are looked up when they are needed. */
export class RootModule implements Scope {
  readonly resources: readonly ResourceBlock[];
  readonly modules: readonly { readonly file: string; readonly block: LabelledBlock }[];
  /** By type, for data sources with `data.` before it, then by name. */
  private readonly named = new Map<string, Map<string, ResourceBlock>>();
  private readonly locals = new Map<string, unknown>();
  private readonly variables = new Map<string, Json>();
  private readonly outputs = new Map<string, Json>();
  private readonly read = new Map<string, Value>();
  private freshSymbols = 0;

  constructor(
    /** The stack's name, or the folder's. */
    readonly label: string,
    readonly files: readonly ConfigurationFile[],
    remoteStates: RemoteStates,
  ) {
    const documents = files.map((file) => file.document);
    const providers = new Providers(documents, label, this);
    const named = (kind: string) => documents.flatMap((document) => labelledBlocks(document, kind, 1));
    for (const { labels, body } of named("variable")) this.variables.set(labels[0] ?? "", body);
    for (const { labels, body } of named("output")) this.outputs.set(labels[0] ?? "", body);
    for (const document of documents)
      for (const block of labelledBlocks(document, "locals", 0))
        for (const [name, json] of Object.entries(block.body)) this.locals.set(name, json);
    const blocks = (kind: string, make: (source: BlockSource) => ResourceBlock) =>
      files.flatMap(({ name: file, document }) =>
        labelledBlocks(document, kind, 2).map((block) => make({ block, file, scope: this, providers })),
      );
    this.resources = blocks("resource", (source) => new ResourceBlock(source));
    const dataSources = blocks("data", (source) => new DataSource(source, remoteStates));
    for (const block of this.resources) this.add(block.type, block);
    for (const block of dataSources) this.add(`data.${block.type}`, block);
    this.modules = files.flatMap((file) =>
      labelledBlocks(file.document, "module", 1).map((block) => ({ file: file.name, block })),
    );
  }

  private add(type: string, block: ResourceBlock): void {
    const ofType = this.named.get(type) ?? new Map<string, ResourceBlock>();
    this.named.set(type, ofType.set(block.name, block));
  }

  fresh(cause: string): SymbolToken {
    this.freshSymbols += 1;
    return symbol(`${this.label}: ${cause} (${this.freshSymbols})`, { holds: "text" });
  }

  resolve(name: string, steps: readonly Step[]): Resolved {
    const [first, second] = steps.map((step) => (step.kind === "attribute" ? step.name : undefined));
    if (name === "var" && first !== undefined) return { value: this.variable(first), used: 1 };
    if (name === "local" && first !== undefined) return { value: this.local(first), used: 1 };
    if (name === "module") return { value: unknown(`module.${first ?? ""} is not read`), used: steps.length };
    if (name === "path") return { value: text("."), used: 1 };
    if (name === "terraform") return { value: this.unknownText(`terraform.${first ?? ""}`), used: 1 };
    const isData = name === "data";
    const [type, block = ""] = isData ? [`data.${first ?? ""}`, second] : [name, first];
    const found = this.named.get(type)?.get(block);
    if (found === undefined)
      return { value: failure(`${this.label} has no ${type}.${block}`), used: steps.length };
    return { value: found.value, used: isData ? 2 : 1 };
  }

  /** The value of an output; undefined if there is no such output. */
  output(name: string): Value | undefined {
    const body = this.outputs.get(name);
    return body === undefined ? undefined : this.once(`output.${name}`, () => jsonValue(body["value"], this));
  }

  /** Where its state is kept. @default - in the folder where Terraform runs */
  get backend(): Json | undefined {
    for (const { document } of this.files)
      for (const { body } of labelledBlocks(document, "terraform", 0)) {
        const backend = body["backend"];
        if (isJson(backend)) return backend;
      }
    return undefined;
  }

  /** Nobody knows yet what a variable without a default will be. */
  private variable(name: string): Value {
    const body = this.variables.get(name);
    if (body === undefined) return failure(`${this.label} has no variable ${name}`);
    return this.once(`var.${name}`, () => {
      if (body["default"] !== undefined) return jsonValue(body["default"], this);
      return /^(\$\{)?string\}?$/.test(String(body["type"]))
        ? this.unknownText(`var.${name}`)
        : unknown(`the variable ${name} has no default`);
    });
  }

  private local(name: string): Value {
    if (!this.locals.has(name)) return failure(`${this.label} has no local ${name}`);
    return this.once(`local.${name}`, () => jsonValue(this.locals.get(name), this));
  }

  private unknownText(name: string): Value {
    return textOfPieces([symbol(`${this.label}/${name}`, { holds: "text" })]);
  }

  private once(name: string, compute: () => Value): Value {
    const known = this.read.get(name);
    if (known !== undefined) return known;
    this.read.set(name, unknown(`${name} leads back to itself`));
    const value = compute();
    this.read.set(name, value);
    return value;
  }
}
