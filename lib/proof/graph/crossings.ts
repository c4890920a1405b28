import { byText, compareText } from "../../model/intent";
import { push } from "../../model/lists";
import type { Reached, Step } from "../facts/step";
import { bestWays, Hubs, thingKey, type Way, waysFrom, wayKey } from "./behind";
import { type Crossing, type OwnerRef, ownerRef } from "./crossing";
import { Graph } from "./graph";
import { type Arrival, arrivals, chainTo } from "./shortest-chains";

/** The nodes of each owner from which a step leads to another's: each of the owner's ways out begins at one of them. */
function frontiers(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const leaving = new Set<string>();
  for (const steps of graph.steps())
    for (const step of steps) if (graph.crosses(step)) leaving.add(step.from);
  const byOwner = new Map<string, string[]>();
  for (const id of [...begun(graph, leaving)].sort(compareText)) {
    const owner = graph.ownerOf(id);
    if (owner !== undefined) push(byOwner, owner, id);
  }
  return byOwner;
}

/** The same, with what an owner only comes to replaced by its own nodes that lead there. */
function begun(graph: Graph, leaving: ReadonlySet<string>): ReadonlySet<string> {
  const isDerived = (id: string) => graph.nodes.get(id)?.derived === true;
  const derived = new Set([...leaving].filter(isDerived));
  if (derived.size === 0) return leaving;
  const found = new Set(leaving);
  const before = controlledBy(graph);
  // What is added on the way is gone through as well.
  for (const id of derived) {
    found.delete(id);
    for (const from of before.get(id) ?? []) {
      if (graph.ownerOf(from) !== graph.ownerOf(id)) continue;
      if (isDerived(from)) derived.add(from);
      else found.add(from);
    }
  }
  return found;
}

/** From where control leads to each node. */
function controlledBy(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, string[]>();
  for (const steps of graph.steps())
    for (const { kind, from, to } of steps) if (kind === "control") push(before, to, from);
  return before;
}

function crossing(from: OwnerRef, to: OwnerRef, chain: readonly Step[]): Crossing {
  const causes = chain.filter(({ certainty }) => certainty === "may").flatMap((step) => step.causes);
  const open = chain.every(({ certainty }) => certainty === "must");
  return {
    ...{ from, to },
    planes: [...new Set(chain.map(({ plane }) => plane))].sort(compareText),
    verdict: open ? "open" : "unknown",
    causes: open ? [] : [...new Set(causes)].sort(compareText),
    chain,
  };
}

/** The steps by which an owner's own nodes lead to what others have. */
function directSteps(graph: Graph, owner: string, found: ReadonlyMap<string, Arrival>): readonly Way[] {
  return [...found.keys()]
    .filter((id) => graph.ownerOf(id) === owner)
    .sort(compareText)
    .flatMap((id) => waysFrom(graph, id, found).filter((way) => way.owner !== owner));
}

/**
 * What lies behind what is another's: of a tenant each thing, of what is the platform's one way to each owner, for which
 * it was looked at before.
 */
function furtherWays(
  graph: Graph,
  hubs: Hubs,
  owner: string,
  found: ReadonlyMap<string, Arrival>,
): readonly Way[] {
  const ids = [...found.keys()].filter((id) => graph.ownerOf(id) !== owner).sort(compareText);
  const isHub = (id: string) => graph.ownerOf(id) === "platform";
  const throughTenants = ids
    .filter((id) => !isHub(id))
    .flatMap((id) => waysFrom(graph, id, found).filter((way) => way.owner !== owner));
  const throughHubs = ids.filter(isHub).flatMap((id) => {
    const before = chainTo(id, found);
    const open = found.get(id)?.open ?? 0;
    return hubs
      .behind(id, owner)
      .map((way) => ({ ...way, open: open + way.open, chain: [...before, ...way.chain] }));
  });
  const things = bestWays(throughTenants, thingKey);
  const known = new Set(things.map(wayKey));
  return [...things, ...bestWays(throughHubs).filter((way) => !known.has(wayKey(way)))];
}

function crossingsOf(
  graph: Graph,
  hubs: Hubs,
  owner: string,
  starts: readonly string[],
): readonly Crossing[] {
  const [start = ""] = starts;
  const node = graph.nodes.get(start);
  if (node === undefined) return [];
  const found = arrivals(starts, (id) => {
    const of = graph.ownerOf(id);
    return of === "platform" && of !== owner ? [] : graph.controlFrom(id);
  });
  const direct = directSteps(graph, owner, found);
  const known = new Set(direct.filter(isUndeclared).map(wayKey));
  const further = furtherWays(graph, hubs, owner, found).filter((way) => !known.has(wayKey(way)));
  return [...direct, ...further].map(({ to, chain }) => crossing(ownerRef(node), to, chain));
}

function isUndeclared({ chain }: Way): boolean {
  return chain.at(-1)?.declaredBy === undefined;
}

/**
 * Everything that somebody can do to what is not theirs. For each owner, each step from its own things into another's,
 * with the shortest chain of control that leads to it; and behind what is another's, one way to each owner, in each
 * plane. Pairs of owners that do not occur are isolated, as far as these engines look.
 *
 * A step within what one owner has says nothing by itself and only carries the chain on.
 *
 * @param isTrusted whose ways need no look. @default - everybody's do
 */
export function crossings(
  parts: readonly Reached[],
  isTrusted: (owner: OwnerRef) => boolean = () => false,
): readonly Crossing[] {
  const graph = new Graph(parts);
  const hubs = new Hubs(graph);
  return [...frontiers(graph)]
    .sort(byText(([key]) => key))
    .filter(([, [start = ""]]) => {
      const node = graph.nodes.get(start);
      return node !== undefined && !isTrusted(ownerRef(node));
    })
    .flatMap(([owner, starts]) => crossingsOf(graph, hubs, owner, starts))
    .sort((a, b) => rank(a) - rank(b));
}

/** Open ones before those that cannot be excluded. */
function rank({ verdict }: Crossing): number {
  return verdict === "open" ? 0 : 1;
}
