import type { BenchInfrastructure, TenantInput } from "../app";

/** What every resource of one tenant is named, tagged and labelled by. */
export interface Owner {
  readonly name: string;
  readonly input: TenantInput;
  readonly infrastructure: BenchInfrastructure;
  readonly account: string;
  readonly region: string;
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly serviceCidr: string;
  readonly namespace: string;
  /** The start of all physical names. */
  readonly prefix: string;
  readonly rolePath: string;
  readonly rolePattern: string;
  readonly labels: Record<string, string>;
  readonly tags: (name: string) => Record<string, string>;
}

export function owner(infrastructure: BenchInfrastructure, input: TenantInput): Owner {
  const { name } = input;
  const { account, region } = infrastructure.environment;
  const { clusterName, clusterArn, serviceCidr } = infrastructure.dataplane;
  const rolePath = `/${infrastructure.name}/${name}/`;
  return {
    ...{ name, input, infrastructure, account, region, clusterName, clusterArn, serviceCidr, rolePath },
    namespace: `${infrastructure.namespacePrefix}${name}`,
    prefix: `${infrastructure.name}--${name}`,
    rolePattern: `arn:aws:iam::${account}:role${rolePath}*`,
    labels: {
      "app.kubernetes.io/managed-by": "cdktf-tenants",
      "cdktf-tenants/infrastructure": infrastructure.name,
      "cdktf-tenants/tenant": name,
    },
    tags: (Name) => ({
      Name,
      "cdktf-tenants:infrastructure": infrastructure.name,
      "cdktf-tenants:tenant": name,
    }),
  };
}
