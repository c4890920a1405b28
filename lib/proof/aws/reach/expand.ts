import type { GraphNode, Reached, Step } from "../../facts/step";
import { isSameOwner, ownerRef } from "../../graph/crossing";
import { relateAction } from "../../pattern/arn";
import { glob, literal, type Pattern } from "../../pattern/token";
import { type ActionList, mayName } from "../../policy/action-list";
import type { PolicyDocument } from "../../policy/document";
import { render } from "../../policy/template";
import { variableValue } from "../../condition/context";
import type { CatalogueAction } from "../../catalogue/catalogue";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import { type Asker, askerOf, principalTagKeys } from "./asker";
import { CandidateIndex } from "./candidate-index";
import type { DeclaredOpenings } from "./declared-openings";
import { Deliveries } from "./deliveries";
import { Edges } from "./edges";
import { isControl } from "./effects";
import { type Escalated, escalations, isEscalation } from "./escalations";
import { KeptCredentials } from "./kept-credentials";
import { LaunchTemplates } from "./launch-templates";
import { NamedPrincipals } from "./named-principals";
import { newPrincipal } from "./new-principals";
import { ANY_ACTION, type Outcome } from "./outcome";
import { PassRole } from "./pass-role";
import { Senders } from "./senders";
import { drivenBy, targetRoles } from "./workloads";

/** What a principal can do, and what has to be looked at next because of it. */
export interface Expanded {
  readonly steps: readonly Step[];
  readonly escalated: readonly Escalated[];
  readonly nodes: readonly GraphNode[];
}

const PASS = literal("iam:PassRole");
const TAGGING = ["iam:TagRole", "iam:TagUser"].map((text) => literal(text));

/** Asks, for one principal, about everything of others that its policies or theirs may let it reach. */
export class Principals {
  readonly edges: Edges;
  readonly index: CandidateIndex;
  private readonly named: NamedPrincipals;
  private readonly passRole: PassRole;
  private readonly kept: KeptCredentials;
  private readonly templates: LaunchTemplates;
  private readonly tags: readonly string[];
  private readonly kinds = new Map<ActionList, ReadonlySet<string>>();
  private samples: readonly AwsNode[] | undefined;

  constructor(
    private readonly model: AwsModel,
    private readonly declared: DeclaredOpenings,
  ) {
    this.edges = new Edges(model, declared);
    this.index = new CandidateIndex(model.nodes);
    this.named = new NamedPrincipals(model);
    this.passRole = new PassRole(model);
    this.kept = new KeptCredentials(model, this.edges);
    this.templates = new LaunchTemplates(model, this.edges);
    const documents = model.nodes.flatMap((node) => [...node.policies, ...node.identity, ...node.boundary]);
    this.tags = principalTagKeys([...new Set(documents)]);
  }

  /** The node of a role, a user or a group as somebody who asks. */
  askerOf(node: AwsNode, rights?: Escalated["rights"]): Asker {
    const plain = askerOf(node, this.tags, false, rights);
    if (this.tags.length === 0) return plain;
    const ownTags = (action: { readonly text: Pattern }) =>
      TAGGING.some((each) => relateAction(each, action.text) === "yes");
    return this.edges.outcomes(plain, node, ownTags).length === 0
      ? plain
      : askerOf(node, this.tags, true, rights);
  }

  /** All steps of an asker; `self` is whose rights it has. */
  expand(asker: Asker, self: AwsNode): Expanded {
    const platform = ownerRef(self.node).kind === "platform";
    const steps: Step[] = [];
    const escalated: Escalated[] = [];
    const nodes: GraphNode[] = [];
    const candidates = this.candidates(asker);
    for (const node of candidates) {
      const foreign = !isSameOwner(self.node.owner, node.node.owner);
      // Of what its owner has, a tenant's principal only reaches more by changing policies.
      const onward = foreign || platform;
      if (!onward && !CAN_ESCALATE.has(node.kind.kind)) continue;
      const outcomes = this.edges.outcomes(asker, node, onward ? ANY_ACTION : isPolicyWrite);
      const crossing = foreign ? outcomes : outcomes.filter(carriesOn);
      if (onward && node !== self) steps.push(...this.edges.steps(asker, node, crossing));
      for (const { step, to } of this.escalations(asker, node, outcomes)) {
        steps.push(step);
        if ("node" in to) escalated.push(to);
        nodes.push("node" in to ? to.node : to);
      }
      const passed = onward && node !== self ? this.passedTo(asker, node) : undefined;
      if (passed !== undefined) steps.push(passed);
    }
    steps.push(...this.kept.readBy(asker, candidates), ...this.templates.steps(asker, candidates));
    const made = newPrincipal(this.model, asker, self);
    if (made !== undefined) {
      steps.push(made.step);
      nodes.push(made.to);
    }
    return { steps, escalated, nodes };
  }

  /** What a principal can do to what its own owner has; of interest once it is somebody else's. */
  ownAccess(asker: Asker, self: AwsNode): readonly Step[] {
    return this.candidates(asker)
      .filter((node) => node !== self && isSameOwner(self.node.owner, node.node.owner))
      .flatMap((node) => {
        const outcomes = this.edges.outcomes(asker, node, ANY_ACTION);
        return this.edges.steps(
          asker,
          node,
          outcomes.filter(({ effect }) => effect !== undefined && !isControl(effect)),
        );
      });
  }

  /** What services do by themselves: send, copy and call, as they were told. */
  unasked(): Reached {
    const senders = new Senders(this.model, this.edges, this.index).all();
    const deliveries = new Deliveries(this.model, this.declared).all();
    const found = [senders, deliveries, this.kept.all()];
    return {
      nodes: found.flatMap(({ nodes }) => nodes),
      steps: [...found.flatMap(({ steps }) => steps), ...targetRoles(this.model), ...drivenBy(this.model)],
    };
  }

  private escalations(asker: Asker, node: AwsNode, outcomes: readonly Outcome[]) {
    return escalations(
      this.model,
      asker,
      node,
      outcomes.filter(({ text }) => isEscalation(text)),
    );
  }

  private passedTo(asker: Asker, node: AwsNode): Step | undefined {
    return node.kind.kind === "role" && this.canPass(asker) ? this.passRole.step(asker, node) : undefined;
  }

  private canPass({ rights }: Asker): boolean {
    return rights.identity.some(
      ({ statements, unreadable }) =>
        unreadable.length > 0 || statements.some(({ actions }) => mayName(actions, PASS)),
    );
  }

  /** What the asker's policies name, and what names the asker; not what it can only reach with both. */
  private candidates(asker: Asker): readonly AwsNode[] {
    const found = new Set<AwsNode>(this.named.naming(asker.principal));
    for (const document of asker.rights.identity)
      this.allowedBy(document, asker).forEach((node) => found.add(node));
    return [...found].sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  }

  private *grants(
    document: PolicyDocument,
    asker: Asker,
  ): Generator<readonly [Pattern, ReadonlySet<string>]> {
    if (document.unreadable.some(({ effect }) => effect !== "Deny")) yield [glob("*"), this.allKinds()];
    for (const { effect, actions, resources } of document.statements) {
      if (effect === "Deny") continue;
      const kinds = this.kindsOf(actions);
      if (resources === undefined || resources.negated) yield [glob("*"), kinds];
      else
        for (const entry of resources.entries) {
          const context = { lookUp: (key: string) => asker.keys.get(key) ?? ({ state: "unknown" } as const) };
          const pattern = render(entry, true, (key) => variableValue(context, key));
          if (pattern !== undefined) yield [pattern, kinds];
        }
    }
  }

  private allowedBy(document: PolicyDocument, asker: Asker): ReadonlySet<AwsNode> {
    const found = new Set<AwsNode>();
    for (const [pattern, kinds] of this.grants(document, asker))
      if (kinds.size > 0) this.index.find(pattern, kinds).forEach((node) => found.add(node));
    return found;
  }

  private allKinds(): ReadonlySet<string> {
    return new Set(this.model.nodes.map(({ kind }) => kind.kind));
  }

  /** The kinds of resources that some action of these is on. */
  private kindsOf(actions: ActionList): ReadonlySet<string> {
    const known = this.kinds.get(actions);
    if (known !== undefined) return known;
    const found = new Set<string>();
    for (const { kind, parts } of this.kindSamples())
      if (parts.some((part) => part.actions.some(({ text }) => mayName(actions, text)))) found.add(kind.kind);
    if (mayName(actions, PASS)) found.add("role");
    this.kinds.set(actions, found);
    return found;
  }

  private kindSamples(): readonly AwsNode[] {
    this.samples ??= [...new Map(this.model.nodes.map((node) => [node.kind.kind, node])).values()];
    return this.samples;
  }
}

const CAN_ESCALATE = new Set(["role", "user", "group", "policy"]);

function isPolicyWrite({ service, name }: CatalogueAction): boolean {
  return service === "iam" && isEscalation(`iam:${name}`);
}

/** Within the platform only what leads on is of interest. */
function carriesOn({ effect }: Outcome): boolean {
  return effect !== undefined && isControl(effect);
}
