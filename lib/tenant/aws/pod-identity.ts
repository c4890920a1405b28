import type { EksPodIdentityAssociationConfig } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { Construct } from "constructs";
import type { DataplaneAttributes } from "../../infrastructure/infrastructure-attributes";
import { Resource } from "../../terraform/resource";
import type { TenantContext } from "../tenant-context";
import { SERVICE_ACCOUNT } from "./roles";

/**
 * Gives the tenant's role to the pods of its service account, namespace by namespace. The role's trust names the
 * same cluster, namespaces and service account, so an association made by somebody else fails when it is used.
 */
export function podIdentityAssociations(
  scope: Construct,
  id: string,
  context: TenantContext,
  dataplane: DataplaneAttributes,
  namespaces: readonly string[],
  roleArn: string,
): void {
  const associations = new Construct(scope, id);
  for (const namespace of namespaces) {
    new Resource<EksPodIdentityAssociationConfig>(
      associations,
      namespace,
      "aws_eks_pod_identity_association",
      {
        cluster_name: dataplane.clusterName,
        namespace,
        service_account: SERVICE_ACCOUNT,
        role_arn: roleArn,
        tags: context.tagsNamed(`${context.physicalName(undefined, 200)} ${namespace}`),
      },
      { provider: context.awsProvider },
    );
  }
}
