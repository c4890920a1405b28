/**
 * What an account has a limited number of. Raise one here after AWS has raised it there.
 *
 * Source: the "Endpoints and quotas" page of each service.
 */
export interface Quotas {
  /** Roles an account. @default 1000 */
  readonly roles?: number;
  /** Instance profiles an account. @default 1000 */
  readonly instanceProfiles?: number;
  /** Customer managed policies an account. @default 1500 */
  readonly managedPolicies?: number;
  /** Managed policies that a role can have, 25 at most. @default 10 */
  readonly managedPoliciesPerRole?: number;
  /** Security groups a region. @default 2500 */
  readonly securityGroups?: number;
  /** Resource groups an account and region. @default 100 */
  readonly resourceGroups?: number;
  /** Pod Identity associations a cluster. @default 5000 */
  readonly podIdentityAssociations?: number;
  /** Rules a security group and direction. @default 60 */
  readonly rulesPerSecurityGroup?: number;
  /** Buckets an account. @default 10000 */
  readonly buckets?: number;
  /** DynamoDB tables an account and region. @default 2500 */
  readonly tables?: number;
  /** Standard SSM parameters an account and region. @default 10000 */
  readonly parameters?: number;
}

/** What every account starts with. */
export const DEFAULT_QUOTAS: Required<Quotas> = {
  roles: 1000,
  instanceProfiles: 1000,
  managedPolicies: 1500,
  managedPoliciesPerRole: 10,
  securityGroups: 2500,
  resourceGroups: 100,
  podIdentityAssociations: 5000,
  rulesPerSecurityGroup: 60,
  buckets: 10_000,
  tables: 2500,
  parameters: 10_000,
};
