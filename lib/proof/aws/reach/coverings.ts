import type { CatalogueAction } from "../../catalogue/catalogue";
import { includes } from "../../pattern/includes";
import { intersects } from "../../pattern/intersects";
import { keyOf, type Pattern } from "../../pattern/token";
import type { PolicyDocument, Statement } from "../../policy/document";
import { hasVariables, render, type Template } from "../../policy/template";
import type { AwsNode, Part } from "../model/node";
import { type ActionClasses, isAbout, statementsAbout, statementsOf } from "./about";
import type { Asker } from "./asker";
import type { DeclaredOpening } from "./declared-openings";

/** Documents that deny, and how the statements of the resource's own policies are read meanwhile. */
export interface Denied {
  readonly by: readonly PolicyDocument[];
  /** @default - as they are written */
  readonly readAs?: ((statement: Statement) => Statement) | undefined;
}

/** Asks whether somebody could do it while something is denied. */
export interface Denying {
  ask(
    asker: Asker,
    node: AwsNode,
    part: Part,
    action: CatalogueAction,
    freeTags: boolean,
    denied: Denied,
  ): { readonly over: boolean };
}

/**
 * The declarations without which an action would not be possible; none if it would be even without all of them.
 * Actions that all statements name alike are looked at once.
 */
export function coverings(
  edges: Denying,
  classes: ActionClasses,
  asker: Asker,
  node: AwsNode,
  openings: readonly DeclaredOpening[],
): (action: CatalogueAction) => readonly string[] {
  if (openings.length === 0) return () => [];
  const without = openings.map(({ denial }) => denial);
  const statements = [...statementsOf(without), ...statementsAbout(asker, node)];
  const byPart = node.parts.map(({ actions }) => classes.of(actions, statements));
  const known = new Map<string, readonly string[]>();
  const find = (action: CatalogueAction) =>
    isCovered(edges, asker, node, action, without)
      ? openings.filter((one) => matters(asker, node, action, one)).map(({ name }) => name)
      : [];
  return (action) => {
    const key = byPart.map((each) => each.get(action) ?? "").join();
    const found = known.get(key) ?? find(action);
    known.set(key, found);
    return found;
  };
}

function isCovered(
  edges: Denying,
  asker: Asker,
  node: AwsNode,
  action: CatalogueAction,
  without: readonly PolicyDocument[],
): boolean {
  const denied = (part: Part, readAs?: Denied["readAs"]) =>
    !edges.ask(asker, node, part, action, false, { by: without, readAs }).over;
  return node.parts
    .filter(({ actions }) => actions.includes(action))
    .every((part) => {
      const { inside, readAs } = split(part, without, action);
      if (!denied(part, readAs)) return false;
      // Where no more is named than what was just asked about, and no policy was read in another way, it is answered.
      const isAsked = inside?.language.every((piece) => part.language.includes(piece)) === true;
      const isWidened = node.policies.some(({ statements }) => statements.some((one) => readAs(one) !== one));
      return inside === undefined || (isAsked && !isWidened) || denied(inside);
    });
}

/** Does the declaration take anything of it away? */
function matters(
  asker: Asker,
  { node }: AwsNode,
  action: CatalogueAction,
  opening: DeclaredOpening,
): boolean {
  return (
    opening.denial.statements.some((statement) => isAbout(statement, action)) && asker.node.id !== node.id
  );
}

function patternOf(entry: Template): Pattern | undefined {
  return render(entry, true, () => ({ state: "unknown" }));
}

/** The same for the same text. */
function textKey(entry: Template): string {
  const pattern = hasVariables(entry) ? undefined : patternOf(entry);
  return pattern === undefined ? JSON.stringify(entry) : keyOf(pattern);
}

/**
 * A part of a resource in two: what declarations name, and the rest. Policies that deny everything but what was granted
 * (`NotResource`) deny all of the rest, which no look at the whole part could tell.
 */
function split(
  part: Part,
  declarations: readonly PolicyDocument[],
  action: CatalogueAction,
): { readonly inside: Part | undefined; readonly readAs: (statement: Statement) => Statement } {
  const named = statementsOf(declarations)
    .filter((statement) => isAbout(statement, action))
    .flatMap(({ resources }) => resources?.entries ?? []);
  const keys = new Set(named.map(textKey));
  const language = named
    .map(patternOf)
    .filter((pattern) => pattern !== undefined)
    // What names more than the part, as all keys, is about no more of it than the part itself.
    .flatMap((pattern) =>
      part.language
        .filter((piece) => intersects(pattern, piece))
        .map((piece) => (includes(piece, pattern) === "yes" ? piece : pattern)),
    );
  const readAs = (statement: Statement): Statement => {
    const { effect, resources } = statement;
    const spares =
      resources?.negated === true && resources.entries.every((entry) => keys.has(textKey(entry)));
    return effect === "Deny" && spares ? { ...statement, resources: undefined } : statement;
  };
  return { inside: language.length === 0 ? undefined : { ...part, language }, readAs };
}
