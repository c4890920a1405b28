import type { Construct } from "constructs";
import { arn, iamArn } from "../../model/arn";
import type { PolicyStatement } from "../../model/policy-document";
import { podIdentityTrust, serviceTrust } from "../../model/trust";
import type { Platform } from "../platform";
import { PlatformRole } from "../platform-role";
import { ADMIN_PURPOSE } from "./dataplane-plan";

/** The cluster's ARN, literal: its name is the Infrastructure's. */
export function clusterArn(platform: Platform): string {
  return arn(platform.environment, "eks", `cluster/${platform.name}`);
}

/** The role of the control plane, for this one cluster. Source: EKS user guide, "Cross-service confused deputy prevention". */
export function createClusterRole(scope: Construct, platform: Platform): PlatformRole {
  return new PlatformRole(scope, "ClusterRole", {
    platform,
    purpose: "cluster",
    description: "The control plane of the cluster",
    trust: serviceTrust({
      service: "eks.amazonaws.com",
      source: { environment: platform.environment, arn: clusterArn(platform) },
    }),
    managedPolicies: ["AmazonEKSClusterPolicy"],
  });
}

/** The role of all shared nodes: joining and pulling images. The CNI and the CSI driver have roles of their own. */
export function createNodeRole(scope: Construct, platform: Platform): PlatformRole {
  return new PlatformRole(scope, "NodeRole", {
    platform,
    purpose: "node",
    description: "Nodes of the cluster: join it and pull images",
    trust: serviceTrust({ service: "ec2.amazonaws.com" }),
    managedPolicies: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
  });
}

/** A role for the pods of one of kube-system's service accounts. */
export function createAgentRole(
  scope: Construct,
  id: string,
  platform: Platform,
  agent: { readonly purpose: string; readonly serviceAccount: string; readonly managedPolicy: string },
): PlatformRole {
  return new PlatformRole(scope, id, {
    platform,
    purpose: agent.purpose,
    description: `Pods of kube-system with the service account ${agent.serviceAccount}`,
    trust: podIdentityTrust({
      environment: platform.environment,
      clusterArn: clusterArn(platform),
      namespaces: ["kube-system"],
      serviceAccount: agent.serviceAccount,
    }),
    managedPolicies: [agent.managedPolicy],
  });
}

/**
 * The role by which Terraform administers what is inside the cluster. It has no AWS permissions: logging in takes
 * none. Whoever an identity policy of the account allows it may take it, but no role of a tenant, whatever its
 * policies say.
 */
export function createAdminRole(scope: Construct, platform: Platform): PlatformRole {
  return new PlatformRole(scope, "AdminRole", {
    platform,
    purpose: ADMIN_PURPOSE,
    description: "Administers the cluster, all tenants included",
    trust: adminTrust(platform),
  });
}

function adminTrust({ environment, name, path }: Platform): PolicyStatement[] {
  return [
    {
      Sid: "WhomTheAccountAllows",
      Effect: "Allow",
      Principal: { AWS: iamArn(environment, "root") },
      Action: "sts:AssumeRole",
    },
    {
      Sid: "NoRoleOfATenant",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "sts:AssumeRole",
      Condition: {
        ArnLike: { "aws:PrincipalArn": iamArn(environment, `role/${name}/*`) },
        ArnNotLike: { "aws:PrincipalArn": iamArn(environment, `role${path}*`) },
      },
    },
  ];
}
