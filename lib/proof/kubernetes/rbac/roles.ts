import type { Provenance } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { type Selector, readSelector, selects } from "../../network/policies/selector";
import { literal } from "../../pattern/token";
import { causeOf, literalValue, member, occurrences } from "../../read/values";
import type { Clusters } from "../clusters";
import type { Labels } from "../namespaces";
import type { KubernetesObject } from "../objects/object";
import { AGGREGATED, BUILT_IN_ROLES } from "./built-in-roles";
import { type RbacRule, readRule } from "./rule";

/** A role with all its rules. */
export interface Role {
  readonly rules: readonly RbacRule[];
  /** Where its rules stand; none for a role that every cluster has. */
  readonly evidence: readonly Provenance[];
}

interface Written {
  readonly object: KubernetesObject;
  readonly rules: readonly RbacRule[];
  readonly labels: Labels;
  /** What it takes in; undefined if it has rules of its own. */
  readonly aggregates: readonly Selector[] | undefined;
}

function labelsOf(metadata: Value | undefined): Labels {
  const labels = member(metadata, "labels");
  if (labels === undefined) return { known: new Map(), open: false };
  if (labels.kind !== "fields") return { known: new Map(), open: true };
  const known = [...labels.fields].map(([key, value]) => {
    const text = literalValue(value);
    return [key, text === undefined ? undefined : literal(text)] as const;
  });
  return { known: new Map(known), open: labels.open };
}

function rulesOf(object: KubernetesObject): readonly RbacRule[] {
  const { items, open } = occurrences(object.part("rule") ?? object.part("rules"));
  const rules = items.map(readRule);
  return open === undefined
    ? rules
    : [...rules, { verbs: [], groups: [], resources: [], names: [], cause: open }];
}

function written(object: KubernetesObject): Written {
  const aggregation = object.part("aggregation_rule");
  const selectors = member(aggregation, "cluster_role_selectors");
  return {
    object,
    rules: rulesOf(object),
    labels: labelsOf(object.metadata),
    aggregates: aggregation === undefined ? undefined : occurrences(selectors).items.map(readSelector),
  };
}

function merge(roles: readonly Role[]): Role {
  return {
    rules: [...new Set(roles.flatMap(({ rules }) => rules))],
    evidence: [...new Set(roles.flatMap(({ evidence }) => evidence))],
  };
}

/** Roles by name; those of a namespace as `namespace/name`. */
export class Roles {
  private readonly own = new Map<string, Role>();
  private readonly clusterWide: readonly Written[];
  private readonly aggregated = new Map<string, Role>();

  constructor(objects: readonly KubernetesObject[], clusters: Clusters, cluster: string) {
    const here = objects.filter(({ resource }) => clusters.ofObject(resource).includes(cluster));
    for (const object of here.filter(({ kind }) => kind === "Role"))
      this.own.set(`${object.namespace}/${object.name}`, {
        rules: rulesOf(object),
        evidence: [object.resource.provenance],
      });
    this.clusterWide = here.filter(({ kind }) => kind === "ClusterRole").map(written);
  }

  /** A Role of a namespace; undefined if it is not in the plan. */
  role(namespace: string, name: string): Role | undefined {
    return this.own.get(`${namespace}/${name}`);
  }

  /** R4: a ClusterRole with everything that it takes in, however far that leads. */
  clusterRole(name: string): Role | undefined {
    const known = this.aggregated.get(name);
    if (known !== undefined) return known;
    const found = this.collect(name, new Set());
    if (found !== undefined) this.aggregated.set(name, found);
    return found;
  }

  private collect(name: string, seen: Set<string>): Role | undefined {
    if (seen.has(name)) return { rules: [], evidence: [] };
    seen.add(name);
    const builtIn = BUILT_IN_ROLES.get(name);
    const same = this.clusterWide.filter(({ object }) => object.name === name);
    const labels = AGGREGATED.get(name) ?? [];
    if (builtIn === undefined && same.length === 0) return undefined;
    const parts: Role[] = [{ rules: builtIn ?? [], evidence: [] }];
    for (const each of same) {
      // What a role aggregates replaces the rules that it has itself.
      const rules = each.aggregates === undefined ? each.rules : [];
      parts.push({ rules, evidence: [each.object.resource.provenance] });
    }
    const selectors = [
      ...same.flatMap(({ aggregates }) => aggregates ?? []),
      ...labels.map((key): Selector => ({ requirements: [{ key, operator: "In", values: ["true"] }] })),
    ];
    for (const other of this.clusterWide) parts.push(...this.taken(other, selectors, seen));
    return merge(parts);
  }

  private taken(other: Written, selectors: readonly Selector[], seen: Set<string>): readonly Role[] {
    const truths = selectors.map((selector) => selects(selector, other.labels));
    if (truths.every((truth) => truth === "no")) return [];
    const inner = this.collect(other.object.name ?? "", seen) ?? { rules: other.rules, evidence: [] };
    if (truths.includes("yes")) return [inner];
    const cause = `it is not known whether ${other.object.resource.provenance.address} is aggregated`;
    return [{ ...inner, rules: [{ verbs: [], groups: [], resources: [], names: [], cause }] }];
  }
}

/** What is bound to a role that is not in the plan may do anything. */
export function unreadRole(what: string, value?: Value): Role {
  const cause = causeOf(value, what) ?? `${what} is not in the plan`;
  return { rules: [{ verbs: [], groups: [], resources: [], names: [], cause }], evidence: [] };
}
