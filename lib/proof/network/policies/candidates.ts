import { type Labels, type Namespace, NAMESPACE_NAME } from "../../kubernetes/namespaces";
import { textOf } from "../../pattern/token";
import { holdsPods } from "../cluster-addresses";
import type { NetworkPolicy, Peer, Way } from "./policy";
import { selects, type Selector, valuesFor } from "./selector";
import type { ClusterPolicies } from "./surroundings";

/** Who may be on the other side: these namespaces, or any. */
type Others = ReadonlySet<string> | "all";

/** Namespaces by what their labels say, so that a selector need not be held against each of them. */
class LabelIndex {
  private readonly byKey = new Map<string, Map<string, Namespace[]>>();
  private readonly unsure = new Map<string, Namespace[]>();

  constructor(private readonly namespaces: readonly Namespace[]) {}

  /** Those that a selector may select. */
  selected(selector: Selector): readonly Namespace[] {
    const [key, values] = this.narrowest(selector);
    const pool = key === undefined ? this.namespaces : this.having(key, values);
    return pool.filter(({ labels }) => selects(selector, labels) !== "no");
  }

  private narrowest(selector: Selector): readonly [string | undefined, readonly string[]] {
    const name = valuesFor(selector, NAMESPACE_NAME);
    if (name !== undefined) return [NAMESPACE_NAME, name];
    const first = selector.requirements.find(({ operator }) => operator === "In");
    return [first?.key, first?.values ?? []];
  }

  private having(key: string, values: readonly string[]): readonly Namespace[] {
    const known = this.byKey.get(key) ?? this.fill(key);
    return [...new Set(values.flatMap((value) => known.get(value) ?? [])), ...(this.unsure.get(key) ?? [])];
  }

  private fill(key: string): Map<string, Namespace[]> {
    const known = new Map<string, Namespace[]>();
    const unsure: Namespace[] = [];
    for (const namespace of this.namespaces) {
      const text = literalLabel(namespace.labels, key);
      if (text === "unsure") unsure.push(namespace);
      else if (text !== undefined) known.set(text.value, [...(known.get(text.value) ?? []), namespace]);
    }
    this.byKey.set(key, known);
    this.unsure.set(key, unsure);
    return known;
  }
}

function literalLabel({ known, open }: Labels, key: string): { value: string } | "unsure" | undefined {
  const pattern = known.get(key);
  if (pattern === undefined) return known.has(key) || open ? "unsure" : undefined;
  const text = textOf(pattern);
  return text === undefined ? "unsure" : { value: text };
}

/** True if a policy closes this direction of every pod of its namespace, for certain. */
function closesAll(policy: NetworkPolicy, way: Way): boolean {
  const direction = policy[way];
  if (direction === undefined || direction.cause !== undefined) return false;
  return policy.pods.requirements.length === 0 && policy.pods.cause === undefined;
}

function ofPeer(place: ClusterPolicies, index: LabelIndex, peer: Peer, way: Way): Others {
  if (peer.kind === "unread") return "all";
  if (peer.kind === "block")
    return holdsPods(peer.addresses, place.addresses, way === "egress") === "no" ? new Set() : "all";
  if (peer.namespaces === undefined) return new Set();
  return new Set(index.selected(peer.namespaces).map(({ name }) => name));
}

function othersOf(place: ClusterPolicies, index: LabelIndex, namespace: string, way: Way): Others {
  const policies = place.policiesIn(namespace);
  if (!policies.some((policy) => closesAll(policy, way))) return "all";
  const names = new Set<string>();
  for (const rule of policies.flatMap((policy) => policy[way]?.rules ?? [])) {
    if (rule.peers === undefined) return "all";
    for (const peer of rule.peers) {
      const others = ofPeer(place, index, peer, way);
      if (others === "all") return "all";
      others.forEach((name) => names.add(name));
    }
  }
  return names;
}

/**
 * Pairs of namespaces between which a connection is not excluded at once: each side names the other, or names
 * nobody in particular. Found from what the policies name, not by trying all pairs.
 */
export function candidates(place: ClusterPolicies): readonly (readonly [Namespace, Namespace])[] {
  const index = new LabelIndex(place.namespaces);
  const byName = new Map(place.namespaces.map((namespace) => [namespace.name, namespace]));
  const openToAll: string[] = [];
  const admittedBy = new Map<string, string[]>();
  const admits = new Map<string, Others>();
  for (const { name } of place.namespaces) {
    const sources = othersOf(place, index, name, "ingress");
    admits.set(name, sources);
    if (sources === "all") openToAll.push(name);
    else sources.forEach((source) => admittedBy.set(source, [...(admittedBy.get(source) ?? []), name]));
  }
  return place.namespaces.flatMap((from) => {
    const targets = othersOf(place, index, from.name, "egress");
    const names =
      targets === "all"
        ? [...openToAll, ...(admittedBy.get(from.name) ?? [])]
        : [...targets].filter((name) => {
            const sources = admits.get(name);
            return sources === "all" || sources?.has(from.name) === true;
          });
    return [...new Set(names)].sort().flatMap((name) => {
      const to = byName.get(name);
      return to === undefined || to === from ? [] : [[from, to] as const];
    });
  });
}
