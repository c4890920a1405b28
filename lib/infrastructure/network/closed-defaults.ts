import type { DefaultNetworkAclConfig } from "@cdktf/provider-aws/lib/default-network-acl";
import type { DefaultSecurityGroupConfig } from "@cdktf/provider-aws/lib/default-security-group";
import type { NetworkAclConfig } from "@cdktf/provider-aws/lib/network-acl";
import { Construct } from "constructs";
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
    const rules = openRules(ipv6);
    platform.resource<NetworkAclConfig>(this, "SubnetsNetworkAcl", "aws_network_acl", {
      vpc_id: vpc.local("id"),
      subnet_ids: subnetIds,
      ingress: rules,
      egress: rules,
      tags: platform.tags("subnets"),
    });
  }
}

function openRules(ipv6: boolean) {
  const ipv4Rule = ruleOf({ rule_no: 100, cidr_block: EVERYWHERE_IPV4 });
  return ipv6 ? [ipv4Rule, ruleOf({ rule_no: 101, ipv6_cidr_block: EVERYWHERE_IPV6 })] : [ipv4Rule];
}

function ruleOf(rule: { rule_no: number; cidr_block?: string; ipv6_cidr_block?: string }) {
  return { action: "allow", protocol: "-1", from_port: 0, to_port: 0, ...rule };
}
