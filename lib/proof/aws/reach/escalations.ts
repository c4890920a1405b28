import type { GraphNode, ReplayableRequest, Step } from "../../facts/step";
import { type AwsModel } from "../model/model";
import { type AwsNode, isActor, rightsOf, type Rights } from "../model/node";
import { accountNode } from "./account";
import { type Asker, EVERYTHING } from "./asker";
import type { Outcome } from "./outcome";
import { evidenceOf, reasonOf, requestOf } from "./words";

/** Writes that give the target other policies, and writes that take its boundary away. */
const POLICY_WRITES = /^iam:(?:Attach|Put)(?:Role|User|Group)Policy$/;
const BOUNDARY_WRITES = /^iam:(?:Put|Delete)(?:Role|User)PermissionsBoundary$/;
const VERSION_WRITES = /^iam:(?:CreatePolicyVersion|SetDefaultPolicyVersion)$/;

/** True for actions by which somebody changes what a role or a user of the same owner may do. */
export function isEscalation(text: string): boolean {
  return [POLICY_WRITES, BOUNDARY_WRITES, VERSION_WRITES].some((pattern) => pattern.test(text));
}

/** A principal with other rights than those that are written: what it can come to have. */
export interface Escalated {
  readonly node: GraphNode;
  readonly of: AwsNode;
  readonly rights: Rights;
  /** The request by which it comes to have them. @default - none that is certain */
  readonly after?: ReplayableRequest | undefined;
}

/** Whose rights change when this is written to. */
function affected(model: AwsModel, node: AwsNode, as: "identity" | "boundary"): readonly AwsNode[] {
  if (isActor(node)) return [node];
  return model
    .ofKind("role", "user", "group")
    .filter(({ sources }) => sources.some(({ from, as: how }) => from === node && how === as))
    .flatMap((each) => (isActor(each) ? [each] : affected(model, each, as)));
}

function escalated(of: AwsNode, suffix: string, title: string, rights: Rights): Escalated {
  const node = {
    ...of.node,
    id: `${of.node.id} ${suffix}`,
    title: `${of.node.title} ${title}`,
    derived: true,
  };
  return { node, of, rights };
}

/** What a principal comes to have, and the outcomes that give it. */
interface Change {
  readonly to: Escalated | GraphNode;
  readonly outcomes: readonly Outcome[];
}

/** Everything, within the boundary; without a boundary that is the account. */
function anyPolicy(
  model: AwsModel,
  of: AwsNode,
  outcomes: readonly Outcome[],
  withoutBoundary: readonly Outcome[],
): Change {
  const { boundary } = rightsOf(of);
  if (boundary === undefined) return { to: accountNode(model, of), outcomes };
  if (withoutBoundary.length > 0)
    return { to: accountNode(model, of), outcomes: [...outcomes, ...withoutBoundary] };
  const rights = { identity: [EVERYTHING], boundary };
  return { to: escalated(of, "with any policy", "with any policy within its boundary", rights), outcomes };
}

function changes(model: AwsModel, node: AwsNode, outcomes: readonly Outcome[]): readonly Change[] {
  const of = (pattern: RegExp) => outcomes.filter(({ text }) => pattern.test(text));
  const [policies, boundaries, versions] = [of(POLICY_WRITES), of(BOUNDARY_WRITES), of(VERSION_WRITES)];
  const writes = [...policies, ...versions];
  const withPolicy = writes.length === 0 ? [] : affected(model, node, "identity");
  const widened = versions.length === 0 ? [] : affected(model, node, "boundary");
  const freed = boundaries.length === 0 ? widened : [...affected(model, node, "boundary"), ...widened];
  const unbound = freed.filter(({ boundary }) => boundary.length > 0);
  return [
    ...withPolicy.map((each) => anyPolicy(model, each, writes, boundaries)),
    ...unbound.map((each): Change => {
      const { identity } = rightsOf(each);
      const to = escalated(each, "without its boundary", "without its boundary", { identity });
      return { to, outcomes: [...boundaries, ...versions] };
    }),
  ];
}

/** Steps to what a principal comes to have by writing policies, and those principals. */
export function escalations(
  model: AwsModel,
  asker: Asker,
  node: AwsNode,
  outcomes: readonly Outcome[],
): readonly { readonly step: Step; readonly to: Escalated | GraphNode }[] {
  return changes(model, node, outcomes).flatMap(({ to, outcomes: by }) => {
    const [best] = [...by].sort((a, b) => Number(b.reach.under) - Number(a.reach.under));
    if (best === undefined) return [];
    const target = "node" in to ? to.node : to;
    const step: Step = {
      from: asker.node.id,
      to: target.id,
      kind: "control",
      plane: "identity",
      what: [...new Set(by.map(({ text }) => text))].sort(),
      certainty: best.reach.under ? "must" : "may",
      causes: best.reach.causes,
      because: `${reasonOf(model, best.reach)}, so that it can give ${node.node.title} any policy`,
      evidence: evidenceOf(model, best.reach, node.node.provenance),
      request: requestOf(asker, best.text, best.reach),
    };
    return [{ step, to: "node" in to ? { ...to, after: asker.after ?? step.request } : to }];
  });
}
