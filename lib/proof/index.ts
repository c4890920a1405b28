/**
 * The proof of isolation as a library. `authorize` is its decision kernel by itself: one request, the
 * policies that apply to it, and what AWS would say.
 */
export { authorize } from "./iam/authorize";
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
