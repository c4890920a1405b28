import type { Provenance } from "../../facts/resource";
import type { Value } from "../../facts/value";
import type { Scope } from "../evaluate/scope";
import { InstanceFields } from "../evaluate/scope";
import { fields, list, text } from "../evaluate/values";
import type { ResourcePart } from "../read-parts";
import { anyAttribute, computedAttribute, computedNames } from "../reference/computed";
import type { Described, PlaceTexts } from "../reference/described";
import type { Json } from "./blocks";
import { attributeNames, BlockFields, isMeta } from "./body";
import { LazyFields, OverlaidFields } from "./lazy-fields";
import { isMapAttribute } from "./map-attributes";

/** Attributes of every object of Kubernetes, besides those of its type. */
const IMPLIED = ["id"];
/** With those that the provider puts on everything. */
const TAGS_OF_ALL = "tags_all";

/** The block that an instance is of. */
export interface InstanceBlock {
  readonly type: string;
  readonly body: Json;
  readonly place: PlaceTexts;
  /** Tags that the provider puts on everything. @default - none */
  readonly defaultTags: Value | undefined;
  /** What its provider's setup says of the cluster that it is written to. */
  readonly clusterHints: readonly Value[] | undefined;
  readonly ignored: readonly string[] | "all";
  readonly provisioned: boolean;
}

/** Where an instance comes from. */
export interface InstanceSource {
  readonly block: InstanceBlock;
  readonly scope: Scope;
  readonly provenance: Provenance;
  readonly many: boolean;
}

/** One instance of a resource or data source of a configuration; its attributes are read when they are asked for. */
export class ConfiguredInstance extends InstanceFields implements Described, ResourcePart {
  /** Written attributes, and those that follow from them. */
  override readonly fields: ReadonlyMap<string, Value>;
  private readonly written: WrittenFields;

  constructor(readonly source: InstanceSource) {
    super();
    this.written = new WrittenFields(this);
    this.fields = new AllFields(this);
  }

  get type(): string {
    return this.source.block.type;
  }

  get provenance(): Provenance {
    return this.source.provenance;
  }

  get many(): boolean {
    return this.source.many;
  }

  get place(): PlaceTexts {
    return this.source.block.place;
  }

  get values(): ReadonlyMap<string, Value> {
    return this.fields;
  }

  get ignored(): readonly string[] | "all" {
    return this.source.block.ignored;
  }

  get provisioned(): boolean {
    return this.source.block.provisioned;
  }

  get clusterHints(): readonly Value[] | undefined {
    return this.source.block.clusterHints;
  }

  given(name: string): Value | undefined {
    return this.written.get(name);
  }

  /** True also for what is written as null. */
  isWritten(name: string): boolean {
    return this.written.isNamed(name);
  }

  override attribute(name: string): Value {
    const { ignored } = this;
    const mayDiffer = ignored === "all" || ignored.includes(name);
    const given = mayDiffer ? undefined : this.given(name);
    if (given !== undefined) return isMapAttribute(this.type, name) ? given : this.referred(given, name);
    return computedAttribute(this, name) ?? anyAttribute(this, name);
  }

  /** Blocks have attributes that only the apply knows, too: they are symbols, and not missing. */
  private referred(value: Value, path: string): Value {
    if (value.kind === "fields") return new ReferredBlock(this, value.fields, path);
    if (value.kind !== "list" || !value.items.some((item) => item.kind === "fields")) return value;
    return list(
      value.items.map((item, index) => this.referred(item, `${path}[${index}]`)),
      value.open,
    );
  }
}

/** What is written of an instance. */
class WrittenFields extends BlockFields {
  constructor(private readonly instance: ConfiguredInstance) {
    const { block, scope } = instance.source;
    super(block.type, block.body, scope);
  }

  protected override names(): readonly string[] {
    return attributeNames(this.body);
  }

  override isNamed(name: string): boolean {
    return super.isNamed(name) && !isMeta(name);
  }

  protected override called(name: string): string {
    return `${this.instance.provenance.address}.${name}`;
  }

  protected override read(name: string): Value | undefined {
    const value = super.read(name);
    const isMetadata = name === "metadata" && this.type.startsWith("kubernetes_");
    return isMetadata && value !== undefined ? this.namedMetadata(value) : value;
  }

  /** An object without a name gets one that Kubernetes makes up. */
  private namedMetadata(metadata: Value): Value {
    const [first, ...rest] = metadata.kind === "list" ? metadata.items : [];
    if (metadata.kind !== "list" || first?.kind !== "fields" || first.fields.has("name")) return metadata;
    const isDefault = this.type.startsWith("kubernetes_default_service_account");
    const name = isDefault ? text("default") : anyAttribute(this.instance, "metadata[0].name");
    return list([fields([...first.fields, ["name", name]], first.open), ...rest], metadata.open);
  }
}

/** What is written of an instance, and what follows from it or from the type. */
class AllFields extends LazyFields {
  constructor(private readonly instance: ConfiguredInstance) {
    super();
  }

  override get(name: string): Value | undefined {
    const written = name === TAGS_OF_ALL ? undefined : this.instance.given(name);
    return written ?? super.get(name);
  }

  protected override names(): readonly string[] {
    const { type, source } = this.instance;
    const implied = [...computedNames(type), ...impliedNames(type), TAGS_OF_ALL];
    return [...new Set([...attributeNames(source.block.body), ...implied])];
  }

  protected override read(name: string): Value | undefined {
    const { instance } = this;
    const shared = name === TAGS_OF_ALL ? (tagsOfAll(instance) ?? instance.given(name)) : undefined;
    return shared ?? computedAttribute(instance, name);
  }

  protected override isNamed(name: string): boolean {
    const { type } = this.instance;
    return (
      name === TAGS_OF_ALL ||
      computedNames(type).includes(name) ||
      impliedNames(type).includes(name) ||
      this.instance.isWritten(name)
    );
  }
}

function impliedNames(type: string): readonly string[] {
  return type.startsWith("kubernetes_") ? IMPLIED : [];
}

function tagsOfAll(instance: ConfiguredInstance): Value | undefined {
  const [shared, own] = [instance.source.block.defaultTags, instance.given("tags")];
  if (shared?.kind !== "fields") return shared ?? own;
  if (own === undefined) return shared;
  if (own.kind !== "fields") return own;
  const all = new OverlaidFields(shared.fields, own.fields);
  return { kind: "fields", fields: all, open: shared.open || own.open };
}

/** A block as a reference sees it. */
class ReferredBlock extends InstanceFields {
  constructor(
    private readonly resource: Described,
    readonly fields: ReadonlyMap<string, Value>,
    private readonly path: string,
  ) {
    super();
  }

  override attribute(name: string): Value {
    return this.fields.get(name) ?? anyAttribute(this.resource, `${this.path}.${name}`);
  }
}
