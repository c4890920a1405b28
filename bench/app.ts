import { App, TerraformStack } from "cdktf";
import type { DataplaneAttributes, IInfrastructure } from "../lib/infrastructure/infrastructure-attributes";
import { DEFAULT_QUOTAS } from "../lib/model/quotas";
import { TESTED_VERSIONS } from "../lib/terraform/providers";

/** An Infrastructure with a cluster: tenants have both halves. */
export interface BenchInfrastructure extends IInfrastructure {
  readonly dataplane: DataplaneAttributes;
}

/** What both ways of writing the same tenants start from. */
export interface BenchApp {
  readonly app: App;
  /** The one stack that all tenants stand in. */
  readonly stack: TerraformStack;
  readonly infrastructure: BenchInfrastructure;
  readonly tenants: readonly TenantInput[];
}

/** One tenant as an app's own configuration would hold it. */
export interface TenantInput {
  readonly name: string;
  readonly limits: { readonly cpu: number; readonly memory: string; readonly pods: number };
  readonly internetPort: number;
}

/** An app with a literal Infrastructure, so that the tenants alone are measured. */
export function benchApp(count: number, outdir: string): BenchApp {
  const app = new App({ outdir, skipBackendValidation: true });
  const stack = new TerraformStack(app, "tenants");
  const tenants = Array.from({ length: count }, (_, index) => ({
    name: `team-${String(index + 1).padStart(5, "0")}`,
    limits: { cpu: 8, memory: "32Gi", pods: 100 },
    internetPort: 443,
  }));
  return { app, stack, infrastructure: infrastructure(stack, count), tenants };
}

function infrastructure(homeStack: TerraformStack, tenants: number): BenchInfrastructure {
  return {
    name: "nonprod",
    environment: { account: "123456789012", region: "eu-west-1", partition: "aws" },
    network: {
      vpcId: "vpc-0123456789abcdef0",
      cidrs: ["10.10.0.0/16"],
      privateSubnetIds: ["subnet-1", "subnet-2"],
      publicSubnetIds: [],
      gatewayPrefixListIds: { s3: "pl-1", dynamodb: "pl-2" },
      endpointSecurityGroupId: "sg-0123456789abcdef0",
      internet: true,
    },
    dataplane: {
      clusterName: "nonprod",
      clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/nonprod",
      endpoint: "https://cluster.example",
      certificateAuthority: "Y2E=",
      serviceCidr: "172.20.0.0/16",
      access: "aws-eks-get-token",
      networkPolicy: "strict",
    },
    namespacePrefix: "tenant-",
    quotas: raisedQuotas(tenants),
    providerVersions: TESTED_VERSIONS,
    homeStack,
    path: "nonprod/nonprod",
  };
}

/** Room for any number of tenants: what AWS would say is not measured here. */
export function raisedQuotas(tenants: number): IInfrastructure["quotas"] {
  const { rulesPerSecurityGroup, ...perAccount } = DEFAULT_QUOTAS;
  const raised = Object.entries(perAccount).map(([name, quota]) => [name, Math.max(quota, tenants * 10)]);
  return { ...DEFAULT_QUOTAS, ...Object.fromEntries(raised), rulesPerSecurityGroup };
}
