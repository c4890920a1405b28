/** What the example declares, in literals of our own: what is asked of AWS and the clusters is compared with these. */

export const ACCOUNT = "123456789012";

export interface Platform {
  /** The Infrastructure's name, the cluster's and the kubeconfig context. */
  readonly name: "nonprod" | "prod";
  readonly region: string;
  readonly cidr: string;
  readonly zones: number;
  /** The stack of its tenants. */
  readonly tenantsStack: "nonprod-tenants" | "prod-tenants";
  readonly interfaceEndpoints: boolean;
}

export const NONPROD: Platform = {
  name: "nonprod",
  region: "eu-west-1",
  cidr: "10.10.0.0/16",
  zones: 2,
  tenantsStack: "nonprod-tenants",
  interfaceEndpoints: false,
};
export const PROD: Platform = {
  name: "prod",
  region: "eu-central-1",
  cidr: "10.20.0.0/16",
  zones: 3,
  tenantsStack: "prod-tenants",
  interfaceEndpoints: true,
};
export const PLATFORMS = [NONPROD, PROD] as const;

export interface NamespaceFacts {
  readonly name: string;
  /** What the quota holds, as the API server writes it. */
  readonly quota: Readonly<Record<string, string>>;
}

export interface TenantFacts {
  readonly name: string;
  readonly on: Platform;
  readonly namespaces: readonly NamespaceFacts[];
  /** TCP 443 to the internet is open. */
  readonly internet: boolean;
}

function quota(cpu: string, memory: string, more: { storage?: string; loadBalancers?: number } = {}) {
  const { storage, loadBalancers = 0 } = more;
  return {
    ...{ "limits.cpu": cpu, "requests.cpu": cpu, "limits.memory": memory, "requests.memory": memory },
    ...(storage !== undefined && { "requests.storage": storage }),
    "services.loadbalancers": String(loadBalancers),
    "services.nodeports": String(loadBalancers),
  };
}

export const TENANTS: readonly TenantFacts[] = [
  {
    name: "dev",
    on: NONPROD,
    namespaces: [{ name: "tenant-dev", quota: quota("8", "32Gi", { storage: "200Gi" }) }],
    internet: true,
  },
  {
    name: "qa",
    on: NONPROD,
    namespaces: [{ name: "tenant-qa", quota: quota("4", "16Gi", { storage: "100Gi" }) }],
    internet: false,
  },
  {
    name: "acme",
    on: PROD,
    namespaces: [{ name: "tenant-acme", quota: quota("16", "64Gi", { storage: "1Ti", loadBalancers: 1 }) }],
    internet: true,
  },
  {
    name: "globex",
    on: PROD,
    namespaces: [
      { name: "tenant-globex", quota: quota("8", "32Gi") },
      { name: "tenant-globex--jobs", quota: quota("4", "16Gi") },
    ],
    internet: false,
  },
];

/** Rows for `test.each`: the name, then the facts. */
export const EACH_TENANT = TENANTS.map((tenant) => [tenant.name, tenant] as const);
export const EACH_PLATFORM = PLATFORMS.map((platform) => [platform.name, platform] as const);
export const EACH_NAMESPACE = TENANTS.flatMap((tenant) =>
  tenant.namespaces.map((namespace) => [namespace.name, namespace, tenant] as const),
);

export const PURPOSES = ["pods", "hosts"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** `prod--acme`, or `prod--acme--pods`. */
export function physicalName({ name, on }: TenantFacts, part?: string): string {
  return [on.name, name, ...(part === undefined ? [] : [part])].join("--");
}

export function roleName(tenant: TenantFacts, purpose: Purpose): string {
  return physicalName(tenant, purpose);
}

export function roleArn(tenant: TenantFacts, purpose: Purpose): string {
  return `arn:aws:iam::${ACCOUNT}:role/${tenant.on.name}/${tenant.name}/${roleName(tenant, purpose)}`;
}

export function boundaryArn(tenant: TenantFacts): string {
  return `arn:aws:iam::${ACCOUNT}:policy/${tenant.on.name}/${tenant.name}/${physicalName(tenant, "boundary")}`;
}

export function logGroup({ name, on }: TenantFacts): string {
  return `/${on.name}/${name}/default`;
}

export function keyAlias({ name, on }: TenantFacts): string {
  return `alias/${on.name}/${name}`;
}

export function clusterArn({ name, region }: Platform): string {
  return `arn:aws:eks:${region}:${ACCOUNT}:cluster/${name}`;
}
