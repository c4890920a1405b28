import type { NetworkPolicyV1Config } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { parseCidr, addressAt } from "../../model/cidr";
import type { ErrorPlace } from "../../errors/tenancy-error";
import { NAMESPACE_NAME_LABEL } from "../../model/ownership";
import type { AttributesOf } from "../../terraform/attributes";

/** The body of a NetworkPolicy. */
export type PolicySpec = AttributesOf<NetworkPolicyV1Config>["spec"];

/** A policy of kube-system, under the name by which people will look for it. */
export interface NamedPolicy {
  /** The construct's id. */
  readonly id: string;
  /** The object's name. */
  readonly name: string;
  readonly spec: PolicySpec;
}

/** What the pods of kube-system reach, as far as it differs from cluster to cluster. */
export interface KubeSystemSurroundings {
  /** The IPv4 ranges of the VPC, the primary one first. */
  readonly networks: readonly string[];
  readonly serviceCidr: string;
  /** True if private subnets reach AWS through NAT, not through endpoints of the VPC. */
  readonly internet: boolean;
}

/** Route 53 Resolver answers here in every VPC, and at the third address of the primary range. */
const LOCAL_RESOLVER = "169.254.169.253/32";
/** The EKS Pod Identity agent of the node. */
const POD_IDENTITY_AGENT = "169.254.170.23/32";
/** The metadata address and everything else that is the node's own. */
const LINK_LOCAL = "169.254.0.0/16";

const DNS_PORTS = [
  { port: "53", protocol: "UDP" },
  { port: "53", protocol: "TCP" },
];
const HTTPS = [{ port: "443", protocol: "TCP" }];

/**
 * The policies that kube-system's own pods need where a pod without a policy reaches nothing. Those that use the
 * node's network (the CNI itself, kube-proxy, the Pod Identity agent) are subject to no NetworkPolicy.
 */
export function kubeSystemPolicies(at: ErrorPlace, around: KubeSystemSurroundings): NamedPolicy[] {
  const apiServer = { to: apiServerPeers(around), ports: HTTPS };
  return [
    { id: "CoreDns", name: "coredns", spec: coreDns(at, around, apiServer) },
    { id: "EbsCsiController", name: "ebs-csi-controller", spec: ebsCsiController(around, apiServer) },
    {
      id: "EbsCsiNode",
      name: "ebs-csi-node",
      spec: policy({ app: "ebs-csi-node" }, [], [apiServer]),
    },
  ];
}

type Egress = NonNullable<PolicySpec["egress"]>[number];
type Ingress = NonNullable<PolicySpec["ingress"]>[number];

function coreDns(at: ErrorPlace, around: KubeSystemSurroundings, apiServer: Egress): PolicySpec {
  const [primary = ""] = around.networks;
  const vpcResolver = `${addressAt(parseCidr(at, "network", primary), 2)}/32`;
  return policy(
    { "k8s-app": "kube-dns" },
    [{ from: [{ namespace_selector: {} }], ports: DNS_PORTS }],
    [
      {
        to: [{ ip_block: { cidr: vpcResolver } }, { ip_block: { cidr: LOCAL_RESOLVER } }],
        ports: DNS_PORTS,
      },
      apiServer,
    ],
  );
}

/**
 * The controller calls EC2, whose addresses nobody can list: through NAT it may reach any address but link-local
 * ones, so that it takes its own role from the agent, and never the node's from the metadata service. Without NAT it
 * needs the VPC's endpoints alone, which `apiServer` covers.
 */
function ebsCsiController(around: KubeSystemSurroundings, apiServer: Egress): PolicySpec {
  const dns = {
    to: [
      {
        namespace_selector: { match_labels: { [NAMESPACE_NAME_LABEL]: "kube-system" } },
        pod_selector: { match_labels: { "k8s-app": "kube-dns" } },
      },
    ],
    ports: DNS_PORTS,
  };
  const agent = {
    to: [{ ip_block: { cidr: POD_IDENTITY_AGENT } }],
    ports: [{ port: "80", protocol: "TCP" }],
  };
  const aws = { to: [{ ip_block: { cidr: "0.0.0.0/0", except: [LINK_LOCAL] } }], ports: HTTPS };
  return policy(
    { app: "ebs-csi-controller" },
    [],
    [dns, agent, apiServer, ...(around.internet ? [aws] : [])],
  );
}

/** The API server's addresses are in the VPC; pods name it by its Service, and the CNI sees that address first. */
function apiServerPeers(around: KubeSystemSurroundings) {
  return [...around.networks, around.serviceCidr].map((cidr) => ({ ip_block: { cidr } }));
}

function policy(
  labels: Record<string, string>,
  ingress: readonly Ingress[],
  egress: readonly Egress[],
): PolicySpec {
  return {
    pod_selector: { match_labels: labels },
    policy_types: ["Ingress", "Egress"],
    ...(ingress.length > 0 && { ingress }),
    egress,
  };
}
