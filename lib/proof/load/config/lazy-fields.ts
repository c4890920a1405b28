import type { Value } from "../../facts/value";
import { unknown } from "../evaluate/values";

/**
 * The attributes of a resource or of a block, each read when it is asked for: of a large plan most never are. To go
 * through all of them reads all.
 */
export abstract class LazyFields implements ReadonlyMap<string, Value> {
  private known: Map<string, Value | undefined> | undefined;
  private all: ReadonlyMap<string, Value> | undefined;

  /** What may have a value, in the order in which they are gone through. */
  protected abstract names(): readonly string[];

  /** True for one of them. */
  protected abstract isNamed(name: string): boolean;

  /** The value of one of the names; undefined for what is null. */
  protected abstract read(name: string): Value | undefined;

  /** What people call it. */
  protected called(name: string): string {
    return name;
  }

  get(name: string): Value | undefined {
    if (this.all !== undefined) return this.all.get(name);
    if (!this.isNamed(name)) return undefined;
    const known = this.known?.get(name);
    if (known !== undefined || this.known?.has(name) === true) return known;
    const read = (this.known ??= new Map<string, Value | undefined>());
    // What leads back to itself, Terraform refuses.
    read.set(name, unknown(`${this.called(name)} leads back to itself`));
    const value = this.read(name);
    read.set(name, value);
    return value;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.everything().size;
  }

  keys(): MapIterator<string> {
    return this.everything().keys();
  }

  values(): MapIterator<Value> {
    return this.everything().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.everything().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(each: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this) each(value, name, this);
  }

  private everything(): ReadonlyMap<string, Value> {
    if (this.all !== undefined) return this.all;
    const all = new Map<string, Value>();
    for (const name of this.names()) {
      const value = this.get(name);
      if (value !== undefined) all.set(name, value);
    }
    this.known = undefined;
    this.all = all;
    return all;
  }
}

/** Fields of which those of another win. */
export class OverlaidFields extends LazyFields {
  constructor(
    private readonly below: ReadonlyMap<string, Value>,
    private readonly above: ReadonlyMap<string, Value>,
  ) {
    super();
  }

  protected override names(): readonly string[] {
    return [...new Set([...this.below.keys(), ...this.above.keys()])];
  }

  protected override isNamed(name: string): boolean {
    return this.above.has(name) || this.below.has(name);
  }

  protected override read(name: string): Value | undefined {
    return this.above.get(name) ?? this.below.get(name);
  }
}
