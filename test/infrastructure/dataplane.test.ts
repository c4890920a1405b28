import { KEY_ADMINISTRATION_ACTIONS } from "../../lib/model/key-policy";
import { DATAPLANE, statements, synthesized } from "./nonprod";

const TAGS = { "cdktf-tenants:infrastructure": "nonprod" };
const CLUSTER = "arn:aws:eks:eu-west-1:123456789012:cluster/nonprod";
const role = (purpose: string) =>
  `arn:aws:iam::123456789012:role/nonprod/platform/nonprod--platform--${purpose}`;

const stack = synthesized({ dataplane: DATAPLANE }).stack("nonprod");
const trustOf = (path: string) =>
  statements(stack.at(`nonprod/Dataplane/${path}/Role`)["assume_role_policy"]);

test("the API server is private, knows no creator, logs everything and encrypts secrets with its own key", () => {
  expect(stack.only("aws_eks_cluster")).toEqual({
    name: "nonprod",
    version: "1.33",
    role_arn: expect.stringContaining("ClusterRole"),
    access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
    bootstrap_self_managed_addons: false,
    enabled_cluster_log_types: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    encryption_config: {
      provider: { key_arn: expect.stringContaining("ControlPlane_ClusterKey_") },
      resources: ["secrets"],
    },
    kubernetes_network_config: { ip_family: "ipv4", service_ipv4_cidr: "172.20.0.0/16" },
    upgrade_policy: { support_type: "STANDARD" },
    vpc_config: {
      subnet_ids: [
        expect.stringContaining("ZoneA_PrivateSubnet"),
        expect.stringContaining("ZoneB_PrivateSubnet"),
      ],
      endpoint_private_access: true,
      endpoint_public_access: false,
    },
    tags: { ...TAGS, Name: "nonprod--platform--cluster" },
    depends_on: [
      expect.stringContaining("aws_iam_role.nonprod_Dataplane_ControlPlane_ClusterRole"),
      expect.stringContaining("AmazonEKSClusterPolicy"),
      expect.stringContaining("aws_cloudwatch_log_group.nonprod_Dataplane_ControlPlane_LogGroup"),
    ],
  });
});

test("from outside the VPC, exactly the named ranges reach the API server", () => {
  const dataplane = { ...DATAPLANE, publicAccessCidrs: ["203.0.113.0/24", "198.51.100.7/32"] };
  const open = synthesized({ dataplane }).stack("nonprod").only("aws_eks_cluster");
  expect(open["vpc_config"]).toMatchObject({
    endpoint_public_access: true,
    public_access_cidrs: ["198.51.100.7/32", "203.0.113.0/24"],
  });
});

test("the control plane's log group exists first, with a key and an end", () => {
  expect(stack.at("nonprod/Dataplane/ControlPlane/LogGroup")).toMatchObject({
    name: "/aws/eks/nonprod/cluster",
    retention_in_days: 365,
    kms_key_id: expect.stringContaining("nonprod_LogsKey_"),
  });
});

test("the key of the secrets is used by the control plane, and granted to EKS by nobody of a tenant", () => {
  expect(statements(stack.at("nonprod/Dataplane/ControlPlane/ClusterKey/Key")["policy"])).toEqual([
    {
      Sid: "AccountManagesAndNeverUses",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: KEY_ADMINISTRATION_ACTIONS,
      Resource: "*",
    },
    {
      Sid: "ControlPlaneUses",
      Effect: "Allow",
      Principal: { AWS: role("cluster") },
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
      Resource: "*",
    },
    {
      Sid: "MakingTheClusterGrantsToEks",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: {
        ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/nonprod/*" },
        Bool: { "kms:GrantIsForAWSResource": "true" },
      },
    },
  ]);
});

test("whom the account allows may administer the cluster, but no role of a tenant", () => {
  expect(trustOf("AdminRole")).toEqual([
    {
      Sid: "WhomTheAccountAllows",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "sts:AssumeRole",
    },
    {
      Sid: "NoRoleOfATenant",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "sts:AssumeRole",
      Condition: {
        ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/nonprod/*" },
        ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/nonprod/platform/*" },
      },
    },
  ]);
});

test("the control plane's role is taken by EKS for this one cluster", () => {
  expect(trustOf("ControlPlane/ClusterRole")).toEqual([
    {
      Sid: "OneService",
      Effect: "Allow",
      Principal: { Service: "eks.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        ArnLike: { "aws:SourceArn": CLUSTER },
        StringEquals: { "aws:SourceAccount": "123456789012" },
      },
    },
  ]);
});

test.each([
  ["Addons/VpcCniRole", "aws-node"],
  ["Addons/EbsCsiRole", "ebs-csi-controller-sa"],
])("%s is taken by pods of kube-system's %s in this cluster alone", (path, serviceAccount) => {
  expect(trustOf(path)).toEqual([
    {
      Sid: "PodsOfOneServiceAccount",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        ArnEquals: { "aws:SourceArn": CLUSTER },
        StringEquals: {
          "aws:SourceAccount": "123456789012",
          "aws:RequestTag/kubernetes-namespace": "kube-system",
          "aws:RequestTag/kubernetes-service-account": serviceAccount,
        },
      },
    },
  ]);
});

test("nodes may join and pull images, and nothing else", () => {
  const attached = Object.values(stack.resources("aws_iam_role_policy_attachment"))
    .filter((one) => String(one["role"]).includes("NodeRole"))
    .map((one) => one["policy_arn"]);
  expect(attached.sort()).toEqual([
    "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
  ]);
});

test("a pod cannot take its node's role, and every volume is encrypted", () => {
  expect(stack.only("aws_launch_template")).toMatchObject({
    name: "nonprod--platform--compute-shared",
    metadata_options: {
      http_endpoint: "enabled",
      http_put_response_hop_limit: 1,
      http_tokens: "required",
      instance_metadata_tags: "disabled",
    },
    block_device_mappings: [{ device_name: "/dev/xvda", ebs: { encrypted: "true", volume_type: "gp3" } }],
  });
});

test("the shared compute starts with a node a zone, and leaves later sizes to an autoscaler", () => {
  expect(stack.only("aws_eks_node_group")).toMatchObject({
    node_group_name: "shared",
    version: "1.33",
    ami_type: "AL2023_x86_64_STANDARD",
    instance_types: ["m7i.large"],
    labels: { "cdktf-tenants/compute": "shared" },
    scaling_config: { min_size: 2, desired_size: 2, max_size: 6 },
    lifecycle: { ignore_changes: ["scaling_config[0].desired_size"] },
  });
  const arm = synthesized({ dataplane: { ...DATAPLANE, compute: { instanceTypes: ["m7g.large"] } } });
  expect(arm.stack("nonprod").only("aws_eks_node_group")["ami_type"]).toBe("AL2023_ARM_64_STANDARD");
});

test.each(["strict", "standard"] as const)(
  "network policy is enforced (%s) before the first node joins",
  (mode) => {
    const { resource } = synthesized({ dataplane: { ...DATAPLANE, networkPolicy: mode } }).stack(
      "nonprod",
    ).json;
    const cni = Object.entries(resource?.["aws_eks_addon"] ?? {}).find(([id]) => id.includes("VpcCni"));
    expect(JSON.parse(String(cni?.[1]["configuration_values"]))).toEqual({
      enableNetworkPolicy: "true",
      env: { NETWORK_POLICY_ENFORCING_MODE: mode },
    });
    const [nodes] = Object.values(resource?.["aws_eks_node_group"] ?? {});
    expect(nodes?.["depends_on"]).toContain(`aws_eks_addon.${cni?.[0]}`);
  },
);

test("the add-ons are those of a complete cluster, those with pods after the nodes", () => {
  const addons = Object.values(stack.resources("aws_eks_addon"));
  expect(addons.map((addon) => addon["addon_name"]).sort()).toEqual([
    "aws-ebs-csi-driver",
    "coredns",
    "eks-pod-identity-agent",
    "kube-proxy",
    "vpc-cni",
  ]);
  const afterNodes = addons.filter((addon) =>
    JSON.stringify(addon["depends_on"] ?? []).includes("node_group"),
  );
  expect(afterNodes.map((addon) => addon["addon_name"]).sort()).toEqual(["aws-ebs-csi-driver", "coredns"]);
});

test("administrators are the platform's role and those named, each by an entry and the cluster's scope", () => {
  const admin = "arn:aws:iam::123456789012:role/ops/admins";
  const named = synthesized({ dataplane: { ...DATAPLANE, admins: [admin] } }).stack("nonprod");
  const principals = (type: string) =>
    Object.values(named.resources(type))
      .map((one) => one["principal_arn"])
      .sort();
  expect(principals("aws_eks_access_entry")).toEqual([role("cluster-admin"), admin]);
  expect(principals("aws_eks_access_policy_association")).toEqual([role("cluster-admin"), admin]);
});
