import type { Step } from "../facts/step";

/** How a node was come to: the step that led there, `undefined` where the walk began. */
export interface Arrival {
  readonly step: Step | undefined;
  /** How many steps on the way are not certain. */
  readonly open: number;
  readonly length: number;
}

function isBetter(a: Arrival, b: Arrival | undefined): boolean {
  return b === undefined || a.open < b.open || (a.open === b.open && a.length < b.length);
}

/**
 * The ways from any of these nodes over control steps: with the fewest uncertain steps first, then the
 * fewest at all, so that a node that is reached for certain is shown to be. Layers of equal uncertainty are
 * walked breadth first.
 */
export function arrivals(
  starts: readonly string[],
  controlFrom: (node: string) => readonly Step[],
): ReadonlyMap<string, Arrival> {
  const best = new Map<string, Arrival>();
  let layer: string[] = [...starts];
  starts.forEach((start) => best.set(start, { step: undefined, open: 0, length: 0 }));
  for (let open = 0; layer.length > 0; open += 1) {
    const next: string[] = [];
    // The layer grows while it is walked.
    for (const node of layer) {
      const here = best.get(node);
      if (here?.open !== open) continue;
      for (const step of controlFrom(node)) {
        const certain = step.certainty === "must";
        const arrival = { step, open: open + (certain ? 0 : 1), length: here.length + 1 };
        if (!isBetter(arrival, best.get(step.to))) continue;
        best.set(step.to, arrival);
        (certain ? layer : next).push(step.to);
      }
    }
    layer = byLength(next, best);
  }
  return best;
}

/** The next layer starts with the shortest ways, so that breadth first finds the shortest again. */
function byLength(nodes: readonly string[], best: ReadonlyMap<string, Arrival>): string[] {
  const length = (node: string) => best.get(node)?.length ?? 0;
  return [...nodes].sort((a, b) => length(a) - length(b));
}

/** The steps that led to a node, first to last. */
export function chainTo(node: string, found: ReadonlyMap<string, Arrival>): readonly Step[] {
  const chain: Step[] = [];
  for (let at = found.get(node)?.step; at !== undefined; at = found.get(at.from)?.step) chain.unshift(at);
  return chain;
}
