import type { Provenance } from "../../facts/resource";
import { textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import type { SymbolToken } from "../../pattern/token";
import { symbol } from "../../pattern/token";
import type { Resolved, Scope } from "../evaluate/scope";
import { failure, fields, list, scalar, text, unknown } from "../evaluate/values";
import type { Step } from "../expression/ast";
import type { PlaceTexts } from "../reference/described";
import type { Json, LabelledBlock } from "./blocks";
import { constructPathOf, isJson, occurrencesOf } from "./blocks";
import { jsonValue } from "./body";
import type { InstanceBlock, InstanceSource } from "./instance";
import { ConfiguredInstance } from "./instance";
import type { ConfiguredProvider, Providers } from "./providers";
import type { Element } from "./repetition";
import { countedInstances, eachInstance } from "./repetition";

const NOTHING: readonly string[] = [];

/** A `resource` or `data` block, and what is around it. */
export interface BlockSource {
  readonly block: LabelledBlock;
  readonly file: string;
  readonly scope: Scope;
  readonly providers: Providers;
}

/** A `resource` block with its instances. */
export class ResourceBlock implements InstanceBlock {
  readonly type: string;
  readonly name: string;
  readonly address: string;
  private expanded: readonly ConfiguredInstance[] | undefined;
  private elements: readonly Element[] | string | undefined;

  constructor(
    protected readonly source: BlockSource,
    kind: "" | "data." = "",
  ) {
    const [type = "", name = ""] = source.block.labels;
    this.type = type;
    this.name = name;
    this.address = `${kind}${type}.${name}`;
  }

  get body(): Json {
    return this.source.block.body;
  }

  get place(): PlaceTexts {
    return this.provider.place;
  }

  get defaultTags(): Value | undefined {
    return this.type.startsWith("aws_") ? this.provider.defaultTags : undefined;
  }

  get clusterHints(): readonly Value[] | undefined {
    return this.source.providers.clusterHints(this.type, this.body["provider"]);
  }

  /** Attributes that may be changed by others. A part of one counts as the whole of it. */
  get ignored(): readonly string[] | "all" {
    return this.body["lifecycle"] === undefined ? NOTHING : ignoredChanges(this.body["lifecycle"]);
  }

  /** True for a block that holds a provisioner: it may run anything. */
  get provisioned(): boolean {
    const provisioner = this.body["provisioner"];
    return Array.isArray(provisioner) ? provisioner.length > 0 : isJson(provisioner);
  }

  get instances(): readonly ConfiguredInstance[] {
    this.expanded ??= this.expand();
    return this.expanded;
  }

  /** What the block is where others refer to it: an instance, a list of them, or a map. */
  get value(): Value {
    const { instances } = this;
    if (!this.repeats) return instances[0] ?? failure(`${this.address} has no instance`);
    const elements = this.repetition();
    if (typeof elements === "string") return unknown(`of ${this.address}: ${elements}`);
    if (this.body["count"] !== undefined) return list(instances);
    return fields(elements.flatMap(({ key }, index) => entry(String(key), instances[index])));
  }

  private get repeats(): boolean {
    return this.body["count"] !== undefined || this.body["for_each"] !== undefined;
  }

  private repetition(): readonly Element[] | string {
    if (this.elements !== undefined) return this.elements;
    const { scope } = this.source;
    // What counts its own instances, Terraform refuses.
    this.elements = "it leads back to itself";
    this.elements =
      this.body["count"] === undefined
        ? eachInstance(jsonValue(this.body["for_each"], scope))
        : countedInstances(jsonValue(this.body["count"], scope));
    return this.elements;
  }

  private expand(): readonly ConfiguredInstance[] {
    if (!this.repeats) return [this.instance(this.address, this.source.scope, false)];
    const elements = this.repetition();
    if (typeof elements === "string") {
      const address = `${this.address}[*]`;
      return [this.instance(address, new EachScope(this.source.scope, address, undefined), true)];
    }
    return elements.map((element) => {
      const key = typeof element.key === "number" ? element.key : JSON.stringify(element.key);
      const address = `${this.address}[${key}]`;
      return this.instance(address, new EachScope(this.source.scope, address, element), false);
    });
  }

  private instance(address: string, scope: Scope, many: boolean): ConfiguredInstance {
    return this.made({ block: this, scope, provenance: this.provenanceOf(address), many });
  }

  protected made(source: InstanceSource): ConfiguredInstance {
    return new ConfiguredInstance(source);
  }

  private get provider(): ConfiguredProvider {
    return this.source.providers.of(this.type, this.body["provider"]);
  }

  private provenanceOf(address: string): Provenance {
    const { block, file } = this.source;
    return { stack: file, address, pointer: block.pointer, constructPath: constructPathOf(block.body) };
  }
}

function entry(key: string, instance: ConfiguredInstance | undefined): (readonly [string, Value])[] {
  return instance === undefined ? [] : [[key, instance]];
}

function ignoredChanges(lifecycles: unknown): readonly string[] | "all" {
  const all = occurrencesOf(lifecycles).map((lifecycle) => lifecycle["ignore_changes"]);
  if (all.some((one) => one === "all" || (Array.isArray(one) && one.includes("all")))) return "all";
  const paths = all
    .flatMap((one) => (Array.isArray(one) ? one : []))
    .filter((path) => typeof path === "string");
  return [...new Set(paths.map((path) => path.replace(/^\$\{|\}$/g, "").split(/[.[]/)[0] ?? path))].sort();
}

/** The names of a module, and `each` and `count` of one instance. */
class EachScope implements Scope {
  constructor(
    private readonly outer: Scope,
    private readonly address: string,
    private readonly element: Element | undefined,
  ) {}

  get label(): string {
    return `${this.outer.label}/${this.address}`;
  }

  fresh(cause: string): SymbolToken {
    return this.outer.fresh(cause);
  }

  resolve(name: string, steps: readonly Step[]): Resolved {
    const [first] = steps;
    const word = first?.kind === "attribute" ? first.name : "";
    if (name === "each") return { value: this.each(word), used: 1 };
    if (name === "count") return { value: this.key(`count.${word}`), used: 1 };
    return this.outer.resolve(name, steps);
  }

  private each(word: string): Value {
    if (word === "key") return this.key("each.key");
    return this.element?.value ?? unknown("what for_each goes over is only known after the apply");
  }

  private key(shown: string): Value {
    const key = this.element?.key;
    if (key === undefined) return textOfPieces([symbol(`${this.label}#${shown}`, { holds: "text" })]);
    return typeof key === "number" ? scalar(key) : text(key);
  }
}
