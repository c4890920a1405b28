import { Token, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { notPeered } from "../../errors/rule-reach";
import { ruleInsideTenant, ruleMakesCycle } from "../../errors/rules";
import type { ErrorPlace } from "../../errors/tenancy-error";
import { refuseForeignProviders } from "../../infrastructure/inside-stack";
import { formatCidr } from "../../model/cidr";
import type { RuleIntent, RuleSourceIntent, TenantReference } from "../../model/intent";
import { tenantKey } from "../../tenancy/openings";
import { infrastructureKey } from "../../tenancy/peerings";
import { TenancyRegistry } from "../../tenancy/registry";
import type { RuleSource } from "../../tenancy/rules";
import { Tenant } from "../../tenant/tenant";
import type { ITenant } from "../../tenant/tenant-attributes";
import { placeBelow } from "../../terraform/place";
import type { Resource } from "../../terraform/resource";
import { providersForOpening } from "../opening-providers";
import { deployAfter, deployAfterTenants } from "../stack-order";
import { ipv6Precondition, otherAddresses } from "./address-checks";
import type { DeclaredRule, DeclaredSource } from "./declared-rule";
import { declareRule } from "./declared-rule";
import { groupRules } from "./group-rules";
import { podPolicies } from "./pod-policies";
import type { RuleContext } from "./rule-context";
import type { TenantSecurityRuleProps } from "./rule-props";

/**
 * One network opening in one direction: who reaches a tenant, by which protocol and ports.
 *
 * Afterwards the hosts of `from` can connect to the hosts of `to`, and its pods to the pods of `to`, there and not
 * back; with `fromCidr` or `fromPrefixList` those addresses can. Nobody else can, and nothing else of either. All
 * parts are written or none: a rule of each security group, and a NetworkPolicy in every namespace of both. Removing
 * the construct removes all of them.
 *
 * Hosts and pods are let to as they are addressed. What stands in front of them is opened by a rule of its own, with
 * `expose: "load-balancers"`: the target's load balancers reach its hosts from the start, and who is let to them reaches
 * nothing else. Pods see either the addresses of the callers, and need a rule for these, or those of the balancers,
 * which tell no tenant from another and are let in by no rule.
 *
 * It belongs to neither tenant: declare it beside them, or in a stack of its own where they are in different stacks.
 */
export class TenantSecurityRule extends Construct {
  /** Unique in the Infrastructure of the target. */
  readonly name: string;
  /** The tenant that is opened. */
  readonly to: ITenant;
  /** The addresses of everything that the rule is, sorted. All of them stand in the rule's own stack. */
  readonly parts: readonly string[];
  private readonly rule: DeclaredRule;
  private readonly registry: TenancyRegistry;

  /** @throws TNT10xx for names, ranges and providers; TNT13xx for what a rule cannot be; TNT1213 for quotas */
  constructor(scope: Construct, id: string, props: TenantSecurityRuleProps) {
    const place = placeBelow("TenantSecurityRule", scope, id);
    const around = scope.node.scopes.find((one) => Tenant.isTenant(one));
    if (around) throw ruleInsideTenant(place, around.node.id);
    const registry = TenancyRegistry.of(scope);
    const rule = declareRule(place, id, props, registry);
    super(scope, id);
    this.rule = rule;
    this.registry = registry;
    this.name = rule.name;
    this.to = rule.to;
    this.register(place);
    const context = this.context(place, props);
    const [plane] = rule.planes;
    const groups = plane === "pods" ? [] : groupRules(this, context);
    const pods =
      rule.planes.includes("pods") && rule.source.kind !== "prefix-list"
        ? podPolicies(this, context, rule.source)
        : [];
    const parts = [...groups, ...pods];
    this.parts = parts.map((part) => part.address).sort();
    this.checkAddresses(place, parts);
    if (rule.peered) this.requirePeering(place, groups);
  }

  private register(place: ErrorPlace): void {
    const { name, to, source, traffic, planes } = this.rule;
    this.registry.addRule(this, {
      ...{ place, name, traffic, planes },
      to: tenantKey(to),
      source: registeredSource(source),
      intent: () => this.intent(place),
    });
  }

  /** Both tenants exist first, and neither of them waits for the rule. */
  private context(place: ErrorPlace, { providers = {} }: TenantSecurityRuleProps): RuleContext {
    const { rule, registry } = this;
    const stack = TerraformStack.of(this);
    const { infrastructure } = rule.to;
    const tenants = rule.source.kind === "tenant" ? [rule.to, rule.source.tenant] : [rule.to];
    deployAfterTenants(stack, tenants, (own, other) => ruleMakesCycle(place, own, other));
    const { aws, kubernetes } = providers;
    refuseForeignProviders(place, stack, { aws, kubernetes });
    providersForOpening(this, place, infrastructure, { aws, kubernetes });
    return { place, rule, registry, stack, awsProvider: aws, kubernetesProvider: kubernetes };
  }

  /** What the addresses are compared with may be declared later, or be known to Terraform alone. */
  private checkAddresses(place: ErrorPlace, parts: readonly Resource[]): void {
    const { source, to } = this.rule;
    if (source.kind !== "cidr") return;
    this.registry.addCheck(() => otherAddresses(place, source.range, to.infrastructure, this.registry));
    const precondition = ipv6Precondition(source.range, to.infrastructure);
    if (precondition === undefined) return;
    for (const part of parts) part.lifecycle = { precondition: [precondition] };
  }

  /** AWS knows the group of a peer once the peering is active. */
  private requirePeering(place: ErrorPlace, groups: readonly Resource[]): void {
    const { source, to } = this.rule;
    if (source.kind !== "tenant") return;
    const [near, far] = [to.infrastructure, source.tenant.infrastructure];
    const [nearKey, farKey] = [infrastructureKey(near), infrastructureKey(far)];
    const { peerings } = this.registry;
    const stack = TerraformStack.of(this);
    peerings.whenDeclared(nearKey, farKey, ({ active }) => {
      const other = TerraformStack.of(active);
      if (other !== stack) deployAfter(stack, other, (own, peer) => ruleMakesCycle(place, own, peer));
      else for (const part of groups) part.dependsOn = [active.address];
    });
    this.registry.addCheck(() =>
      peerings.has(nearKey, farKey) ? [] : [notPeered(place, far.name, near.name)],
    );
  }

  private intent(place: ErrorPlace): RuleIntent {
    const { name, to, source, traffic, description, planes } = this.rule;
    const [plane = "hosts"] = planes;
    return {
      path: place.path,
      stack: TerraformStack.of(this).node.path,
      name,
      from: sourceIntent(source),
      to: reference(to),
      protocol: traffic.protocol,
      ports: traffic.ports ?? null,
      description,
      expose: planes.length > 1 ? "both" : plane,
      parts: this.parts,
    };
  }
}

function registeredSource(source: DeclaredSource): RuleSource {
  if (source.kind === "tenant") return { kind: "tenant", key: tenantKey(source.tenant) };
  return source;
}

function sourceIntent(source: DeclaredSource): RuleSourceIntent {
  if (source.kind === "tenant") return { kind: "tenant", ...reference(source.tenant) };
  if (source.kind === "cidr") return { kind: "cidr", cidr: formatCidr(source.range) };
  return { kind: "prefix-list", id: Token.isUnresolved(source.id) ? null : source.id };
}

function reference({ name, infrastructure }: ITenant): TenantReference {
  return { infrastructure: infrastructure.name, tenant: name };
}
