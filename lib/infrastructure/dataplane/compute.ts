import type { EksNodeGroupConfig } from "@cdktf/provider-aws/lib/eks-node-group";
import type { LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";
import type { Resource } from "../../terraform/resource";
import type { Platform } from "../platform";
import type { PlatformRole } from "../platform-role";
import type { ComputePlan } from "./compute-plan";

/** The label of every node that names its pool. */
export const COMPUTE_LABEL = "cdktf-tenants/compute";

export interface ComputeProps {
  readonly platform: Platform;
  readonly plan: ComputePlan;
  readonly cluster: ComputeCluster;
}

/** What a node pool must know of its cluster. */
export interface ComputeCluster {
  /** The cluster, as a reference of the stack. */
  readonly name: string;
  readonly version: string;
  readonly nodeRole: PlatformRole;
  /** References of the stack. */
  readonly subnetIds: readonly string[];
  /** What must be there before the first node joins. */
  readonly before: readonly Resource[];
}

/** A pool of nodes: a managed node group whose instances keep their metadata to themselves. */
export class Compute extends Construct {
  readonly name: string;
  readonly nodeGroup: Resource<EksNodeGroupConfig>;

  constructor(scope: Construct, id: string, props: ComputeProps) {
    super(scope, id);
    const { platform, plan, cluster } = props;
    this.name = plan.name;
    const template = this.createTemplate(platform, plan);
    this.nodeGroup = platform.resource<EksNodeGroupConfig>(
      this,
      "NodeGroup",
      "aws_eks_node_group",
      {
        cluster_name: cluster.name,
        node_group_name: plan.name,
        version: cluster.version,
        node_role_arn: cluster.nodeRole.localArn,
        subnet_ids: cluster.subnetIds,
        ami_type: plan.architecture === "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
        capacity_type: plan.capacity === "spot" ? "SPOT" : "ON_DEMAND",
        instance_types: plan.instanceTypes,
        labels: { ...plan.labels, [COMPUTE_LABEL]: plan.name },
        launch_template: { id: template.local("id"), version: template.local("latest_version") },
        scaling_config: {
          min_size: plan.minSize,
          desired_size: plan.desiredSize,
          max_size: plan.maxSize,
        },
        update_config: { max_unavailable: 1 },
        tags: platform.tags(`compute-${plan.name}`),
      },
      {
        dependsOn: [...cluster.nodeRole.resources, ...cluster.before],
        // An autoscaler moves it between the fewest and the most.
        ignoreChanges: ["scaling_config[0].desired_size"],
      },
    );
  }

  private createTemplate(platform: Platform, plan: ComputePlan): Resource<LaunchTemplateConfig> {
    const tags = platform.tags(`compute-${plan.name}`);
    return platform.resource<LaunchTemplateConfig>(this, "LaunchTemplate", "aws_launch_template", {
      name: platform.named(`compute-${plan.name}`, 128),
      description: `Nodes of the compute ${plan.name}`,
      update_default_version: true,
      block_device_mappings: [
        {
          device_name: "/dev/xvda",
          ebs: {
            delete_on_termination: "true",
            encrypted: "true",
            volume_size: plan.diskSize,
            volume_type: "gp3",
          },
        },
      ],
      // One hop: a pod has one more than its node, so it cannot take the node's role.
      metadata_options: {
        http_endpoint: "enabled",
        http_put_response_hop_limit: 1,
        http_tokens: "required",
        instance_metadata_tags: "disabled",
      },
      monitoring: { enabled: false },
      tag_specifications: ["instance", "network-interface", "volume"].map((resource_type) => ({
        resource_type,
        tags,
      })),
      tags,
    });
  }
}
