import type { EksAddonConfig } from "@cdktf/provider-aws/lib/eks-addon";
import { Construct } from "constructs";
import type { AttributesOf } from "../../terraform/attributes";
import type { Resource } from "../../terraform/resource";
import type { Platform } from "../platform";
import { createAgentRole } from "./cluster-roles";
import type { DataplanePlan } from "./dataplane-plan";
import type { AddonName } from "./dataplane-props";

export interface AddonsProps {
  readonly platform: Platform;
  readonly plan: DataplanePlan;
  /** The cluster, as a reference of the stack. */
  readonly clusterName: string;
}

type AddonParts = Pick<AttributesOf<EksAddonConfig>, "configuration_values" | "pod_identity_association">;

/** The add-ons in their order: some make nodes what they must be, some need nodes to run on. */
export class Addons extends Construct {
  /** What a node must find when it joins: its network, with policies on, and the roles of its pods. */
  readonly forNodes: readonly Resource[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AddonsProps,
  ) {
    super(scope, id);
    const agent = this.addon("PodIdentityAgent", "eks-pod-identity-agent");
    this.forNodes = [agent, this.createVpcCni(), this.addon("KubeProxy", "kube-proxy")];
  }

  /** What stays degraded without nodes. */
  addThoseOnNodes(nodes: readonly Resource[]): void {
    const { platform } = this.props;
    this.addon("CoreDns", "coredns", {}, nodes);
    const role = createAgentRole(this, "EbsCsiRole", platform, {
      purpose: "ebs-csi",
      serviceAccount: "ebs-csi-controller-sa",
      managedPolicy: "service-role/AmazonEBSCSIDriverPolicy",
    });
    this.addon(
      "EbsCsi",
      "aws-ebs-csi-driver",
      {
        pod_identity_association: [{ role_arn: role.localArn, service_account: "ebs-csi-controller-sa" }],
      },
      [...nodes, ...role.resources],
    );
  }

  private createVpcCni(): Resource<EksAddonConfig> {
    const { platform, plan } = this.props;
    const role = createAgentRole(this, "VpcCniRole", platform, {
      purpose: "vpc-cni",
      serviceAccount: "aws-node",
      managedPolicy: "AmazonEKS_CNI_Policy",
    });
    return this.addon(
      "VpcCni",
      "vpc-cni",
      {
        configuration_values: JSON.stringify({
          enableNetworkPolicy: "true",
          env: { NETWORK_POLICY_ENFORCING_MODE: plan.networkPolicy },
        }),
        pod_identity_association: [{ role_arn: role.localArn, service_account: "aws-node" }],
      },
      role.resources,
    );
  }

  private addon(
    id: string,
    name: AddonName,
    parts: AddonParts = {},
    dependsOn: readonly Resource[] = [],
  ): Resource<EksAddonConfig> {
    const { platform, plan, clusterName } = this.props;
    const version = plan.addonVersions[name];
    return platform.resource<EksAddonConfig>(
      this,
      id,
      "aws_eks_addon",
      {
        cluster_name: clusterName,
        addon_name: name,
        ...(version !== undefined && { addon_version: version }),
        // What is declared wins over what was changed by hand: network policy stays on.
        resolve_conflicts_on_create: "OVERWRITE",
        resolve_conflicts_on_update: "OVERWRITE",
        ...parts,
        tags: platform.tags(name),
      },
      { dependsOn },
    );
  }
}
