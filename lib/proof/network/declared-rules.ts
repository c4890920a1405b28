import { push } from "../../model/lists";
import type { DeclaredRule } from "../facts/declared";
import type { LoadedFacts } from "../facts/loaded";
import type { Owner, Provenance } from "../facts/resource";
import { type AddressSet, covers, readCidr } from "./addresses";
import {
  ALL_PORTS,
  ALL_PROTOCOLS,
  intersection,
  isEmpty,
  type PortSet,
  portsOf,
  union,
  without,
} from "./ports";

/** What one declared rule opens between two sides. */
export interface DeclaredPorts {
  readonly name: string;
  readonly ports: PortSet;
}

/** A part of an opening, and the rules that declare it. */
export interface OpeningPart {
  readonly ports: PortSet;
  /** Undefined for what nobody declared. */
  readonly declaredBy: readonly string[] | undefined;
}

/** What of an owner is reached. */
export type Exposed = "hosts" | "pods" | "load-balancers";

type Author = LoadedFacts["declaredBy"];

/**
 * The network openings that were declared. An opening is covered only where it is included in one of them, or in
 * several together: whom it lets in, whose it leads to, pods or hosts, protocol and ports.
 */
export class DeclaredRules {
  private readonly bySides = new Map<string, DeclaredRule[]>();
  private readonly outside = new Map<string, DeclaredRule[]>();

  /** @param author who wrote the rules: a person says `hosts` of load balancers, too */
  constructor(
    rules: readonly DeclaredRule[],
    private readonly author: Author = "app",
  ) {
    for (const rule of rules)
      if (rule.from.kind === "tenant") push(this.bySides, sides(rule.from.tenant, rule.to), rule);
      else push(this.outside, rule.to, rule);
  }

  /** What one tenant's pods or hosts may open to another's pods, hosts or load balancers. */
  between(from: Owner, to: Owner, exposed: Exposed): readonly DeclaredPorts[] {
    if (from.kind !== "tenant" || to.kind !== "tenant") return [];
    return this.opened(this.bySides.get(sides(from.tenant, to.tenant)) ?? [], exposed);
  }

  /** What all of these addresses may open to a tenant's. */
  fromAddresses(from: AddressSet, to: Owner, exposed: Exposed): readonly DeclaredPorts[] {
    return this.fromOutside(to, exposed, ({ from: source }) => {
      const range = source.kind === "cidr" ? readCidr(source.cidr) : undefined;
      return range !== undefined && from.length > 0 && covers([range], from);
    });
  }

  /**
   * What the addresses of a prefix list may open to a tenant's. A list whose id only Terraform knows is that of the
   * declaration whose own construct names it.
   */
  fromPrefixList(
    id: string,
    at: readonly Provenance[],
    to: Owner,
    exposed: Exposed,
  ): readonly DeclaredPorts[] {
    return this.fromOutside(to, exposed, ({ from, name }) => {
      if (from.kind !== "prefix-list") return false;
      if (from.id !== null) return from.id === id;
      return at.length > 0 && at.every(({ constructPath }) => constructPath?.startsWith(`${name}/`) === true);
    });
  }

  private fromOutside(
    to: Owner,
    exposed: Exposed,
    isSource: (rule: DeclaredRule) => boolean,
  ): readonly DeclaredPorts[] {
    if (to.kind !== "tenant") return [];
    return this.opened((this.outside.get(to.tenant) ?? []).filter(isSource), exposed);
  }

  private opened(rules: readonly DeclaredRule[], exposed: Exposed): readonly DeclaredPorts[] {
    return rules
      .filter(({ expose }) => includes(expose, exposed, this.author))
      .map(({ name, protocol, ports }) => ({
        name,
        ports: protocol === ALL_PROTOCOLS ? ALL_PORTS : portsOf(protocol, ports ?? undefined),
      }));
  }
}

export const NOTHING_DECLARED = new DeclaredRules([]);

/** What of an opening was declared, and what is left of it. */
export function heldAndLeft(ports: PortSet, declared: readonly DeclaredPorts[]): readonly OpeningPart[] {
  const useful = declared.filter((rule) => !isEmpty(intersection(ports, rule.ports, true)));
  if (useful.length === 0) return isEmpty(ports) ? [] : [{ ports, declaredBy: undefined }];
  const all = union(useful.map((rule) => rule.ports));
  const left = without(ports, all);
  const names = [...new Set(useful.map(({ name }) => name))].sort();
  const held = { ports: intersection(ports, all, true), declaredBy: names };
  return isEmpty(left) ? [held] : [held, { ports: left, declaredBy: undefined }];
}

function includes(expose: DeclaredRule["expose"], exposed: Exposed, author: Author): boolean {
  if (expose === exposed) return true;
  if (exposed === "load-balancers") return author === "hand" && expose !== "pods";
  return expose === "both";
}

function sides(from: string, to: string): string {
  return `${from}\n${to}`;
}
