import type { Value } from "../../facts/value";

/**
 * The attributes of a resource, each read when it is asked for: of a large plan most never are. To go through all of
 * them reads all. Whoever reads keeps what was read.
 */
export class LazyFields implements ReadonlyMap<string, Value> {
  private all: ReadonlyMap<string, Value> | undefined;

  constructor(
    /** What may have a value, in the order in which they are gone through. */
    private readonly names: () => readonly string[],
    private readonly read: (name: string) => Value | undefined,
  ) {}

  get(name: string): Value | undefined {
    return this.all === undefined ? this.read(name) : this.all.get(name);
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
    this.all ??= new Map(
      this.names().flatMap((name) => {
        const value = this.get(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
    return this.all;
  }
}
