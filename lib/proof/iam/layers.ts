import { gather } from "../../model/lists";
import type { Context } from "../condition/context";
import { shownPattern } from "../pattern/token";
import type { PolicyDocument } from "../policy/document";
import { all, anyOf, type Truth } from "../truth";
import type { Principal } from "./principal";
import type { PrincipalMatch } from "./principal-match";
import type { Scene } from "./scene";
import { evaluatePolicies, type Verdict } from "./statement";

export type Way = keyof PrincipalMatch;

/** A layer's statements, asked. */
export interface Layer {
  readonly verdicts: readonly Verdict[];
}

/** The statement to name: one that applies before one that may. */
export function strongest(
  verdicts: readonly Verdict[],
  truth: (verdict: Verdict) => Truth,
): Verdict | undefined {
  return (
    verdicts.find((verdict) => truth(verdict) === "yes") ??
    verdicts.find((verdict) => truth(verdict) === "unknown")
  );
}

/** Does some statement of the layer allow it? */
export function allows({ verdicts }: Layer): Truth {
  return anyOf(verdicts, ({ effect, applies }) => (effect === "Allow" ? applies : "no"));
}

/** The grant of a resource's policy that names the principal in one of these ways. */
export function grant(
  { verdicts }: Layer,
  ways: readonly Way[],
): { readonly holds: Truth; readonly by?: Verdict | undefined } {
  const truth = ({ effect, match }: Verdict): Truth =>
    effect === "Allow" ? anyOf(ways, (way) => match[way]) : "no";
  return { holds: anyOf(verdicts, truth), by: strongest(verdicts, truth) };
}

/** All layers of a request, asked once. */
export interface Asked {
  readonly scene: Scene;
  readonly identity: Layer;
  readonly resource: Layer;
  /** Boundary and session policy, both of which must allow what comes from the caller's own policies. */
  readonly limits: Truth;
  readonly restrictions: readonly Layer[];
}

const OWN_POLICIES = new Set(["user", "role", "role-session", "federated-user"]);

/**
 * Boundary and session policy. A federated user without a session policy has no permissions of its own (IAM
 * guide, GetFederationToken).
 */
function limitsOf(scene: Scene, boundary: Layer | undefined, session: Layer | undefined): Truth {
  const withoutSession: Truth = scene.principal.kind === "federated-user" ? "no" : "yes";
  return all([
    boundary === undefined ? "yes" : allows(boundary),
    session === undefined ? withoutSession : allows(session),
  ]);
}

const SERVICE_LINKED = ":role/aws-service-role/";

/**
 * Organizations' policies leave service-linked roles alone (Organizations guide, effects of SCPs and RCPs).
 */
function isServiceLinked({ parents = [] }: Principal): boolean {
  return parents.some((parent) => shownPattern(parent).includes(SERVICE_LINKED));
}

/**
 * SCPs limit the account's own principals; RCPs everyone who asks; an endpoint's policy what passes through
 * it.
 */
function restrictionApplies({ principal }: Scene, kind: "scp" | "rcp" | "endpoint"): boolean {
  if (kind === "endpoint") return true;
  if (isServiceLinked(principal)) return false;
  return kind === "rcp" || OWN_POLICIES.has(principal.kind) || principal.kind === "root";
}

/** Asks every policy that applies to this kind of principal. */
export function ask(
  scene: Scene,
  context: Context,
): { readonly asked: Asked; readonly verdicts: readonly Verdict[] } {
  const { policies, principal } = scene;
  const layer = (documents: readonly PolicyDocument[]): Layer => ({
    verdicts: evaluatePolicies(documents, scene, context),
  });
  const own = OWN_POLICIES.has(principal.kind);
  const identity = layer(own ? policies.identity : []);
  const boundary = own && policies.boundary !== undefined ? layer(policies.boundary) : undefined;
  const session = own && policies.session !== undefined ? layer(policies.session) : undefined;
  const resource = layer(scene.guard === "none" ? [] : policies.resource);
  const restrictions = policies.restrictions
    .filter(({ kind }) => restrictionApplies(scene, kind))
    .map(({ policies: documents }) => layer(documents));
  const limits = limitsOf(scene, boundary, session);
  const layers = [identity, resource, ...restrictions, boundary, session];
  const verdicts = gather(layers, (each) => each?.verdicts ?? []);
  return { asked: { scene, identity, resource, limits, restrictions }, verdicts };
}
