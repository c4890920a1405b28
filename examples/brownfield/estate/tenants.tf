locals {
  account = "123456789012"

  tenants = {
    acme = {
      queues     = ["imports", "exports"]
      developers = ["ann"]
    }
    globex = {
      queues     = ["orders"]
      developers = ["grace"]
    }
    initech = {
      queues     = ["reports"]
      developers = ["ines"]
    }
  }
}

module "tenant" {
  source   = "./modules/tenant"
  for_each = local.tenants

  name       = each.key
  account    = local.account
  cluster    = local.cluster
  queues     = each.value.queues
  developers = each.value.developers
}
