import type { Pattern } from "../pattern/token";
import { mayName } from "../policy/action-list";
import type { PolicyDocument, Statement } from "../policy/document";
import { isNamed, matchPrincipal } from "./principal-match";
import type { Principal } from "./principal";
import type { Policies } from "./scene";

const narrowed = new WeakMap<PolicyDocument, WeakMap<Pattern, PolicyDocument>>();

/** Documents are asked about the same few actions again and again, by one principal after the other. */
function aboutAction(document: PolicyDocument, action: Pattern): PolicyDocument {
  const known = narrowed.get(document) ?? new WeakMap<Pattern, PolicyDocument>();
  narrowed.set(document, known);
  const before = known.get(action);
  if (before !== undefined) return before;
  const made = {
    ...document,
    statements: document.statements.filter(({ actions }) => mayName(actions, action)),
  };
  known.set(action, made);
  return made;
}

function isTo({ principals, effect }: Statement, principal: Principal): boolean {
  return principals === undefined || isNamed(matchPrincipal(principals, effect, principal)) !== "no";
}

/**
 * The policies without the statements that say nothing of the action or nothing to the principal: whatever the keys of
 * a request are, these never apply. What cannot be read is kept.
 */
export function relevant(policies: Policies, action: Pattern, principal: Principal): Policies {
  const about = (documents: readonly PolicyDocument[]) => documents.map((each) => aboutAction(each, action));
  const { boundary, session } = policies;
  return {
    identity: about(policies.identity),
    boundary: boundary && about(boundary),
    session: session && about(session),
    resource: about(policies.resource).map((document) => ({
      ...document,
      statements: document.statements.filter((each) => isTo(each, principal)),
    })),
    restrictions: policies.restrictions.map((layer) => ({ ...layer, policies: about(layer.policies) })),
  };
}
