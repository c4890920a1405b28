resource "kubernetes_namespace_v1" "tenant" {
  metadata {
    name = var.name

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
    }
  }
}

resource "kubernetes_service_account_v1" "app" {
  automount_service_account_token = false

  metadata {
    name      = "app"
    namespace = var.name
  }

  depends_on = [kubernetes_namespace_v1.tenant]
}

# Pods see pods of their own namespace, to find each other.
resource "kubernetes_role_v1" "peers" {
  metadata {
    name      = "peers"
    namespace = var.name
  }

  rule {
    api_groups = [""]
    resources  = ["pods"]
    verbs      = ["get", "list", "watch"]
  }

  depends_on = [kubernetes_namespace_v1.tenant]
}

resource "kubernetes_role_binding_v1" "peers" {
  metadata {
    name      = "peers"
    namespace = var.name
  }

  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "Role"
    name      = "peers"
  }

  subject {
    kind      = "ServiceAccount"
    name      = "app"
    namespace = var.name
  }

  depends_on = [kubernetes_role_v1.peers]
}

# Pods speak with pods of their own namespace, with DNS, and with the agent that gives them their role.
resource "kubernetes_network_policy_v1" "tenant" {
  metadata {
    name      = "own-namespace"
    namespace = var.name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    pod_selector {}

    ingress {
      from {
        pod_selector {}
      }
    }

    egress {
      to {
        pod_selector {}
      }
    }

    egress {
      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "kube-system"
          }
        }

        pod_selector {
          match_labels = {
            "k8s-app" = "kube-dns"
          }
        }
      }

      ports {
        protocol = "UDP"
        port     = "53"
      }

      ports {
        protocol = "TCP"
        port     = "53"
      }
    }

    egress {
      to {
        ip_block {
          cidr = "169.254.170.23/32"
        }
      }

      ports {
        protocol = "TCP"
        port     = "80"
      }
    }
  }

  depends_on = [kubernetes_namespace_v1.tenant]
}
