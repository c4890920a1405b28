import type { GraphNode, Step } from "../../../lib/proof/facts/step";
import { Graph } from "../../../lib/proof/graph/graph";

export const tenant = (name: string) => ({ kind: "tenant", tenant: name }) as const;
const OWNERS: Readonly<Record<string, GraphNode["owner"]>> = {
  platform: { kind: "platform" },
  world: { kind: "world" },
  unknown: { kind: "unknown", cause: "nobody says so" },
};

export function node(id: string, owner: string, kind = "role"): GraphNode {
  return { id, kind, title: id, owner: OWNERS[owner] ?? tenant(owner), provenance: undefined };
}

/** `a > b`: control; `a ? b`: perhaps control; `a - b`: access; `a ~ b`: perhaps access. */
export function step(text: string, more: Partial<Step> = {}): Step {
  const [from = "", sign = "", to = ""] = text.split(" ");
  const kind = sign === ">" || sign === "?" ? "control" : "access";
  const certainty = sign === "?" || sign === "~" ? "may" : "must";
  const causes = certainty === "may" ? [text] : [];
  const rest = { plane: "identity", what: [kind], because: "", evidence: [] } as const;
  return { from, to, kind, certainty, causes, ...rest, ...more };
}

export const steps = (...texts: string[]) => texts.map((text) => step(text));
export const shown = (chain: readonly Step[]) => [chain[0]?.from, ...chain.map(({ to }) => to)].join(" ");
export const graphOf = (nodes: readonly GraphNode[], ...all: Step[]) => new Graph([{ nodes, steps: all }]);
