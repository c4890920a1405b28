import type { LoadedFacts } from "../facts/loaded";
import type { GraphNode, Step } from "../facts/step";
import { type Crossing, isSameOwner, ownerRef } from "../graph/crossing";
import { declarationFor } from "./declaration";

/** What settles a finding: the edit that closes it, and the declaration that would make it legal. */
export function adviceFor(
  crossing: Crossing,
  nodes: ReadonlyMap<string, GraphNode>,
  author: LoadedFacts["declaredBy"],
): string[] {
  const { chain, verdict, causes } = crossing;
  const last = chain[chain.length - 1];
  if (verdict === "unknown") {
    const readable = `Make it readable: ${causes[0] ?? "what could not be read"}.`;
    return [readable, ...(last === undefined ? [] : declarationFor(last, crossing, nodes, author))];
  }
  const changes = edits(crossing, nodes).map(
    ({ address, constructPath, stack }) => `${address} (${constructPath ?? stack})`,
  );
  const close = changes.length === 0 ? [] : [`Close it: change ${changes.join(", or ")}.`];
  return [...close, ...(last === undefined ? [] : declarationFor(last, crossing, nodes, author))];
}

/**
 * Where a change closes it: where the way leaves its owner, and, if that is another place, where it comes to the other
 * one's. What follows from what Kubernetes is stands nowhere: then the next place is named, or the one before.
 */
function edits({ from, chain }: Crossing, nodes: ReadonlyMap<string, GraphNode>): Step["evidence"] {
  const leaves = chain.findIndex(({ to }) => {
    const node = nodes.get(to);
    return node === undefined || !isSameOwner(from, ownerRef(node));
  });
  const first = chain.slice(Math.max(leaves, 0)).flatMap(firstOf)[0];
  const last = chain.flatMap(firstOf).at(-1);
  const places = [first, last].flatMap((each) => each ?? []);
  return places.filter(
    ({ address, stack }, at) =>
      places.findIndex((each) => each.address === address && each.stack === stack) === at,
  );
}

function firstOf({ evidence }: Step): Step["evidence"] {
  return evidence.slice(0, 1);
}
