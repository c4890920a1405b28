import type { Provenance } from "../../facts/resource";
import type { Value } from "../../facts/value";
import type { Scope } from "../evaluate/scope";
import { InstanceFields } from "../evaluate/scope";
import { fields, isNull, list, text, unknown } from "../evaluate/values";
import { anyAttribute, computedAttribute, computedNames } from "../reference/computed";
import type { Described, PlaceTexts } from "../reference/described";
import type { Json } from "./blocks";
import { attributeNames, isAttribute, memberOf } from "./body";
import { LazyFields } from "./lazy-fields";
import { isMapAttribute } from "./map-attributes";

/** Attributes of every object of Kubernetes, besides those of its type. */
const IMPLIED = ["id"];

/** Where an instance comes from. */
export interface InstanceSource {
  readonly type: string;
  readonly body: Json;
  readonly scope: Scope;
  readonly provenance: Provenance;
  readonly place: () => PlaceTexts;
  /** Tags that the provider puts on everything. @default - none */
  readonly defaultTags: () => Value | undefined;
  /** What its provider's setup says of the cluster that it is written to. */
  readonly clusterHints: () => readonly Value[] | undefined;
  readonly ignored: readonly string[] | "all";
  readonly many: boolean;
}

/** One instance of a resource or data source of a configuration; its attributes are read when they are asked for. */
export class ConfiguredInstance extends InstanceFields implements Described {
  private readonly read = new Map<string, Value>();
  private readonly all = new LazyFields(
    () => this.names(),
    (name) => this.fieldOf(name),
  );
  /** What follows from what is written, or from the type. */
  private readonly other = new Map<string, Value | undefined>();

  constructor(readonly source: InstanceSource) {
    super();
  }

  get type(): string {
    return this.source.type;
  }

  get provenance(): Provenance {
    return this.source.provenance;
  }

  get many(): boolean {
    return this.source.many;
  }

  get place(): PlaceTexts {
    return this.source.place();
  }

  /** Written attributes, and those that follow from them. */
  override get fields(): ReadonlyMap<string, Value> {
    return this.all;
  }

  given(name: string): Value | undefined {
    const known = this.read.get(name);
    if (known !== undefined) return isNull(known) ? undefined : known;
    if (!isAttribute(this.source.body, name)) return undefined;
    // What leads back to itself, Terraform refuses.
    this.read.set(name, unknown(`${this.provenance.address}.${name} leads back to itself`));
    const value = this.readMember(name);
    this.read.set(name, value);
    return isNull(value) ? undefined : value;
  }

  override attribute(name: string): Value {
    const { ignored } = this.source;
    const mayDiffer = ignored === "all" || ignored.includes(name);
    const given = mayDiffer ? undefined : this.given(name);
    if (given !== undefined) return isMapAttribute(this.type, name) ? given : this.referred(given, name);
    return computedAttribute(this, name) ?? anyAttribute(this, name);
  }

  private names(): readonly string[] {
    const { body, type } = this.source;
    return [...new Set([...attributeNames(body), ...computedNames(type), ...this.implied(), "tags_all"])];
  }

  private fieldOf(name: string): Value | undefined {
    const own = name === "tags_all" ? undefined : this.given(name);
    if (own !== undefined) return own;
    if (this.other.has(name)) return this.other.get(name);
    const shared = name === "tags_all" ? (this.tagsOfAll() ?? this.given(name)) : undefined;
    const found = shared ?? (this.has(name) ? computedAttribute(this, name) : undefined);
    this.other.set(name, found);
    return found;
  }

  private has(name: string): boolean {
    return (
      isAttribute(this.source.body, name) ||
      computedNames(this.type).includes(name) ||
      this.implied().includes(name)
    );
  }

  private implied(): readonly string[] {
    return this.type.startsWith("kubernetes_") ? IMPLIED : [];
  }

  private readMember(name: string): Value {
    const { type, body, scope } = this.source;
    const value = memberOf(type, name, body, scope);
    return type.startsWith("kubernetes_") && name === "metadata" ? this.namedMetadata(value) : value;
  }

  /** An object without a name gets one that Kubernetes makes up. */
  private namedMetadata(metadata: Value): Value {
    const [first, ...rest] = metadata.kind === "list" ? metadata.items : [];
    if (metadata.kind !== "list" || first?.kind !== "fields" || first.fields.has("name")) return metadata;
    const isDefault = this.type.startsWith("kubernetes_default_service_account");
    const name = isDefault ? text("default") : anyAttribute(this, "metadata[0].name");
    return list([fields([...first.fields, ["name", name]], first.open), ...rest], metadata.open);
  }

  private tagsOfAll(): Value | undefined {
    const [shared, own] = [this.source.defaultTags(), this.given("tags")];
    if (shared?.kind !== "fields") return shared ?? own;
    if (own === undefined) return shared;
    return own.kind === "fields" ? fields([...shared.fields, ...own.fields], shared.open || own.open) : own;
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
