import { evaluateConditions } from "../condition/evaluate";
import { type Context, variableValue } from "../condition/context";
import { relateResource } from "../pattern/arn";
import { relateList } from "../policy/action-list";
import type { Effect, Listed, PolicyDocument, Statement, StatementSource } from "../policy/document";
import { hasVariables, render, type Template } from "../policy/template";
import { all, any, not, type Truth, truthOf } from "../truth";
import { isNamed, matchPrincipal, type PrincipalMatch } from "./principal-match";
import type { Scene } from "./scene";

/** What a statement says to a request. */
export interface Verdict {
  readonly source: StatementSource;
  readonly effect: Effect;
  /** Does it apply: principal, action, resource and conditions together? */
  readonly applies: Truth;
  /** The same, for each way to name the principal. In policies without `Principal` all are `applies`. */
  readonly match: PrincipalMatch;
  /** Why it is not known whether it applies. @default - it is known */
  readonly cause?: string | undefined;
}

/**
 * S1, S2, S5: a text whose variable has nothing to stand for matches no resource, and takes its `NotResource`
 * with it: the statement does not apply, a `Deny` neither (it fails open).
 */
function resourceOf({ negated, entries }: Listed<Template>, scene: Scene, context: Context): Truth {
  const rendered = entries.map((entry) => render(entry, true, (key) => variableValue(context, key)));
  const listed = rendered.map((pattern) =>
    pattern === undefined ? "no" : relateResource(pattern, scene.resource, scene.careful),
  );
  if (!negated) return any(listed);
  return all([truthOf(rendered.every((pattern) => pattern !== undefined)), not(any(listed))]);
}

const ALL_WAYS: PrincipalMatch = { direct: "yes", parent: "yes", account: "yes" };

function causeOf(parts: { action: Truth; resource: Truth; conditions: Truth; principal: Truth }): string {
  const open = Object.entries(parts).filter(([, truth]) => truth === "unknown");
  return `it depends on its ${open.map(([part]) => part).join(", ")}`;
}

/** What of a statement is the same whatever the keys of the request are. */
interface Fixed {
  readonly action: Truth;
  readonly named: PrincipalMatch;
  /** @default - the text has variables: it depends on the keys */
  readonly resource?: Truth | undefined;
  /** What it says whatever the keys are. @default - it depends on them */
  readonly verdict?: Verdict | undefined;
}

const NO_KEYS: Context = { lookUp: () => ({ state: "unknown" }) };

function fixedOf(statement: Statement, scene: Scene): Fixed {
  const { principals, resources, effect } = statement;
  const action = relateList(statement.actions, scene.action);
  const named = principals === undefined ? ALL_WAYS : matchPrincipal(principals, effect, scene.principal);
  if (action === "no") return { action, named, resource: "no" };
  if (resources === undefined) return { action, named, resource: "yes" };
  const varies = resources.entries.some(hasVariables);
  return { action, named, resource: varies ? undefined : resourceOf(resources, scene, NO_KEYS) };
}

const fixed = new WeakMap<Scene, Map<Statement, Fixed>>();

/** One scene is decided in many contexts. */
function fixedIn(scene: Scene, statement: Statement): Fixed {
  const known = fixed.get(scene) ?? new Map<Statement, Fixed>();
  fixed.set(scene, known);
  const found = known.get(statement) ?? withVerdict(fixedOf(statement, scene), statement);
  known.set(statement, found);
  return found;
}

/** Many statements are about somebody else, or ask for no key. */
function withVerdict(found: Fixed, statement: Statement): Fixed {
  const { named, resource } = found;
  if (resource === undefined) return found;
  const isFixed = isSkipped(resource, isNamed(named)) || statement.conditions.length === 0;
  return isFixed ? { ...found, verdict: verdictOf(statement, found, resource, NO_KEYS) } : found;
}

function isSkipped(resource: Truth, principal: Truth): boolean {
  return resource === "no" || principal === "no";
}

/** What one statement says. */
export function evaluateStatement(statement: Statement, scene: Scene, context: Context): Verdict {
  const found = fixedIn(scene, statement);
  if (found.verdict !== undefined) return found.verdict;
  const { resources = { negated: false, entries: [] } } = statement;
  const resource = found.resource ?? resourceOf(resources, scene, context);
  return verdictOf(statement, found, resource, context);
}

function verdictOf(
  statement: Statement,
  { action, named }: Fixed,
  resource: Truth,
  context: Context,
): Verdict {
  const principal = isNamed(named);
  const skip = isSkipped(resource, principal);
  const conditions = skip ? "no" : evaluateConditions(statement.conditions, context);
  const rest = all([action, resource, conditions]);
  const match: PrincipalMatch = {
    direct: all([rest, named.direct]),
    parent: all([rest, named.parent]),
    account: all([rest, named.account]),
  };
  const applies = isNamed(match);
  const cause = applies === "unknown" ? causeOf({ action, resource, conditions, principal }) : undefined;
  return { source: statement.source, effect: statement.effect, applies, match, cause };
}

const MAYBE: PrincipalMatch = { direct: "unknown", parent: "unknown", account: "unknown" };

/** What all statements of these documents say; an unreadable one may say anything. */
export function evaluatePolicies(
  documents: readonly PolicyDocument[],
  scene: Scene,
  context: Context,
): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const { statements, unreadable } of documents) {
    for (const statement of statements) verdicts.push(evaluateStatement(statement, scene, context));
    for (const { source, reason, effect } of unreadable)
      for (const each of effect === undefined ? (["Allow", "Deny"] as const) : [effect])
        verdicts.push({ source, effect: each, applies: "unknown", match: MAYBE, cause: reason });
  }
  return verdicts;
}
