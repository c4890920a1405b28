import type { CloudwatchLogGroupConfig } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { EksClusterConfig } from "@cdktf/provider-aws/lib/eks-cluster";
import { Construct } from "constructs";
import type { Resource } from "../../terraform/resource";
import { LOG_RETENTION_DAYS } from "../network/flow-logs";
import type { Platform } from "../platform";
import { createClusterKey } from "./cluster-key";
import { createClusterRole } from "./cluster-roles";
import type { DataplanePlan } from "./dataplane-plan";

export interface ClusterProps {
  readonly platform: Platform;
  readonly plan: DataplanePlan;
  /** References of the stack. */
  readonly subnetIds: readonly string[];
  /** The key of the control plane's logs, as a reference of the stack. */
  readonly logsKeyArn: string;
}

/** All that EKS offers. Source: EKS user guide, "Send control plane logs to CloudWatch Logs". */
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** The control plane: closed to whoever has no access entry, its creator included. */
export class Cluster extends Construct {
  readonly cluster: Resource<EksClusterConfig>;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { platform, plan } = props;
    const tags = platform.tags("cluster");
    const role = createClusterRole(this, platform);
    const key = createClusterKey(this, platform, role);
    // EKS makes the group itself where there is none: without a key, and forever.
    const logs = platform.resource<CloudwatchLogGroupConfig>(this, "LogGroup", "aws_cloudwatch_log_group", {
      name: `/aws/eks/${platform.name}/cluster`,
      retention_in_days: LOG_RETENTION_DAYS,
      kms_key_id: props.logsKeyArn,
      tags,
    });
    const isPublic = plan.publicAccessCidrs.length > 0;
    this.cluster = platform.resource<EksClusterConfig>(
      this,
      "Cluster",
      "aws_eks_cluster",
      {
        name: platform.name,
        version: plan.version,
        role_arn: role.localArn,
        access_config: {
          authentication_mode: "API",
          bootstrap_cluster_creator_admin_permissions: false,
        },
        // The add-ons are installed as add-ons, with network policy on before the first pod starts.
        bootstrap_self_managed_addons: false,
        enabled_cluster_log_types: LOG_TYPES,
        encryption_config: { provider: { key_arn: key.localArn }, resources: ["secrets"] },
        kubernetes_network_config: { ip_family: "ipv4", service_ipv4_cidr: plan.serviceCidr },
        upgrade_policy: { support_type: "STANDARD" },
        vpc_config: {
          subnet_ids: props.subnetIds,
          endpoint_private_access: true,
          endpoint_public_access: isPublic,
          ...(isPublic && { public_access_cidrs: plan.publicAccessCidrs }),
        },
        tags,
      },
      { dependsOn: [...role.resources, logs] },
    );
  }
}
