/**
 * The proof of isolation as a library. `prove` is what the command of that name is made of; `authorize` is
 * its decision kernel by itself: one request, the policies that apply to it, and what AWS would say.
 */
export { authorize } from "./iam/authorize";
export type { Plane, ReplayableRequest } from "./facts/step";
export type { OwnerRef } from "./graph/crossing";
export { firstIntent } from "./first-intent";
export type { FirstIntent, FoundTenant, UndeclaredInput } from "./first-intent";
export type { FolderInput, ProofInput, ShownInput } from "./load/input";
export type { HandGrant, HandIntent, HandRule, OwnershipRule } from "./load/intent/hand-intent";
export type { OnProgress, ProofPhase, ProofProgress } from "./progress";
export { prove } from "./prove";
export type { ProveOptions } from "./prove";
export type {
  Cell,
  Finding,
  OpaqueReport,
  ProofReport,
  ProofTotals,
  ShownEvidence,
  ShownStep,
  TrustReport,
} from "./verdict/report";
export { defaultKeyPolicy } from "./iam/guard";
export type {
  Authorization,
  AuthorizationPolicies,
  AuthorizationRequest,
  ContextValue,
  DecidingStatement,
  RestrictionInput,
} from "./iam/request";
export type { Rule } from "./iam/routes";
export type { Effect, PolicyInput, PolicyKind, PolicyObject } from "./policy/document";
