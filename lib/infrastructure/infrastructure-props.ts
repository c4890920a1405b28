import type { Quotas } from "../model/quotas";
import type { ProviderVersions } from "../terraform/providers";
import type { GivenProviders } from "../terraform/stack-providers";
import type { DataplaneProps, ExistingDataplane, ImportedDataplaneProps } from "./dataplane/dataplane-props";
import type { ExistingNetwork, ImportedNetworkProps, NetworkProps } from "./network/network-props";

/** What every Infrastructure says of itself, whoever makes it. */
export interface InfrastructureIdentity {
  /** The AWS account, twelve digits, literal: ARNs are written with it, and the provider refuses any other. */
  readonly account: string;
  /** The region, literal. */
  readonly region: string;
  /** Unique in the account; part of every role path, physical name and tag of its tenants. @default - the id */
  readonly name?: string;
  /**
   * Put before a tenant's name to make its namespace. At most 16 characters, with a hyphen at the end.
   *
   * @default "tenant-"
   */
  readonly namespacePrefix?: string;
  /** What the account has a limited number of, where AWS has raised it. @default - what every account starts with */
  readonly quotas?: Quotas;
  /** Version ranges of the providers. @default - the ranges that the library's output was applied with */
  readonly providerVersions?: ProviderVersions;
}

/** An Infrastructure that the app makes. */
export interface InfrastructureProps extends InfrastructureIdentity {
  /** The VPC, made here or existing. */
  readonly network: NetworkProps | ImportedNetworkProps;
  /** The cluster that all tenants share, made here or existing. @default - none: tenants have AWS alone */
  readonly dataplane?: DataplaneProps | ImportedDataplaneProps;
  /** Providers of your own. @default - those of the stack, set up by the library */
  readonly providers?: GivenProviders;
  /**
   * Encrypt new EBS volumes of the account in this region, whoever makes them. An account has this setting once a
   * region, so one Infrastructure owns it.
   *
   * @default true
   */
  readonly ebsEncryptionByDefault?: boolean;
  /** More tags of everything that belongs to the platform, 40 at most. @default {} */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An Infrastructure that another app or another tool makes, known completely. */
export interface InfrastructureAttributes extends InfrastructureIdentity {
  readonly network: ExistingNetwork;
  /** @default - none: tenants have AWS alone */
  readonly dataplane?: ExistingDataplane;
}

/**
 * An Infrastructure that another app makes with this library, found by the parameters that it publishes. What decides
 * what is written is given here, and compared with the parameters by the plan; ids are read.
 */
export interface InfrastructureLookup extends InfrastructureIdentity {
  /** All IPv4 ranges of the VPC, the primary one first. */
  readonly cidrs: readonly string[];
  /** Whether private subnets reach the internet through NAT. @default false */
  readonly internet?: boolean;
  /** Whether there are public subnets. @default true */
  readonly publicSubnets?: boolean;
  /**
   * How many route tables the private subnets have, to be given routes to a peer: one a zone, where the library made
   * the VPC.
   *
   * @default - not known, so the network cannot be peered
   */
  readonly privateRouteTables?: number;
  /** Whether the VPC has an IPv6 range. @default false */
  readonly ipv6?: boolean;
  /** Whether there are interface endpoints. @default false */
  readonly interfaceEndpoints?: boolean;
  /** The ranges of the subnets of interface endpoints, as the Infrastructure publishes them. @default - pods reach none */
  readonly endpointCidrs?: readonly string[];
  /** Whether there are gateway endpoints, as there are in every VPC that the library makes. @default true */
  readonly gatewayEndpoints?: boolean;
  /** @default - none: tenants have AWS alone */
  readonly dataplane?: DataplaneLookup;
  /** Providers of your own. @default - those of the stack, set up by the library */
  readonly providers?: Pick<GivenProviders, "aws">;
}

/** The cluster of an Infrastructure that is looked up. */
export interface DataplaneLookup {
  /** @default - the Infrastructure's name */
  readonly clusterName?: string;
  /** @default "172.20.0.0/16" */
  readonly serviceCidr?: string;
  /** @default "strict" */
  readonly networkPolicy?: "strict" | "standard" | "unknown";
  /** How this app's providers reach the API server. @default - a token of `aws eks get-token` */
  readonly access?: ExistingDataplane["access"];
  /** The role to take for it, or false for the caller's own. @default - the one that the Infrastructure makes */
  readonly adminRoleArn?: string | false;
}
