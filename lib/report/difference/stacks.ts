import { byText } from "../../model/intent";
import type { Json } from "../../proof/load/config/blocks";
import { isJson, labelledBlocks } from "../../proof/load/config/blocks";
import type { StackChange, StackChanges } from "./report";

/** From a document to the body of a block: its kind, and at most two labels. */
const LABELS_MOST = 3;

/** The documents of stacks, by their names. */
export type Stacks = ReadonlyMap<string, Json>;

/** Which stacks a change touches: what Terraform would see, without comments and the order of names. */
export function stackChanges(before: Stacks, after: Stacks): StackChanges {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changed = names.flatMap((name) => {
    const change = changeOf(name, before.get(name), after.get(name));
    return change === undefined ? [] : [change];
  });
  return { total: names.length, changed };
}

function changeOf(name: string, before: Json | undefined, after: Json | undefined): StackChange | undefined {
  const [old, now] = [contentsOf(before ?? {}), contentsOf(after ?? {})];
  const resources = {
    added: [...now.resources.keys()].filter((address) => !old.resources.has(address)).sort(),
    changed: [...now.resources]
      .filter(([address, body]) => (old.resources.get(address) ?? body) !== body)
      .map(([address]) => address)
      .sort(),
    removed: [...old.resources.keys()].filter((address) => !now.resources.has(address)).sort(),
  };
  const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  const others = old.others !== now.others;
  const touched = others || Object.values(resources).some((addresses) => addresses.length > 0);
  return kind === "changed" && !touched ? undefined : { name, kind, resources, others };
}

interface Contents {
  readonly resources: ReadonlyMap<string, string>;
  readonly others: string;
}

function contentsOf(document: Json): Contents {
  const blocks = labelledBlocks(document, "resource", 2);
  const resources = new Map(blocks.map(({ labels, body }) => [labels.join("."), written(bare(body, 0))]));
  return { resources, others: written(bare({ ...document, resource: {} }, LABELS_MOST)) };
}

/**
 * Without comments: what stands under `//` at the top of a document, or in one of its blocks. Further inside it may be
 * somebody's own name.
 *
 * Source: Terraform, "JSON configuration syntax", "Comment properties".
 */
function bare(block: Json, levels: number): Json {
  const kept = Object.entries(block).filter(([name]) => name !== "//");
  return Object.fromEntries(
    kept.map(([name, value]) => [name, levels > 0 && isJson(value) ? bare(value, levels - 1) : value]),
  );
}

/** The same text for the same contents, in whichever order they stand. */
function written(value: Json): string {
  return JSON.stringify(value, (_, inside: unknown) =>
    isJson(inside) ? Object.fromEntries(Object.entries(inside).sort(byText(([name]) => name))) : inside,
  );
}
