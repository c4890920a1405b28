import type { Pattern } from "../pattern/token";
import { intersects } from "../pattern/intersects";
import { mayName } from "../policy/action-list";
import type { PolicyDocument, Statement } from "../policy/document";
import { hasVariables, render } from "../policy/template";
import { isNamed, matchPrincipal } from "./principal-match";
import type { Principal } from "./principal";
import type { Policies } from "./scene";

function keeping(policies: Policies, isKept: (statement: Statement) => boolean): Policies {
  const kept = (document: PolicyDocument): PolicyDocument => {
    const statements = document.statements.filter(isKept);
    return statements.length === document.statements.length ? document : { ...document, statements };
  };
  const { boundary, session } = policies;
  return {
    identity: policies.identity.map(kept),
    boundary: boundary?.map(kept),
    session: session?.map(kept),
    resource: policies.resource.map(kept),
    restrictions: policies.restrictions.map((each) => ({ ...each, policies: each.policies.map(kept) })),
  };
}

/** The policies without the statements on other actions: whatever the keys of a request are, these never apply. */
export function aboutAction(policies: Policies, action: Pattern): Policies {
  return keeping(policies, ({ actions }) => mayName(actions, action));
}

function isTo({ principals, effect }: Statement, principal: Principal): boolean {
  return principals === undefined || isNamed(matchPrincipal(principals, effect, principal)) !== "no";
}

function isOn({ resources }: Statement, language: readonly Pattern[]): boolean {
  if (resources === undefined || resources.negated) return true;
  return resources.entries.some((entry) => {
    if (hasVariables(entry)) return true;
    const pattern = render(entry, true, () => ({ state: "unknown" }));
    return pattern === undefined || language.some((piece) => intersects(pattern, piece));
  });
}

/**
 * The policies without the statements that say nothing to the principal or nothing of the resource: whatever it wants
 * of that, and whatever the keys of a request are, these never apply. What cannot be read is kept.
 */
export function between(policies: Policies, principal: Principal, language: readonly Pattern[]): Policies {
  return keeping(policies, (statement) => isTo(statement, principal) && isOn(statement, language));
}
