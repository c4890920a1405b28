import type { Provenance } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import { NODE_IDS } from "../../kubernetes/ids";
import type { Namespace } from "../../kubernetes/namespaces";
import { type DeclaredPorts, heldAndLeft, type OpeningPart } from "../declared-rules";
import { isWithin, shownPorts, without } from "../ports";
import type { Opening } from "./connection";

/** Said where pods are open because no policy selects them. */
const UNSELECTED = "no policy selects these pods";

export function namespaceNode({ cluster, name, owner, provenance }: Namespace): GraphNode {
  const id = NODE_IDS.namespace(cluster, name);
  return { id, kind: "namespace", title: `namespace ${name}`, owner, provenance };
}

/** Something of the cluster that belongs to no tenant. */
export function hub(id: string, kind: string, title: string): GraphNode {
  return { id, kind, title, owner: { kind: "platform" }, provenance: undefined };
}

/** What a step is between, and what it rests on where no policy says so. */
export interface Between {
  readonly from: string;
  readonly to: string;
  readonly fallback: readonly (Provenance | undefined)[];
  /** What was declared to be open between them. @default - nothing */
  readonly declared?: readonly DeclaredPorts[] | undefined;
}

function because({ policies }: Opening): string {
  if (policies.length === 0) return UNSELECTED;
  const names = [...new Set(policies.map(({ namespace, name }) => `${namespace}/${name}`))].sort();
  return `${names.length === 1 ? "the policy" : "the policies"} ${names.join(", ")} ${
    names.length === 1 ? "lets" : "let"
  } it through`;
}

function step(
  between: Between,
  opening: Opening,
  { ports, declaredBy }: OpeningPart,
  certainty: Step["certainty"],
): Step {
  const { policies, causes } = opening;
  const written = policies.length > 0 ? policies.map(({ provenance }) => provenance) : between.fallback;
  return {
    from: between.from,
    to: between.to,
    kind: "access",
    plane: "network",
    what: shownPorts(ports),
    certainty,
    causes: certainty === "must" ? [] : causes.length > 0 ? causes : [UNSELECTED],
    because: because(opening),
    evidence: [...new Set(written.flatMap((each) => each ?? []))],
    ...(declaredBy !== undefined && { declaredBy }),
  };
}

/** The steps of an opening: what is certain, and what may be beyond that; each as far as it was declared, and not. */
export function stepsOf(between: Between, opening: Opening): readonly Step[] {
  const { certain, possible } = opening;
  const { declared = [] } = between;
  const sure = heldAndLeft(certain, declared).map((part) => step(between, opening, part, "must"));
  if (isWithin(possible, certain)) return sure;
  const further = heldAndLeft(without(possible, certain), declared);
  return [...sure, ...further.map((part) => step(between, opening, part, "may"))];
}
