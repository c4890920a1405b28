import type { FactResource } from "../../../lib/proof/facts/resource";
import type { Reached } from "../../../lib/proof/facts/step";
import { resource, type Written } from "./facts";

type Fields = Readonly<Record<string, Written>>;

export const STRICT = { enableNetworkPolicy: "true", env: { NETWORK_POLICY_ENFORCING_MODE: "strict" } };

/** A VPC 10.0.0.0/16 with a cluster `main` whose CNI enforces policies strictly. */
export function cluster(cni: object | null = STRICT): readonly FactResource[] {
  const made = [
    resource("platform", "aws_vpc.net", { cidr_block: "10.0.0.0/16" }),
    resource("platform", "aws_subnet.a", { vpc_id: "${aws_vpc.net.id}", cidr_block: "10.0.0.0/19" }),
    resource("platform", "aws_eks_cluster.main", {
      name: "main",
      vpc_config: [{ subnet_ids: ["${aws_subnet.a.id}"] }],
      kubernetes_network_config: [{ service_ipv4_cidr: "172.20.0.0/16" }],
      access_config: [{ authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false }],
    }),
  ];
  if (cni === null) return made;
  const addon = { cluster_name: "${aws_eks_cluster.main.name}", addon_name: "vpc-cni" };
  const configuration_values = JSON.stringify(cni);
  return [...made, resource("platform", "aws_eks_addon.cni", { ...addon, configuration_values })];
}

export const RESTRICTED = { "pod-security.kubernetes.io/enforce": "restricted" };

/** A namespace of a tenant of the same name. */
export function namespace(name: string, labels: Fields = RESTRICTED, of = name): FactResource {
  return resource(of, `kubernetes_namespace_v1.${name}`, { metadata: [{ name, labels }] });
}

let count = 0;

/** A policy in a namespace, which belongs to the tenant of that name. */
export function policy(namespace: string, spec: Fields, of = namespace): FactResource {
  count += 1;
  const address = `kubernetes_network_policy_v1.p${count}`;
  return resource(of, address, { metadata: [{ name: `p${count}`, namespace }], spec: [spec] });
}

/** What closes a namespace in both directions. */
export function closed(namespace: string): FactResource {
  return policy(namespace, { pod_selector: [{}], policy_types: ["Ingress", "Egress"] });
}

/** `a -> b must: tcp 80`, sorted, between the nodes whose ids end so. */
export function shownSteps({ steps }: Reached, wanted: (from: string, to: string) => boolean): string[] {
  return steps
    .filter(({ from, to }) => wanted(from, to))
    .map(({ from, to, certainty, what }) => `${short(from)} -> ${short(to)} ${certainty}: ${what.join(", ")}`)
    .sort();
}

export function short(id: string): string {
  return id.replace(/^k8s:(ns|sa):main\//, "").replace(/^k8s:/, "");
}
