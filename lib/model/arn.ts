import type { Environment } from "./environment";

/** ARNs as literal text: what a policy names can then be read, compared and proved without applying anything. */
export function arn(environment: Environment, service: string, resource: string): string {
  return `arn:${environment.partition}:${service}:${environment.region}:${environment.account}:${resource}`;
}

/** ARNs of IAM, which has no regions. */
export function iamArn(environment: Environment, resource: string): string {
  return `arn:${environment.partition}:iam::${environment.account}:${resource}`;
}

/** The path of everything that IAM holds for one tenant; it ends with a slash, so `dev` never matches `dev-2`. */
export function tenantPath(infrastructure: string, tenant: string): string {
  return `/${infrastructure}/${tenant}/`;
}

/** Every role of an Infrastructure, its tenants' and its platform's: a pattern for `aws:PrincipalArn`. */
export function infrastructureRolePattern(environment: Environment, infrastructure: string): string {
  return iamArn(environment, `role/${infrastructure}/*`);
}

/** Every role of an Infrastructure that is no tenant's: a pattern for `aws:PrincipalArn`. */
export function platformRolePattern(environment: Environment, infrastructure: string): string {
  return iamArn(environment, `role/${infrastructure}/platform/*`);
}

/** Every role of one tenant, and nobody else: the pattern for `aws:PrincipalArn`. */
export function tenantRolePattern(environment: Environment, infrastructure: string, tenant: string): string {
  return iamArn(environment, `role${tenantPath(infrastructure, tenant)}*`);
}
