locals {
  zones = ["eu-west-1a", "eu-west-1b"]
}

resource "aws_vpc" "main" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  for_each = toset(local.zones)

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = cidrsubnet("10.20.0.0/16", 4, index(local.zones, each.key))
}

# Nothing in it, so nothing by default.
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
}
