import type { FactResource } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { attribute, member, occurrences } from "../../read/values";
import { itemsOf } from "./topology";

/** Values that a resource names, and why there may be others. */
export interface Named {
  readonly items: readonly Value[];
  /** @default - these are all */
  readonly open: string | undefined;
}

export const NONE_NAMED: Named = { items: [], open: undefined };

function at(resource: FactResource, path: string): readonly Value[] {
  const [first = "", ...rest] = path.split(".");
  const outer = attribute(resource, first);
  if (outer === undefined) return [];
  return rest.reduce<readonly Value[]>(
    (values, name) =>
      values.flatMap((value) =>
        value.kind === "unknown" ? [value] : itemsOf(value).flatMap((block) => member(block, name) ?? []),
      ),
    [outer],
  );
}

/** What stands at some of a resource's attributes; `block.name` for one in a block. */
export function namedAt(resource: FactResource, paths: readonly string[]): Named {
  const lists = paths.flatMap((path) => at(resource, path)).map(occurrences);
  return {
    items: lists.flatMap(({ items }) => items),
    open: lists.find(({ open }) => open !== undefined)?.open,
  };
}

export function namesNothing({ items, open }: Named): boolean {
  return items.length === 0 && open === undefined;
}
