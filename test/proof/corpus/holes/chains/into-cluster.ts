import type { Hole } from "../../case";
import { policy } from "../../case";
import { all, resource } from "../../parts";
import { bound, CLUSTER } from "../cluster/parts";
import {
  bareRole,
  EKS,
  IDENTITY,
  inCluster,
  KUBERNETES,
  mayAlso,
  ofAcme,
  platformRole,
  ROLE,
  within,
} from "./parts";

const NAMESPACE = { what: "create pods", on: "namespace globex" } as const;

const BY_NODES = { what: "take over what runs on the node", on: "namespace globex" } as const;

const THROUGH_PLATFORM = [IDENTITY, KUBERNETES, "acme > platform identity open"];

/** From IAM into the cluster. */
export const INTO_CLUSTER_HOLES: readonly Hole[] = [
  {
    id: "chain-access-entry",
    title: "a tenant's role may let itself into the cluster",
    base: "estate",
    edit: mayAlso({
      Action: ["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"],
      Resource: "*",
    }),
    cells: CLUSTER,
    shows: {
      cell: IDENTITY,
      ...{ ...BY_NODES, at: "acme_added", closes: "aws_eks_cluster.main" },
      planes: ["identity", "identity", "kubernetes", "kubernetes"],
      over: ["cluster main", "cluster main", "nodes of main", "namespace globex"],
    },
  },
  {
    id: "chain-cluster-wildcard",
    title: "a tenant's role may do anything with the cluster as AWS has it",
    base: "estate",
    edit: mayAlso({ Action: "eks:*", Resource: EKS }),
    cells: CLUSTER,
    shows: {
      cell: IDENTITY,
      ...{ ...BY_NODES, at: "acme_added", closes: "aws_eks_cluster.main" },
      planes: ["identity", "identity", "kubernetes", "kubernetes"],
      over: ["cluster main", "cluster main", "nodes of main", "namespace globex"],
    },
  },
  {
    id: "chain-deployer-in-cluster",
    title: "a tenant's role may take the one that deploys, which administers the cluster",
    base: "estate",
    edit: all(bareRole("deployer", ofAcme), inCluster("deployer", "AmazonEKSClusterAdminPolicy")),
    cells: CLUSTER,
    shows: {
      cell: KUBERNETES,
      ...{ what: "impersonate groups", on: "group globex-dev", at: "aws_iam_role.deployer" },
      closes: "aws_eks_access_policy_association.deployer",
      planes: ["identity", "kubernetes"],
      over: ["role deployer", "group globex-dev"],
    },
  },
  {
    id: "chain-deployer-reads-secrets",
    title: "a tenant's role may take the one that deploys, which reads the secrets of another's namespace",
    base: "estate",
    edit: all(
      bareRole("deployer", ofAcme),
      inCluster("deployer", "AmazonEKSAdminViewPolicy", within("globex")),
    ),
    cells: THROUGH_PLATFORM,
    shows: {
      cell: KUBERNETES,
      ...{
        what: "get,list,watch *",
        on: "namespace globex",
        at: "aws_iam_role.deployer",
        closes: "deployer",
      },
      planes: ["identity", "kubernetes"],
      over: ["role deployer", "namespace globex"],
    },
  },
  {
    id: "chain-role-of-other-in-cluster",
    title: "a tenant's role may take that of another's developers, who may edit their namespace",
    base: "estate",
    edit: resource("aws_iam_role", "globex_dev", { assume_role_policy: policy(ofAcme) }),
    cells: [IDENTITY, KUBERNETES],
    shows: {
      cell: KUBERNETES,
      ...{ what: "log in as group globex-dev", on: "group globex-dev", at: "aws_iam_role.globex_dev" },
      closes: "aws_eks_access_entry.globex_dev",
      planes: ["identity", "kubernetes"],
      over: ["role globex-dev", "group globex-dev"],
    },
  },
  {
    id: "chain-function-in-cluster",
    title: "the code of a function may be changed whose role edits another's namespace",
    base: "estate",
    edit: all(
      bareRole("operator", { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
      resource("aws_lambda_function", "operator", {
        function_name: "operator",
        role: "${aws_iam_role.operator.arn}",
      }),
      inCluster("operator", "AmazonEKSEditPolicy", within("globex")),
      mayAlso({ Action: "lambda:UpdateFunctionCode", Resource: "*" }),
    ),
    cells: THROUGH_PLATFORM,
    shows: {
      cell: KUBERNETES,
      ...{ ...NAMESPACE, at: "acme_added", closes: "aws_eks_access_policy_association.operator" },
      planes: ["identity", "identity", "kubernetes"],
      over: ["operator", "role operator", "namespace globex"],
    },
  },
  {
    id: "chain-passed-role-in-cluster",
    title: "a role that edits another's namespace may be given to a function of one's own",
    base: "estate",
    edit: all(
      bareRole("operator", { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
      inCluster("operator", "AmazonEKSEditPolicy", within("globex")),
      mayAlso(
        { Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: "*" },
        { Action: "iam:PassRole", Resource: ROLE("operator") },
      ),
    ),
    cells: THROUGH_PLATFORM,
    shows: {
      cell: KUBERNETES,
      ...{ ...NAMESPACE, at: "acme_added", closes: "aws_eks_access_policy_association.operator" },
      planes: ["identity", "kubernetes"],
      over: ["role operator", "namespace globex"],
    },
  },
  {
    id: "chain-node-role-assumed",
    title: "a tenant's role may take the one of the nodes, and is a node to the cluster",
    base: "estate",
    edit: resource("aws_iam_role", "nodes", {
      assume_role_policy: policy(
        { Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
        ofAcme,
      ),
    }),
    cells: CLUSTER,
    shows: {
      cell: KUBERNETES,
      ...{ ...BY_NODES, at: "aws_iam_role.nodes", closes: "aws_eks_node_group.shared" },
      planes: ["identity", "kubernetes", "kubernetes"],
      over: ["role nodes", "nodes of main", "namespace globex"],
    },
  },
  {
    id: "chain-node-role-passed",
    title: "instances may be started with the role of the nodes, which are nodes to the cluster",
    base: "estate",
    edit: all(
      resource("aws_iam_instance_profile", "nodes", { name: "nodes", role: "${aws_iam_role.nodes.name}" }),
      mayAlso(
        { Action: "ec2:RunInstances", Resource: "*" },
        { Action: "iam:PassRole", Resource: ROLE("nodes") },
      ),
    ),
    cells: CLUSTER,
    shows: {
      cell: KUBERNETES,
      ...{ ...BY_NODES, at: "acme_added", closes: "aws_eks_node_group.shared" },
      planes: ["identity", "kubernetes", "kubernetes"],
      over: ["role nodes", "nodes of main", "namespace globex"],
    },
  },
  {
    id: "chain-policy-of-role-in-cluster",
    title: "the trust policy of a role may be changed that edits another's namespace",
    base: "estate",
    edit: all(
      platformRole(
        "operator",
        { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
        { Action: "s3:ListAllMyBuckets", Resource: "*" },
      ),
      inCluster("operator", "AmazonEKSEditPolicy", within("globex")),
      mayAlso({ Action: "iam:UpdateAssumeRolePolicy", Resource: ROLE("operator") }),
    ),
    cells: THROUGH_PLATFORM,
    shows: {
      cell: KUBERNETES,
      ...{ ...NAMESPACE, at: "acme_added", closes: "aws_eks_access_policy_association.operator" },
      planes: ["identity", "kubernetes"],
      over: ["role operator", "namespace globex"],
    },
  },
  {
    id: "chain-platform-namespace-role",
    title: "pods may be made in a namespace of the platform, whose service account reads every bucket",
    base: "estate",
    edit: all(
      platformRole(
        "backup",
        {
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        },
        { Action: "s3:GetObject", Resource: "*" },
      ),
      resource("kubernetes_namespace_v1", "backup", {
        metadata: { name: "backup", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
      }),
      resource("aws_eks_pod_identity_association", "backup", {
        ...{ cluster_name: "${aws_eks_cluster.main.name}", namespace: "backup", service_account: "backup" },
        role_arn: "${aws_iam_role.backup.arn}",
      }),
      bound("backup", ["ClusterRole", "edit"]),
    ),
    cells: CLUSTER,
    shows: {
      cell: IDENTITY,
      ...{ what: "s3:GetObject", on: "bucket globex-data", at: "backup_added" },
      closes: "aws_iam_role_policy.backup",
      planes: ["kubernetes", "kubernetes", "identity", "identity"],
      over: ["namespace backup", "service account backup/backup", "role backup", "bucket globex-data"],
    },
  },
];
