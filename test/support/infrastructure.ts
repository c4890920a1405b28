import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import type { IInfrastructure } from "../../lib/infrastructure/infrastructure-attributes";
import { DEFAULT_QUOTAS } from "../../lib/model/quotas";
import { TESTED_VERSIONS } from "../../lib/terraform/providers";

/** What a tenant knows of its Infrastructure, all literal, so that a tenant's tests are about the tenant alone. */
export function someInfrastructure(app: App, changes: Partial<IInfrastructure> = {}): IInfrastructure {
  const homeStack =
    (app.node.tryFindChild("nonprod") as TerraformStack) ?? new TerraformStack(app, "nonprod");
  return {
    name: "nonprod",
    environment: { account: "123456789012", region: "eu-west-1", partition: "aws" },
    network: {
      vpcId: "vpc-1",
      cidrs: ["10.10.0.0/16"],
      privateSubnetIds: ["subnet-1", "subnet-2"],
      publicSubnetIds: [],
      gatewayPrefixListIds: { s3: "pl-s3", dynamodb: "pl-dynamodb" },
      endpointSecurityGroupId: "sg-endpoints",
      internet: true,
    },
    dataplane: {
      clusterName: "nonprod",
      clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/nonprod",
      endpoint: "https://cluster.example",
      certificateAuthority: "Y2E=",
      serviceCidr: "172.20.0.0/16",
      access: "aws-eks-get-token",
      adminRoleArn: "arn:aws:iam::123456789012:role/nonprod/platform/nonprod--platform--cluster-admin",
      networkPolicy: "strict",
    },
    namespacePrefix: "tenant-",
    quotas: DEFAULT_QUOTAS,
    providerVersions: TESTED_VERSIONS,
    homeStack,
    path: "nonprod/nonprod",
    ...changes,
  };
}
