# Things that somebody needed in a hurry. Each of them opens the estate by itself.

# 1  A policy for debugging that names every queue.
resource "aws_iam_group_policy" "globex_debug" {
  name  = "debug"
  group = "globex-developers"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Debug"
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:SendMessage"]
      Resource = "*"
    }]
  })

  depends_on = [module.tenant]
}

# 2  A bucket for partners, opened to everybody in the account.
resource "aws_s3_bucket" "acme_reports" {
  bucket = "example-acme-reports"
}

resource "aws_s3_bucket_policy" "acme_reports" {
  bucket = aws_s3_bucket.acme_reports.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Account"
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::example-acme-reports/*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = local.account } }
    }]
  })
}

# 3  Functions may get any role, not the tenant's own alone.
resource "aws_iam_group_policy" "initech_deploy" {
  name  = "deploy"
  group = "initech-developers"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "PassAnyRole"
      Effect   = "Allow"
      Action   = "iam:PassRole"
      Resource = "*"
    }]
  })

  depends_on = [module.tenant]
}

# 4  A key for backups that everybody may use.
resource "aws_kms_key" "globex_backup" {
  description = "Backups of globex"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Everybody"
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
      Resource  = "*"
    }]
  })
}

# 5  A role for integrations that trusts the account, and somebody who may take any role.
resource "aws_iam_role" "acme_integration" {
  name = "acme-integration"
  path = "/acme/"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Account"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${local.account}:root" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "initech_connect" {
  name = "connect"
  role = "initech-function"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "TakeRoles"
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = "arn:aws:iam::${local.account}:role/*"
    }]
  })

  depends_on = [module.tenant]
}

# 6  Pods of globex answer every namespace, and pods of acme ask every namespace: two halves of one opening.
resource "kubernetes_network_policy_v1" "globex_metrics" {
  metadata {
    name      = "metrics"
    namespace = "globex"
  }

  spec {
    policy_types = ["Ingress"]

    pod_selector {}

    ingress {
      from {
        namespace_selector {}
      }
    }
  }

  depends_on = [module.tenant]
}

resource "kubernetes_network_policy_v1" "acme_tracing" {
  metadata {
    name      = "tracing"
    namespace = "acme"
  }

  spec {
    policy_types = ["Egress"]

    pod_selector {}

    egress {
      to {
        namespace_selector {}
      }
    }
  }

  depends_on = [module.tenant]
}
