import type { DefaultServiceAccountV1Config } from "@cdktf/provider-kubernetes/lib/default-service-account-v1";
import type { NetworkPolicyV1Config } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { StorageClassV1Config } from "@cdktf/provider-kubernetes/lib/storage-class-v1";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { ownerLabels } from "../../model/ownership";
import { placeOf } from "../../terraform/place";
import { Resource } from "../../terraform/resource";
import type { KubeSystemSurroundings, PolicySpec } from "./kube-system";
import { kubeSystemPolicies } from "./kube-system";

export interface ClusterInsideProps {
  /** The Infrastructure's name. */
  readonly infrastructure: string;
  readonly networkPolicy: "strict" | "standard";
  readonly surroundings: KubeSystemSurroundings;
  /** @default - the stack's only Kubernetes provider */
  readonly provider?: TerraformProvider | undefined;
}

/** What is inside the cluster and belongs to no tenant. */
export class ClusterInside extends Construct {
  private readonly labels: Record<string, string>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterInsideProps,
  ) {
    super(scope, id);
    this.labels = ownerLabels({ infrastructure: props.infrastructure });
    if (props.networkPolicy === "strict") {
      const at = placeOf("Infrastructure", this);
      for (const policy of kubeSystemPolicies(at, props.surroundings)) {
        this.networkPolicy(policy.id, "kube-system", policy.name, policy.spec);
      }
    }
    this.closeDefaultNamespace();
    this.createStorageClass();
  }

  /** Nobody's namespace: what lands in it by mistake reaches nothing and has no token. */
  private closeDefaultNamespace(): void {
    for (const [id, name, type] of [
      ["DefaultDenyIngress", "default-deny-ingress", "Ingress"],
      ["DefaultDenyEgress", "default-deny-egress", "Egress"],
    ] as const) {
      this.networkPolicy(id, "default", name, { pod_selector: {}, policy_types: [type] });
    }
    this.resource<DefaultServiceAccountV1Config>(
      "DefaultServiceAccount",
      "kubernetes_default_service_account_v1",
      {
        metadata: { namespace: "default", labels: this.labels },
        automount_service_account_token: false,
      },
    );
  }

  /** EKS makes no default class from 1.30 on. The encryption does not depend on the account's setting. */
  private createStorageClass(): void {
    this.resource<StorageClassV1Config>("StorageClass", "kubernetes_storage_class_v1", {
      metadata: {
        name: "gp3-encrypted",
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
        labels: this.labels,
      },
      storage_provisioner: "ebs.csi.aws.com",
      parameters: { encrypted: "true", type: "gp3" },
      allow_volume_expansion: true,
      reclaim_policy: "Delete",
      // A volume lives in one zone: it is made where its first pod runs.
      volume_binding_mode: "WaitForFirstConsumer",
    });
  }

  private networkPolicy(id: string, namespace: string, name: string, spec: PolicySpec): void {
    this.resource<NetworkPolicyV1Config>(id, "kubernetes_network_policy_v1", {
      metadata: { name, namespace, labels: this.labels },
      spec,
    });
  }

  private resource<Config>(
    id: string,
    type: string,
    attributes: ConstructorParameters<typeof Resource<Config>>[3],
  ): void {
    new Resource<Config>(this, id, type, attributes, { provider: this.props.provider });
  }
}
