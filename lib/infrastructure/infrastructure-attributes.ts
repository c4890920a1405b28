import type { Environment } from "../model/environment";
import type { Quotas } from "../model/quotas";
import type { ClusterAccess, ProviderVersions } from "../terraform/providers";
import type { TerraformStack } from "cdktf";

/** The network of an Infrastructure, as tenants need it. */
export interface NetworkAttributes {
  /** The VPC. */
  readonly vpcId: string;
  /** All IPv4 ranges of the VPC, literal: they are compared and excluded at synthesis. */
  readonly cidrs: readonly string[];
  /** The IPv6 range of the VPC; known to Terraform only. @default - IPv4 alone */
  readonly ipv6Cidr?: string;
  /** One private subnet a zone. */
  readonly privateSubnetIds: readonly string[];
  /** One public subnet a zone; empty where the network has none. */
  readonly publicSubnetIds: readonly string[];
  /** The route tables of the private subnets, to be given routes to a peer. @default - not known, so no peering */
  readonly privateRouteTableIds?: readonly string[];
  /** The group of the interface endpoints, to be named in egress rules. @default - no interface endpoints */
  readonly endpointSecurityGroupId?: string;
  /** The ranges, literal, in which nothing but interface endpoints stands. @default - none */
  readonly endpointCidrs?: readonly string[];
  /** The prefix lists of the gateway endpoints (S3, DynamoDB). */
  readonly gatewayPrefixListIds: Readonly<Partial<Record<"s3" | "dynamodb", string>>>;
  /** True if private subnets reach the internet through NAT. */
  readonly internet: boolean;
}

/** The cluster that all tenants of an Infrastructure share. */
export interface DataplaneAttributes {
  /** The cluster's name, literal. */
  readonly clusterName: string;
  /** The cluster's ARN, literal. */
  readonly clusterArn: string;
  /** The API server's URL. */
  readonly endpoint: string;
  /** The certificate authority of the API server, base64. */
  readonly certificateAuthority: string;
  /** The range of Service addresses, which is not part of the VPC. */
  readonly serviceCidr: string;
  /** The role by which Terraform administers what is inside the cluster, literal. @default - the caller's own */
  readonly adminRoleArn?: string;
  /** How providers reach the API server. */
  readonly access: ClusterAccess;
  /** How the VPC CNI treats a pod that no policy selects yet. */
  readonly networkPolicy: "strict" | "standard" | "unknown";
}

/**
 * VPC-level isolation: one account, one region, one VPC, at most one cluster. Tenants of different Infrastructures
 * share no network. This is what a tenant may know of its Infrastructure, whether the app makes it or only names it.
 */
export interface IInfrastructure {
  /** Unique in the account; part of every role path, physical name and tag of its tenants. */
  readonly name: string;
  readonly environment: Environment;
  readonly network: NetworkAttributes;
  /** @default - tenants have no Kubernetes half */
  readonly dataplane?: DataplaneAttributes | undefined;
  /** Put before a tenant's name to make its namespace. */
  readonly namespacePrefix: string;
  /** What the account has a limited number of. */
  readonly quotas: Required<Quotas>;
  /** Version ranges of the providers that stacks with parts of this Infrastructure get. */
  readonly providerVersions: Required<ProviderVersions>;
  /** The stack that holds the Infrastructure or its import. */
  readonly homeStack: TerraformStack;
  /** The construct's path, for messages. */
  readonly path: string;
}
