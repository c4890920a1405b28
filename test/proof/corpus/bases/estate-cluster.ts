import { policy } from "../case";
import { ACCOUNT, arn, type Blocks, iam } from "./by-hand";

const NODE_POLICIES = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"] as const;
const CLUSTER_NAME = "${aws_eks_cluster.main.name}";
const SUBNETS = ["${aws_subnet.private_a.id}", "${aws_subnet.private_b.id}"];

function trusting(service: string) {
  return policy({ Principal: { Service: service }, Action: "sts:AssumeRole" });
}

/** A cluster without a way in from outside, whose network enforces policies strictly, and its nodes. */
export const CLUSTER: Blocks = {
  aws_eks_cluster: {
    main: {
      ...{ name: "main", role_arn: "${aws_iam_role.cluster.arn}" },
      vpc_config: { subnet_ids: SUBNETS, endpoint_private_access: true, endpoint_public_access: false },
      access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
      kubernetes_network_config: { ip_family: "ipv4", service_ipv4_cidr: "172.20.0.0/16" },
    },
  },
  aws_eks_addon: {
    cni: {
      ...{ cluster_name: CLUSTER_NAME, addon_name: "vpc-cni" },
      configuration_values: JSON.stringify({
        enableNetworkPolicy: "true",
        env: { NETWORK_POLICY_ENFORCING_MODE: "strict" },
      }),
    },
  },
  aws_launch_template: {
    nodes: {
      name: "nodes",
      metadata_options: {
        ...{ http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      },
    },
  },
  aws_eks_node_group: {
    shared: {
      ...{ cluster_name: CLUSTER_NAME, node_group_name: "shared", subnet_ids: SUBNETS },
      node_role_arn: "${aws_iam_role.nodes.arn}",
      launch_template: { id: "${aws_launch_template.nodes.id}", version: "1" },
    },
  },
  aws_iam_role: {
    cluster: { name: "cluster", assume_role_policy: trusting("eks.amazonaws.com") },
    nodes: { name: "nodes", assume_role_policy: trusting("ec2.amazonaws.com") },
  },
  aws_iam_role_policy_attachment: Object.fromEntries([
    [
      "cluster",
      { role: "${aws_iam_role.cluster.name}", policy_arn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" },
    ],
    ...NODE_POLICIES.map((name) => [
      `nodes_${name}`,
      { role: "${aws_iam_role.nodes.name}", policy_arn: `arn:aws:iam::aws:policy/${name}` },
    ]),
  ]),
};

const RBAC = "rbac.authorization.k8s.io";

const inNamespace = (namespace: string, name: string) => ({ metadata: { name, namespace } });
const byName = (...names: readonly string[]) => ({
  namespace_selector: {
    match_expressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: names }],
  },
});

/** Closed both ways, open within the namespace, and to the cluster's DNS. */
function policies(name: string, id: string) {
  const dns = [
    { port: "53", protocol: "UDP" },
    { port: "53", protocol: "TCP" },
  ];
  const spec = (rest: object) => ({ pod_selector: {}, ...rest });
  return {
    [`${id}_closed`]: {
      ...inNamespace(name, "closed"),
      spec: spec({ policy_types: ["Ingress", "Egress"] }),
    },
    [`${id}_within`]: {
      ...inNamespace(name, "within"),
      spec: spec({
        policy_types: ["Ingress", "Egress"],
        ingress: [{ from: [{ pod_selector: {} }] }],
        egress: [{ to: [{ pod_selector: {} }] }],
      }),
    },
    [`${id}_dns`]: {
      ...inNamespace(name, "dns"),
      spec: spec({ policy_types: ["Egress"], egress: [{ ports: dns, to: [byName("kube-system")] }] }),
    },
  };
}

/** Whose pods take a role: those of one service account of one namespace of the cluster. */
function forPods(name: string) {
  return policy({
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      ArnEquals: { "aws:SourceArn": arn("eks", "cluster/main") },
      StringEquals: {
        "aws:SourceAccount": ACCOUNT,
        "aws:RequestTag/kubernetes-namespace": name,
        "aws:RequestTag/kubernetes-service-account": "app",
      },
    },
  });
}

/**
 * What a tenant has in the cluster: a namespace of its name, closed by policies, whose service account `app` has the
 * role of its pods and so its bucket; and developers, who may edit the namespace.
 */
export function tenantInCluster(name: string): Blocks {
  const id = name.replace("-", "_");
  const bucket = `arn:aws:s3:::${name}-data`;
  return {
    aws_iam_role: {
      [`${id}_pods`]: { name: `${name}-pods`, assume_role_policy: forPods(name) },
      [`${id}_dev`]: { name: `${name}-dev`, assume_role_policy: trusting("vpc-flow-logs.amazonaws.com") },
    },
    aws_iam_role_policy: {
      [`${id}_pods`]: {
        ...{ name: "own", role: `\${aws_iam_role.${id}_pods.id}` },
        policy: policy({ Sid: "Own", Action: "s3:*", Resource: [bucket, `${bucket}/*`] }),
      },
    },
    aws_s3_bucket: { [`${id}_data`]: { bucket: `${name}-data` } },
    aws_eks_pod_identity_association: {
      [`${id}_app`]: {
        ...{ cluster_name: CLUSTER_NAME, namespace: name, service_account: "app" },
        role_arn: `\${aws_iam_role.${id}_pods.arn}`,
      },
    },
    aws_eks_access_entry: {
      [`${id}_dev`]: {
        ...{ cluster_name: CLUSTER_NAME, principal_arn: iam(`role/${name}-dev`) },
        ...{ kubernetes_groups: [`${name}-dev`], type: "STANDARD" },
      },
    },
    kubernetes_namespace_v1: {
      [`${id}_main`]: {
        metadata: { name, labels: { team: name, "pod-security.kubernetes.io/enforce": "restricted" } },
      },
    },
    kubernetes_service_account_v1: { [`${id}_app`]: inNamespace(name, "app") },
    kubernetes_role_binding_v1: {
      [`${id}_dev`]: {
        ...inNamespace(name, "dev"),
        role_ref: { api_group: RBAC, kind: "ClusterRole", name: "edit" },
        subject: [{ api_group: RBAC, kind: "Group", name: `${name}-dev` }],
      },
    },
    kubernetes_network_policy_v1: policies(name, id),
  };
}
