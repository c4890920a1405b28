import type { LimitRangeV1Config } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import type { ResourceQuotaV1Config } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import type { Construct } from "constructs";
import type { CheckedLimits } from "../../model/limits";
import type { Quantity } from "../../model/quantity";
import { Resource } from "../../terraform/resource";
import type { TenantContext } from "../tenant-context";

/** What a container gets that asks for nothing; less where the whole namespace has less. */
const CONTAINER_DEFAULT = {
  cpu: { request: { text: "100m", value: 100 }, limit: { text: "500m", value: 500 } },
  memory: {
    request: { text: "128Mi", value: 128 * 2 ** 20 },
    limit: { text: "512Mi", value: 512 * 2 ** 20 },
  },
};

/**
 * The namespace's quota and limit range. Node ports are always zero but for load balancers: they answer on every
 * node, past the network policies of most clusters. With a quota on CPU or memory the API server refuses containers
 * that do not say what they need, so the limit range says it for them.
 *
 * Source: Kubernetes documentation, "Resource Quotas" and "Limit Ranges".
 */
export function quotaAndLimitRange(
  scope: Construct,
  namespace: string,
  after: Resource,
  context: TenantContext,
  limits: CheckedLimits,
): void {
  const options = { provider: context.kubernetesProvider, dependsOn: [after] };
  const metadata = { name: "tenant", namespace, labels: context.labels };
  new Resource<ResourceQuotaV1Config>(
    scope,
    "Quota",
    "kubernetes_resource_quota_v1",
    { metadata, spec: { hard: hardLimits(limits) } },
    options,
  );
  new Resource<LimitRangeV1Config>(
    scope,
    "LimitRange",
    "kubernetes_limit_range_v1",
    { metadata, spec: { limit: [containerDefaults(limits)] } },
    options,
  );
}

function hardLimits(limits: CheckedLimits): Record<string, string> {
  const { cpu, memory, storage, pods, loadBalancers } = limits;
  return {
    ...(cpu && { "limits.cpu": cpu.text, "requests.cpu": cpu.text }),
    ...(memory && { "limits.memory": memory.text, "requests.memory": memory.text }),
    ...(storage && { "requests.storage": storage.text }),
    ...(pods !== undefined && { pods: String(pods) }),
    "services.loadbalancers": String(loadBalancers),
    "services.nodeports": String(loadBalancers),
  };
}

function containerDefaults(limits: CheckedLimits) {
  const { cpu, memory } = CONTAINER_DEFAULT;
  return {
    type: "Container",
    default: { cpu: least(cpu.limit, limits.cpu), memory: least(memory.limit, limits.memory) },
    default_request: { cpu: least(cpu.request, limits.cpu), memory: least(memory.request, limits.memory) },
  };
}

function least(wanted: Quantity, most: Quantity | undefined): string {
  return most !== undefined && most.value < wanted.value ? most.text : wanted.text;
}
