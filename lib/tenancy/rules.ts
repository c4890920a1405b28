import { nameTaken } from "../errors/names";
import { ruleTwice, tooManyPorts } from "../errors/rules";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { Cidr } from "../model/cidr";
import { containsCidr, formatCidr } from "../model/cidr";
import type { RuleIntent } from "../model/intent";
import { byText } from "../model/intent";
import type { Traffic } from "../model/ports";
import { formatTraffic, letsTcpThrough } from "../model/ports";
import type { TenantKey } from "./openings";

/**
 * What a rule opens: network interfaces in the tenants' security groups, pods in their namespaces, or the target's load
 * balancers.
 */
export type RulePlane = "hosts" | "pods" | "load-balancers";

/** Who is let in. */
export type RuleSource =
  | { readonly kind: "tenant"; readonly key: TenantKey }
  | { readonly kind: "cidr"; readonly range: Cidr }
  | { readonly kind: "prefix-list"; readonly id: string };

/** A rule as the rest of the app must know it. */
export interface RuleEntry {
  readonly place: ErrorPlace;
  /** Unique in the target's Infrastructure: policies in the cluster are named after it. */
  readonly name: string;
  readonly to: TenantKey;
  readonly source: RuleSource;
  readonly traffic: Traffic;
  readonly planes: readonly RulePlane[];
  readonly intent: () => RuleIntent;
}

/**
 * Combinations of protocol and ports that the VPC CNI keeps for an address.
 *
 * Source: EKS user guide, "Limit Pod traffic with Kubernetes network policies", considerations.
 */
const PORT_COMBINATIONS_MOST = 24;

/** All rules of an app. */
export class Rules {
  private readonly byTarget = new Map<TenantKey, RuleEntry[]>();
  private readonly names = new Map<string, RuleEntry>();

  /** @throws TNT1005 for a name that is taken, TNT1312 for a rule that says nothing new, TNT1315 */
  add(rule: RuleEntry): void {
    const name = `${infrastructureOf(rule.to)}/${rule.name}`;
    const taken = this.names.get(name);
    if (taken) {
      const why = "network policies in the namespaces of both sides are named after the rule.";
      throw nameTaken(rule.place, "rule name", rule.name, taken.place.path, why);
    }
    const known = this.byTarget.get(rule.to) ?? [];
    const same = known.find((other) => saysTheSame(rule, other));
    if (same) throw ruleTwice(rule.place, openingOf(rule), same.place.path);
    const all = [...known, rule];
    refuseTooManyPorts(rule, all);
    this.names.set(name, rule);
    this.byTarget.set(rule.to, all);
  }

  /** True if pods of `from` reach a TCP port of pods of `to`. */
  opens(from: TenantKey, to: TenantKey, port: number): boolean {
    return (this.byTarget.get(to) ?? []).some(
      ({ source, traffic, planes }) =>
        source.kind === "tenant" &&
        source.key === from &&
        planes.includes("pods") &&
        letsTcpThrough(traffic, port),
    );
  }

  /** What `tenancy.json` says of them. */
  intents(): RuleIntent[] {
    return [...this.names.values()].map((rule) => rule.intent()).sort(byText((one) => one.path));
  }
}

/** Everything of a tenant's key but its own name. */
function infrastructureOf(tenant: TenantKey): string {
  return tenant.slice(0, tenant.lastIndexOf("/"));
}

/** For messages and comparisons: the same text means the same source. */
function sourceText(source: RuleSource): string {
  if (source.kind === "tenant") return source.key;
  return source.kind === "cidr" ? formatCidr(source.range) : source.id;
}

function openingOf({ source, to, traffic }: RuleEntry): string {
  return `${formatTraffic(traffic)} from ${sourceText(source)} to ${to}`;
}

function saysTheSame(rule: RuleEntry, other: RuleEntry): boolean {
  return openingOf(rule) === openingOf(other) && rule.planes.some((plane) => other.planes.includes(plane));
}

/** An address takes the ports of every rule that it falls under. */
function refuseTooManyPorts(rule: RuleEntry, all: readonly RuleEntry[]): void {
  if (!rule.planes.includes("pods")) return;
  const pods = all.filter(({ planes }) => planes.includes("pods"));
  for (const under of pods) {
    const ports = pods
      .filter(({ source }) => covers(source, under.source))
      .map(({ traffic }) => formatTraffic(traffic));
    const count = new Set(ports).size;
    if (count > PORT_COMBINATIONS_MOST) {
      const pair = `from ${sourceText(under.source)} to ${rule.to}`;
      throw tooManyPorts(rule.place, pair, count, PORT_COMBINATIONS_MOST);
    }
  }
}

function covers(outer: RuleSource, inner: RuleSource): boolean {
  if (outer.kind === "cidr" && inner.kind === "cidr") return containsCidr(outer.range, inner.range);
  return outer.kind === inner.kind && sourceText(outer) === sourceText(inner);
}
