import { createHash } from "node:crypto";
import type { EksAccessEntryConfig } from "@cdktf/provider-aws/lib/eks-access-entry";
import type { EksAccessPolicyAssociationConfig } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";
import { PART_NAME_MOST, proposedName } from "../../model/names";
import type { Platform } from "../platform";
import type { PlatformRole } from "../platform-role";

export interface ClusterAdminProps {
  readonly platform: Platform;
  /** The cluster, as a reference of the stack. */
  readonly clusterName: string;
  /** The role or user. */
  readonly principalArn: string;
  /** The role, where the stack makes it. @default - it exists */
  readonly role?: PlatformRole;
}

/** One principal that administers the whole cluster. */
export class ClusterAdmin extends Construct {
  constructor(scope: Construct, id: string, props: ClusterAdminProps) {
    super(scope, id);
    const { platform, clusterName, role } = props;
    const principal = { cluster_name: clusterName, principal_arn: props.principalArn };
    const entry = platform.resource<EksAccessEntryConfig>(
      this,
      "Entry",
      "aws_eks_access_entry",
      { ...principal, type: "STANDARD", tags: platform.tags("admin") },
      { dependsOn: role?.resources ?? [] },
    );
    platform.resource<EksAccessPolicyAssociationConfig>(
      this,
      "ClusterAdmin",
      "aws_eks_access_policy_association",
      {
        ...principal,
        policy_arn: `arn:${platform.environment.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
        access_scope: { type: "cluster" },
      },
      { dependsOn: [entry] },
    );
  }
}

/** An id that depends on the principal alone, so that the order of a list means nothing. */
export function adminId(principalArn: string): string {
  const name = proposedName(principalArn.slice(principalArn.lastIndexOf("/") + 1), PART_NAME_MOST) ?? "admin";
  return `${name}-${createHash("sha256").update(principalArn).digest("hex").slice(0, 8)}`;
}
