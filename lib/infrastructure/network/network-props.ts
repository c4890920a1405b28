/** Services that a private subnet can reach without a way out. Any other name that AWS has is taken as well. */
export type InterfaceEndpoint =
  | "ec2"
  | "ec2messages"
  | "ecr.api"
  | "ecr.dkr"
  | "eks"
  | "eks-auth"
  | "kms"
  | "logs"
  | "secretsmanager"
  | "sqs"
  | "ssm"
  | "ssmmessages"
  | "sts"
  | (string & {});

/** A VPC that the Infrastructure makes. Its default security group and network ACL are emptied. */
export interface NetworkProps {
  /** The IPv4 range, /16 to /28; /16 to /22 where subnets are sized automatically. */
  readonly cidr: string;
  /**
   * How many zones, 2 to 4, or which by name. A number stands for the first letters of the region, never for a
   * lookup: zones that come and go would replace subnets. In us-east-1, EKS refuses one zone, whose letter differs
   * from account to account: name the zones there.
   *
   * @default 3
   */
  readonly zones?: number | readonly string[];
  /**
   * The subnets' ranges, one a zone each.
   *
   * @default - private subnets of an eighth of the range, public ones of a sixty-fourth, with room for four zones
   */
  readonly subnets?: SubnetRanges;
  /**
   * How private subnets reach the internet: not at all, through one gateway for all zones (cheaper, and gone with its
   * zone), or through one a zone.
   *
   * @default "none"
   */
  readonly nat?: "none" | "single" | "per-zone";
  /** Public subnets and an internet gateway, for load balancers. Nothing gets a public address by itself. @default true */
  readonly public?: boolean;
  /**
   * An IPv6 range of Amazon's beside the IPv4 one. Private subnets reach out through an egress-only gateway, also
   * with `nat: "none"`; nothing reaches in.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Services that private subnets reach inside the VPC, each for a price by the hour. S3 and DynamoDB have gateway
   * endpoints always, which cost nothing.
   *
   * @default []
   */
  readonly interfaceEndpoints?: readonly InterfaceEndpoint[];
}

/** The ranges of all subnets, in the order of the zones. */
export interface SubnetRanges {
  readonly private: readonly string[];
  /** @default [] */
  readonly public?: readonly string[];
  /**
   * Where interface endpoints stand, apart from everything else: pods are let through to these ranges alone.
   *
   * @default - in the private subnets, where pods, whose policies know no single addresses, do not reach them
   */
  readonly endpoints?: readonly string[];
}

/**
 * A VPC that something else makes. Nothing in it is written: flow logs, the default security group, network ACLs,
 * routes and endpoints are then not the Infrastructure's, and not proved.
 */
export interface ImportedNetworkProps {
  readonly existing: ExistingNetwork;
}

/** What must be known of a VPC that something else makes. Ids may be references; ranges must be literal. */
export interface ExistingNetwork {
  readonly vpcId: string;
  /** All IPv4 ranges of the VPC, the primary one first. */
  readonly cidrs: readonly string[];
  /** One private subnet a zone, two at least. */
  readonly privateSubnetIds: readonly string[];
  /** @default [] */
  readonly publicSubnetIds?: readonly string[];
  /** The route tables of the private subnets. @default - not known, so the network cannot be peered */
  readonly privateRouteTableIds?: readonly string[];
  /** @default - IPv4 alone */
  readonly ipv6Cidr?: string;
  /** The group of its interface endpoints. @default - none */
  readonly endpointSecurityGroupId?: string;
  /** The ranges of subnets in which nothing but interface endpoints stands. @default - none */
  readonly endpointCidrs?: readonly string[];
  /** The prefix lists of its gateway endpoints. @default {} */
  readonly gatewayPrefixListIds?: Readonly<Partial<Record<"s3" | "dynamodb", string>>>;
  /** True if private subnets reach the internet through NAT. @default false */
  readonly internet?: boolean;
}
