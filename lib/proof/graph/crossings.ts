import { byText, compareText } from "../../model/intent";
import type { GraphNode, Reached, Step } from "../facts/step";
import { type Crossing, ownerKey, ownerRef } from "./crossing";
import { arrivals, chainTo } from "./shortest-chains";

interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Steps by where they start, sorted. */
  readonly from: ReadonlyMap<string, readonly Step[]>;
}

/** Certain steps first, so that the first of equally short ways is a certain one. */
function compareSteps(a: Step, b: Step): number {
  return (
    compareText(a.certainty, b.certainty) * -1 ||
    compareText(a.to, b.to) ||
    compareText(a.what.join(), b.what.join())
  );
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}

function graphOf(parts: readonly Reached[]): Graph {
  const nodes = new Map(parts.flatMap((part) => part.nodes.map((node) => [node.id, node] as const)));
  const from = new Map<string, Step[]>();
  for (const step of parts.flatMap((part) => part.steps)) add(from, step.from, step);
  from.forEach((steps) => steps.sort(compareSteps));
  return { nodes, from };
}

function crosses({ nodes }: Graph, { from, to }: Step): boolean {
  const [a, b] = [nodes.get(from), nodes.get(to)];
  return a !== undefined && b !== undefined && ownerKey(ownerRef(a)) !== ownerKey(ownerRef(b));
}

/** The nodes of each owner from which some way leaves the owner: all others need not be looked at. */
function frontiers(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const leaving = new Set<string>();
  const into = new Map<string, string[]>();
  for (const steps of graph.from.values())
    for (const step of steps) {
      if (crosses(graph, step)) leaving.add(step.from);
      else if (step.kind === "control") add(into, step.to, step.from);
    }
  for (const node of leaving) into.get(node)?.forEach((before) => leaving.add(before));
  const byOwner = new Map<string, string[]>();
  for (const id of [...leaving].sort(compareText)) {
    const node = graph.nodes.get(id);
    if (node === undefined) continue;
    add(byOwner, ownerKey(ownerRef(node)), id);
  }
  return byOwner;
}

function crossing(graph: Graph, chain: readonly Step[]): Crossing | undefined {
  const [first] = chain;
  const from = graph.nodes.get(first?.from ?? "");
  const to = graph.nodes.get(chain.at(-1)?.to ?? "");
  if (from === undefined || to === undefined) return undefined;
  const causes = chain.filter(({ certainty }) => certainty === "may").flatMap((step) => step.causes);
  const open = chain.every(({ certainty }) => certainty === "must");
  return {
    from: ownerRef(from),
    to: ownerRef(to),
    planes: [...new Set(chain.map(({ plane }) => plane))].sort(compareText),
    verdict: open ? "open" : "unknown",
    causes: open ? [] : [...new Set(causes)].sort(compareText),
    chain,
  };
}

function crossingsOf(graph: Graph, owner: string, starts: readonly string[]): readonly Crossing[] {
  const controlFrom = (id: string) => (graph.from.get(id) ?? []).filter(({ kind }) => kind === "control");
  const found = arrivals(starts, controlFrom);
  return [...found.keys()].sort(compareText).flatMap((id) => {
    const before = chainTo(id, found);
    return (graph.from.get(id) ?? []).flatMap((step) => {
      const to = graph.nodes.get(step.to);
      // Back to where the way began, or from one thing of an owner to another of the same: nothing new.
      if (to === undefined || ownerKey(ownerRef(to)) === owner || !crosses(graph, step)) return [];
      return crossing(graph, [...before, step]) ?? [];
    });
  });
}

/**
 * Everything that somebody can do to what is not theirs: for each owner, each step into what another has,
 * with the shortest chain of control that leads to it. Pairs of owners that do not occur are isolated, as far
 * as these engines look.
 *
 * A step within what one owner has says nothing by itself and only carries the chain on.
 */
export function crossings(parts: readonly Reached[]): readonly Crossing[] {
  const graph = graphOf(parts);
  return [...frontiers(graph)]
    .sort(byText(([key]) => key))
    .flatMap(([owner, starts]) => crossingsOf(graph, owner, starts))
    .sort((a, b) => rank(a) - rank(b));
}

/** Open ones before those that cannot be excluded. */
function rank({ verdict }: Crossing): number {
  return verdict === "open" ? 0 : 1;
}
