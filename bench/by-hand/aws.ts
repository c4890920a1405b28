import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { ResourcegroupsGroup } from "@cdktf/provider-aws/lib/resourcegroups-group";
import { Construct } from "constructs";
import type { Owner } from "./owner";
import { boundaryPolicy, hostsPolicy, hostsTrust, keyPolicy, podsPolicy, podsTrust } from "./policies";
import { securityGroups } from "./security-groups";

/** The AWS half of one tenant. */
export function awsHalf(tenant: Construct, owner: Owner): void {
  securityGroups(new Construct(tenant, "Network"), owner);
  const key = encryption(new Construct(tenant, "Encryption"), owner);
  const podsRoleArn = roles(new Construct(tenant, "Access"), owner, key);
  const logGroup = `/${owner.infrastructure.name}/${owner.name}/default`;
  new CloudwatchLogGroup(tenant, "Logs", {
    name: logGroup,
    kmsKeyId: key.arn,
    retentionInDays: 365,
    tags: owner.tags(logGroup),
  });
  resourceGroup(tenant, owner);
  new EksPodIdentityAssociation(new Construct(tenant, "PodIdentity"), owner.namespace, {
    clusterName: owner.clusterName,
    namespace: owner.namespace,
    serviceAccount: "tenant",
    roleArn: podsRoleArn,
    tags: owner.tags(`${owner.prefix} ${owner.namespace}`),
  });
}

function encryption(scope: Construct, owner: Owner): KmsKey {
  const { infrastructure, name } = owner;
  const key = new KmsKey(scope, "Key", {
    description: `Everything that tenant ${name} of ${infrastructure.name} stores`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: keyPolicy(owner),
    tags: owner.tags(owner.prefix),
  });
  new KmsAlias(scope, "Alias", {
    name: `alias/${infrastructure.name}/${name}`,
    targetKeyId: key.keyId,
  });
  return key;
}

/** Returns the ARN of the role of the pods. */
function roles(scope: Construct, owner: Owner, key: KmsKey): string {
  const { name, rolePath, prefix, account } = owner;
  const boundary = new IamPolicy(scope, "Boundary", {
    name: `${prefix}--boundary`,
    path: rolePath,
    description: `The most that any role of tenant ${name} may do`,
    policy: boundaryPolicy(owner),
    tags: owner.tags(`${prefix}--boundary`),
  });
  const hosts = new IamRole(scope, "Hosts", {
    name: `${prefix}--hosts`,
    path: rolePath,
    description: `Hosts of tenant ${name}`,
    assumeRolePolicy: hostsTrust(),
    permissionsBoundary: boundary.arn,
    tags: owner.tags(`${prefix}--hosts`),
  });
  new IamRolePolicy(scope, "HostsPolicy", {
    name: "tenant",
    role: hosts.name,
    policy: hostsPolicy(owner, key.arn),
  });
  new IamInstanceProfile(scope, "HostsProfile", {
    name: `${prefix}--hosts`,
    path: rolePath,
    role: hosts.name,
    tags: owner.tags(`${prefix}--hosts`),
  });
  const pods = new IamRole(scope, "Pods", {
    name: `${prefix}--pods`,
    path: rolePath,
    description: `Pods of tenant ${name}`,
    assumeRolePolicy: podsTrust(owner),
    permissionsBoundary: boundary.arn,
    tags: owner.tags(`${prefix}--pods`),
  });
  new IamRolePolicy(scope, "PodsPolicy", {
    name: "tenant",
    role: pods.name,
    policy: podsPolicy(owner, key.arn),
  });
  return `arn:aws:iam::${account}:role${rolePath}${prefix}--pods`;
}

function resourceGroup(scope: Construct, { infrastructure, name, prefix, tags }: Owner): void {
  const filters = [
    { Key: "cdktf-tenants:infrastructure", Values: [infrastructure.name] },
    { Key: "cdktf-tenants:tenant", Values: [name] },
  ];
  new ResourcegroupsGroup(scope, "ResourceGroup", {
    name: prefix,
    description: `Tenant ${name}`,
    resourceQuery: {
      type: "TAG_FILTERS_1_0",
      query: JSON.stringify({ ResourceTypeFilters: ["AWS::AllSupported"], TagFilters: filters }),
    },
    tags: tags(prefix),
  });
}
