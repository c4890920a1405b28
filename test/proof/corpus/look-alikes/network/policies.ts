import type { LookAlike, Patch } from "../../case";
import { stackFile } from "../../bases/infrastructure";
import { all, resource } from "../../parts";
import { group, HTTPS } from "../../holes/network/parts";
import { byLabel, EVERY_NAMESPACE, inward, NAMED, out, policy } from "../../holes/network/policies";

const POLICY = "kubernetes_network_policy_v1";

function alike(id: string, title: string, edit: Patch): LookAlike {
  return { id, title, base: "estate", edit };
}

const PEERS: readonly LookAlike[] = [
  alike(
    "policy-in-alone",
    "a way in for every namespace, where nobody is let out",
    inward({ from: [EVERY_NAMESPACE] }),
  ),
  alike("policy-out-alone", "a way out to another tenant, who lets nobody in", out()),
  alike(
    "policy-own-pods",
    "pods with a label, without a namespace: those of the policy's own",
    all(out(), inward({ from: [{ pod_selector: { match_labels: { team: "acme" } } }] })),
  ),
  alike(
    "policy-and",
    "a namespace and pods in one entry: pods of another tenant's with a label in one's own namespace",
    all(out(), inward({ from: [{ ...NAMED("globex"), pod_selector: { match_labels: { team: "acme" } } }] })),
  ),
  alike(
    "policy-unknown-team",
    "a label that no namespace has, nor may get",
    all(out(), inward({ from: [{ namespace_selector: byLabel("kubernetes.io/metadata.name", "initech") }] })),
  ),
  alike(
    "policy-not-in",
    "everybody whose namespace is none of the other tenants'",
    all(
      out(),
      inward({
        from: [
          {
            namespace_selector: {
              match_expressions: [
                { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["acme", "acme-eu"] },
              ],
            },
          },
        ],
      }),
    ),
  ),
  alike(
    "policy-contradiction",
    "a selector that asks for a label and for its absence",
    all(
      out(),
      inward({
        from: [
          {
            namespace_selector: {
              match_expressions: [
                { key: "team", operator: "Exists" },
                { key: "team", operator: "DoesNotExist" },
              ],
            },
          },
        ],
      }),
    ),
  ),
];

const PORTS: readonly LookAlike[] = [
  alike(
    "policy-other-port",
    "a port for which the other side may not go out",
    all(
      out({ ports: [{ port: "443", protocol: "TCP" }] }),
      inward({ from: [NAMED("acme")], ports: [{ port: "8443", protocol: "TCP" }] }),
    ),
  ),
  alike(
    "policy-other-protocol",
    "the same port of another protocol",
    all(
      out({ ports: [{ port: "53", protocol: "UDP" }] }),
      inward({ from: [NAMED("acme")], ports: [{ port: "53", protocol: "TCP" }] }),
    ),
  ),
  alike(
    "policy-ranges-apart",
    "two ranges of ports of which one ends where the other begins",
    all(
      out({ ports: [{ port: "8000", end_port: 8443, protocol: "TCP" }] }),
      inward({ from: [NAMED("acme")], ports: [{ port: "8444", end_port: 9000, protocol: "TCP" }] }),
    ),
  ),
];

const REST: readonly LookAlike[] = [
  alike(
    "policy-block-elsewhere",
    "a range of the VPC in which there are neither nodes nor anything else that may go out to it",
    all(out(), inward({ from: [{ ip_block: { cidr: "10.20.0.0/24" } }] })),
  ),
  alike(
    "policy-block-hollow",
    "the range of the VPC but for both halves of the nodes'",
    all(
      out(),
      inward({ from: [{ ip_block: { cidr: "10.20.0.0/16", except: ["10.20.16.0/20", "10.20.32.0/20"] } }] }),
    ),
  ),
  alike(
    "policy-no-rules",
    "a policy without rules, which closes",
    policy("globex", "in", { policy_types: ["Ingress"] }),
  ),
  alike(
    "policy-all-gone",
    "a namespace without policies, where the network closes what no policy opens",
    all(out(), ...["closed", "within", "dns"].map((name) => resource(POLICY, `globex_${name}`, null))),
  ),
  alike(
    "policy-closed-twice",
    "one more policy that closes both ways",
    policy("globex", "in", { policy_types: ["Ingress", "Egress"], ingress: [], egress: [] }),
  ),
  alike(
    "policy-wider-dns",
    "a way out to the DNS of the cluster for one kind of pods alone",
    policy("globex", "in", {
      ...{ policy_types: ["Egress"], pod_selector: { match_labels: { app: "web" } } },
      egress: [{ to: [NAMED("kube-system")], ports: [{ port: "53", protocol: "UDP" }] }],
    }),
  ),
  alike(
    "nodes-let-in-alone",
    "a database that lets in the cluster's group, while no policy lets pods out to the VPC",
    resource("aws_vpc_security_group_ingress_rule", "globex_added", {
      ...{ ...HTTPS, security_group_id: group("globex_db") },
      referenced_security_group_id: "${aws_eks_cluster.main.vpc_config[0].cluster_security_group_id}",
    }),
  ),
  alike(
    "pods-with-open-group-closed",
    "pods with a group that lets in the VPC, whose policies let in nobody",
    all(
      resource("aws_security_group", "open", {
        ...{ name: "open", vpc_id: "${aws_vpc.main.id}" },
        ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.20.0.0/16"] }],
      }),
      resource("kubernetes_manifest", "globex_pods", {
        manifest: {
          ...{ apiVersion: "vpcresources.k8s.aws/v1beta1", kind: "SecurityGroupPolicy" },
          ...{ metadata: { name: "pods", namespace: "globex" } },
          spec: { podSelector: {}, securityGroups: { groupIds: [group("open")] } },
        },
      }),
    ),
  ),
];

const SHARED = stackFile("shared");

/** What was declared, written with less than it might have. */
const DECLARED: readonly LookAlike[] = [
  {
    ...{
      id: "declared-narrower",
      title: "the rule of a declaration for a part of its addresses",
      base: "infrastructure",
    },
    edit: {},
    elsewhere: {
      [SHARED]: resource("aws_vpc_security_group_ingress_rule", "shared/office/Ingress", {
        cidr_ipv4: "192.0.2.128/25",
      }),
    },
  },
  {
    ...{ id: "declared-again", title: "what was declared, written a second time", base: "infrastructure" },
    edit: resource("aws_vpc_security_group_ingress_rule", "tenants/callee/Again", {
      ...{ security_group_id: "${aws_security_group[tenants/callee/Network/Tenant].id}", ip_protocol: "tcp" },
      ...{ from_port: 8443, to_port: 8443 },
      referenced_security_group_id: "${aws_security_group[tenants/caller/Network/Tenant].id}",
    }),
  },
];

/** Policies that open nothing to anybody else. */
export const POLICY_LOOK_ALIKES: readonly LookAlike[] = [...PEERS, ...PORTS, ...REST, ...DECLARED];
