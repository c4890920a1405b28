import type { Provenance } from "../../../lib/proof/facts/resource";
import type { GraphNode, Step } from "../../../lib/proof/facts/step";
import type { Crossing, OwnerRef } from "../../../lib/proof/graph/crossing";
import { type Nodes, nodesById } from "../../../lib/proof/verdict/judge";

/** `platform`, `world`, `unknown`, `anyone` or a tenant. */
export function owner(name: string): OwnerRef {
  if (name === "platform" || name === "world" || name === "unknown" || name === "anyone")
    return { kind: name };
  return { kind: "tenant", tenant: name };
}

export function evidence(address: string, constructPath?: string): Provenance {
  return { stack: "tenants", address, pointer: `/resource/${address.replace(".", "/")}`, constructPath };
}

function nodeOwner(name: string): GraphNode["owner"] {
  const of = owner(name);
  if (of.kind === "unknown" || of.kind === "anyone") return { kind: "unknown", cause: "nobody says so" };
  return of;
}

/** A node that is called `the <id>`. */
function node(id: string, of: string): GraphNode {
  return { id, kind: "role", title: `the ${id}`, owner: nodeOwner(of), provenance: undefined };
}

/** Two nodes of each of these owners: `prod/acme/1`, `prod/acme/2`. */
export function nodesOf(...owners: readonly string[]): Nodes {
  return nodesById([{ nodes: owners.flatMap((of) => [node(`${of}/1`, of), node(`${of}/2`, of)]) }]);
}

export function step(from: string, to: string, more: Partial<Step> = {}): Step {
  return {
    ...{ from, to, kind: "access", plane: "identity", what: ["s3:GetObject"] },
    ...{ certainty: "must", causes: [], because: "a statement allows it", evidence: [] },
    ...more,
  };
}

/** A certain way from one owner to another, unless something else is said. */
export function crossing(
  from: string,
  to: string,
  chain: readonly Step[],
  more: Partial<Crossing> = {},
): Crossing {
  return {
    ...{ from: owner(from), to: owner(to), planes: ["identity"], verdict: "open", causes: [] },
    ...more,
    chain,
  };
}
