import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { VpcSecurityGroupEgressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import type { VpcSecurityGroupIngressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { TenancyRegistry } from "../../tenancy/registry";
import type { AttributesOf } from "../../terraform/attributes";
import { Resource } from "../../terraform/resource";
import type { CountedRule } from "../quota-count";
import { countGroupRule } from "../quota-count";
import type { TenantContext } from "../tenant-context";

type Ingress = AttributesOf<VpcSecurityGroupIngressRuleConfig>;
type Egress = AttributesOf<VpcSecurityGroupEgressRuleConfig>;
/** Where a rule leads, and how. */
type EgressTarget = Omit<Egress, "security_group_id" | "tags" | "description">;

const EVERYWHERE_IPV4 = "0.0.0.0/0";
const EVERYWHERE_IPV6 = "::/0";
/** AWS takes names of at most 255 characters, and none that starts with `sg-`. */
const GROUP_NAME_MOST = 255;

/**
 * The tenant's two security groups. Members of the first reach each other on every port, and AWS by endpoints;
 * nobody else reaches them but the tenant's own load balancers. The load balancers' group reaches the tenant, and is
 * reached by nobody until a rule says so.
 *
 * Rules are resources of their own, one source or target each: groups with inline rules would undo them.
 */
export class TenantSecurityGroups extends Construct {
  readonly tenant: Resource<SecurityGroupConfig>;
  readonly loadBalancer: Resource<SecurityGroupConfig>;
  private readonly registry: TenancyRegistry;

  constructor(
    scope: Construct,
    id: string,
    private readonly context: TenantContext,
    internetPorts: readonly number[],
  ) {
    super(scope, id);
    this.registry = TenancyRegistry.of(this);
    const { name } = context;
    this.tenant = this.group(
      "Tenant",
      undefined,
      `Everything of tenant ${name}: closed but for the tenant itself`,
    );
    this.loadBalancer = this.group(
      "LoadBalancer",
      "lb",
      `Load balancers of tenant ${name}: closed until a rule opens them`,
    );

    const within = { ip_protocol: "-1", referenced_security_group_id: this.tenant.local("id") };
    this.ingress("WithinIn", within, "Within the tenant");
    this.egress("WithinOut", this.tenant, within, "Within the tenant");
    const fromBalancer = { ip_protocol: "-1", referenced_security_group_id: this.loadBalancer.local("id") };
    this.ingress("FromLoadBalancer", fromBalancer, "From the load balancers of the tenant");
    this.egress("LoadBalancerOut", this.loadBalancer, within, "To the tenant");
    this.endpoints();
    for (const port of internetPorts) this.internet(port);
  }

  /** AWS services by the network's own endpoints: these never leave the VPC. */
  private endpoints(): void {
    const { gatewayPrefixListIds, endpointSecurityGroupId } = this.context.infrastructure.network;
    const https = { ip_protocol: "tcp", from_port: 443, to_port: 443 };
    if (gatewayPrefixListIds.s3 !== undefined) {
      this.egress(
        "S3Out",
        this.tenant,
        { ...https, prefix_list_id: gatewayPrefixListIds.s3 },
        "S3 by its gateway endpoint",
      );
    }
    if (gatewayPrefixListIds.dynamodb !== undefined) {
      const target = { ...https, prefix_list_id: gatewayPrefixListIds.dynamodb };
      this.egress("DynamodbOut", this.tenant, target, "DynamoDB by its gateway endpoint");
    }
    if (endpointSecurityGroupId !== undefined) {
      const target = { ...https, referenced_security_group_id: endpointSecurityGroupId };
      this.egress("EndpointsOut", this.tenant, target, "AWS services by interface endpoints");
    }
  }

  private internet(port: number): void {
    const tcp = { ip_protocol: "tcp", from_port: port, to_port: port };
    this.egress(
      `InternetOut${port}`,
      this.tenant,
      { ...tcp, cidr_ipv4: EVERYWHERE_IPV4 },
      "Internet, as declared",
    );
    if (this.context.infrastructure.network.ipv6Cidr !== undefined) {
      this.egress(
        `InternetOut${port}V6`,
        this.tenant,
        { ...tcp, cidr_ipv6: EVERYWHERE_IPV6 },
        "Internet, as declared",
      );
    }
  }

  private group(id: string, part: string | undefined, description: string): Resource<SecurityGroupConfig> {
    const name = this.context.physicalName(part, GROUP_NAME_MOST);
    return new Resource<SecurityGroupConfig>(
      this,
      id,
      "aws_security_group",
      {
        name,
        description,
        vpc_id: this.context.infrastructure.network.vpcId,
        // A group that others refer to could otherwise not be deleted.
        revoke_rules_on_delete: true,
        tags: this.context.tagsNamed(name),
      },
      { provider: this.context.awsProvider },
    );
  }

  private ingress(
    id: string,
    source: Omit<Ingress, "security_group_id" | "tags">,
    description: string,
  ): void {
    const attributes = {
      ...source,
      security_group_id: this.tenant.local("id"),
      description,
      tags: this.ruleTags(id),
    };
    const options = { provider: this.context.awsProvider };
    this.count("inbound", source);
    new Resource<VpcSecurityGroupIngressRuleConfig>(
      this,
      id,
      "aws_vpc_security_group_ingress_rule",
      attributes,
      options,
    );
  }

  private egress(
    id: string,
    group: Resource<SecurityGroupConfig>,
    target: EgressTarget,
    description: string,
  ): void {
    const attributes = {
      ...target,
      security_group_id: group.local("id"),
      description,
      tags: this.ruleTags(id),
    };
    const options = { provider: this.context.awsProvider };
    if (group === this.tenant) this.count("outbound", target);
    new Resource<VpcSecurityGroupEgressRuleConfig>(
      this,
      id,
      "aws_vpc_security_group_egress_rule",
      attributes,
      options,
    );
  }

  /** What the tenant has from the start leaves less for rules. */
  private count(direction: CountedRule["direction"], other: EgressTarget): void {
    const { context, registry } = this;
    const families: CountedRule["families"] =
      other.cidr_ipv4 !== undefined ? [4] : other.cidr_ipv6 !== undefined ? [6] : [4, 6];
    countGroupRule(registry, context.place, context, { direction, families });
  }

  private ruleTags(id: string): Record<string, string> {
    return this.context.tagsNamed(`${this.context.physicalName(undefined, GROUP_NAME_MOST)} ${id}`);
  }
}
