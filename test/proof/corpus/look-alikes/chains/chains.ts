import { policy } from "../../case";
import type { LookAlike } from "../../case";
import { stackFile } from "../../bases/infrastructure";
import { bound, inNamespace, rule } from "../../holes/cluster/parts";
import {
  ANSWERING,
  bareRole,
  connecting,
  forTokens,
  inCluster,
  mayAlso,
  ofAcme,
  PROVIDER,
  ROLE,
  trusting,
  within,
} from "../../holes/chains/parts";
import { all, resource } from "../../parts";

const chain = (id: string, title: string, edit: LookAlike["edit"]): LookAlike => ({
  ...{ id, title, base: "estate", edit },
});

const CLUSTER_NAME = "${aws_eks_cluster.main.name}";

/** A policy that opens globex's pods to namespaces with a label, and one that lets acme's out. */
const letIn = (match_labels: { readonly [key: string]: string }) =>
  all(
    resource("kubernetes_network_policy_v1", "globex_partners", {
      metadata: { name: "partners", namespace: "globex" },
      spec: {
        ...{ pod_selector: {}, policy_types: ["Ingress"] },
        ingress: [{ from: [{ namespace_selector: { match_labels } }] }],
      },
    }),
    resource("kubernetes_network_policy_v1", "acme_partners", {
      metadata: { name: "partners", namespace: "acme" },
      spec: {
        ...{ pod_selector: {}, policy_types: ["Egress"] },
        egress: [
          { to: [{ namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "globex" } } }] },
        ],
      },
    }),
  );

/** Ways of which one step is missing. */
export const CHAIN_LOOK_ALIKES: readonly LookAlike[] = [
  {
    id: "chain-metadata-unasked",
    title: "nodes whose metadata service answers pods, whose policies do not let them ask it",
    base: "infrastructure",
    edit: {},
    elsewhere: {
      [stackFile("nonprod")]: resource(
        "aws_launch_template",
        "nonprod/nonprod/Dataplane/Shared/LaunchTemplate",
        {
          metadata_options: { http_put_response_hop_limit: 2 },
        },
      ),
    },
  },
  chain(
    "chain-metadata-unanswered",
    "pods may connect to the metadata service of their node, which does not answer them",
    connecting("169.254.169.254/32"),
  ),
  chain(
    "chain-metadata-of-none",
    "nodes whose metadata service answers pods, none of which may ask it",
    ANSWERING,
  ),
  chain(
    "chain-association-refused",
    "another's role is named for a tenant's own pods, and does not trust them",
    resource("aws_eks_pod_identity_association", "acme_added", {
      ...{ cluster_name: CLUSTER_NAME, namespace: "acme", service_account: "batch" },
      role_arn: "${aws_iam_role.globex_pods.arn}",
    }),
  ),
  chain(
    "chain-association-of-own",
    "a tenant's second service account has its own role",
    all(
      resource("aws_iam_role", "acme_batch", {
        name: "acme-batch",
        assume_role_policy: policy({
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        }),
      }),
      resource("aws_eks_pod_identity_association", "acme_batch", {
        ...{ cluster_name: CLUSTER_NAME, namespace: "acme", service_account: "batch" },
        role_arn: "${aws_iam_role.acme_batch.arn}",
      }),
    ),
  ),
  chain(
    "chain-annotation-alone",
    "a tenant's service account asks for another's role, which lets in no tokens",
    resource("kubernetes_service_account_v1", "acme_app", {
      metadata: { annotations: { "eks.amazonaws.com/role-arn": ROLE("globex-pods") } },
    }),
  ),
  chain(
    "chain-tokens-of-own",
    "a role lets in tokens of its own namespace's service accounts",
    all(
      PROVIDER,
      resource("aws_iam_role", "globex_pods", {
        assume_role_policy: trusting(forTokens("system:serviceaccount:globex:*")),
      }),
    ),
  ),
  chain(
    "chain-tokens-of-literal",
    "a role lets in tokens of a service account whose name is a pattern, compared as it stands",
    all(
      PROVIDER,
      resource("aws_iam_role", "globex_pods", {
        assume_role_policy: trusting(forTokens("system:serviceaccount:*:app", "StringEquals")),
      }),
    ),
  ),
  chain(
    "chain-entry-bounded",
    "a tenant's role may let itself into the cluster, and is bound not to",
    all(
      mayAlso({ Action: ["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"], Resource: "*" }),
      resource("aws_iam_policy", "boundary", {
        name: "boundary",
        policy: policy({ Action: "s3:*", Resource: "*" }),
      }),
      resource("aws_iam_role", "acme_pods", { permissions_boundary: "${aws_iam_policy.boundary.arn}" }),
    ),
  ),
  chain(
    "chain-entry-elsewhere",
    "a tenant's role may let itself into another cluster, of which nothing is in the plan",
    mayAlso({
      Action: ["eks:CreateAccessEntry", "eks:AssociateAccessPolicy"],
      Resource: "arn:aws:eks:eu-central-1:123456789012:cluster/acme-lab",
    }),
  ),
  chain(
    "chain-cluster-looked-at",
    "a tenant's role may look at the cluster",
    mayAlso({ Action: ["eks:DescribeCluster", "eks:ListAccessEntries"], Resource: "*" }),
  ),
  chain(
    "chain-deployer-not-trusting",
    "a tenant's role may take the one that deploys, which does not trust it",
    all(
      bareRole("deployer", { Principal: { AWS: ROLE("acme-ci") }, Action: "sts:AssumeRole" }),
      inCluster("deployer", "AmazonEKSClusterAdminPolicy"),
      mayAlso({ Action: "sts:AssumeRole", Resource: ROLE("deployer-of-acme") }),
    ),
  ),
  chain(
    "chain-own-deployer",
    "a tenant's role may take one that administers its own namespace",
    all(
      resource("aws_iam_role", "acme_deployer", {
        name: "acme_deployer",
        assume_role_policy: policy(ofAcme),
      }),
      inCluster("acme_deployer", "AmazonEKSAdminPolicy", within("acme")),
    ),
  ),
  chain(
    "chain-role-not-passed",
    "instances may be started, with none of the nodes' role",
    all(
      resource("aws_iam_instance_profile", "nodes", { name: "nodes", role: "${aws_iam_role.nodes.name}" }),
      mayAlso({ Action: "iam:PassRole", Resource: ROLE("acme-pods") }),
    ),
  ),
  chain(
    "chain-labels-of-nobody",
    "another lets in namespaces with a label, which nobody may set",
    letIn({ partner: "true" }),
  ),
  chain(
    "chain-labels-unforgeable",
    "another lets in a namespace by its name, which nobody can change",
    letIn({ "kubernetes.io/metadata.name": "partner" }),
  ),
  chain(
    "chain-rules-of-own",
    "the role of a tenant's pods may write rules of the tenant's own groups",
    mayAlso({
      ...{ Action: "ec2:AuthorizeSecurityGroupIngress" },
      Resource: "arn:aws:ec2:eu-central-1:123456789012:security-group/${aws_security_group.acme_hosts.id}",
    }),
  ),
  chain(
    "chain-pods-everything-own",
    "a tenant's pods may do all in their namespace, and their role all with its bucket",
    all(
      bound("acme", ["ClusterRole", "admin"]),
      inNamespace("acme", [rule("create", "pods")], {
        kind: "ServiceAccount",
        name: "other",
        namespace: "acme",
      }),
    ),
  ),
];
