/** A hand-written configuration in the manner of what the library makes: two tenants, two clusters, two regions. */

export const ACCOUNT = "123456789012";
export const TENANTS = ["acme", "globex"] as const;
export type TenantName = (typeof TENANTS)[number];

export const roleArn = (tenant: TenantName) =>
  `arn:aws:iam::${ACCOUNT}:role/nonprod/${tenant}/${tenant}-pods`;
export const logGroup = (tenant: TenantName) => `/nonprod/${tenant}`;

const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** Trusts EKS Pod Identity and nobody else. */
const POD_TRUST = policy({
  Effect: "Allow",
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
});

const MANAGE_KEY = [
  "Describe*",
  "Get*",
  "List*",
  "Put*",
  "EnableKeyRotation",
  "ScheduleKeyDeletion",
  "TagResource",
];

function keyPolicy(tenant: TenantName): string {
  return policy(
    {
      Sid: "Manage",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: MANAGE_KEY.map((action) => `kms:${action}`),
      Resource: "*",
    },
    {
      Sid: "Use",
      Effect: "Allow",
      Principal: { AWS: roleArn(tenant) },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    },
    {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: "logs.eu-west-1.amazonaws.com" },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
    },
  );
}

function perTenant<T>(entry: (tenant: TenantName) => T): Record<string, T> {
  return Object.fromEntries(TENANTS.map((tenant) => [tenant, entry(tenant)]));
}

function awsResources() {
  return {
    aws_iam_role: perTenant((tenant) => ({
      name: `${tenant}-pods`,
      path: `/nonprod/${tenant}/`,
      assume_role_policy: POD_TRUST,
    })),
    aws_kms_key: perTenant((tenant) => ({
      description: tenant,
      enable_key_rotation: true,
      policy: keyPolicy(tenant),
      depends_on: [`aws_iam_role.${tenant}`],
    })),
    aws_iam_role_policy: perTenant((tenant) => ({
      name: "own-logs",
      role: `\${aws_iam_role.${tenant}.name}`,
      policy: policy({
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:*:${ACCOUNT}:log-group:${logGroup(tenant)}:*`,
      }),
    })),
    aws_cloudwatch_log_group: {
      ...perTenant((tenant) => ({
        name: logGroup(tenant),
        retention_in_days: 30,
        kms_key_id: `\${aws_kms_key.${tenant}.arn}`,
      })),
      frankfurt: { provider: "aws.frankfurt", name: "/prod/acme", retention_in_days: 30 },
    },
  };
}

/** In each cluster a namespace of the same name, so that only the context tells them apart. */
function clusterResources(contexts: readonly string[], maxPods: string) {
  const perCluster = <T>(entry: (context: string) => T) =>
    Object.fromEntries(
      contexts.map((context) => [context, { provider: `kubernetes.${context}`, ...entry(context) }]),
    );
  const inAcme = (context: string, name: string) => ({
    name,
    namespace: `\${kubernetes_namespace_v1.${context}.metadata[0].name}`,
  });
  return {
    kubernetes_namespace_v1: perCluster((context) => ({
      metadata: {
        name: "acme",
        labels: { "pod-security.kubernetes.io/enforce": "restricted", cluster: context },
      },
    })),
    kubernetes_resource_quota_v1: perCluster((context) => ({
      metadata: inAcme(context, "tenant"),
      spec: { hard: { pods: maxPods } },
    })),
    kubernetes_network_policy_v1: perCluster((context) => ({
      metadata: inAcme(context, "default-deny"),
      spec: { pod_selector: {}, policy_types: ["Ingress", "Egress"] },
    })),
    kubernetes_role_v1: perCluster((context) => ({
      metadata: inAcme(context, "developer"),
      rule: [{ api_groups: [""], resources: ["pods"], verbs: ["get", "list"] }],
    })),
    kubernetes_role_binding_v1: perCluster((context) => ({
      metadata: inAcme(context, "developer"),
      role_ref: { api_group: "rbac.authorization.k8s.io", kind: "Role", name: "developer" },
      subject: [{ kind: "Group", name: "tenant:acme:developer", api_group: "rbac.authorization.k8s.io" }],
    })),
  };
}

export interface TwoTenantsOptions {
  readonly kubeconfig: string;
  readonly contexts: readonly string[];
  readonly maxPods: string;
}

export function twoTenants({ kubeconfig, contexts, maxPods }: TwoTenantsOptions): object {
  return {
    terraform: {
      required_providers: {
        aws: { source: "hashicorp/aws", version: "5.100.0" },
        kubernetes: { source: "hashicorp/kubernetes", version: ">= 2.38.0, < 4.0.0" },
      },
    },
    provider: {
      aws: [
        { region: "eu-west-1", allowed_account_ids: [ACCOUNT] },
        { alias: "frankfurt", region: "eu-central-1", allowed_account_ids: [ACCOUNT] },
      ],
      kubernetes: contexts.map((context) => ({
        alias: context,
        config_path: kubeconfig,
        config_context: context,
      })),
    },
    resource: { ...awsResources(), ...clusterResources(contexts, maxPods) },
    output: { keys: { value: perTenant((tenant) => `\${aws_kms_key.${tenant}.arn}`) } },
  };
}
