import { byText, compareText } from "../../model/intent";
import { push } from "../../model/lists";
import type { Declared } from "../facts/declared";
import type { Facts, Opaque } from "../facts/resource";
import type { GraphNode, Reached, Step } from "../facts/step";
import { ownerKey, ownerRef } from "../graph/crossing";
import { readAws } from "./adapters/adapters";
import type { AwsModel } from "./model/model";
import { type AwsNode, isActor } from "./model/node";
import { accountSteps } from "./reach/account";
import { clusterDoors } from "./reach/cluster-doors";
import type { Asker } from "./reach/asker";
import { DeclaredOpenings } from "./reach/declared-openings";
import type { Escalated } from "./reach/escalations";
import { Principals } from "./reach/expand";
import { identityProviders } from "./reach/identity-providers";
import { Namespaces } from "./reach/kubernetes-subjects";
import { Outsiders } from "./reach/outsiders";
import { rolesAnywhere } from "./reach/roles-anywhere";
import { tokenHolders } from "./reach/token-holders";
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
  /** Where control leads, in this plane and the others. */
  private readonly control = new Map<string, string[]>();
  private readonly owners = new Map<string, string>();
  private readonly done = new Set<string>();
  /** What is come to by others than its owner. */
  private readonly entered = new Set<string>();
  private readonly opened = new Set<string>();
  private readonly queue: string[] = [];

  constructor(
    private readonly model: AwsModel,
    declared: DeclaredOpenings,
    private readonly others: readonly Reached[],
    private readonly onStep: () => void,
  ) {
    this.principals = new Principals(model, declared);
    this.byId = new Map(model.nodes.map((node) => [node.node.id, node]));
    model.nodes.forEach(({ node }) => this.nodes.set(node.id, node));
    for (const { nodes, steps } of others) {
      nodes.forEach((node) => this.owners.set(node.id, ownerKey(ownerRef(node))));
      for (const { from, to, kind } of steps) if (kind === "control") push(this.control, from, to);
    }
  }

  run(): void {
    const namespaces = new Namespaces(this.model.facts);
    const { edges } = this.principals;
    this.take(tokenHolders(this.model, edges, namespaces));
    this.take(identityProviders(this.model, edges));
    this.take({ nodes: [], steps: rolesAnywhere(this.model) });
    this.take(clusterDoors(this.model));
    this.take(credentials(this.model));
    this.take(new Outsiders(this.model, edges).all());
    this.take(this.principals.unasked());
    const nodes = [...this.model.nodes.map(({ node }) => node), ...this.others.flatMap((each) => each.nodes)];
    for (const node of nodes) if (ownerRef(node).kind !== "platform") this.enqueue(node.id);
    for (let id = this.queue.pop(); id !== undefined; id = this.queue.pop()) {
      this.onStep();
      this.expand(id);
    }
  }

  effort(): IdentityReach["effort"] {
    return { comparisons: this.principals.index.comparisons, questions: this.principals.edges.questions };
  }

  private enqueue(id: string, entered = false): void {
    if (entered ? this.entered.has(id) : this.done.has(id) || this.entered.has(id)) return;
    if (entered) this.entered.add(id);
    this.queue.push(id);
  }

  private take({ nodes, steps }: Reached): void {
    for (const node of nodes) {
      this.nodes.set(node.id, node);
      this.owners.set(node.id, ownerKey(ownerRef(node)));
    }
    for (const step of steps) {
      this.steps.push(step);
      if (step.kind !== "control") continue;
      push(this.control, step.from, step.to);
      this.follow(step.from, step.to);
    }
  }

  /** Whoever comes to what is another's has with it what that one has: then its own things count as well. */
  private follow(from: string, to: string): void {
    const [here, there] = [this.ownerOf(from), this.ownerOf(to)];
    this.enqueue(to, this.entered.has(from) || (here !== "platform" && here !== there));
  }

  private ownerOf(id: string): string | undefined {
    const node = this.nodes.get(id);
    return node === undefined ? this.owners.get(id) : ownerKey(ownerRef(node));
  }

  private expand(id: string): void {
    const node = this.escalated.get(id)?.of ?? this.byId.get(id);
    if (!this.done.has(id)) {
      this.done.add(id);
      this.take(this.stepsOf(id, node));
    }
    if (node !== undefined && isActor(node) && this.entered.has(id) && !this.opened.has(id)) {
      this.opened.add(id);
      this.take({ nodes: [], steps: this.principals.ownAccess(this.askerOf(id, node), node) });
    }
    this.control.get(id)?.forEach((to) => this.follow(id, to));
  }

  private askerOf(id: string, node: AwsNode): Asker {
    const as = this.escalated.get(id);
    const asker = this.principals.askerOf(node, as?.rights);
    return as === undefined ? asker : { ...asker, node: as.node, after: as.after };
  }

  private stepsOf(id: string, node: AwsNode | undefined): Reached {
    if (node === undefined) {
      const account = this.nodes.get(id);
      const isAccount = account?.kind === "account";
      return { nodes: [], steps: isAccount ? accountSteps(this.model, account) : [] };
    }
    const runs = this.escalated.has(id) ? [] : runsAs(this.model, node);
    if (!isActor(node) && node.kind.kind !== "group") return { nodes: [], steps: runs };
    const found = this.principals.expand(this.askerOf(id, node), node);
    found.escalated.forEach((each) => this.escalated.set(each.node.id, each));
    return { nodes: found.nodes, steps: [...found.steps, ...runs] };
  }
}

/**
 * What everybody can do to the AWS resources of others: the policies of the plan decided, and what follows
 * from them.
 */
export function identityReach(
  facts: Facts,
  declared: Pick<Declared, "grants"> = { grants: [] },
  others: readonly Reached[] = [],
  onStep: () => void = () => undefined,
): IdentityReach {
  onStep();
  const { model, opaque } = readAws(facts);
  const walk = new Walk(model, new DeclaredOpenings(declared), others, onStep);
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
