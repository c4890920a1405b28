# What the tenant's pods may do.
data "aws_iam_policy_document" "pods_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/eks-cluster-name"
      values   = [var.cluster]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-namespace"
      values   = [var.name]
    }
  }
}

data "aws_iam_policy_document" "data_access" {
  statement {
    sid       = "OwnBucket"
    actions   = ["s3:ListBucket"]
    resources = [local.bucket_arn]
  }

  statement {
    sid       = "OwnObjects"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${local.bucket_arn}/*"]
  }

  statement {
    sid       = "OwnQueues"
    actions   = ["sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"]
    resources = [local.queue_arn]
  }
}

resource "aws_iam_role" "pods" {
  name               = "${var.name}-pods"
  path               = "/${var.name}/"
  assume_role_policy = data.aws_iam_policy_document.pods_trust.json
}

resource "aws_iam_role_policy" "pods" {
  name   = "data"
  role   = aws_iam_role.pods.name
  policy = data.aws_iam_policy_document.data_access.json
}

resource "aws_eks_pod_identity_association" "pods" {
  cluster_name    = var.cluster
  namespace       = var.name
  service_account = "app"
  role_arn        = aws_iam_role.pods.arn
}

# A function that runs every night.
resource "aws_iam_role" "function" {
  name = "${var.name}-function"
  path = "/${var.name}/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  name   = "data"
  role   = aws_iam_role.function.name
  policy = data.aws_iam_policy_document.data_access.json
}

resource "aws_lambda_function" "nightly" {
  function_name = "${var.name}-nightly"
  role          = aws_iam_role.function.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  s3_bucket     = aws_s3_bucket.data.bucket
  s3_key        = "functions/nightly.zip"
}
