import type { LoadedFacts } from "../facts/loaded";
import type { GraphNode } from "../facts/step";
import type { Crossing } from "../graph/crossing";
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
  // What follows from what Kubernetes is stands nowhere: then what led there is to be changed.
  const evidence = chain.flatMap((step) => step.evidence.slice(0, 1)).at(-1);
  const close =
    evidence === undefined
      ? []
      : [`Close it: change ${evidence.address} (${evidence.constructPath ?? evidence.stack}).`];
  return [...close, ...(last === undefined ? [] : declarationFor(last, crossing, nodes, author))];
}
