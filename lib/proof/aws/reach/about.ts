import type { CatalogueAction } from "../../catalogue/catalogue";
import { relateAction } from "../../pattern/arn";
import type { Pattern } from "../../pattern/token";
import type { PolicyDocument, Statement } from "../../policy/document";
import type { AwsNode } from "../model/node";
import type { Asker } from "./asker";

const matched = new WeakMap<Pattern, Map<CatalogueAction, boolean>>();

/** Does the entry of a policy name the action? Asked again and again of the same few. */
function names(entry: Pattern, action: CatalogueAction): boolean {
  const known = matched.get(entry) ?? new Map<CatalogueAction, boolean>();
  matched.set(entry, known);
  const before = known.get(action);
  if (before !== undefined) return before;
  const answer = relateAction(entry, action.text) !== "no";
  known.set(action, answer);
  return answer;
}

/** True if the statement is about the action. */
export function isAbout({ actions }: Statement, action: CatalogueAction): boolean {
  return actions.negated !== actions.entries.some((entry) => names(entry, action));
}

/** Which entries of which statements name an action: actions with equal answers are decided together. */
export function signature(statements: readonly Statement[], action: CatalogueAction): string {
  return statements
    .map(({ actions }) => actions.entries.map((entry) => (names(entry, action) ? "1" : "0")).join(""))
    .join();
}

/** Everything that is asked when somebody wants something of a resource. */
export function statementsAbout({ rights }: Asker, { policies }: AwsNode): readonly Statement[] {
  return statementsOf([...rights.identity, ...(rights.boundary ?? []), ...policies]);
}

export function statementsOf(documents: readonly PolicyDocument[]): readonly Statement[] {
  return documents.flatMap(({ statements }) => statements);
}

export function mayAllow(documents: readonly PolicyDocument[], action: CatalogueAction): boolean {
  return documents.some(
    ({ statements, unreadable }) =>
      unreadable.length > 0 ||
      statements.some((statement) => statement.effect === "Allow" && isAbout(statement, action)),
  );
}
