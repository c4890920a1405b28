import { type Crossing, ownerKey, type OwnerRef, ownerRef } from "../graph/crossing";
import type { GraphNode, Step } from "../facts/step";

/** Names as they stand in the app: the tenant without its Infrastructure. */
function nameOf(owner: OwnerRef): string {
  if (owner.kind !== "tenant") return owner.kind;
  return owner.tenant.slice(owner.tenant.lastIndexOf("/") + 1);
}

/** What settles a finding: the edit that closes it, and the declaration that would make it legal. */
export function adviceFor(crossing: Crossing, nodes: ReadonlyMap<string, GraphNode>): string[] {
  const { chain, verdict, causes, from, to } = crossing;
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
  return [...close, ...(last === undefined ? [] : declaration(last, from, to, nodes))];
}

function declaration(
  step: Step,
  from: OwnerRef,
  to: OwnerRef,
  nodes: ReadonlyMap<string, GraphNode>,
): string[] {
  if (to.kind !== "tenant" || step.kind === "control") return [];
  if (step.plane === "network") return networkDeclaration(step, from, to, nodes);
  // What Kubernetes allows nobody can declare: rights in a cluster are not shared between tenants.
  if (step.plane === "kubernetes" || from.kind !== "tenant") return [];
  const target = nodes.get(step.to)?.title ?? step.to;
  const parties = `owner: ${nameOf(to)}, requester: ${nameOf(from)}`;
  return [`Or declare it: CrossTenantGrant { ${parties}, … } for ${step.what.join(", ")} on ${target}.`];
}

/** A rule, where it goes from one of two tenants or from addresses to the other; not through what is the platform's. */
function networkDeclaration(
  step: Step,
  from: OwnerRef,
  to: OwnerRef,
  nodes: ReadonlyMap<string, GraphNode>,
): string[] {
  const start = nodes.get(step.from);
  const isDirect = start !== undefined && ownerKey(ownerRef(start)) === ownerKey(from);
  if (!isDirect || (from.kind !== "tenant" && from.kind !== "world")) return [];
  const source = from.kind === "tenant" ? `from: ${nameOf(from)}` : `fromCidr: ${start.title}`;
  return [
    `Or declare it: TenantSecurityRule { ${source}, to: ${nameOf(to)}, … } for ${step.what.join(", ")}.`,
  ];
}
