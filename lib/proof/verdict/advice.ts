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
  if (verdict === "unknown") {
    return [
      `Make it readable: ${causes[0] ?? "what could not be read"}.`,
      "Or answer for it: list the part under `trusted` of the intent, with a reason, an owner and a day.",
    ];
  }
  const last = chain[chain.length - 1];
  const evidence = last?.evidence[0];
  const close =
    evidence === undefined
      ? []
      : [`Close it: change ${evidence.address} (${evidence.constructPath ?? evidence.stack}).`];
  return [...close, ...(last === undefined ? [] : declarationFor(last, crossing, nodes, author))];
}
