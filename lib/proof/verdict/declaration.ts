import type { LoadedFacts } from "../facts/loaded";
import type { GraphNode, Step } from "../facts/step";
import { ownerKey, type OwnerRef, ownerRef } from "../graph/crossing";

/** Who has what, and who gets to it. */
interface Parties {
  readonly from: OwnerRef;
  readonly to: OwnerRef;
}

type Nodes = ReadonlyMap<string, GraphNode>;

/**
 * The declaration that would make a step legal, in the words of whoever declares: a construct of the app, or an entry of
 * the intent file. Nothing for what nobody can declare.
 */
export function declarationFor(
  step: Step,
  parties: Parties,
  nodes: Nodes,
  author: LoadedFacts["declaredBy"],
): string[] {
  if (parties.to.kind !== "tenant" || step.kind === "control") return [];
  if (step.plane === "network") return networkDeclaration(step, parties, nodes, author);
  // What Kubernetes allows nobody can declare: rights in a cluster are not shared between tenants.
  if (step.plane === "kubernetes" || parties.from.kind !== "tenant") return [];
  const target = nodes.get(step.to)?.title ?? step.to;
  const what = step.what.join(", ");
  if (author === "app") {
    const names = `owner: ${shortName(parties.to)}, requester: ${shortName(parties.from)}`;
    return [`Or declare it: CrossTenantGrant { ${names}, … } for ${what} on ${target}.`];
  }
  const grant = { owner: nameOf(parties.to), requester: nameOf(parties.from), actions: step.what };
  return [`Or declare it under \`grants\` of the intent: ${entry(grant)} on ${target}.`];
}

/** A rule, where it goes from one of two tenants or from addresses to the other; not through what is the platform's. */
function networkDeclaration(
  step: Step,
  { from, to }: Parties,
  nodes: Nodes,
  author: LoadedFacts["declaredBy"],
): string[] {
  const start = nodes.get(step.from);
  const isDirect = start !== undefined && ownerKey(ownerRef(start)) === ownerKey(from);
  if (!isDirect || (from.kind !== "tenant" && from.kind !== "world")) return [];
  const ports = step.what.join(", ");
  if (author === "app") {
    const source = from.kind === "tenant" ? `from: ${shortName(from)}` : `fromCidr: ${start.title}`;
    return [`Or declare it: TenantSecurityRule { ${source}, to: ${shortName(to)}, … } for ${ports}.`];
  }
  const source =
    from.kind === "tenant" ? { kind: "tenant", tenant: nameOf(from) } : { kind: "cidr", cidr: start.title };
  return [
    `Or declare it under \`rules\` of the intent: ${entry({ from: source, to: nameOf(to) })} for ${ports}.`,
  ];
}

/** The beginning of an entry, as it stands in JSON. */
function entry(fields: object): string {
  return `${JSON.stringify(fields).slice(0, -1)},…}`;
}

function nameOf(owner: OwnerRef): string {
  return owner.kind === "tenant" ? owner.tenant : owner.kind;
}

/** As it stands in the app: without its Infrastructure. */
function shortName(owner: OwnerRef): string {
  const name = nameOf(owner);
  return name.slice(name.lastIndexOf("/") + 1);
}
