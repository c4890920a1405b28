import { Construct } from "constructs";
import type { DataplaneAttributes } from "../infrastructure-attributes";
import type { Platform } from "../platform";
import type { PlatformRole } from "../platform-role";
import { Addons } from "./addons";
import { Cluster } from "./cluster";
import { adminId, ClusterAdmin } from "./cluster-access";
import { clusterArn, createAdminRole, createNodeRole } from "./cluster-roles";
import { Compute } from "./compute";
import type { DataplanePlan } from "./dataplane-plan";

export interface DataplaneConstructProps {
  readonly platform: Platform;
  readonly plan: DataplanePlan;
  /** Private subnets, as references of the stack. */
  readonly subnetIds: readonly string[];
  /** The key of the platform's log groups, as a reference of the stack. */
  readonly logsKeyArn: string;
}

/** The cluster with its add-ons, its first nodes and its administrators: the AWS side, nothing of its inside. */
export class Dataplane extends Construct {
  readonly attributes: DataplaneAttributes;
  readonly computes: readonly Compute[];

  constructor(scope: Construct, id: string, props: DataplaneConstructProps) {
    super(scope, id);
    const { platform, plan, subnetIds } = props;
    const { cluster } = new Cluster(this, "ControlPlane", props);
    const clusterName = cluster.local("name");
    const addons = new Addons(this, "Addons", { platform, plan, clusterName });
    const compute = new Compute(this, "Shared", {
      platform,
      plan: plan.compute,
      cluster: {
        name: clusterName,
        version: plan.version,
        nodeRole: createNodeRole(this, platform),
        subnetIds,
        before: addons.forNodes,
      },
    });
    addons.addThoseOnNodes([compute.nodeGroup]);
    this.computes = [compute];
    const adminRole = this.createAdmins(platform, plan, clusterName);
    this.attributes = {
      clusterName: platform.name,
      clusterArn: clusterArn(platform),
      endpoint: cluster.attribute("endpoint"),
      certificateAuthority: cluster.attribute("certificate_authority[0].data"),
      serviceCidr: plan.serviceCidr,
      adminRoleArn: adminRole.arn,
      access: plan.access,
      networkPolicy: plan.networkPolicy,
    };
  }

  private createAdmins(platform: Platform, plan: DataplanePlan, clusterName: string): PlatformRole {
    const role = createAdminRole(this, platform);
    new ClusterAdmin(this, "Terraform", { platform, clusterName, principalArn: role.arn, role });
    const others = new Construct(this, "Admins");
    for (const principalArn of plan.admins) {
      new ClusterAdmin(others, adminId(principalArn), { platform, clusterName, principalArn });
    }
    return role;
  }
}
