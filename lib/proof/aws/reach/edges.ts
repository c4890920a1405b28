import { gather } from "../../../model/lists";
import type { KeyState } from "../../condition/context";
import type { Step } from "../../facts/step";
import { type Reach, reach } from "../../iam/reach";
import { between } from "../../iam/relevant";
import type { Policies } from "../../iam/scene";
import { keysAskedBy } from "../../policy/statement-keys";
import type { CatalogueAction } from "../../catalogue/catalogue";
import { type AwsModel } from "../model/model";
import type { AwsNode, Part } from "../model/node";
import { type Question, throughBucket } from "./access-points";
import { Alike } from "./alike";
import { ActionClasses, documentsAbout, mayAllow, statementsOf } from "./about";
import type { Asker } from "./asker";
import { withCompanions } from "./companions";
import { coverings, type Denied } from "./coverings";
import type { DeclaredOpenings } from "./declared-openings";
import { type Effect, effectOf, isControl } from "./effects";
import { ANY_ACTION, type Outcome } from "./outcome";
import { isNamedBoundary, isOfResource, ResourceKeys } from "./resource-keys";
import { evidenceOf, reasonOf, requestOf } from "./words";

/** Federated callers have no other way to a role, and nobody else has this one. */
function isForAsker({ service, name }: CatalogueAction, asker: Asker): boolean {
  if (service !== "sts") return asker.principal.kind !== "federated";
  return (name === "AssumeRole") === (asker.principal.kind !== "federated");
}

/** Whoever may do one of these chooses by which aliases a key is known. */
const GIVES_ALIASES = /^kms:(?:Create|Update)Alias$/;

/** What somebody's policies and a resource's say of a part of it, and what was decided by that. */
interface Said {
  readonly policies: Policies;
  readonly answers: Answers;
  /** The same where the caller chooses tags. */
  readonly answersWithTags: Answers;
}

/** By the class of the action; undefined where nothing allows any of these. */
type Answers = Map<string | undefined, Reach | undefined>;

/** Asks for each action on each part of a resource, those with equal answers once. */
export class Edges {
  /** Questions that were decided so far. */
  questions = 0;
  private readonly keys: ResourceKeys;
  private readonly classes = new ActionClasses();
  private readonly alike = new Alike();
  private readonly said = new WeakMap<Asker, Map<AwsNode, Map<Part, Said>>>();
  /** Which keys somebody can decrypt with, as far as it was asked. */
  private readonly decrypting = new WeakMap<Asker, Map<AwsNode, boolean>>();

  constructor(
    private readonly model: AwsModel,
    private readonly declared: DeclaredOpenings,
  ) {
    this.keys = new ResourceKeys(model);
  }

  /** What the asker can do to the node; `wanted` limits the actions. */
  outcomes(asker: Asker, node: AwsNode, wanted: (action: CatalogueAction) => boolean): readonly Outcome[] {
    const decide = () => this.found(asker, node, wanted);
    return wanted === ANY_ACTION ? this.alike.outcomes(asker, node, decide) : decide();
  }

  private found(
    asker: Asker,
    node: AwsNode,
    wanted: (action: CatalogueAction) => boolean,
  ): readonly Outcome[] {
    const fixed = this.decided(asker, node, wanted, false);
    const canName = fixed.some(({ effect, text }) => effect === "tag-change" || GIVES_ALIASES.test(text));
    // Whoever can change tags and aliases chooses them, where policies ask for them.
    const asks = canName && [...keysAskedBy(documentsAbout(asker, node))].some(isOfResource);
    const found = withCompanions(asks ? this.decided(asker, node, wanted, true) : fixed);
    const ask: Question = (...question) => this.ask(...question);
    return node.kind.kind === "access-point" ? throughBucket(this.model, ask, asker, node, found) : found;
  }

  private decided(
    asker: Asker,
    node: AwsNode,
    wanted: (action: CatalogueAction) => boolean,
    freeTags: boolean,
  ): readonly Outcome[] {
    return gather(node.parts, (part) => {
      const { policies, answers, answersWithTags } = this.saidOf(asker, node, part);
      const { identity, boundary = [], resource } = policies;
      const documents = [...identity, ...resource];
      const classes = this.classes.of(part.actions, statementsOf([...documents, ...boundary]));
      const known = freeTags ? answersWithTags : answers;
      const before = node.parts.slice(0, node.parts.indexOf(part));
      return gather(part.actions, (action): readonly Outcome[] => {
        if (!wanted(action) || !isForAsker(action, asker)) return [];
        const one = classes.get(action);
        if (!known.has(one))
          known.set(
            one,
            mayAllow(documents, action) ? this.ask(asker, node, part, action, freeTags) : undefined,
          );
        const found = known.get(one);
        if (found === undefined) return [];
        const text = `${action.service}:${action.name}`;
        const isRepeated = before.some(({ actions }) => actions.includes(action));
        return found.over && !(isRepeated && !found.under)
          ? [{ action, text, effect: effectOf(action, node.kind.kind), reach: found }]
          : [];
      });
    });
  }

  /** One question. */
  ask(
    asker: Asker,
    node: AwsNode,
    part: Part,
    action: CatalogueAction,
    freeTags = false,
    denied: Denied = NOTHING_DENIED,
  ): Reach {
    this.questions += 1;
    const policies = readAs(this.saidOf(asker, node, part).policies, denied);
    const { identity, boundary = [], resource } = policies;
    const asked = [...keysAskedBy([...identity, ...boundary, ...resource])];
    const own = this.keys.of(node, action, freeTags ? asked.filter((key) => !isOfResource(key)) : asked);
    const isChosen = (key: string) => (isOfResource(key) ? freeTags : isNamedBoundary(key, action));
    return reach({
      principal: asker.principal,
      action: action.text,
      resource: { language: part.language, account: node.account, target: node.kind.target ?? "other" },
      // A denial counts wherever it stands, but for services, which have no policies of their own.
      policies: {
        ...policies,
        identity: [...policies.identity, ...denied.by],
        resource:
          asker.principal.kind === "service" ? [...policies.resource, ...denied.by] : policies.resource,
      },
      keys: lookUps(asker.keys, own),
      kindOf: (key) => (isChosen(key) ? "chosen" : asker.kindOf(key)),
    });
  }

  /** What was said so far, when the asker wanted something of this part. */
  private saidOf(asker: Asker, node: AwsNode, part: Part): Said {
    const ofAsker = this.said.get(asker) ?? new Map<AwsNode, Map<Part, Said>>();
    this.said.set(asker, ofAsker);
    const ofNode = ofAsker.get(node) ?? new Map<Part, Said>();
    ofAsker.set(node, ofNode);
    const known = ofNode.get(part);
    if (known !== undefined) return known;
    const { identity, boundary } = asker.rights;
    const all = { identity, boundary, resource: node.policies, restrictions: [] };
    const policies = between(all, asker.principal, part.language);
    const found = { policies, answers: new Map(), answersWithTags: new Map() };
    ofNode.set(part, found);
    return found;
  }

  /** Steps for what an asker can do to a node: one for each effect, and for what is certain and what not. */
  steps(asker: Asker, node: AwsNode, outcomes: readonly Outcome[], because = ""): readonly Step[] {
    const groups = new Map<string, { readonly covering: readonly string[]; readonly outcomes: Outcome[] }>();
    const coveringOf = coverings(this, this.classes, asker, node, this.declared.on(asker.node.owner, node));
    for (const outcome of outcomes) {
      if (outcome.effect === undefined) continue;
      const covering = isControl(outcome.effect) ? [] : coveringOf(outcome.action);
      const key = `${outcome.effect} ${outcome.reach.under} ${covering.join()}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { covering, outcomes: [outcome] });
      else known.outcomes.push(outcome);
    }
    return [...groups.values()].flatMap((group) => this.step(asker, node, group, because));
  }

  private step(
    asker: Asker,
    node: AwsNode,
    { covering, outcomes }: { readonly covering: readonly string[]; readonly outcomes: readonly Outcome[] },
    because: string,
  ): readonly Step[] {
    const [first] = outcomes;
    if (first?.effect === undefined) return [];
    const note = this.ciphertextNote(asker, node, first.effect);
    return [
      {
        from: asker.node.id,
        to: node.node.id,
        kind: isControl(first.effect) ? "control" : "access",
        plane: "identity",
        what: [...new Set(outcomes.map(({ text }) => text))].sort(),
        certainty: first.reach.under ? "must" : "may",
        causes: first.reach.causes,
        because: `${reasonOf(this.model, first.reach)}${because}${note}`,
        evidence: evidenceOf(this.model, first.reach, node.node.provenance),
        ...(covering.length > 0 && { declaredBy: covering }),
        request: requestOf(asker, first.text, first.reach),
      },
    ];
  }

  /** K8: what is read may be of no use without the key; it is said, and the step stays. */
  private ciphertextNote(asker: Asker, { key }: AwsNode, effect: Effect): string {
    if (key === undefined || (effect !== "read" && effect !== "list")) return "";
    return this.decrypts(asker, key)
      ? ""
      : `; it is encrypted with ${key.node.title}, which ${asker.node.title} cannot use: ciphertext only`;
  }

  private decrypts(asker: Asker, key: AwsNode): boolean {
    const known = this.decrypting.get(asker) ?? new Map<AwsNode, boolean>();
    this.decrypting.set(asker, known);
    const decrypts =
      known.get(key) ??
      this.outcomes(asker, key, (action) => effectOf(action, key.kind.kind) === "decrypt").length > 0;
    known.set(key, decrypts);
    return decrypts;
  }
}

const NOTHING_DENIED: Denied = { by: [] };

function readAs(policies: Policies, { readAs: read }: Denied): Policies {
  if (read === undefined) return policies;
  const resource = policies.resource.map((document) => ({
    ...document,
    statements: document.statements.map(read),
  }));
  return { ...policies, resource };
}

function lookUps(
  first: ReadonlyMap<string, KeyState>,
  second: ReadonlyMap<string, KeyState>,
): ReadonlyMap<string, KeyState> {
  return second.size === 0 ? first : new Map([...second, ...first]);
}
