resource "aws_iam_group" "developers" {
  name = "${var.name}-developers"
  path = "/${var.name}/"
}

resource "aws_iam_user" "developer" {
  for_each = var.developers

  name = each.key
  path = "/${var.name}/"
}

resource "aws_iam_user_group_membership" "developer" {
  for_each = var.developers

  user   = aws_iam_user.developer[each.key].name
  groups = [aws_iam_group.developers.name]
}

# Developers look at their data, and put new versions of their functions.
resource "aws_iam_group_policy" "developers" {
  name  = "develop"
  group = aws_iam_group.developers.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:ListBucket"]
        Resource = [local.bucket_arn, "${local.bucket_arn}/*"]
      },
      {
        Sid      = "Functions"
        Effect   = "Allow"
        Action   = ["lambda:CreateFunction", "lambda:InvokeFunction", "lambda:UpdateFunctionCode"]
        Resource = "arn:aws:lambda:eu-west-1:${var.account}:function:${var.name}-*"
      },
      {
        Sid       = "FunctionRole"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "${local.role_arn}-function"
        Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } }
      },
    ]
  })
}
