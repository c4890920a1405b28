import type { Value } from "../../facts/value";
import { unknown } from "../evaluate/values";

/** Fields that are read when they are asked for. To go through all of them reads all. */
abstract class AskedFields implements ReadonlyMap<string, Value> {
  private all: ReadonlyMap<string, Value> | undefined;

  /** What may have a value, in the order in which they are gone through. */
  protected abstract names(): readonly string[];

  abstract get(name: string): Value | undefined;

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
    this.all = all;
    return all;
  }
}

/** Stands for a value that is being read. */
const READING = Symbol("reading");

/** A value that was read, and the ones before it: of most fields few are, for which a map would take too much. */
interface Read {
  readonly name: string;
  value: Value | undefined | typeof READING;
  readonly next: Read | undefined;
}

/**
 * The attributes of a resource or of a block, each read once, when it is asked for: of a large plan most never are.
 */
export abstract class LazyFields extends AskedFields {
  private last: Read | undefined;

  /** True for one of the names. */
  protected abstract isNamed(name: string): boolean;

  /** The value of one of the names; undefined for what is null. */
  protected abstract read(name: string): Value | undefined;

  /** What people call it. */
  protected called(name: string): string {
    return name;
  }

  override get(name: string): Value | undefined {
    for (let known = this.last; known !== undefined; known = known.next)
      if (known.name === name) return known.value === READING ? this.endless(name) : known.value;
    if (!this.isNamed(name)) return undefined;
    const made: Read = { name, value: READING, next: this.last };
    this.last = made;
    made.value = this.read(name);
    return made.value;
  }

  /** What leads back to itself, Terraform refuses. */
  private endless(name: string): Value {
    return unknown(`${this.called(name)} leads back to itself`);
  }
}

/** Fields of which those of another win. */
export class OverlaidFields extends AskedFields {
  constructor(
    private readonly below: ReadonlyMap<string, Value>,
    private readonly above: ReadonlyMap<string, Value>,
  ) {
    super();
  }

  override get(name: string): Value | undefined {
    return this.above.get(name) ?? this.below.get(name);
  }

  protected override names(): readonly string[] {
    return [...new Set([...this.below.keys(), ...this.above.keys()])];
  }
}
