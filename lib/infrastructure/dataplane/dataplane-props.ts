import type { TerraformStack } from "cdktf";
import type { ClusterAccess } from "../../terraform/providers";

/** A cluster that the Infrastructure makes and all of its tenants share. */
export interface DataplaneProps {
  /** The Kubernetes version, for example `"1.33"`: 1.30 or later. */
  readonly version: string;
  /**
   * What the VPC CNI does with a pod that no NetworkPolicy selects.
   *
   * `strict`: nothing reaches it and it reaches nothing, from its first packet on. Every pod of the cluster needs a
   * policy then; those of kube-system's own pods are written into `insideStack`.
   *
   * `standard`: a pod starts open, and stays open for the moment until its policies are programmed on its node. A
   * pod of one tenant can reach, and be reached by, another tenant's in that window.
   *
   * Source: EKS user guide, "Restrict Pod network traffic with Kubernetes network policies".
   *
   * @default "strict"
   */
  readonly networkPolicy?: "strict" | "standard";
  /**
   * Who may reach the API server from outside the VPC, besides having to log in. `0.0.0.0/0` is refused.
   *
   * @default - nobody: the endpoint is private
   */
  readonly publicAccessCidrs?: readonly string[];
  /** The range of Service addresses: private, /12 to /24, outside the VPC. It can never be changed. @default "172.20.0.0/16" */
  readonly serviceCidr?: string;
  /**
   * ARNs of roles and users of this account that administer the whole cluster, all tenants' namespaces included,
   * besides the role by which Terraform does.
   *
   * @default []
   */
  readonly admins?: readonly string[];
  /**
   * How Terraform and its users reach the API server.
   *
   * @default - a token of `aws eks get-token`, with the cluster's administrator role
   */
  readonly access?: ClusterAccess;
  /** Versions of add-ons by name. @default - AWS's default for the cluster's version */
  readonly addonVersions?: Readonly<Partial<Record<AddonName, string>>>;
  /** The node pool that everything without a pool of its own shares. @default - as `SharedComputeProps` says */
  readonly compute?: SharedComputeProps;
  /**
   * The stack of what is inside the cluster. It is another stack, since a provider cannot be set up from a cluster that
   * does not exist yet.
   *
   * @default - a new stack beside the Infrastructure's, called like it with `-inside` at the end
   */
  readonly insideStack?: TerraformStack;
}

/** Size and kind of a node pool. */
export interface SharedComputeProps {
  /** Instance types that fit the pool, of one processor architecture. @default ["m7i.large"] */
  readonly instanceTypes?: readonly string[];
  /** The fewest nodes. @default - one a zone */
  readonly minSize?: number;
  /** Nodes at the start; later changes are an autoscaler's. @default - the fewest */
  readonly desiredSize?: number;
  /** The most nodes. @default - three times the fewest, and one at least */
  readonly maxSize?: number;
  /** @default "on-demand" */
  readonly capacity?: "on-demand" | "spot";
  /** The encrypted root volume of each node, in GiB. @default 50 */
  readonly diskSize?: number;
  /** More labels of the nodes. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The add-ons that every Dataplane has. */
export type AddonName =
  "aws-ebs-csi-driver" | "coredns" | "eks-pod-identity-agent" | "kube-proxy" | "vpc-cni";

/**
 * A cluster that something else makes. Nothing is written to it, so whether NetworkPolicies are enforced, who may
 * administer it and how its own pods are protected is not the Infrastructure's, and not proved.
 */
export interface ImportedDataplaneProps {
  readonly existing: ExistingDataplane;
}

/** What must be known of a cluster that something else makes. */
export interface ExistingDataplane {
  /** The cluster's name, literal. @default - the Infrastructure's name */
  readonly clusterName?: string;
  /** The API server's URL; may be a reference. */
  readonly endpoint: string;
  /** The certificate authority of the API server, base64; may be a reference. */
  readonly certificateAuthority: string;
  /** The range of Service addresses, literal. */
  readonly serviceCidr: string;
  /** @default - a token of `aws eks get-token`, with `adminRoleArn` if it is given */
  readonly access?: ClusterAccess;
  /** The role by which Terraform administers what is inside, literal. @default - the caller's own */
  readonly adminRoleArn?: string;
  /** How the VPC CNI treats a pod that no policy selects. Say it only if you know. @default "unknown" */
  readonly networkPolicy?: "strict" | "standard" | "unknown";
}
