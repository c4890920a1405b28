import type { VpcSecurityGroupEgressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { VpcSecurityGroupIngressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { formatCidr } from "../../model/cidr";
import { NAME_TAG, ownerTags } from "../../model/ownership";
import type { Traffic } from "../../model/ports";
import { awsDescription } from "../../model/rule-description";
import type { CountedRule } from "../../tenant/quota-count";
import { countGroupRule } from "../../tenant/quota-count";
import type { ITenant } from "../../tenant/tenant-attributes";
import type { AttributesOf } from "../../terraform/attributes";
import { Resource } from "../../terraform/resource";
import type { DeclaredSource } from "./declared-rule";
import { targetGroup } from "./declared-rule";
import type { RuleContext } from "./rule-context";

type Ingress = AttributesOf<VpcSecurityGroupIngressRuleConfig>;

/** AWS's way of saying every protocol, and every type and code of ICMP. */
const ALL_PROTOCOLS = "-1";
const ANY_TYPE = -1;

/**
 * The rule for hosts, or for load balancers: the way into the target's group of them and, from a tenant, the way out of
 * the source's. Each is a resource of its own with one source or target, so that removing it removes exactly that.
 */
export function groupRules(scope: Construct, context: RuleContext): Resource[] {
  const { to, source, traffic, planes } = context.rule;
  const ports = groupPorts(traffic);
  const target = to[targetGroup(planes)];
  count(context, to, "inbound", source);
  const ingress = new Resource<VpcSecurityGroupIngressRuleConfig>(
    scope,
    "Ingress",
    "aws_vpc_security_group_ingress_rule",
    { ...common(context, to, target), ...ports, ...groupSource(source) },
    { provider: context.awsProvider },
  );
  if (source.kind !== "tenant") return [ingress];
  count(context, source.tenant, "outbound", source);
  const egress = new Resource<VpcSecurityGroupEgressRuleConfig>(
    scope,
    "Egress",
    "aws_vpc_security_group_egress_rule",
    {
      ...common(context, source.tenant, source.tenant.securityGroupId),
      ...ports,
      referenced_security_group_id: target,
    },
    { provider: context.awsProvider },
  );
  return [ingress, egress];
}

/** A rule belongs to no tenant, so its tags name the Infrastructure alone. */
function common({ rule }: RuleContext, tenant: ITenant, group: string) {
  return {
    security_group_id: group,
    description: awsDescription(rule.description),
    tags: { [NAME_TAG]: rule.name, ...ownerTags({ infrastructure: tenant.infrastructure.name }) },
  };
}

function groupPorts({ protocol, ports }: Traffic): Pick<Ingress, "ip_protocol" | "from_port" | "to_port"> {
  if (ports !== undefined) return { ip_protocol: protocol, from_port: ports.from, to_port: ports.to };
  if (protocol === "all") return { ip_protocol: ALL_PROTOCOLS };
  return { ip_protocol: protocol, from_port: ANY_TYPE, to_port: ANY_TYPE };
}

function groupSource(
  source: DeclaredSource,
): Pick<Ingress, "referenced_security_group_id" | "cidr_ipv4" | "cidr_ipv6" | "prefix_list_id"> {
  if (source.kind === "tenant") return { referenced_security_group_id: source.tenant.securityGroupId };
  if (source.kind === "prefix-list") return { prefix_list_id: source.id };
  const cidr = formatCidr(source.range);
  return source.range.family === 4 ? { cidr_ipv4: cidr } : { cidr_ipv6: cidr };
}

function count(
  { registry, place, rule }: RuleContext,
  tenant: ITenant,
  direction: CountedRule["direction"],
  source: DeclaredSource,
): void {
  const ofBalancers = tenant === rule.to && rule.planes.includes("load-balancers");
  countGroupRule(registry, place, tenant, {
    direction,
    of: ofBalancers ? "load balancers" : "all",
    families: source.kind === "cidr" ? [source.range.family] : [4, 6],
    weight: source.kind === "prefix-list" ? source.size : 1,
  });
}
