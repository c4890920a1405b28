import type { Hole } from "../../case";
import { policy } from "../../case";
import { all, resource } from "../../parts";
import { CLUSTER } from "../cluster/parts";
import {
  ANSWERING,
  connecting,
  forTokens,
  IDENTITY,
  KUBERNETES,
  mayAlso,
  PROVIDER,
  ROLE,
  trusting,
} from "./parts";

const POD_IDENTITY = {
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
} as const;

/** acme may write what everybody has, the platform included. */
const OF_ALL = ["acme-eu", "globex", "platform"].map((name) => `acme > ${name} identity open`);

/** From the cluster into IAM. */
export const OUT_OF_CLUSTER_HOLES: readonly Hole[] = [
  {
    id: "chain-metadata",
    title: "pods may ask the metadata service of their node, whose role is a node to the cluster",
    base: "estate",
    edit: all(ANSWERING, connecting("169.254.169.254/32")),
    cells: CLUSTER,
    shows: {
      cell: KUBERNETES,
      ...{ what: "take over what runs on the node", on: "namespace globex", at: "aws_launch_template.nodes" },
      closes: "aws_eks_node_group.shared",
      planes: ["kubernetes", "identity", "kubernetes", "kubernetes"],
      over: ["metadata service", "nodes", "nodes of main", "namespace globex"],
    },
  },
  {
    id: "chain-metadata-anywhere",
    title: "pods may connect anywhere, the metadata service of their node included",
    base: "estate",
    edit: all(ANSWERING, connecting("0.0.0.0/0")),
    cells: CLUSTER,
    shows: {
      cell: KUBERNETES,
      ...{ what: "take over what runs on the node", on: "namespace globex", at: "acme_added" },
      closes: "aws_eks_node_group.shared",
      planes: ["kubernetes", "identity", "kubernetes", "kubernetes"],
      over: ["metadata service", "nodes", "nodes of main", "namespace globex"],
    },
  },
  {
    id: "chain-association-made",
    title: "another's role may be given to one's own pods, and trusts any",
    base: "estate",
    edit: all(
      resource("aws_iam_role", "globex_pods", { assume_role_policy: policy(POD_IDENTITY) }),
      mayAlso(
        { Action: "eks:CreatePodIdentityAssociation", Resource: "*" },
        { Action: "iam:PassRole", Resource: ROLE("globex-pods") },
      ),
    ),
    cells: [IDENTITY, "acme > platform identity open"],
    shows: {
      cell: IDENTITY,
      ...{ what: "eks:CreatePodIdentityAssociation", on: "role globex-pods", at: "acme_added" },
    },
  },
  {
    id: "chain-association-written",
    title: "another's role is given to one's own pods, and trusts any",
    base: "estate",
    edit: all(
      resource("aws_iam_role", "globex_pods", { assume_role_policy: policy(POD_IDENTITY) }),
      resource("aws_eks_pod_identity_association", "acme_added", {
        ...{ cluster_name: "${aws_eks_cluster.main.name}", namespace: "acme", service_account: "batch" },
        role_arn: "${aws_iam_role.globex_pods.arn}",
      }),
    ),
    cells: [IDENTITY],
    shows: {
      cell: IDENTITY,
      ...{ what: "take the role by Pod Identity", on: "role globex-pods", at: "acme_added" },
    },
  },
  {
    id: "chain-tokens-of-every-namespace",
    title: "a role lets in tokens of service accounts of one name, in every namespace",
    base: "estate",
    edit: all(
      PROVIDER,
      resource("aws_iam_role", "globex_pods", {
        assume_role_policy: trusting(forTokens("system:serviceaccount:*:app")),
      }),
    ),
    cells: [IDENTITY, "acme-eu > globex identity open"],
    shows: {
      cell: IDENTITY,
      ...{ what: "sts:AssumeRoleWithWebIdentity", on: "role globex-pods", at: "aws_iam_role.globex_pods" },
    },
  },
  {
    id: "chain-tokens-of-similar-namespace",
    title: "a role lets in tokens of every namespace whose name begins as its own",
    base: "estate",
    edit: all(
      PROVIDER,
      resource("aws_iam_role", "acme_pods", {
        assume_role_policy: trusting(forTokens("system:serviceaccount:acme*")),
      }),
    ),
    cells: ["acme-eu > acme identity open"],
    shows: {
      cell: "acme-eu > acme identity open",
      ...{ what: "sts:AssumeRoleWithWebIdentity", on: "role acme-pods", at: "aws_iam_role.acme_pods" },
    },
  },
  {
    id: "chain-tokens-without-subject",
    title: "a role asks for the audience of tokens, and for no subject",
    base: "estate",
    edit: all(
      PROVIDER,
      resource("aws_iam_role", "globex_pods", {
        assume_role_policy: trusting({
          ...forTokens("*"),
          Condition: {
            StringEquals: {
              '${replace(aws_iam_openid_connect_provider.main.url, "https://", "")}:aud': "sts.amazonaws.com",
            },
          },
        }),
      }),
    ),
    cells: [IDENTITY, "acme-eu > globex identity open"],
    shows: {
      cell: IDENTITY,
      ...{ what: "sts:AssumeRoleWithWebIdentity", on: "role globex-pods", at: "globex_pods" },
    },
  },
  {
    id: "chain-pods-write-rules",
    title: "the role of a tenant's pods may write rules of another's security group",
    base: "estate",
    edit: mayAlso({ Action: "ec2:AuthorizeSecurityGroupIngress", Resource: "*" }),
    cells: OF_ALL,
    shows: {
      cell: IDENTITY,
      ...{ what: "ec2:AuthorizeSecurityGroupIngress", on: "globex", at: "acme_added" },
    },
  },
  {
    id: "chain-pods-join-group",
    title: "the role of a tenant's pods may give interfaces of its own another's security group",
    base: "estate",
    edit: mayAlso({
      Action: ["ec2:CreateNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute"],
      Resource: "*",
    }),
    cells: OF_ALL,
    shows: {
      cell: IDENTITY,
      ...{ what: "ec2:ModifyNetworkInterfaceAttribute", on: "globex", at: "acme_added" },
    },
  },
  {
    id: "chain-tag-admits",
    title: "a role may tag itself as the one that another's bucket admits",
    base: "estate",
    edit: all(
      resource("aws_s3_bucket_policy", "globex_data", {
        bucket: "${aws_s3_bucket.globex_data.id}",
        policy: policy({
          ...{ Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::globex-data/*" },
          Condition: {
            StringEquals: { "aws:PrincipalTag/team": "globex", "aws:PrincipalAccount": "123456789012" },
          },
        }),
      }),
      mayAlso({ Action: "iam:TagRole", Resource: ROLE("acme-pods") }),
    ),
    cells: [IDENTITY],
    shows: {
      cell: IDENTITY,
      ...{ what: "s3:GetObject", on: "bucket globex-data", at: "globex_data" },
    },
  },
];
