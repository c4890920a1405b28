import type { GraphNode } from "../facts/step";

/** Addresses outside, as a policy or rule writes them. */
export function addressNode(text: string): GraphNode {
  return {
    id: `cidr:${text}`,
    kind: "addresses",
    title: text,
    owner: { kind: "world" },
    provenance: undefined,
  };
}
