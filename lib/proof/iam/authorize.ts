import { invalidAction, invalidPrincipal, invalidResource } from "../../errors/proof";
import type { Context } from "../condition/context";
import { arnParts } from "../pattern/arn";
import { glob, literal, type Pattern, shownPattern, textOf, word } from "../pattern/token";
import type { PolicyDocument, PolicyInput, PolicyKind } from "../policy/document";
import { parsePolicy } from "../policy/parse";
import { decide, type Decision } from "./decide";
import { type Principal, readPrincipal } from "./principal";
import type {
  Authorization,
  AuthorizationPolicies,
  AuthorizationRequest,
  DecidingStatement,
} from "./request";
import { requestContext } from "./request-context";
import { guardOf, isKeyBehindAlias, targetOf } from "./guard";
import type { Policies, Scene } from "./scene";
import { completions, openStatements, statementsOf, undeterminedKeys } from "./undetermined";

/** Some ARNs have no account (S3), or `aws` in its place (AWS's own policies). */
const ACCOUNT = /^\d{12}$/;
const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9]+$/;

type Given = PolicyInput | readonly PolicyInput[] | undefined;

function isList(given: PolicyInput | readonly PolicyInput[]): given is readonly PolicyInput[] {
  return Array.isArray(given);
}

function listOf(given: Given): readonly PolicyInput[] {
  if (given === undefined) return [];
  return isList(given) ? given : [given];
}

function parsed(given: Given, kind: PolicyKind): readonly PolicyDocument[] {
  const list = listOf(given);
  return list.map((policy, n) => parsePolicy(policy, kind, list.length === 1 ? kind : `${kind} ${n + 1}`));
}

/** No boundary, and no policy of the session, is not the same as one that allows nothing. */
function ifAny(documents: readonly PolicyDocument[]): readonly PolicyDocument[] | undefined {
  return documents.length === 0 ? undefined : documents;
}

function policiesOf(given: AuthorizationPolicies, kind: PolicyKind): Policies {
  return {
    identity: parsed(given.identity, "identity"),
    boundary: ifAny(parsed(given.boundary, "boundary")),
    session: ifAny(parsed(given.session, "session")),
    resource: parsed(given.resource, kind),
    restrictions: (given.restrictions ?? []).map((layer) => ({
      kind: layer.kind,
      policies: parsed(layer.policies, layer.kind),
    })),
  };
}

function principalOf(request: AuthorizationRequest, hasBoundary: boolean): Principal {
  const found = readPrincipal(request.principal);
  if (found === undefined) throw invalidPrincipal(request.principal);
  const account = request.principalAccount === undefined ? found.account : literal(request.principalAccount);
  const parents = request.roleArn === undefined ? found.parents : [literal(request.roleArn)];
  return { ...found, account, parents, hasBoundary };
}

function resourceAccountOf(
  request: AuthorizationRequest,
  resource: Pattern,
  principal: Principal,
): Pattern | undefined {
  if (request.resourceAccount !== undefined) return literal(request.resourceAccount);
  const inArn = arnParts(resource)[4] ?? [];
  return ACCOUNT.test(textOf(inArn) ?? "") ? inArn : principal.account;
}

/**
 * The resource that policies are matched with. S3's requests without a bucket are made on `arn:aws:s3:::*`,
 * as its policies for `ListAllMyBuckets` are written; use of a key through an alias is a request on the key,
 * which one is not to be seen (K7).
 */
function resourceOf({ action, resource }: AuthorizationRequest): Pattern {
  const name = action.toLowerCase();
  if (resource === "*" && name.startsWith("s3:")) return literal("arn:aws:s3:::*");
  return isKeyBehindAlias(name, resource)
    ? glob(resource.replace(/:alias\/.*$/s, ":key/*"))
    : literal(resource);
}

function sceneOf(
  request: AuthorizationRequest,
  given: AuthorizationPolicies,
  read: (kind: PolicyKind) => Policies,
): Scene {
  if (!ACTION.test(request.action)) throw invalidAction(request.action);
  const resource = resourceOf(request);
  if (request.resource !== "*" && arnParts(resource).length < 6) throw invalidResource(request.resource);
  const principal = principalOf(request, listOf(given.boundary).length > 0);
  const { guard, kind } = guardOf(request.action, targetOf(shownPattern(resource)));
  return {
    principal,
    action: word(request.action),
    resource,
    resourceAccount: resourceAccountOf(request, resource, principal),
    guard,
    policies: read(kind),
    careful: false,
  };
}

/** The same decision for every value of the unknown keys, or the undecided one. */
function settle(scene: Scene, context: Context): Decision {
  const first = decide(scene, context);
  if (first.allowed !== "unknown") return first;
  const statements = openStatements([first], statementsOf(scene.policies));
  const keys = undeterminedKeys(statements, context);
  const { contexts, complete } = completions(keys, statements, context);
  if (keys.length === 0 || !complete) return first;
  const decisions = contexts.map((each) => decide(scene, each));
  const [one] = decisions;
  return one !== undefined && decisions.every(({ allowed }) => allowed === one.allowed) ? one : first;
}

function statementOf({ by }: Decision): DecidingStatement | undefined {
  return by === undefined ? undefined : { ...by.source, effect: by.effect };
}

const DECISIONS = { yes: "allow", no: "deny", unknown: "unknown" } as const;

function causes({ open }: Decision, keys: readonly string[]): readonly string[] {
  const statements = open.map(
    ({ source, cause }) => `${source.policy}, statement ${source.index}: ${cause ?? "unknown"}`,
  );
  return [...new Set([...keys.map((key) => `the value of ${key}`), ...statements])];
}

/**
 * Would AWS allow this request, given these policies and no others? Explicit denies first, then what the
 * kind of principal, the accounts and the resource ask for; conditions with absent keys as documented. What
 * is declared unknown is only decided when the answer is the same for everything it may be.
 *
 * @throws TNT6001, TNT6002, TNT6003 when principal, action or resource is of no form that AWS has. A policy
 * that cannot be read is not an error: it may say anything, and the decision is `unknown` where that
 * matters.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(request: AuthorizationRequest, policies: AuthorizationPolicies): Authorization {
  return authorizer(policies)(request);
}

/** The same for several requests under the same policies, which are read once. */
export function authorizer(
  policies: AuthorizationPolicies,
): (request: AuthorizationRequest) => Authorization {
  const known = new Map<PolicyKind, Policies>();
  const read = (kind: PolicyKind) => {
    const found = known.get(kind) ?? policiesOf(policies, kind);
    known.set(kind, found);
    return found;
  };
  return (request) => authorized(request, sceneOf(request, policies, read));
}

function authorized(request: AuthorizationRequest, scene: Scene): Authorization {
  const context = requestContext(request, scene.principal, scene.resourceAccount);
  const decision = settle(scene, context);
  const keys = undeterminedKeys(openStatements([decision], statementsOf(scene.policies)), context);
  return {
    decision: DECISIONS[decision.allowed],
    reason: decision.reason,
    rule: decision.rule,
    statement: statementOf(decision),
    unknown: decision.allowed === "unknown" ? causes(decision, keys) : undefined,
  };
}
