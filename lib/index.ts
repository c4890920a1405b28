export { TenancyError } from "./errors/tenancy-error";
export type { ErrorPlace } from "./errors/tenancy-error";
export { Tenancy } from "./gate/tenancy";
export type { TenancyProveOptions } from "./gate/tenancy";
export type { TrustedPart, TrustProps } from "./gate/trust";
export { Infrastructure } from "./infrastructure/infrastructure";
export type {
  DataplaneAttributes,
  IInfrastructure,
  NetworkAttributes,
} from "./infrastructure/infrastructure-attributes";
export type {
  DataplaneLookup,
  InfrastructureAttributes,
  InfrastructureIdentity,
  InfrastructureLookup,
  InfrastructureProps,
} from "./infrastructure/infrastructure-props";
export type {
  AddonName,
  DataplaneProps,
  ExistingDataplane,
  ImportedDataplaneProps,
  SharedComputeProps,
} from "./infrastructure/dataplane/dataplane-props";
export type {
  ExistingNetwork,
  ImportedNetworkProps,
  InterfaceEndpoint,
  NetworkProps,
  SubnetRanges,
} from "./infrastructure/network/network-props";
export type { Environment } from "./model/environment";
export type { TenantLimits } from "./model/limits";
export type { PodSecurityLevel, TenantNamespaceProps } from "./model/namespaces";
export type { PortRange } from "./model/ports";
export type { Quotas } from "./model/quotas";
export type { Access, Area } from "./model/sharing/areas";
export type { TenantResourceProps, Visibility } from "./resources/declared-resource";
export { sharedFrom } from "./resources/shared-from";
export type { TableIndex, TableKey } from "./resources/table-keys";
export { TenantBucket } from "./resources/tenant-bucket";
export type { TenantBucketProps } from "./resources/tenant-bucket";
export { TenantParameter } from "./resources/tenant-parameter";
export type { TenantParameterProps } from "./resources/tenant-parameter";
export { TenantQueue } from "./resources/tenant-queue";
export type { TenantQueueProps } from "./resources/tenant-queue";
export { TenantRepository } from "./resources/tenant-repository";
export type { TenantRepositoryProps } from "./resources/tenant-repository";
export type { ITenantResource } from "./resources/tenant-resource";
export { TenantSecret } from "./resources/tenant-secret";
export type { TenantSecretProps } from "./resources/tenant-secret";
export { TenantTable } from "./resources/tenant-table";
export type { TableStream, TenantTableProps } from "./resources/tenant-table";
export { TenantTopic } from "./resources/tenant-topic";
export type { TenantTopicProps } from "./resources/tenant-topic";
export { CrossTenantGrant } from "./sharing/grant/cross-tenant-grant";
export type {
  AreaGrantProps,
  CrossTenantGrantProps,
  IShareable,
  RequesterRole,
  ResourceGrantProps,
} from "./sharing/grant/grant-props";
export { InfrastructurePeering } from "./sharing/peering/infrastructure-peering";
export type { InfrastructurePeeringProps, PeeringProviders } from "./sharing/peering/peering-props";
export type {
  FromCidr,
  FromPrefixList,
  FromTenant,
  NoPorts,
  OnePort,
  RuleExposure,
  SecurityRuleBase,
  SeveralPorts,
  TenantSecurityRuleProps,
} from "./sharing/security-rule/rule-props";
export { TenantSecurityRule } from "./sharing/security-rule/tenant-security-rule";
export type { TenantAttributes } from "./tenant/imported-tenant";
export { TenancyStack } from "./tenant/tenancy-stack";
export type { TenancyStackProps } from "./tenant/tenancy-stack";
export { Tenant } from "./tenant/tenant";
export type { ITenant, ServiceUrlOptions, TenantRole } from "./tenant/tenant-attributes";
export type { TenantEgress, TenantProps } from "./tenant/tenant-props";
export type { ClusterAccess, KubeconfigAccess, ProviderVersions } from "./terraform/providers";
export type { GivenProviders } from "./terraform/stack-providers";
