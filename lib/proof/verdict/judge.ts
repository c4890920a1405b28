import { createHash } from "node:crypto";
import { byText, compareText } from "../../model/intent";
import type { LoadedFacts } from "../facts/loaded";
import type { Provenance } from "../facts/resource";
import type { GraphNode, Step } from "../facts/step";
import type { Crossing, OwnerRef } from "../graph/crossing";
import { isSameOwner, ownerKey, ownerRef } from "../graph/crossing";
import { adviceFor } from "./advice";
import type { Cell, Finding, ShownEvidence, ShownStep } from "./report";

/** The nodes of the graph by their ids. */
export type Nodes = ReadonlyMap<string, GraphNode>;

/** Crossings as findings, held against what was declared; the worst first. */
export function judge(
  crossings: readonly Crossing[],
  nodes: Nodes,
  author: LoadedFacts["declaredBy"],
): Finding[] {
  return crossings
    .map((crossing) => finding(crossing, nodes, author))
    .sort((a, b) => rank(a) - rank(b) || compareText(a.id, b.id));
}

/** What of a finding decides over cells. */
export type CellPart = Pick<Finding, "from" | "to" | "planes" | "verdict" | "declaredBy">;

/** The cells of the matrix that findings fall into; the worst in a cell decides. */
export function cellsOf(findings: readonly CellPart[]): Cell[] {
  const cells = new Map<string, Cell>();
  const worstFirst = [...findings].sort((a, b) => rank(a) - rank(b));
  for (const { from, to, planes, verdict, declaredBy } of worstFirst) {
    for (const plane of planes) {
      const key = `${ownerKey(from)}\n${ownerKey(to)}\n${plane}`;
      if (!cells.has(key)) cells.set(key, { from, to, plane, verdict, declared: declaredBy.length > 0 });
    }
  }
  return [...cells].sort(byText(([key]) => key)).map(([, cell]) => cell);
}

function finding(crossing: Crossing, nodes: Nodes, author: LoadedFacts["declaredBy"]): Finding {
  const { from, to, planes, verdict, chain, causes } = crossing;
  const last = chain[chain.length - 1];
  const first = chain[0];
  const declaredBy = coverage(chain, nodes);
  const who = titleOf(nodes, first?.from);
  const on = titleOf(nodes, last?.to);
  const what = last?.what ?? [];
  return {
    id: digest([ownerKey(from), ownerKey(to), who, on, ...what, ...planes]),
    ...{ from, to, planes, verdict, declaredBy, who, what, on, causes },
    chain: chain.map((step) => shownStep(step, nodes)),
    request: last?.request ?? null,
    advice: declaredBy.length > 0 ? [] : adviceFor(crossing, nodes, author),
  };
}

/**
 * Every step that leaves an owner must have been declared; steps within what one owner has need no declaration. What a
 * grant covers was decided where the step was found, request by request: the step carries the grants.
 */
function coverage(chain: readonly Step[], nodes: Nodes): string[] {
  const names = new Set<string>();
  for (const step of chain) {
    if (isSameOwner(ownerOf(nodes, step.from), ownerOf(nodes, step.to))) continue;
    const { declaredBy: covered = [] } = step;
    if (covered.length === 0) return [];
    covered.forEach((name) => names.add(name));
  }
  return [...names].sort();
}

function ownerOf(nodes: Nodes, id: string): OwnerRef {
  const node = nodes.get(id);
  return node === undefined ? { kind: "unknown" } : ownerRef(node);
}

function titleOf(nodes: Nodes, id: string | undefined): string {
  return id === undefined ? "" : (nodes.get(id)?.title ?? id);
}

function shownStep(step: Step, nodes: Nodes): ShownStep {
  const { what, plane, certainty, because, evidence } = step;
  return {
    from: titleOf(nodes, step.from),
    to: titleOf(nodes, step.to),
    ...{ what, plane, certainty, because },
    evidence: evidence.map(shownEvidence),
  };
}

function shownEvidence({ stack, address, pointer, constructPath }: Provenance): ShownEvidence {
  return { stack, address, pointer, constructPath: constructPath ?? null };
}

function rank({ verdict, declaredBy }: Pick<CellPart, "verdict" | "declaredBy">): number {
  return (declaredBy.length > 0 ? 2 : 0) + (verdict === "open" ? 0 : 1);
}

function digest(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 12);
}

/** The nodes of all engines by their ids. */
export function nodesById(parts: readonly { readonly nodes: readonly GraphNode[] }[]): Nodes {
  return new Map(parts.flatMap(({ nodes }) => nodes.map((node) => [node.id, node] as const)));
}
