import { withStackJson } from "../../support/raw-parts";
import { infrastructureOf, pathOf, shortName } from "./built";
import type { Drawn } from "./declared";

/** A raw part that opens one tenant to another, whatever was declared. */
export interface Hole {
  /** Where it is to be found: `nonprod/t0 > nonprod/t1 network`. */
  readonly cell: string;
  make(folder: string): void;
}

/** A tenant as far as raw parts name it. */
interface Place {
  readonly name: string;
  readonly home: string;
  readonly stack: string;
  readonly path: string;
  readonly namespace: string;
}

interface Pair {
  readonly from: Place;
  readonly to: Place;
  /** True if every port is open between them as declared, so that a port more is no hole. */
  readonly isOpen: boolean;
}

type Body = Readonly<Record<string, unknown>>;

function placeOf({ tenants }: Drawn, n: number): Place | undefined {
  const tenant = tenants[n];
  if (tenant === undefined) return undefined;
  const path = pathOf(tenant, n);
  const home = infrastructureOf(tenant);
  const name = shortName(n);
  return { name, home, stack: path.split("/")[0] ?? "", path, namespace: `tenant-${name}` };
}

/** Two tenants of one Infrastructure, chosen by two numbers. */
function pairOf(all: Drawn, one: number, another: number): Pair | undefined {
  const count = all.tenants.length;
  const [n, m] = [one % count, (one + 1 + (another % (count - 1))) % count];
  const [from, to] = [placeOf(all, n), placeOf(all, m)];
  if (from === undefined || to === undefined || from.home !== to.home) return undefined;
  return {
    from,
    to,
    isOpen: all.rules.some((rule) => rule.from === n && rule.to === m && rule.ports === "all"),
  };
}

function add(folder: string, place: Place, type: string, id: string, body: Body): void {
  withStackJson(folder, place.stack, ({ resource }) => {
    const metadata = { path: `${place.path}/${id}`, uniqueId: `${place.name}_${id}` };
    const ofType = (resource[type] ??= {});
    ofType[metadata.uniqueId] = { "//": { metadata }, ...body };
  });
}

function hole(plane: string, { from, to }: Pair, make: (folder: string) => void): Hole {
  return { cell: `${from.home}/${from.name} > ${to.home}/${to.name} ${plane}`, make };
}

/** The address of a tenant's own security group. */
function groupOf(folder: string, { stack, path }: Place): string {
  let found = "";
  withStackJson(folder, stack, ({ resource }) => {
    for (const [id, body] of Object.entries(resource["aws_security_group"] ?? {})) {
      const { metadata } = body["//"] as { metadata: { path: string } };
      if (metadata.path === `${path}/Network/Tenant`) found = `\${aws_security_group.${id}.id}`;
    }
  });
  return found;
}

function policyBetween({ from, to }: Pair, way: "ingress" | "egress"): Body {
  const [self, other] = way === "ingress" ? [to, from] : [from, to];
  const peer = { namespace_selector: [{ match_labels: { "kubernetes.io/metadata.name": other.namespace } }] };
  const rule = { [way === "ingress" ? "from" : "to"]: [peer], ports: [{ protocol: "TCP", port: "19999" }] };
  const type = way === "ingress" ? "Ingress" : "Egress";
  return {
    metadata: { name: `hole-${way}`, namespace: self.namespace },
    spec: { pod_selector: {}, policy_types: [type], [way]: [rule] },
  };
}

function pods(pair: Pair): Hole | undefined {
  if (pair.isOpen) return undefined;
  return hole("network", pair, (folder) => {
    add(folder, pair.from, "kubernetes_network_policy_v1", "HoleOut", policyBetween(pair, "egress"));
    add(folder, pair.to, "kubernetes_network_policy_v1", "HoleIn", policyBetween(pair, "ingress"));
  });
}

/** Within one stack: across stacks a group is named by an output. */
function hosts(pair: Pair): Hole | undefined {
  const { from, to, isOpen } = pair;
  if (isOpen || from.stack !== to.stack) return undefined;
  const port = { ip_protocol: "tcp", from_port: 19_999, to_port: 19_999 };
  return hole("network", pair, (folder) => {
    const [source, target] = [groupOf(folder, from), groupOf(folder, to)];
    add(folder, from, "aws_vpc_security_group_egress_rule", "HoleOut", {
      ...port,
      security_group_id: source,
      referenced_security_group_id: target,
    });
    add(folder, to, "aws_vpc_security_group_ingress_rule", "HoleIn", {
      ...port,
      security_group_id: target,
      referenced_security_group_id: source,
    });
  });
}

function rights(pair: Pair): Hole {
  const { from, to } = pair;
  return hole("kubernetes", pair, (folder) =>
    add(folder, to, "kubernetes_role_binding_v1", "Hole", {
      metadata: { name: "hole", namespace: to.namespace },
      role_ref: { api_group: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
      subject: [{ kind: "ServiceAccount", name: "default", namespace: from.namespace }],
    }),
  );
}

function queue(pair: Pair): Hole {
  const { from, to } = pair;
  const role = `arn:aws:iam::123456789012:role/${from.home}/${from.name}/${from.home}--${from.name}--pods`;
  const statement = { Effect: "Allow", Principal: { AWS: role }, Action: "sqs:SendMessage", Resource: "*" };
  return hole("identity", pair, (folder) =>
    add(folder, to, "aws_sqs_queue", "Hole", {
      name: `${to.home}--${to.name}--hole`,
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    }),
  );
}

const MAKERS = { pods, hosts, rights, queue } as const;
export type HoleKind = keyof typeof MAKERS;
export const HOLE_KINDS = Object.keys(MAKERS) as HoleKind[];

/** A hole of a kind between two of the tenants; undefined where it would be none. */
export function holeOf(kind: HoleKind, all: Drawn, one: number, another: number): Hole | undefined {
  const pair = pairOf(all, one, another);
  return pair && MAKERS[kind](pair);
}
