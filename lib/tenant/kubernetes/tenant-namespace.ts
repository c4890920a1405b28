import type { DefaultServiceAccountV1Config } from "@cdktf/provider-kubernetes/lib/default-service-account-v1";
import type { LabelsConfig } from "@cdktf/provider-kubernetes/lib/labels";
import type { NamespaceV1Config } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { ServiceAccountV1Config } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { Construct } from "constructs";
import type { CheckedLimits } from "../../model/limits";
import type { CheckedNamespace } from "../../model/namespaces";
import { Resource } from "../../terraform/resource";
import { SERVICE_ACCOUNT } from "../aws/roles";
import type { TenantContext } from "../tenant-context";
import type { NamespaceOpenings } from "./network-policies";
import { networkPolicies } from "./network-policies";
import { quotaAndLimitRange } from "./quota";

/** Volumes are detached and finalizers run before a namespace is gone. */
const DELETE_TIMEOUT = "15m";

/**
 * One namespace of a tenant, complete: Pod Security level, ownership labels, closed network, quota, and a service
 * account whose pods take the tenant's role by Pod Identity. No pod gets a token of the API server unless it asks.
 */
export class TenantNamespace extends Construct {
  /** What makes or adopts the namespace. */
  readonly owner: Resource;

  constructor(
    scope: Construct,
    id: string,
    namespace: CheckedNamespace,
    limits: CheckedLimits,
    openings: NamespaceOpenings,
  ) {
    super(scope, id);
    const { context } = openings;
    const labels = { ...context.labels, ...podSecurityLabels(namespace) };
    const owner = namespace.adopted
      ? this.adopt(namespace.name, labels, context)
      : this.make(namespace.name, labels, context);
    this.owner = owner;
    this.serviceAccounts(namespace.name, owner, context);
    quotaAndLimitRange(this, namespace.name, owner, context, limits);
    networkPolicies(this, namespace.name, owner, openings);
  }

  private make(name: string, labels: Record<string, string>, context: TenantContext): Resource {
    return new Resource<NamespaceV1Config>(
      this,
      "Namespace",
      "kubernetes_namespace_v1",
      {
        metadata: { name, labels },
        wait_for_default_service_account: true,
        timeouts: { delete: DELETE_TIMEOUT },
      },
      { provider: context.kubernetesProvider, preventDestroy: context.deletionProtection },
    );
  }

  private adopt(name: string, labels: Record<string, string>, context: TenantContext): Resource {
    return new Resource<LabelsConfig>(
      this,
      "Adoption",
      "kubernetes_labels",
      {
        api_version: "v1",
        kind: "Namespace",
        metadata: { name },
        labels,
        field_manager: "cdktf-tenants",
        force: true,
      },
      { provider: context.kubernetesProvider },
    );
  }

  private serviceAccounts(namespace: string, owner: Resource, context: TenantContext): void {
    const options = { provider: context.kubernetesProvider, dependsOn: [owner] };
    new Resource<DefaultServiceAccountV1Config>(
      this,
      "DefaultServiceAccount",
      "kubernetes_default_service_account_v1",
      { metadata: { namespace, labels: context.labels }, automount_service_account_token: false },
      options,
    );
    new Resource<ServiceAccountV1Config>(
      this,
      "ServiceAccount",
      "kubernetes_service_account_v1",
      {
        metadata: { name: SERVICE_ACCOUNT, namespace, labels: context.labels },
        automount_service_account_token: false,
      },
      options,
    );
  }
}

function podSecurityLabels(namespace: CheckedNamespace): Record<string, string> {
  const level = namespace.podSecurity;
  return {
    "pod-security.kubernetes.io/enforce": level,
    "pod-security.kubernetes.io/warn": "restricted",
    "pod-security.kubernetes.io/audit": "restricted",
  };
}
