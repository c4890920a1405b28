import { DefaultServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/default-service-account-v1";
import { LimitRangeV1 } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { NetworkPolicyV1Spec } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { ResourceQuotaV1 } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { Construct } from "constructs";
import type { Owner } from "./owner";

/** The Kubernetes half of one tenant: its one namespace with all that is in it. */
export function kubernetesHalf(tenant: Construct, owner: Owner): void {
  const scope = new Construct(new Construct(tenant, "Namespaces"), "Primary");
  const { labels } = owner;
  const namespace = new NamespaceV1(scope, "Namespace", {
    metadata: {
      name: owner.namespace,
      labels: {
        ...labels,
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/audit": "restricted",
      },
    },
    waitForDefaultServiceAccount: true,
    timeouts: { delete: "15m" },
  });
  new DefaultServiceAccountV1(scope, "DefaultServiceAccount", {
    metadata: { namespace: owner.namespace, labels },
    automountServiceAccountToken: false,
    dependsOn: [namespace],
  });
  new ServiceAccountV1(scope, "ServiceAccount", {
    metadata: { name: "tenant", namespace: owner.namespace, labels },
    automountServiceAccountToken: false,
    dependsOn: [namespace],
  });
  amounts(scope, namespace, owner);
  networkPolicies(scope, namespace, owner);
}

function amounts(scope: Construct, namespace: NamespaceV1, owner: Owner): void {
  const { cpu, memory, pods } = owner.input.limits;
  const metadata = { name: "tenant", namespace: owner.namespace, labels: owner.labels };
  new ResourceQuotaV1(scope, "Quota", {
    metadata,
    spec: {
      hard: {
        "limits.cpu": String(cpu),
        "requests.cpu": String(cpu),
        "limits.memory": memory,
        "requests.memory": memory,
        pods: String(pods),
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    },
    dependsOn: [namespace],
  });
  new LimitRangeV1(scope, "LimitRange", {
    metadata,
    spec: {
      limit: [
        {
          type: "Container",
          default: { cpu: "500m", memory: "512Mi" },
          defaultRequest: { cpu: "100m", memory: "128Mi" },
        },
      ],
    },
    dependsOn: [namespace],
  });
}

function networkPolicies(scope: Construct, namespace: NamespaceV1, owner: Owner): void {
  const policy = (id: string, name: string, spec: NetworkPolicyV1Spec) =>
    new NetworkPolicyV1(scope, id, {
      metadata: { name, namespace: owner.namespace, labels: owner.labels },
      spec,
      dependsOn: [namespace],
    });
  policy("DenyIngress", "deny-ingress", { podSelector: {}, policyTypes: ["Ingress"] });
  policy("DenyEgress", "deny-egress", { podSelector: {}, policyTypes: ["Egress"] });
  const tenant = {
    namespaceSelector: {
      matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [owner.namespace] }],
    },
  };
  policy("WithinTenant", "within-tenant", {
    podSelector: {},
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [tenant] }],
    egress: [{ to: [tenant] }],
  });
  policy("Dns", "dns", egressTo(dnsPeer(), [port("UDP", 53), port("TCP", 53)]));
  const agent = { ipBlock: { cidr: "169.254.170.23/32" } };
  policy("PodIdentity", "pod-identity", egressTo(agent, [port("TCP", 80)]));
  const except = [...owner.infrastructure.network.cidrs, owner.serviceCidr, "169.254.0.0/16"];
  const internet = { ipBlock: { cidr: "0.0.0.0/0", except } };
  policy("Internet", "internet", egressTo(internet, [port("TCP", owner.input.internetPort)]));
}

function port(protocol: string, number: number) {
  return { protocol, port: String(number) };
}

function dnsPeer() {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
    podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
  };
}

function egressTo(peer: object, ports: { protocol: string; port: string }[]): NetworkPolicyV1Spec {
  return { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [peer], ports }] };
}
