import type { KeyState } from "../../condition/context";
import type { Step } from "../../facts/step";
import { type Reach, reach } from "../../iam/reach";
import { includes } from "../../pattern/includes";
import { intersects } from "../../pattern/intersects";
import type { PolicyDocument, Statement } from "../../policy/document";
import { render } from "../../policy/template";
import type { CatalogueAction } from "../../catalogue/catalogue";
import { type AwsModel } from "../model/model";
import type { AwsNode, Part } from "../model/node";
import { ActionClasses, documentsAbout, isAbout, mayAllow, statementsAbout, statementsOf } from "./about";
import type { Asker } from "./asker";
import type { DeclaredOpening, DeclaredOpenings } from "./declared-openings";
import { type Effect, effectOf, isControl } from "./effects";
import { isNamedBoundary, isOfResource, keysAskedBy, ResourceKeys } from "./resource-keys";
import { evidenceOf, reasonOf, requestOf } from "./words";

/** What somebody can do to a resource with one action. */
export interface Outcome {
  readonly action: CatalogueAction;
  readonly text: string;
  readonly effect: Effect | undefined;
  readonly reach: Reach;
}

/** Federated callers have no other way to a role, and nobody else has this one. */
function isForAsker({ service, name }: CatalogueAction, asker: Asker): boolean {
  if (service !== "sts") return asker.principal.kind !== "federated";
  return (name === "AssumeRole") === (asker.principal.kind !== "federated");
}

/** Whoever may do one of these chooses by which aliases a key is known. */
const GIVES_ALIASES = /^kms:(?:Create|Update)Alias$/;

/** Asks for each action on each part of a resource, those with equal answers once. */
export class Edges {
  /** Questions that were decided so far. */
  questions = 0;
  private readonly keys: ResourceKeys;
  private readonly classes = new ActionClasses();
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
    const fixed = this.decided(asker, node, wanted, false);
    const canName = fixed.some(({ effect, text }) => effect === "tag-change" || GIVES_ALIASES.test(text));
    // Whoever can change tags and aliases chooses them, where policies ask for them.
    const asks = canName && [...keysAskedBy(documentsAbout(asker, node))].some(isOfResource);
    return asks ? this.decided(asker, node, wanted, true) : fixed;
  }

  private decided(
    asker: Asker,
    node: AwsNode,
    wanted: (action: CatalogueAction) => boolean,
    freeTags: boolean,
  ): readonly Outcome[] {
    const documents = [...asker.rights.identity, ...node.policies];
    const statements = statementsOf([...documents, ...(asker.rights.boundary ?? [])]);
    return node.parts.flatMap((part, at) => {
      const classes = this.classes.of(part.actions, statements);
      const known = new Map<string | undefined, Reach | undefined>();
      return part.actions.flatMap((action): readonly Outcome[] => {
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
        const isRepeated = node.parts.slice(0, at).some(({ actions }) => actions.includes(action));
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
    without: readonly PolicyDocument[] = [],
  ): Reach {
    this.questions += 1;
    const asked = [...keysAskedBy(documentsAbout(asker, node))];
    const own = this.keys.of(node, action, freeTags ? asked.filter((key) => !isOfResource(key)) : asked);
    const isChosen = (key: string) => (isOfResource(key) ? freeTags : isNamedBoundary(key, action));
    return reach({
      principal: asker.principal,
      action: action.text,
      resource: { language: part.language, account: node.account, target: node.kind.target ?? "other" },
      // A denial counts wherever it stands, but for services, which have no policies of their own.
      policies: {
        ...asker.rights,
        identity: [...asker.rights.identity, ...without],
        resource: asker.principal.kind === "service" ? [...node.policies, ...without] : node.policies,
        restrictions: [],
      },
      keys: lookUps(asker.keys, own),
      kindOf: (key) => (isChosen(key) ? "chosen" : asker.kindOf(key)),
    });
  }

  /** Steps for what an asker can do to a node: one for each effect, and for what is certain and what not. */
  steps(asker: Asker, node: AwsNode, outcomes: readonly Outcome[], because = ""): readonly Step[] {
    const groups = new Map<string, { readonly covering: readonly string[]; readonly outcomes: Outcome[] }>();
    const coveringOf = this.coverings(asker, node);
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

  /** `covering` of actions, those that all statements name alike once. */
  private coverings(asker: Asker, node: AwsNode): (action: CatalogueAction) => readonly string[] {
    const openings = this.declared.on(asker.node.owner, node);
    if (openings.length === 0) return () => [];
    const declared = statementsOf(openings.map(({ denial }) => denial));
    const statements = [...declared, ...statementsAbout(asker, node)];
    const known = new Map<string, readonly string[]>();
    const classes = node.parts.map(({ actions }) => this.classes.of(actions, statements));
    return (action) => {
      const key = classes.map((each) => each.get(action) ?? "").join();
      const covering = known.get(key) ?? this.covering(asker, node, action, openings);
      known.set(key, covering);
      return covering;
    };
  }

  /** The declarations without which the action would not be possible; empty if it would be with none of them. */
  private covering(
    asker: Asker,
    node: AwsNode,
    action: CatalogueAction,
    openings: readonly DeclaredOpening[],
  ): readonly string[] {
    const without = openings.map(({ denial }) => denial);
    const denied = (asked: AwsNode, part: Part) => !this.ask(asker, asked, part, action, false, without).over;
    const covered = node.parts
      .filter(({ actions }) => actions.includes(action))
      .every((part) => {
        const { inside, outside } = split(node, part, without, action);
        return denied(outside, part) && (inside === undefined || denied(node, inside));
      });
    return covered
      ? openings.filter((one) => this.matters(asker, node, action, one)).map(({ name }) => name)
      : [];
  }

  /** Does the declaration take anything of it away? */
  private matters(
    asker: Asker,
    node: AwsNode,
    action: CatalogueAction,
    { denial }: DeclaredOpening,
  ): boolean {
    return (
      denial.statements.some((statement) => isAbout(statement, action)) && asker.node.id !== node.node.id
    );
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

/**
 * A part of a resource in two: what declarations name, and the rest. Policies that deny everything but what was granted
 * (`NotResource`) deny all of the rest, which no look at the whole part could tell.
 */
function split(
  node: AwsNode,
  part: Part,
  declarations: readonly PolicyDocument[],
  action: CatalogueAction,
): { readonly inside: Part | undefined; readonly outside: AwsNode } {
  const named = statementsOf(declarations)
    .filter((statement) => isAbout(statement, action))
    .flatMap(({ resources }) => resources?.entries ?? []);
  const keys = new Set(named.map((entry) => JSON.stringify(entry)));
  const language = named
    .map((entry) => render(entry, true, () => ({ state: "unknown" })))
    .filter((pattern) => pattern !== undefined)
    // What names more than the part, as all keys, is about no more of it than the part itself.
    .flatMap((pattern) =>
      part.language
        .filter((piece) => intersects(pattern, piece))
        .map((piece) => (includes(piece, pattern) === "yes" ? piece : pattern)),
    );
  const widened = (statement: Statement): Statement => {
    const { effect, resources } = statement;
    const spares =
      resources?.negated === true && resources.entries.every((entry) => keys.has(JSON.stringify(entry)));
    return effect === "Deny" && spares ? { ...statement, resources: undefined } : statement;
  };
  const policies = node.policies.map((document) => ({
    ...document,
    statements: document.statements.map(widened),
  }));
  return {
    inside: language.length === 0 ? undefined : { ...part, language },
    outside: { ...node, policies },
  };
}

function lookUps(
  first: ReadonlyMap<string, KeyState>,
  second: ReadonlyMap<string, KeyState>,
): ReadonlyMap<string, KeyState> {
  return second.size === 0 ? first : new Map([...second, ...first]);
}
