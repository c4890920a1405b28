import type { Hole } from "../../case";
import { all, resource } from "../../parts";
import { stackFile } from "../../bases/infrastructure";
import { CLUSTER } from "../cluster/parts";
import { ofAcme, platformRole, ROLE } from "./parts";

const TENANTS = ["acme", "acme-eu", "globex"] as const;
const PODS = TENANTS.map((name) => ROLE(`${name}-pods`));

/** Each tenant has something of each other's, through the platform's role. */
const EACH_OTHER = TENANTS.flatMap((from) =>
  [...TENANTS.filter((to) => to !== from), "platform"].map((to) => `${from} > ${to} identity open`),
);

/** acme has everybody's pods. */
const OF_INFRASTRUCTURE = ["callee", "caller", "globex", "platform"].flatMap((to) => [
  `acme > ${to} identity open`,
  `acme > ${to} kubernetes open`,
]);

/** Ways through what many share. */
export const SHARED_HOLES: readonly Hole[] = [
  {
    id: "chain-shipper",
    title: "every tenant's pods may take the role that ships logs, which reads every bucket",
    base: "estate",
    edit: platformRole(
      "shipper",
      { Principal: { AWS: PODS }, Action: "sts:AssumeRole" },
      { Action: "s3:GetObject", Resource: "*" },
    ),
    cells: EACH_OTHER,
    shows: {
      cell: "globex > acme identity open",
      ...{ what: "s3:GetObject", on: "bucket acme-data", at: "aws_iam_role.shipper" },
      closes: "aws_iam_role_policy.shipper",
      planes: ["identity", "identity"],
      over: ["role shipper", "bucket acme-data"],
    },
  },
  {
    id: "chain-archive",
    title: "every tenant's pods may read the archive of all logs",
    base: "estate",
    edit: all(
      resource("aws_s3_bucket", "archive", { bucket: "platform-archive" }),
      ...["acme", "acme_eu", "globex"].map((id) =>
        resource("aws_iam_role_policy", `${id}_archive`, {
          ...{ name: "archive", role: `\${aws_iam_role.${id}_pods.id}` },
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::platform-archive/*" },
            ],
          }),
        }),
      ),
    ),
    cells: TENANTS.map((name) => `${name} > platform identity open`),
    shows: {
      cell: "acme > platform identity open",
      ...{ what: "s3:GetObject", on: "bucket platform-archive", at: "acme_archive" },
    },
  },
  {
    id: "chain-deployer-of-all",
    title: "a tenant's role may take the one that deploys, which may change the roles of all",
    base: "estate",
    edit: platformRole("deployer", ofAcme, { Action: "iam:*", Resource: "*" }),
    cells: CLUSTER,
    shows: {
      cell: "acme > globex identity open",
      ...{ what: "iam:AttachRolePolicy", on: "role globex-dev", at: "aws_iam_role.deployer" },
      closes: "aws_iam_role_policy.deployer",
      planes: ["identity", "identity"],
    },
  },
  {
    id: "chain-called-by-other",
    title: "a tenant has the pods that another lets call it",
    base: "infrastructure",
    edit: resource("kubernetes_role_binding_v1", "tenants/caller/Added", {
      metadata: { name: "added", namespace: "tenant-caller" },
      role_ref: { api_group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
      subject: [{ kind: "ServiceAccount", name: "tenant", namespace: "tenant-acme" }],
    }),
    cells: [
      "acme > callee kubernetes open",
      "acme > callee network open",
      "acme > caller identity open",
      "acme > caller kubernetes open",
    ],
    shows: {
      cell: "acme > callee network open",
      ...{ what: "tcp 8443", on: "namespace tenant-callee", at: "tenants_caller_Added" },
      closes: "calls_IngressPolicies",
      planes: ["kubernetes", "network"],
      over: ["namespace tenant-caller", "namespace tenant-callee"],
    },
  },
  {
    id: "chain-platform-pods",
    title: "a tenant may edit the namespace of the cluster's own pods, and has their roles",
    base: "infrastructure",
    edit: resource("kubernetes_role_binding_v1", "tenants/Added", {
      metadata: { name: "added", namespace: "kube-system" },
      role_ref: { api_group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
      subject: [{ kind: "ServiceAccount", name: "tenant", namespace: "tenant-acme" }],
    }),
    cells: [...OF_INFRASTRUCTURE, "acme > callee network unknown"].sort(),
    shows: {
      cell: "acme > globex identity open",
      ...{ what: "ec2:CreateNetworkInterface", on: "security group", at: "tenants_Added" },
      closes: "VpcCniRole_AmazonEKS_CNI_Policy",
    },
  },
  {
    id: "chain-metadata-of-all",
    title: "nodes whose metadata service answers pods, and a tenant whose policies let them ask",
    base: "infrastructure",
    edit: resource("kubernetes_network_policy_v1", "tenants/acme/Added", {
      metadata: { name: "added", namespace: "tenant-acme" },
      spec: {
        ...{ pod_selector: {}, policy_types: ["Egress"] },
        egress: [{ to: [{ ip_block: { cidr: "169.254.169.254/32" } }] }],
      },
    }),
    elsewhere: {
      [stackFile("nonprod")]: resource(
        "aws_launch_template",
        "nonprod/nonprod/Dataplane/Shared/LaunchTemplate",
        { metadata_options: { http_put_response_hop_limit: 2 } },
      ),
    },
    cells: [...OF_INFRASTRUCTURE, "acme > callee network open"].sort(),
    shows: {
      cell: "acme > globex kubernetes open",
      ...{ what: "take over what runs on the node", on: "namespace tenant-globex", at: "tenants_acme_Added" },
      closes: "nonprod_Dataplane_Shared_NodeGroup",
    },
  },
];
