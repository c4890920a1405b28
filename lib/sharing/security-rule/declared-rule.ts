import { choiceUnknown } from "../../errors/infrastructure";
import {
  groupOutOfReach,
  icmpOfOtherFamily,
  podsCannot,
  podsWithoutDataplane,
  prefixListMalformed,
  prefixListSizeUnusable,
} from "../../errors/rule-reach";
import {
  notATenant,
  sourceIsTarget,
  sourceNotOne,
  tenantUnknown,
  tenantWithoutGroup,
} from "../../errors/rules";
import type { ErrorPlace } from "../../errors/tenancy-error";
import type { Cidr } from "../../model/cidr";
import { formatCidr, parseCidr } from "../../model/cidr";
import { checkedName, isTokenLike } from "../../model/names";
import type { Traffic } from "../../model/ports";
import { checkedTraffic } from "../../model/ports";
import { checkedDescription } from "../../model/rule-description";
import { tenantKey } from "../../tenancy/openings";
import { infrastructureKey } from "../../tenancy/peerings";
import type { TenancyRegistry } from "../../tenancy/registry";
import type { RulePlane } from "../../tenancy/rules";
import type { ITenant } from "../../tenant/tenant-attributes";
import type { RuleExposure, TenantSecurityRuleProps } from "./rule-props";
import { refuseOwnAddresses } from "./address-checks";

/** `rule-` and the name are a DNS label of 63 characters. */
const RULE_NAME_MOST = 58;
const PREFIX_LIST_MOST = 1000;
const EXPOSURES = ["both", "hosts", "load-balancers", "pods"] as const;
const PLANES: Readonly<Record<RuleExposure, readonly RulePlane[]>> = {
  hosts: ["hosts"],
  pods: ["pods"],
  both: ["hosts", "pods"],
  "load-balancers": ["load-balancers"],
};

/** Who is let in, checked. */
export type DeclaredSource =
  | { readonly kind: "tenant"; readonly tenant: ITenant }
  | { readonly kind: "cidr"; readonly range: Cidr }
  | { readonly kind: "prefix-list"; readonly id: string; readonly size: number };

/** Props that were checked, with every default filled in. */
export interface DeclaredRule {
  readonly name: string;
  readonly to: ITenant;
  readonly source: DeclaredSource;
  readonly traffic: Traffic;
  readonly description: string;
  readonly planes: readonly RulePlane[];
  /** True if source and target are in different Infrastructures. */
  readonly peered: boolean;
}

/** All that can be refused of one rule by itself is refused here, before anything of it exists. */
export function declareRule(
  at: ErrorPlace,
  id: string,
  props: TenantSecurityRuleProps,
  registry: TenancyRegistry,
): DeclaredRule {
  const name = checkedName(at, "rule name", props.name ?? id, RULE_NAME_MOST);
  const to = checkedTenant(at, "to", props.to, registry);
  const source = declareSource(at, props, to, registry);
  const traffic = checkedTraffic(at, props);
  const description = checkedDescription(at, props.description);
  const peered = source.kind === "tenant" && infrastructureOf(source.tenant) !== infrastructureOf(to);
  const rule = { name, to, source, traffic, description, peered };
  const planes = declarePlanes(at, props.expose ?? "both", rule);
  if (peered) refuseFarGroups(at, source.tenant, to);
  if (!planes.includes("hosts") && !planes.includes("load-balancers")) return { ...rule, planes };
  refuseMissingGroup(at, "to", to, targetGroup(planes));
  if (source.kind === "tenant") refuseMissingGroup(at, "from", source.tenant, "securityGroupId");
  return { ...rule, planes };
}

/** Which of the target's security groups a rule opens. */
export function targetGroup(planes: readonly RulePlane[]): "securityGroupId" | "loadBalancerSecurityGroupId" {
  return planes.includes("load-balancers") ? "loadBalancerSecurityGroupId" : "securityGroupId";
}

function infrastructureOf(tenant: ITenant): string {
  return infrastructureKey(tenant.infrastructure);
}

function checkedTenant(at: ErrorPlace, what: string, tenant: ITenant, registry: TenancyRegistry): ITenant {
  const given: unknown = tenant;
  if (typeof given !== "object" || given === null || !("infrastructure" in given) || !("path" in given)) {
    throw notATenant(at, what, given);
  }
  if (!registry.knowsTenant(tenantKey(tenant), tenant.path)) throw tenantUnknown(at, what, tenant.path);
  return tenant;
}

function declareSource(
  at: ErrorPlace,
  props: TenantSecurityRuleProps,
  to: ITenant,
  registry: TenancyRegistry,
): DeclaredSource {
  const { from, fromCidr, fromPrefixList } = props;
  const sources = { from, fromCidr, fromPrefixList };
  const given = Object.entries(sources).flatMap(([name, value]) =>
    value === undefined ? [] : [`\`${name}\``],
  );
  if (given.length !== 1) throw sourceNotOne(at, given);
  if (fromCidr !== undefined) {
    const range = parseCidr(at, "fromCidr", fromCidr);
    refuseOwnAddresses(at, range, to.infrastructure);
    refuseOtherFamily(at, props.protocol, range);
    return { kind: "cidr", range };
  }
  if (fromPrefixList !== undefined) return declarePrefixList(at, fromPrefixList, props.prefixListSize ?? 1);
  const tenant = checkedTenant(at, "from", from as ITenant, registry);
  if (tenantKey(tenant) === tenantKey(to)) throw sourceIsTarget(at, to.name);
  return { kind: "tenant", tenant };
}

function declarePrefixList(at: ErrorPlace, id: unknown, size: unknown): DeclaredSource {
  if (typeof id !== "string" || !(isTokenLike(id) || /^pl-[0-9a-f]{8,17}$/.test(id))) {
    throw prefixListMalformed(at, id);
  }
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > PREFIX_LIST_MOST) {
    throw prefixListSizeUnusable(at, size);
  }
  return { kind: "prefix-list", id, size };
}

function refuseOtherFamily(at: ErrorPlace, protocol: string, range: Cidr): void {
  if ((protocol === "icmp" && range.family === 6) || (protocol === "icmpv6" && range.family === 4)) {
    throw icmpOfOtherFamily(at, protocol, formatCidr(range));
  }
}

/** Never silently wider, and never silently narrower where there are pods that could be meant. */
function declarePlanes(
  at: ErrorPlace,
  expose: RuleExposure,
  { to, source, traffic, peered }: Omit<DeclaredRule, "planes" | "name" | "description">,
): readonly RulePlane[] {
  if (!EXPOSURES.includes(expose)) throw choiceUnknown(at, "expose", expose, EXPOSURES);
  if (expose === "hosts" || expose === "load-balancers") return PLANES[expose];
  const tenants = source.kind === "tenant" ? [to, source.tenant] : [to];
  const without = tenants.find(({ namespaces }) => namespaces.length === 0);
  if (without) {
    if (expose === "pods") throw podsWithoutDataplane(at, expose, without.infrastructure.name);
    if (tenants.every(({ namespaces }) => namespaces.length === 0)) return PLANES.hosts;
  }
  const asked = `expose: ${JSON.stringify(expose)}`;
  if (peered) {
    const why =
      "in another cluster pods are known by address alone, and those of all its tenants share the same subnets.";
    throw podsCannot(at, `${asked}, between Infrastructures`, why);
  }
  if (without) throw podsWithoutDataplane(at, expose, without.infrastructure.name);
  if (source.kind === "prefix-list") {
    throw podsCannot(
      at,
      `${asked}, fromPrefixList`,
      "a NetworkPolicy names ranges, and knows no prefix lists.",
    );
  }
  if (traffic.protocol === "icmp" || traffic.protocol === "icmpv6") {
    const why = "a NetworkPolicy knows TCP, UDP and SCTP; without ports it would open all of them.";
    throw podsCannot(at, `${asked}, protocol: "${traffic.protocol}"`, why);
  }
  return PLANES[expose];
}

function refuseFarGroups(at: ErrorPlace, from: ITenant, to: ITenant): void {
  const [near, far] = [to.infrastructure.environment, from.infrastructure.environment];
  if (near.account !== far.account) throw groupOutOfReach(at, "account", far.account, near.account);
  if (near.region !== far.region) throw groupOutOfReach(at, "region", far.region, near.region);
}

function refuseMissingGroup(
  at: ErrorPlace,
  what: string,
  tenant: ITenant,
  group: ReturnType<typeof targetGroup>,
): void {
  const id: unknown = tenant[group];
  if (typeof id !== "string" || !(isTokenLike(id) || id.startsWith("sg-"))) {
    throw tenantWithoutGroup(at, what, tenant.path, group, id);
  }
}
