import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import { Tenant } from "../../lib/tenant/tenant";
import type { TenantProps } from "../../lib/tenant/tenant-props";
import { someInfrastructure } from "../support/infrastructure";
import { synthesize } from "../support/synth";

function devWith(props: Partial<TenantProps> = {}, changes: Parameters<typeof someInfrastructure>[1] = {}) {
  const plan = synthesize((app: App) => {
    const stack = new TerraformStack(app, "tenants");
    new Tenant(stack, "dev", { infrastructure: someInfrastructure(app, changes), ...props });
  });
  return plan.stack("tenants");
}

const NETWORK = {
  vpcId: "vpc-1",
  cidrs: ["10.10.0.0/16"],
  privateSubnetIds: ["subnet-1", "subnet-2"],
  publicSubnetIds: [],
  gatewayPrefixListIds: {},
  internet: true,
};

const policy = (stack: ReturnType<typeof devWith>, id: string, namespace = "Primary") =>
  stack.at(`dev/Namespaces/${namespace}/${id}`)["spec"];

test("a namespace is closed in both directions by default", () => {
  const stack = devWith();
  expect(policy(stack, "DenyIngress")).toEqual({ pod_selector: {}, policy_types: ["Ingress"] });
  expect(policy(stack, "DenyEgress")).toEqual({ pod_selector: {}, policy_types: ["Egress"] });
});

test("what is open is the tenant, DNS and the Pod Identity agent, and nothing else", () => {
  const stack = devWith();
  const own = {
    namespace_selector: {
      match_expressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["tenant-dev"] }],
    },
  };
  expect(policy(stack, "WithinTenant")).toEqual({
    pod_selector: {},
    policy_types: ["Ingress", "Egress"],
    ingress: [{ from: [own] }],
    egress: [{ to: [own] }],
  });
  expect(policy(stack, "Dns")).toEqual({
    pod_selector: {},
    policy_types: ["Egress"],
    egress: [
      {
        to: [
          {
            namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "kube-system" } },
            pod_selector: { match_labels: { "k8s-app": "kube-dns" } },
          },
        ],
        ports: [
          { protocol: "UDP", port: "53" },
          { protocol: "TCP", port: "53" },
        ],
      },
    ],
  });
  expect(policy(stack, "PodIdentity")).toEqual({
    pod_selector: {},
    policy_types: ["Egress"],
    egress: [{ to: [{ ip_block: { cidr: "169.254.170.23/32" } }], ports: [{ protocol: "TCP", port: "80" }] }],
  });
  expect(Object.keys(stack.resources("kubernetes_network_policy_v1"))).toHaveLength(5);
});

test("the internet is neither the VPC, nor services, nor the node's own addresses", () => {
  const stack = devWith({ egress: { internet: [8443, 443] } });
  expect(policy(stack, "Internet")).toEqual({
    pod_selector: {},
    policy_types: ["Egress"],
    egress: [
      {
        to: [
          { ip_block: { cidr: "0.0.0.0/0", except: ["10.10.0.0/16", "172.20.0.0/16", "169.254.0.0/16"] } },
        ],
        ports: [
          { protocol: "TCP", port: "443" },
          { protocol: "TCP", port: "8443" },
        ],
      },
    ],
  });
});

test("pods reach AWS by interface endpoints, in the ranges where nothing else stands", () => {
  const stack = devWith({}, { network: { ...NETWORK, endpointCidrs: ["10.10.160.0/22", "10.10.164.0/22"] } });
  expect(policy(stack, "AwsEndpoints")).toEqual({
    pod_selector: {},
    policy_types: ["Egress"],
    egress: [
      {
        to: [{ ip_block: { cidr: "10.10.160.0/22" } }, { ip_block: { cidr: "10.10.164.0/22" } }],
        ports: [{ protocol: "TCP", port: "443" }],
      },
    ],
  });
});

test("the namespace enforces restricted pods and says whose it is", () => {
  expect(devWith().only("kubernetes_namespace_v1")["metadata"]).toEqual({
    name: "tenant-dev",
    labels: {
      "app.kubernetes.io/managed-by": "cdktf-tenants",
      "cdktf-tenants/infrastructure": "nonprod",
      "cdktf-tenants/tenant": "dev",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
    },
  });
});

test("no pod gets a token of the API server unless it asks", () => {
  const stack = devWith();
  expect(stack.only("kubernetes_service_account_v1")["automount_service_account_token"]).toBe(false);
  expect(stack.only("kubernetes_default_service_account_v1")["automount_service_account_token"]).toBe(false);
});

test("limits become a quota, and defaults for containers that ask for nothing", () => {
  const stack = devWith({ limits: { cpu: 8, memory: "32Gi", storage: "200Gi", pods: 50 } });
  expect(stack.only("kubernetes_resource_quota_v1")["spec"]).toEqual({
    hard: {
      "limits.cpu": "8",
      "limits.memory": "32Gi",
      pods: "50",
      "requests.cpu": "8",
      "requests.memory": "32Gi",
      "requests.storage": "200Gi",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    },
  });
  expect(stack.only("kubernetes_limit_range_v1")["spec"]).toEqual({
    limit: [
      {
        type: "Container",
        default: { cpu: "500m", memory: "512Mi" },
        default_request: { cpu: "100m", memory: "128Mi" },
      },
    ],
  });
});

test("a container's defaults never exceed what the whole namespace has", () => {
  const limits = devWith({ limits: { cpu: "200m", memory: "64Mi" } }).only("kubernetes_limit_range_v1");
  expect(limits["spec"]).toEqual({
    limit: [
      {
        type: "Container",
        default: { cpu: "200m", memory: "64Mi" },
        default_request: { cpu: "100m", memory: "64Mi" },
      },
    ],
  });
});

test("a tenant of several namespaces is open between them, in each of them", () => {
  const stack = devWith({ namespaces: [{}, { name: "jobs" }] });
  const values = Object.values(stack.resources("kubernetes_network_policy_v1"))
    .map((body) => JSON.stringify(body["spec"]))
    .filter((spec) => spec.includes("match_expressions"))
    .map((spec) => /"values":(\[[^\]]*\])/.exec(spec)?.[1]);
  expect(values).toEqual(Array(2).fill('["tenant-dev","tenant-dev--jobs"]'));
});

test("an adopted namespace is labelled and closed, and neither made nor deleted", () => {
  const stack = devWith({ namespaces: [{ existing: "legacy", podSecurity: "baseline" }] });
  expect(stack.resources("kubernetes_namespace_v1")).toEqual({});
  expect(stack.only("kubernetes_labels")).toEqual({
    api_version: "v1",
    kind: "Namespace",
    metadata: { name: "legacy" },
    field_manager: "cdktf-tenants",
    force: true,
    labels: {
      "app.kubernetes.io/managed-by": "cdktf-tenants",
      "cdktf-tenants/infrastructure": "nonprod",
      "cdktf-tenants/tenant": "dev",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/enforce": "baseline",
      "pod-security.kubernetes.io/warn": "restricted",
    },
  });
  const policies = Object.values(stack.resources("kubernetes_network_policy_v1"));
  const namespaces = policies.map((body) => (body["metadata"] as { namespace: string }).namespace);
  expect(namespaces).toEqual(Array(5).fill("legacy"));
});

test("a prefix may be chosen for all namespaces of an Infrastructure", () => {
  const stack = devWith({}, { namespacePrefix: "duploservices-" });
  expect((stack.only("kubernetes_namespace_v1")["metadata"] as { name: string }).name).toBe(
    "duploservices-dev",
  );
});
