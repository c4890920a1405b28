import type { Hole, Patch, Shown } from "../../case";
import { all, resource } from "../../parts";
import { group, HTTPS, OF_ACME } from "./parts";
import { inward, MAY, out, policy } from "./policies";

const CNI = "aws_eks_addon.cni";
/** Every pair of tenants, as pods of one may connect to those of each other. */
const PAIRS = ["acme > acme-eu", "acme > globex", "acme-eu > acme", "acme-eu > globex"];
const ALL_PAIRS = [...PAIRS, "globex > acme", "globex > acme-eu"];
const ALL = (verdict: string) => ALL_PAIRS.map((pair) => `${pair} network ${verdict}`);
const OPEN = ALL("open");
const UNKNOWN = ALL("unknown");

function shown(at = CNI, cell: string = OF_ACME): Shown {
  return { cell, what: "all", on: "namespace globex", at };
}

function hole(
  id: string,
  title: string,
  edit: Patch,
  cells: readonly string[] = [OF_ACME],
  shows: Shown = shown(),
): Hole {
  return { id, title, base: "estate", edit, cells, shows };
}

function setUp(configuration: object | null): Patch {
  const values = configuration && JSON.stringify(configuration);
  return resource("aws_eks_addon", "cni", { configuration_values: values });
}

const SETTINGS: readonly Hole[] = [
  hole("cni-off", "an add-on that does not enforce policies", setUp({ enableNetworkPolicy: "false" }), OPEN),
  hole("cni-unset", "an add-on without settings, which does not", setUp(null), OPEN),
  hole(
    "cni-standard",
    "an add-on that enforces policies a moment after pods start",
    setUp({ enableNetworkPolicy: "true" }),
    UNKNOWN,
    shown(CNI, MAY),
  ),
  {
    ...{ id: "cni-not-here", title: "a cluster whose add-on nobody manages here", base: "estate" },
    ...{ edit: resource("aws_eks_addon", "cni", null), cells: UNKNOWN },
  },
  hole(
    "cni-unreadable",
    "an add-on whose settings only the apply knows",
    all(
      resource("random_pet", "mode", { length: 1 }),
      resource("aws_eks_addon", "cni", { configuration_values: "${random_pet.mode.id}" }),
    ),
    UNKNOWN,
    shown(CNI, MAY),
  ),
  hole(
    "fargate",
    "a namespace whose pods run where no policy is enforced",
    all(
      out(),
      resource("aws_eks_fargate_profile", "globex", {
        ...{ cluster_name: "main", fargate_profile_name: "globex" },
        pod_execution_role_arn: "${aws_iam_role.nodes.arn}",
        selector: [{ namespace: "glob*" }],
      }),
    ),
    [OF_ACME, "world > globex network unknown"],
    shown("acme_out"),
  ),
];

/** An object of another kind of policy, which may allow what no NetworkPolicy does. */
function other(id: string, title: string, apiVersion: string, kind: string): Hole {
  const manifest = { apiVersion, kind, metadata: { name: "allow" }, spec: { priority: 1 } };
  const edit = resource("kubernetes_manifest", "allow", { manifest });
  return hole(id, title, edit, UNKNOWN, shown("kubernetes_manifest.allow", MAY));
}

const OTHERS: readonly Hole[] = [
  other(
    "network-besides",
    "a second network for pods, in which no policy is enforced",
    "k8s.cni.cncf.io/v1",
    "NetworkAttachmentDefinition",
  ),
  other(
    "policy-of-second-network",
    "a policy for such networks",
    "k8s.cni.cncf.io/v1beta2",
    "MultiNetworkPolicy",
  ),
  other(
    "policy-of-admin",
    "a policy of the administrators' tier",
    "policy.networking.k8s.io/v1alpha1",
    "AdminNetworkPolicy",
  ),
  other(
    "policy-of-cluster",
    "a policy for the whole cluster, in AWS's own form",
    "networking.k8s.aws/v1alpha1",
    "ClusterNetworkPolicy",
  ),
  other(
    "policy-of-cilium",
    "a policy of another network's",
    "cilium.io/v2",
    "CiliumClusterwideNetworkPolicy",
  ),
  other(
    "policy-of-calico",
    "a policy of yet another one's",
    "crd.projectcalico.org/v1",
    "GlobalNetworkPolicy",
  ),
];

const toVpc = policy("acme", "out", {
  policy_types: ["Egress"],
  egress: [{ to: [{ ip_block: { cidr: "10.20.0.0/16" } }] }],
});
const CLUSTER_GROUP = "${aws_eks_cluster.main.vpc_config[0].cluster_security_group_id}";

const NODES: readonly Hole[] = [
  hole(
    "nodes-group-let-in",
    "a database that lets in the cluster's group, which all pods share, and pods that may go out to the VPC",
    all(
      toVpc,
      resource("aws_vpc_security_group_ingress_rule", "globex_added", {
        ...{ security_group_id: group("globex_db"), ip_protocol: "tcp", from_port: 5432, to_port: 5432 },
        referenced_security_group_id: CLUSTER_GROUP,
      }),
    ),
    [OF_ACME],
    { cell: OF_ACME, what: "tcp 5432", on: "globex", at: "globex_added", planes: ["network", "network"] },
  ),
  hole(
    "nodes-group-of-template",
    "the same by the group of the nodes' launch template",
    all(
      toVpc,
      resource("aws_security_group", "nodes", {
        ...{ name: "nodes", vpc_id: "${aws_vpc.main.id}" },
        egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }],
      }),
      resource("aws_launch_template", "nodes", { vpc_security_group_ids: [group("nodes")] }),
      resource("aws_vpc_security_group_ingress_rule", "globex_added", {
        ...{ security_group_id: group("globex_db"), ip_protocol: "tcp", from_port: 5432, to_port: 5432 },
        referenced_security_group_id: group("nodes"),
      }),
    ),
    [OF_ACME],
    { cell: OF_ACME, what: "tcp 5432", on: "globex", at: "globex_added", planes: ["network", "network"] },
  ),
  hole(
    "nodes-reached",
    "hosts that the cluster's group lets in, and pods that let in the VPC's addresses",
    all(
      resource("aws_vpc_security_group_ingress_rule", "nodes", {
        ...{ ...HTTPS, security_group_id: CLUSTER_GROUP },
        referenced_security_group_id: group("acme_hosts"),
      }),
      inward({ from: [{ ip_block: { cidr: "10.20.0.0/16" } }] }),
    ),
    [OF_ACME],
    { cell: OF_ACME, what: "all", on: "namespace globex", at: "globex_in", planes: ["network", "network"] },
  ),
];

/** Pods to which the cluster gives interfaces with groups of their own. */
function grouped(namespace: string, name: string): Patch {
  const manifest = {
    ...{ apiVersion: "vpcresources.k8s.aws/v1beta1", kind: "SecurityGroupPolicy" },
    ...{ metadata: { name: "pods", namespace } },
    spec: { podSelector: {}, securityGroups: { groupIds: [group(name)] } },
  };
  return resource("kubernetes_manifest", `${namespace}_pods`, { manifest });
}

const GROUPED: readonly Hole[] = [
  hole(
    "pods-with-group-of-other",
    "pods of one tenant with the group of another's hosts, which may go out to the VPC",
    all(grouped("acme", "globex_hosts"), toVpc),
    [OF_ACME],
    { cell: OF_ACME, what: "tcp 5432", on: "globex", at: "globex_db_hosts", planes: ["network"] },
  ),
  hole(
    "pods-with-open-group",
    "pods with a group that lets in the VPC, whose policies let in its addresses",
    all(
      resource("aws_security_group", "open", {
        ...{ name: "open", vpc_id: "${aws_vpc.main.id}" },
        ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.20.0.0/16"] }],
      }),
      grouped("globex", "open"),
      inward({ from: [{ ip_block: { cidr: "10.20.0.0/16" } }] }),
    ),
    [OF_ACME, "acme-eu > globex network open"],
    { cell: OF_ACME, what: "tcp 443", on: "namespace globex", at: "aws_security_group.open" },
  ),
];

/** The network of the cluster itself: whether it enforces policies, and what pods share with their nodes. */
export const ENFORCEMENT_HOLES: readonly Hole[] = [...SETTINGS, ...OTHERS, ...NODES, ...GROUPED];
