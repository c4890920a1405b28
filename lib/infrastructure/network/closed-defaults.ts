import type { DefaultNetworkAclConfig } from "@cdktf/provider-aws/lib/default-network-acl";
import type { DefaultSecurityGroupConfig } from "@cdktf/provider-aws/lib/default-security-group";
import type { NetworkAclConfig } from "@cdktf/provider-aws/lib/network-acl";
import type { NetworkAclRuleConfig } from "@cdktf/provider-aws/lib/network-acl-rule";
import { Construct } from "constructs";
import type { AttributesOf } from "../../terraform/attributes";
import type { Resource } from "../../terraform/resource";
import type { Platform } from "../platform";
import { EVERYWHERE_IPV4, EVERYWHERE_IPV6 } from "./routing";

export interface ClosedDefaultsProps {
  readonly platform: Platform;
  readonly vpc: Resource;
  readonly ipv6: boolean;
  /** All subnets, as references of the stack. */
  readonly subnetIds: readonly string[];
}

/**
 * What AWS gives every VPC, emptied: whatever names no security group or no network ACL can then reach nothing.
 *
 * Our subnets name a network ACL, and it allows everything: an ACL knows addresses and no tenants, has no state, and
 * 20 rules at most. Security groups and NetworkPolicies decide, which are written per tenant and proved.
 */
export class ClosedDefaults extends Construct {
  constructor(scope: Construct, id: string, props: ClosedDefaultsProps) {
    super(scope, id);
    const { platform, vpc, subnetIds, ipv6 } = props;
    platform.resource<DefaultSecurityGroupConfig>(this, "SecurityGroup", "aws_default_security_group", {
      vpc_id: vpc.local("id"),
      tags: platform.tags("default-closed"),
    });
    platform.resource<DefaultNetworkAclConfig>(
      this,
      "NetworkAcl",
      "aws_default_network_acl",
      {
        default_network_acl_id: vpc.local("default_network_acl_id"),
        tags: platform.tags("default-closed"),
      },
      // A subnet that names no ACL lands here by itself, and leaves when it names one.
      { ignoreChanges: ["subnet_ids"] },
    );
    const acl = platform.resource<NetworkAclConfig>(this, "SubnetsNetworkAcl", "aws_network_acl", {
      vpc_id: vpc.local("id"),
      subnet_ids: subnetIds,
      tags: platform.tags("subnets"),
    });
    const open = (id: string, range: OpenRange) => this.open(platform, id, acl, range);
    open("Ipv4", { rule_number: 100, cidr_block: EVERYWHERE_IPV4 });
    if (ipv6) open("Ipv6", { rule_number: 101, ipv6_cidr_block: EVERYWHERE_IPV6 });
  }

  private open(platform: Platform, id: string, acl: Resource, range: OpenRange): void {
    for (const egress of [false, true]) {
      const direction = egress ? "Out" : "In";
      platform.resource<NetworkAclRuleConfig>(this, `${id}${direction}`, "aws_network_acl_rule", {
        network_acl_id: acl.local("id"),
        egress,
        rule_action: "allow",
        protocol: "-1",
        ...range,
      });
    }
  }
}

type OpenRange = Pick<AttributesOf<NetworkAclRuleConfig>, "rule_number" | "cidr_block" | "ipv6_cidr_block">;
