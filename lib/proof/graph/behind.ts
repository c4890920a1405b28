import { compareText } from "../../model/intent";
import type { Step } from "../facts/step";
import { ownerKey, type OwnerRef, ownerRef } from "./crossing";
import type { Graph } from "./graph";
import { type Arrival, arrivals, chainTo } from "./shortest-chains";

/** Through one thing to more owners than this is to everybody. */
const OWNERS_MOST = 32;

/** A way on from a node that is not one's own, to what an owner has there. */
export interface Way {
  /** The key of whose it leads to. */
  readonly owner: string;
  /** `anyone` where the same way leads to more owners than anybody would read about one by one. */
  readonly to: OwnerRef;
  /** How many of its steps are not certain. */
  readonly open: number;
  readonly chain: readonly Step[];
  /** True where it ends at what its owner only gets on with: a role, a login. @default false */
  readonly isMeans?: boolean;
}

/** Negative where a way says more: it is the surer, or ends at what is of use by itself, or is the shorter. */
function compareWays(a: Way, b: Way): number {
  return (
    a.open - b.open ||
    Number(a.isMeans === true) - Number(b.isMeans === true) ||
    a.chain.length - b.chain.length
  );
}

function isBetter(a: Way, b: Way | undefined): boolean {
  return b === undefined || compareWays(a, b) < 0;
}

/** What ways have in common of which one is enough: to whom, in which plane, and whether it is certain. */
export function wayKey({ to, open, chain }: Pick<Way, "to" | "open" | "chain">): string {
  return [ownerKey(to), chain.at(-1)?.plane, open === 0].join("\n");
}

/** The same, for each thing that they lead to. */
export function thingKey(way: Pick<Way, "to" | "open" | "chain">): string {
  return `${wayKey(way)}\n${way.chain.at(-1)?.to}`;
}

/** The best of each kind, in the order of their keys. */
export function bestWays(ways: Iterable<Way>, keyOf: (way: Way) => string = wayKey): readonly Way[] {
  const best = new Map<string, Way>();
  for (const way of ways) {
    const key = keyOf(way);
    if (isBetter(way, best.get(key))) best.set(key, way);
  }
  return [...best].sort(([a], [b]) => compareText(a, b)).map(([, way]) => way);
}

/**
 * Ways on from a node that was come to by control: each step to another owner, and what its own owner has, which whoever
 * controls the node has as well: each access, and what is had in a plane that the way there was not of.
 */
export function waysFrom(graph: Graph, id: string, found: ReadonlyMap<string, Arrival>): readonly Way[] {
  const news = graph.stepsFrom(id).filter((step) => graph.isNews(step));
  if (news.length === 0) return [];
  const open = found.get(id)?.open ?? 0;
  const before = chainTo(id, found);
  const leaves = (step: Step) => step.kind === "access" || before.every(({ plane }) => plane !== step.plane);
  const onward = news.filter((step) => graph.crosses(step) || leaves(step));
  return onward.flatMap((step): readonly Way[] => {
    const to = graph.nodes.get(step.to);
    const owner = graph.ownerOf(step.to);
    if (to === undefined || owner === undefined) return [];
    const chain = [...before, step];
    const way = { owner, to: ownerRef(to), open: open + (step.certainty === "must" ? 0 : 1), chain };
    return [step.kind === "control" && !graph.crosses(step) ? { ...way, isMeans: true } : way];
  });
}

/** What lies behind things of the platform that many have to do with: looked at once, whoever comes to them. */
export class Hubs {
  private readonly known = new Map<string, readonly Way[]>();

  constructor(private readonly graph: Graph) {}

  /** The ways on from a hub, for somebody who has `owner`. */
  behind(hub: string, owner: string): readonly Way[] {
    const ways = this.known.get(hub) ?? this.look(hub);
    this.known.set(hub, ways);
    return bestWays(ways.filter((way) => way.owner !== owner));
  }

  private look(hub: string): readonly Way[] {
    const found = arrivals([hub], (id) => this.graph.controlFrom(id));
    const ways = bestWays(
      [...found.keys()].sort(compareText).flatMap((id) => waysFrom(this.graph, id, found)),
    );
    const owners = new Set(ways.map(({ owner }) => owner));
    return owners.size <= OWNERS_MOST ? ways : summary(ways);
  }
}

/** Of ways to many owners, two of each kind: whoever has the one is led by the other. */
function summary(ways: readonly Way[]): readonly Way[] {
  const kept: Way[] = [];
  const counts = new Map<string, number>();
  for (const way of [...ways].sort(compareWays)) {
    if (way.to.kind !== "tenant") kept.push(way);
    else {
      const wide: Way = { ...way, to: { kind: "anyone" } };
      const count = counts.get(wayKey(wide)) ?? 0;
      counts.set(wayKey(wide), count + 1);
      if (count < 2) kept.push(wide);
    }
  }
  return kept;
}
