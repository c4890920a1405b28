import type { AuthorizationPolicies, AuthorizationRequest } from "cdktf-tenants/proof";
import { known, type KeyState } from "../../../lib/proof/condition/context";
import { literal } from "../../../lib/proof/pattern/token";
import type { PolicyKind } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { guardOf, targetOf } from "../../../lib/proof/iam/guard";
import { readPrincipal } from "../../../lib/proof/iam/principal";
import type { Question } from "../../../lib/proof/iam/question";
import type { PlainPolicies, PlainRequest, PlainStatement } from "./brute-force-iam";

function document(statements: readonly PlainStatement[]) {
  return { Version: "2012-10-17", Statement: statements };
}

/** The plain forms of the tests as the kernel takes them. */
export function kernelRequest({ parent, ...request }: PlainRequest): AuthorizationRequest {
  return { ...request, roleArn: parent };
}

export function kernelPolicies({
  identity,
  boundary,
  session,
  resource,
}: PlainPolicies): AuthorizationPolicies {
  return {
    identity: document(identity),
    boundary: boundary && document(boundary),
    session: session && document(session),
    resource: resource && document(resource),
  };
}

/** The states of the request's keys; `every` are keys that are absent unless the request has them. */
export function keyStates(request: PlainRequest, every: readonly string[]): ReadonlyMap<string, KeyState> {
  return new Map(
    every.map((key): readonly [string, KeyState] => {
      const value = request.context[key];
      if (value === undefined) return [key.toLowerCase(), { state: "absent" }];
      return [key.toLowerCase(), known(...(typeof value === "string" ? [value] : value))];
    }),
  );
}

/** The same as a question of the proof, in which nothing but these keys is known of the context. */
export function question(
  request: PlainRequest,
  policies: PlainPolicies,
  keys: ReadonlyMap<string, KeyState>,
): Question {
  const principal = readPrincipal(request.principal);
  if (principal === undefined) throw new RangeError(request.principal);
  const target = targetOf(request.resource);
  const { kind } = guardOf(request.action, target);
  const read = (statements: readonly PlainStatement[], as: PolicyKind) => [
    parsePolicy(document(statements), as),
  ];
  return {
    principal: {
      ...principal,
      parents: request.parent === undefined ? principal.parents : [literal(request.parent)],
      hasBoundary: policies.boundary !== undefined,
    },
    action: literal(request.action),
    resource: { language: [literal(request.resource)], account: literal(request.resourceAccount), target },
    policies: {
      identity: read(policies.identity, "identity"),
      boundary: policies.boundary && read(policies.boundary, "boundary"),
      session: policies.session && read(policies.session, "session"),
      resource: policies.resource ? read(policies.resource, kind) : [],
      restrictions: [],
    },
    keys,
  };
}
