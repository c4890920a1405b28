locals {
  cluster = "example"
}

resource "aws_eks_cluster" "main" {
  name     = local.cluster
  role_arn = aws_iam_role.cluster.arn
  version  = "1.33"

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false
  }

  vpc_config {
    subnet_ids              = [for zone in local.zones : aws_subnet.private[zone].id]
    endpoint_public_access  = false
    endpoint_private_access = true
  }
}

# Network policies hold from a pod's start.
resource "aws_eks_addon" "network" {
  cluster_name = local.cluster
  addon_name   = "vpc-cni"

  configuration_values = jsonencode({
    enableNetworkPolicy = "true"
    env                 = { NETWORK_POLICY_ENFORCING_MODE = "strict" }
  })

  depends_on = [aws_eks_cluster.main]
}

resource "aws_eks_addon" "pod_identity" {
  cluster_name = local.cluster
  addon_name   = "eks-pod-identity-agent"

  depends_on = [aws_eks_cluster.main]
}

resource "aws_launch_template" "nodes" {
  name = "example-nodes"

  # One hop: the metadata service does not answer pods.
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}

resource "aws_eks_node_group" "shared" {
  cluster_name    = local.cluster
  node_group_name = "shared"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = [for zone in local.zones : aws_subnet.private[zone].id]

  launch_template {
    id      = aws_launch_template.nodes.id
    version = "1"
  }

  scaling_config {
    desired_size = 3
    min_size     = 3
    max_size     = 9
  }

  depends_on = [aws_eks_cluster.main]
}

data "aws_iam_policy_document" "trust" {
  for_each = toset(["ec2", "eks"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "cluster" {
  name               = "example-cluster"
  path               = "/platform/"
  assume_role_policy = data.aws_iam_policy_document.trust["eks"].json
}

resource "aws_iam_role_policy_attachment" "cluster" {
  role       = aws_iam_role.cluster.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
}

resource "aws_iam_role" "nodes" {
  name               = "example-nodes"
  path               = "/platform/"
  assume_role_policy = data.aws_iam_policy_document.trust["ec2"].json
}

resource "aws_iam_role_policy_attachment" "nodes" {
  for_each = toset(["AmazonEC2ContainerRegistryReadOnly", "AmazonEKS_CNI_Policy", "AmazonEKSWorkerNodePolicy"])

  role       = aws_iam_role.nodes.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}
