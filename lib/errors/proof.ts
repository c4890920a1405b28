import { shown, TenancyError } from "./tenancy-error";

/** TNT6001: a principal that is none of the forms that AWS knows. */
export function invalidPrincipal(got: string): TenancyError {
  return new TenancyError({
    code: "TNT6001",
    what: "The request's principal is no principal that AWS knows.",
    got: shown(got),
    why: "What a policy names decides which other policies still limit the request: who asks must be known.",
    fix:
      "Give the ARN of a user, role, role session, federated user or root; a service such as " +
      '"lambda.amazonaws.com"; an identity provider; or "*" for a caller without credentials.',
  });
}

/** TNT6002: an action without a service, or with characters that no action has. */
export function invalidAction(got: string): TenancyError {
  return new TenancyError({
    code: "TNT6002",
    what: "The request's action is not of the form service:Action.",
    got: shown(got),
    why: "Statements match an action with its service; without it nothing can be decided.",
    fix: 'Give it as in a policy, for example "s3:GetObject".',
  });
}

/** TNT6003: a resource that is neither an ARN nor `*`. */
export function invalidResource(got: string): TenancyError {
  return new TenancyError({
    code: "TNT6003",
    what: "The request's resource is neither an ARN of six parts nor *.",
    got: shown(got),
    why: "Statements match a resource part by part of its ARN.",
    fix: 'Give the full ARN, for example "arn:aws:s3:::bucket/key", or "*" for an action without resources.',
  });
}
