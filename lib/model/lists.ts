/** Where lists are kept by a key. */
interface Lists<K, T> {
  get(key: K): T[] | undefined;
  set(key: K, list: T[]): unknown;
}

/** Adds to the list of a key, which may not be there yet. */
export function push<K, T>(lists: Lists<K, T>, key: K, item: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}

/** As `flatMap`, which copies what it is given by the slowest way there is: for what is done again and again. */
export function gather<T, U>(items: readonly T[], find: (item: T) => readonly U[]): U[] {
  const all: U[] = [];
  for (const item of items) for (const found of find(item)) all.push(found);
  return all;
}

/** Items with equal keys together, each group and the groups in the order in which they came. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const of = key(item);
    const known = groups.get(of);
    if (known === undefined) groups.set(of, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}
