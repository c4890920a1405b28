import { push } from "../../model/lists";
import type { FactResource, Facts } from "../facts/resource";

interface Placed {
  readonly at: number;
  readonly resource: FactResource;
}

type ByType = ReadonlyMap<string, readonly Placed[]>;

const indexes = new WeakMap<readonly FactResource[], ByType>();

function indexOf(resources: readonly FactResource[]): ByType {
  const found = new Map<string, Placed[]>();
  for (const [at, resource] of resources.entries()) push(found, resource.type, { at, resource });
  return found;
}

/** The resources of some types, in the order of the facts. All of a plan are gone through once. */
export function resourcesOf(
  { resources }: Pick<Facts, "resources">,
  ...types: readonly string[]
): readonly FactResource[] {
  const index = indexes.get(resources) ?? indexOf(resources);
  indexes.set(resources, index);
  return types
    .flatMap((type) => index.get(type) ?? [])
    .sort((a, b) => a.at - b.at)
    .map(({ resource }) => resource);
}
