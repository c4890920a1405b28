import { byText, compareText } from "../../model/intent";
import type { Declared } from "../facts/declared";
import type { Facts, Opaque } from "../facts/resource";
import type { GraphNode, Reached, Step } from "../facts/step";
import { ownerRef } from "../graph/crossing";
import { readAws } from "./adapters/adapters";
import type { AwsModel } from "./model/model";
import { type AwsNode, isActor } from "./model/node";
import { accountSteps } from "./reach/account";
import { clusterAccess } from "./reach/cluster-access";
import { DeclaredOpenings } from "./reach/declared-openings";
import type { Escalated } from "./reach/escalations";
import { Principals } from "./reach/expand";
import { Namespaces } from "./reach/kubernetes-subjects";
import { Outsiders } from "./reach/outsiders";
import { podIdentities, tokenHolders } from "./reach/pods";
import { runsAs } from "./reach/workloads";
import { credentials } from "./reach/credentials";

/** What the identity planes found, and how much was asked for it. */
export interface IdentityReach extends Reached {
  /** Resources of AWS that are not understood: each may do anything in its account. */
  readonly opaque: readonly Opaque[];
  /** ARNs compared with patterns, and questions decided: what the work grows with. */
  readonly effort: { readonly comparisons: number; readonly questions: number };
}

/** Walks from everybody who is not the platform, and on to whatever they control. */
class Walk {
  readonly nodes = new Map<string, GraphNode>();
  readonly steps: Step[] = [];
  private readonly principals: Principals;
  private readonly byId: ReadonlyMap<string, AwsNode>;
  private readonly escalated = new Map<string, Escalated>();
  private readonly done = new Set<string>();
  private readonly queue: string[] = [];

  constructor(
    private readonly model: AwsModel,
    declared: DeclaredOpenings,
  ) {
    this.principals = new Principals(model, declared);
    this.byId = new Map(model.nodes.map((node) => [node.node.id, node]));
    model.nodes.forEach(({ node }) => this.nodes.set(node.id, node));
  }

  run(): void {
    const namespaces = new Namespaces(this.model);
    const { edges } = this.principals;
    this.take(podIdentities(this.model, namespaces));
    this.take(tokenHolders(this.model, edges, namespaces));
    this.take(clusterAccess(this.model, namespaces));
    this.take(credentials(this.model));
    this.take(new Outsiders(this.model, edges).all());
    for (const node of this.model.nodes)
      if (ownerRef(node.node).kind !== "platform") this.enqueue(node.node.id);
    for (let id = this.queue.pop(); id !== undefined; id = this.queue.pop()) this.expand(id);
  }

  effort(): IdentityReach["effort"] {
    return { comparisons: this.principals.index.comparisons, questions: this.principals.edges.questions };
  }

  private enqueue(id: string): void {
    if (this.done.has(id)) return;
    this.done.add(id);
    this.queue.push(id);
  }

  private take({
    nodes,
    steps,
  }: {
    readonly nodes: readonly GraphNode[];
    readonly steps: readonly Step[];
  }): void {
    nodes.forEach((node) => this.nodes.set(node.id, node));
    for (const step of steps) {
      this.steps.push(step);
      if (step.kind === "control") this.enqueue(step.to);
    }
  }

  private expand(id: string): void {
    const node = this.byId.get(id);
    const escalated = this.escalated.get(id);
    if (escalated !== undefined) this.expandActor(escalated.of, escalated);
    else if (node !== undefined) this.expandNode(node);
    else if (this.nodes.get(id)?.kind === "account") {
      const account = this.nodes.get(id);
      if (account !== undefined) this.take({ nodes: [], steps: accountSteps(this.model, account) });
    }
  }

  private expandNode(node: AwsNode): void {
    if (isActor(node) || node.kind.kind === "group") this.expandActor(node);
    this.take({ nodes: [], steps: runsAs(this.model, node) });
  }

  private expandActor(node: AwsNode, as?: Escalated): void {
    const asker = this.principals.askerOf(node, as?.rights);
    const found = this.principals.expand(as === undefined ? asker : { ...asker, node: as.node }, node);
    found.escalated.forEach((each) => this.escalated.set(each.node.id, each));
    this.take(found);
  }
}

/**
 * What everybody can do to the AWS resources of others: the policies of the plan decided, and what follows
 * from taking over roles, functions and policies. Steps that stay with one owner are left out, except where
 * they lead on. Steps that declared grants hold say so.
 */
export function identityReach(
  facts: Facts,
  declared: Pick<Declared, "grants"> = { grants: [] },
): IdentityReach {
  const { model, opaque } = readAws(facts);
  const walk = new Walk(model, new DeclaredOpenings(declared));
  walk.run();
  const used = new Set(walk.steps.flatMap(({ from, to }) => [from, to]));
  return {
    nodes: [...walk.nodes.values()].filter(({ id }) => used.has(id)).sort(byText(({ id }) => id)),
    steps: [...walk.steps].sort(
      (a, b) =>
        compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.what.join(), b.what.join()),
    ),
    opaque,
    effort: walk.effort(),
  };
}
