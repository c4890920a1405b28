import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { VpcSecurityGroupEgressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import type { Owner } from "./owner";

/** The groups of the tenant and of its load balancers, with their rules. */
export function securityGroups(scope: Construct, owner: Owner): void {
  const { vpcId } = owner.infrastructure.network;
  const tenant = new SecurityGroup(scope, "Tenant", {
    name: owner.prefix,
    description: `Everything of tenant ${owner.name}: closed but for the tenant itself`,
    vpcId,
    revokeRulesOnDelete: true,
    tags: owner.tags(owner.prefix),
  });
  const loadBalancer = new SecurityGroup(scope, "LoadBalancer", {
    name: `${owner.prefix}--lb`,
    description: `Load balancers of tenant ${owner.name}: closed until a rule opens them`,
    vpcId,
    revokeRulesOnDelete: true,
    tags: owner.tags(`${owner.prefix}--lb`),
  });
  new VpcSecurityGroupIngressRule(scope, "WithinIn", {
    securityGroupId: tenant.id,
    referencedSecurityGroupId: tenant.id,
    ipProtocol: "-1",
    description: "Within the tenant",
    tags: owner.tags(`${owner.prefix} WithinIn`),
  });
  new VpcSecurityGroupIngressRule(scope, "FromLoadBalancer", {
    securityGroupId: tenant.id,
    referencedSecurityGroupId: loadBalancer.id,
    ipProtocol: "-1",
    description: "From the load balancers of the tenant",
    tags: owner.tags(`${owner.prefix} FromLoadBalancer`),
  });
  new VpcSecurityGroupEgressRule(scope, "LoadBalancerOut", {
    securityGroupId: loadBalancer.id,
    referencedSecurityGroupId: tenant.id,
    ipProtocol: "-1",
    description: "To the tenant",
    tags: owner.tags(`${owner.prefix} LoadBalancerOut`),
  });
  new VpcSecurityGroupEgressRule(scope, "WithinOut", {
    securityGroupId: tenant.id,
    referencedSecurityGroupId: tenant.id,
    ipProtocol: "-1",
    description: "Within the tenant",
    tags: owner.tags(`${owner.prefix} WithinOut`),
  });
  outwards(scope, owner, tenant);
}

/** AWS by the network's endpoints, and the internet as declared. */
function outwards(scope: Construct, owner: Owner, tenant: SecurityGroup): void {
  const { gatewayPrefixListIds, endpointSecurityGroupId } = owner.infrastructure.network;
  const port = owner.input.internetPort;
  type Target = Pick<
    VpcSecurityGroupEgressRuleConfig,
    "prefixListId" | "referencedSecurityGroupId" | "cidrIpv4" | "description"
  >;
  const rule = (id: string, to: number, target: Target) =>
    new VpcSecurityGroupEgressRule(scope, id, {
      ...target,
      securityGroupId: tenant.id,
      ipProtocol: "tcp",
      fromPort: to,
      toPort: to,
      tags: owner.tags(`${owner.prefix} ${id}`),
    });
  rule("S3Out", 443, { prefixListId: gatewayPrefixListIds.s3, description: "S3 by its gateway endpoint" });
  rule("DynamodbOut", 443, {
    prefixListId: gatewayPrefixListIds.dynamodb,
    description: "DynamoDB by its gateway endpoint",
  });
  rule("EndpointsOut", 443, {
    referencedSecurityGroupId: endpointSecurityGroupId,
    description: "AWS services by interface endpoints",
  });
  rule(`InternetOut${port}`, port, { cidrIpv4: "0.0.0.0/0", description: "Internet, as declared" });
}
