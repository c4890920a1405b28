import type { Construct } from "constructs";
import { iamArn } from "../../model/arn";
import type { Platform } from "../platform";
import { PlatformKey } from "../platform-key";
import type { PlatformRole } from "../platform-role";

/**
 * The key that encrypts Kubernetes secrets in etcd. Whoever makes the cluster hands the use of it to EKS by a grant;
 * a tenant's role cannot, whatever its policies say.
 *
 * Source: EKS user guide, "Encrypt Kubernetes secrets with KMS on existing clusters".
 */
export function createClusterKey(
  scope: Construct,
  platform: Platform,
  clusterRole: PlatformRole,
): PlatformKey {
  const { environment, name } = platform;
  return new PlatformKey(scope, "ClusterKey", {
    platform,
    purpose: "cluster",
    description: `Kubernetes secrets of the cluster ${name}`,
    use: [
      {
        Sid: "ControlPlaneUses",
        Effect: "Allow",
        Principal: { AWS: clusterRole.arn },
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
        Resource: "*",
      },
      {
        Sid: "MakingTheClusterGrantsToEks",
        Effect: "Allow",
        Principal: { AWS: iamArn(environment, "root") },
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: {
          ArnNotLike: { "aws:PrincipalArn": iamArn(environment, `role/${name}/*`) },
          Bool: { "kms:GrantIsForAWSResource": "true" },
        },
      },
    ],
    dependsOn: clusterRole.resources,
  });
}
