import type { FactResource } from "../../facts/resource";
import type { Fields, Value } from "../../facts/value";
import { literal, type Pattern, symbol, textOf } from "../../pattern/token";
import type { References } from "./references";

/** Texts of a list, and whether there may be others. */
export interface Texts {
  readonly items: readonly Pattern[];
  /** In words, why there may be others. @default - these are all */
  readonly open?: string | undefined;
}

/** The attributes of a resource or of one of its blocks, with references put in. */
export class Attributes {
  constructor(
    readonly resource: FactResource,
    private readonly references: References,
    private readonly values: ReadonlyMap<string, Value> = resource.values,
    /** JSON pointer from the resource to this block. */
    readonly place: string = "",
  ) {}

  /** Undefined for what is absent or null. */
  value(name: string): Value | undefined {
    const found = this.values.get(name);
    return found === undefined || (found.kind === "scalar" && found.value === null) ? undefined : found;
  }

  /** A text; a symbol for one that cannot be read. Undefined for what is absent, null or empty. */
  text(name: string): Pattern | undefined {
    const found = this.value(name);
    if (found === undefined) return undefined;
    if (found.kind === "text") {
      const pattern = this.resolve(found.pattern);
      return pattern.length === 0 ? undefined : pattern;
    }
    if (found.kind === "scalar") return literal(String(found.value));
    return [symbol(`${this.resource.provenance.address}${this.place}#${name}, unread`, { holds: "text" })];
  }

  /** A text without anything unknown in it. */
  literal(name: string): string | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : textOf(text);
  }

  /** Yes or no; undefined for what is absent or cannot be read. */
  truth(name: string): boolean | undefined {
    const text = this.literal(name);
    return text === "true" ? true : text === "false" ? false : undefined;
  }

  /** One text or a list of them. */
  texts(name: string): Texts {
    const found = this.value(name);
    if (found === undefined) return { items: [] };
    if (found.kind === "unknown") return { items: [], open: found.cause };
    const values = found.kind === "list" ? found.items : [found];
    const items = values.flatMap((item) => (item.kind === "text" ? [this.resolve(item.pattern)] : []));
    const unread = values.find((item) => item.kind === "unknown");
    const isOpen = found.kind === "list" && found.open;
    const open =
      unread?.kind === "unknown" ? unread.cause : isOpen ? `${name} may have more entries` : undefined;
    return { items, open };
  }

  /** The occurrences of a block. */
  blocks(name: string): readonly Attributes[] {
    const found = this.value(name);
    const values = found?.kind === "list" ? found.items : found === undefined ? [] : [found];
    return values.flatMap((item, at) =>
      item.kind === "fields" ? [this.within(item, `${this.place}/${name}/${at}`)] : [],
    );
  }

  /** The keys and texts of a map; undefined where it is not known completely. */
  map(name: string): ReadonlyMap<string, Pattern> | undefined {
    const found = this.value(name);
    if (found === undefined) return new Map();
    if (found.kind !== "fields" || found.open) return undefined;
    const entries = [...found.fields].flatMap(([key, item]) =>
      item.kind === "text" ? [[key, this.resolve(item.pattern)] as const] : [],
    );
    return entries.length === found.fields.size ? new Map(entries) : undefined;
  }

  /** True if what stands here may have been changed since (`ignore_changes`). */
  isIgnored(name: string): boolean {
    const { ignored } = this.resource;
    return ignored === "all" || ignored.includes(name);
  }

  resolve(pattern: Pattern): Pattern {
    return this.references.resolve(pattern, this.resource.provenance.stack);
  }

  private within(fields: Fields, place: string): Attributes {
    return new Attributes(this.resource, this.references, fields.fields, place);
  }
}
