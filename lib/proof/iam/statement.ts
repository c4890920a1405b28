import { evaluateConditions } from "../condition/evaluate";
import { type Context, variableValue } from "../condition/context";
import { relateAction, relateResource } from "../pattern/arn";
import type { Effect, PolicyDocument, Statement, StatementSource } from "../policy/document";
import { render } from "../policy/template";
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

function actionOf(statement: Statement, scene: Scene): Truth {
  const { negated, entries } = statement.actions;
  const listed = any(entries.map((pattern) => relateAction(pattern, scene.action)));
  return negated ? not(listed) : listed;
}

/**
 * S1, S2, S5: a text whose variable has nothing to stand for matches no resource, and takes its `NotResource`
 * with it: the statement does not apply, a `Deny` neither (it fails open).
 */
function resourceOf(statement: Statement, scene: Scene, context: Context): Truth {
  if (statement.resources === undefined) return "yes";
  const { negated, entries } = statement.resources;
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

/** What one statement says. */
export function evaluateStatement(statement: Statement, scene: Scene, context: Context): Verdict {
  const action = actionOf(statement, scene);
  const resource = action === "no" ? "no" : resourceOf(statement, scene, context);
  const named =
    statement.principals === undefined
      ? ALL_WAYS
      : matchPrincipal(statement.principals, statement.effect, scene.principal);
  const principal = isNamed(named);
  const skip = resource === "no" || principal === "no";
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
  return documents.flatMap(({ statements, unreadable }) => [
    ...statements.map((statement) => evaluateStatement(statement, scene, context)),
    ...unreadable.flatMap(({ source, reason, effect }) =>
      (effect === undefined ? (["Allow", "Deny"] as const) : [effect]).map((each): Verdict => ({
        source,
        effect: each,
        applies: "unknown",
        match: MAYBE,
        cause: reason,
      })),
    ),
  ]);
}
