/** What was found of two things together, for as long as both are in use. */
export class PairMemo<A extends object, B extends object, V> {
  private readonly known = new WeakMap<A, WeakMap<B, V>>();

  get(first: A, second: B): V | undefined {
    return this.known.get(first)?.get(second);
  }

  /** Keeps it, and gives it back. */
  set(first: A, second: B, value: V): V {
    const ofFirst = this.known.get(first) ?? new WeakMap<B, V>();
    this.known.set(first, ofFirst.set(second, value));
    return value;
  }
}
