variable "name" {
  description = "The tenant; its namespace, the path of its roles and the start of its names."
  type        = string
}

variable "account" {
  type = string
}

variable "cluster" {
  type = string
}

variable "queues" {
  type = set(string)
}

variable "developers" {
  type = set(string)
}

locals {
  # By name, so that a plan knows them before they are made.
  bucket     = "example-${var.name}-data"
  bucket_arn = "arn:aws:s3:::${local.bucket}"
  queue_arn  = "arn:aws:sqs:eu-west-1:${var.account}:${var.name}-*"
  role_arn   = "arn:aws:iam::${var.account}:role/${var.name}/${var.name}"
}
