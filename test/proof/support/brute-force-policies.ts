/**
 * NetworkPolicies by plain reading of their documentation, one concrete pod and one concrete port at a time.
 * Shares no code with the proof.
 */
export interface PlainSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export interface PlainPeer {
  readonly namespaceSelector?: PlainSelector;
  readonly podSelector?: PlainSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface PlainPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface PlainRule {
  readonly peers?: readonly PlainPeer[];
  readonly ports?: readonly PlainPort[];
}

export interface PlainPolicy {
  readonly namespace: string;
  readonly podSelector: PlainSelector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly PlainRule[];
  readonly egress?: readonly PlainRule[];
}

export interface PlainPod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  /** Its named ports. */
  readonly ports: Readonly<Record<string, number>>;
}

export interface PlainCluster {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly policies: readonly PlainPolicy[];
}

function has(labels: Readonly<Record<string, string>>, selector: PlainSelector): boolean {
  for (const [key, wanted] of Object.entries(selector.matchLabels ?? {}))
    if (labels[key] !== wanted) return false;
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const found = labels[key];
    if (operator === "In" && (found === undefined || !values.includes(found))) return false;
    if (operator === "NotIn" && found !== undefined && values.includes(found)) return false;
    if (operator === "Exists" && found === undefined) return false;
    if (operator === "DoesNotExist" && found !== undefined) return false;
  }
  return true;
}

function number(ip: string): number {
  return ip.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

function inRange(ip: string, cidr: string): boolean {
  const [base = "", mask = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(mask));
  return Math.floor(number(ip) / size) === Math.floor(number(base) / size);
}

function isPeer(peer: PlainPeer, pod: PlainPod, policy: PlainPolicy, cluster: PlainCluster): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    return inRange(pod.ip, cidr) && !except.some((hole) => inRange(pod.ip, hole));
  }
  if (peer.namespaceSelector === undefined) {
    if (pod.namespace !== policy.namespace) return false;
  } else if (!has(cluster.namespaces[pod.namespace] ?? {}, peer.namespaceSelector)) return false;
  return has(pod.labels, peer.podSelector ?? {});
}

function isPort(entry: PlainPort, protocol: string, port: number, target: PlainPod): boolean {
  if ((entry.protocol ?? "TCP") !== protocol) return false;
  if (entry.port === undefined) return true;
  if (typeof entry.port === "string") return target.ports[entry.port] === port;
  return entry.port <= port && port <= (entry.endPort ?? entry.port);
}

function types(policy: PlainPolicy): readonly string[] {
  return policy.policyTypes ?? (policy.egress === undefined ? ["Ingress"] : ["Ingress", "Egress"]);
}

/** Does one side let the connection through? */
function sideAllows(
  cluster: PlainCluster,
  type: "Ingress" | "Egress",
  self: PlainPod,
  other: PlainPod,
  at: { readonly protocol: string; readonly port: number; readonly target: PlainPod },
): boolean {
  const mine = cluster.policies.filter(
    (policy) =>
      policy.namespace === self.namespace &&
      types(policy).includes(type) &&
      has(self.labels, policy.podSelector),
  );
  if (mine.length === 0) return true;
  return mine.some((policy) =>
    ((type === "Ingress" ? policy.ingress : policy.egress) ?? []).some((rule) => {
      const peers = rule.peers ?? [];
      const ports = rule.ports ?? [];
      return (
        (peers.length === 0 || peers.some((peer) => isPeer(peer, other, policy, cluster))) &&
        (ports.length === 0 || ports.some((entry) => isPort(entry, at.protocol, at.port, at.target)))
      );
    }),
  );
}

/** Can this pod connect to that one? */
export function connects(
  cluster: PlainCluster,
  source: PlainPod,
  target: PlainPod,
  protocol: string,
  port: number,
): boolean {
  const at = { protocol, port, target };
  return (
    sideAllows(cluster, "Egress", source, target, at) && sideAllows(cluster, "Ingress", target, source, at)
  );
}
