import type { NetworkPolicyV1Config } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { Construct } from "constructs";
import { NAMESPACE_NAME_LABEL } from "../../model/ownership";
import type { AttributesOf } from "../../terraform/attributes";
import { Resource } from "../../terraform/resource";
import type { TenantContext } from "../tenant-context";

type Spec = AttributesOf<NetworkPolicyV1Config>["spec"];

/** Where the Pod Identity agent answers. Source: EKS user guide, "Understand how EKS Pod Identity works". */
const POD_IDENTITY_AGENT = { v4: "169.254.170.23/32", v6: "fd00:ec2::23/128" };
/** Instance metadata and everything else that is only meant for the node. */
const LINK_LOCAL = { v4: "169.254.0.0/16", v6: "fe80::/10" };

const EVERY_POD = {};

/** What the policies of one namespace say beyond the closed default. */
export interface NamespaceOpenings {
  readonly context: TenantContext;
  /** All namespaces of the tenant, this one included. */
  readonly namespaces: readonly string[];
  /** TCP ports of the internet that pods may call. */
  readonly internetPorts: readonly number[];
}

/**
 * The network policies of one namespace: closed in both directions, then open within the tenant, to the cluster's
 * DNS, to the Pod Identity agent, to AWS by interface endpoints, and to what was declared. Never to the node's metadata address.
 *
 * Policies add up, and a connection needs the egress of one side and the ingress of the other. Namespaces are named
 * by the label that the API server sets, because any other label can be forged by whoever may edit a namespace.
 *
 * Source: Kubernetes documentation, "Network Policies".
 */
export function networkPolicies(
  scope: Construct,
  namespace: string,
  after: Resource,
  openings: NamespaceOpenings,
): void {
  const { context, namespaces, internetPorts } = openings;
  const write = (id: string, name: string, spec: Spec) =>
    new Resource<NetworkPolicyV1Config>(
      scope,
      id,
      "kubernetes_network_policy_v1",
      { metadata: { name, namespace, labels: context.labels }, spec },
      { provider: context.kubernetesProvider, dependsOn: [after] },
    );

  write("DenyIngress", "deny-ingress", { pod_selector: EVERY_POD, policy_types: ["Ingress"] });
  write("DenyEgress", "deny-egress", { pod_selector: EVERY_POD, policy_types: ["Egress"] });
  write("WithinTenant", "within-tenant", withinTenant(namespaces));
  write("Dns", "dns", dns());
  write("PodIdentity", "pod-identity", podIdentity(context.infrastructure.network.ipv6Cidr !== undefined));
  const { endpointCidrs = [] } = context.infrastructure.network;
  if (endpointCidrs.length > 0) write("AwsEndpoints", "aws-endpoints", awsEndpoints(endpointCidrs));
  if (internetPorts.length > 0) write("Internet", "internet", internet(context, internetPorts));
}

function withinTenant(namespaces: readonly string[]): Spec {
  const names = { key: NAMESPACE_NAME_LABEL, operator: "In", values: [...namespaces].sort() };
  const tenant = { namespace_selector: { match_expressions: [names] } };
  return {
    pod_selector: EVERY_POD,
    policy_types: ["Ingress", "Egress"],
    ingress: [{ from: [tenant] }],
    egress: [{ to: [tenant] }],
  };
}

/** Both selectors in one peer: two peers would open DNS's port to every pod of kube-system, or of any namespace. */
function dns(): Spec {
  const resolver = {
    namespace_selector: { match_labels: { [NAMESPACE_NAME_LABEL]: "kube-system" } },
    pod_selector: { match_labels: { "k8s-app": "kube-dns" } },
  };
  const ports = [
    { protocol: "UDP", port: "53" },
    { protocol: "TCP", port: "53" },
  ];
  return { pod_selector: EVERY_POD, policy_types: ["Egress"], egress: [{ to: [resolver], ports }] };
}

function podIdentity(ipv6: boolean): Spec {
  const agents = [POD_IDENTITY_AGENT.v4, ...(ipv6 ? [POD_IDENTITY_AGENT.v6] : [])];
  return {
    pod_selector: EVERY_POD,
    policy_types: ["Egress"],
    egress: [
      { to: agents.map((cidr) => ({ ip_block: { cidr } })), ports: [{ protocol: "TCP", port: "80" }] },
    ],
  };
}

/** AWS services by interface endpoints, which stand in subnets of their own: no pod has an address there. */
function awsEndpoints(ranges: readonly string[]): Spec {
  const to = ranges.map((cidr) => ({ ip_block: { cidr } }));
  return {
    pod_selector: EVERY_POD,
    policy_types: ["Egress"],
    egress: [{ to, ports: [{ protocol: "TCP", port: "443" }] }],
  };
}

/** The internet is what is neither the VPC, nor the cluster's services, nor the node's own. */
function internet(context: TenantContext, ports: readonly number[]): Spec {
  const { network, dataplane } = context.infrastructure;
  const services = dataplane === undefined ? [] : [dataplane.serviceCidr];
  const to = [{ ip_block: { cidr: "0.0.0.0/0", except: [...network.cidrs, ...services, LINK_LOCAL.v4] } }];
  if (network.ipv6Cidr !== undefined) {
    to.push({ ip_block: { cidr: "::/0", except: [network.ipv6Cidr, "fc00::/7", LINK_LOCAL.v6] } });
  }
  return {
    pod_selector: EVERY_POD,
    policy_types: ["Egress"],
    egress: [{ to, ports: ports.map((port) => ({ protocol: "TCP", port: String(port) })) }],
  };
}
