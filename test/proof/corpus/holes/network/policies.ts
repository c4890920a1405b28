import type { Hole, Patch, Shown } from "../../case";
import { all, resource } from "../../parts";
import { OF_ACME, OF_WORLD } from "./parts";

const POLICY = "kubernetes_network_policy_v1";
type Json = string | number | boolean | null | readonly Json[] | Body;
type Body = { readonly [key: string]: Json };

/** One more policy of a tenant's namespace, for all its pods unless it says otherwise. */
export function policy(tenant: string, name: string, spec: Body, namespace = tenant): Patch {
  const id = `${tenant.replace("-", "_")}_${name}`;
  return resource(POLICY, id, { metadata: { name, namespace }, spec: { pod_selector: {}, ...spec } });
}

export function byLabel(key: string, ...values: readonly string[]): Body {
  return { match_expressions: [{ key, operator: "In", values }] };
}
export const NAMED = (name: string) => ({ namespace_selector: byLabel("kubernetes.io/metadata.name", name) });
export const EVERY_NAMESPACE = { namespace_selector: {} } as const;

/** acme's pods may go out to globex's, on every port unless some are named. */
export function out(rule: Body = {}): Patch {
  const egress = [{ to: [NAMED("globex")], ...rule }];
  return policy("acme", "out", { policy_types: ["Egress"], egress });
}

/** globex's pods let somebody in. */
export function inward(...rules: readonly Body[]): Patch {
  return policy("globex", "in", { policy_types: ["Ingress"], ingress: rules });
}

const IN = `${POLICY}.globex_in`;
export const MAY = "acme > globex network unknown";
/** Pods that no policy closes may be behind a load balancer. */
const WORLD_MAY = "world > globex network unknown";

function shown(what = "all", cell: string = OF_ACME, at = IN): Shown {
  return { cell, what, on: "namespace globex", at };
}

/** A hole of the estate between pods. */
function hole(id: string, title: string, edit: Patch, cells = [OF_ACME], shows: Shown = shown()): Hole {
  return { id, title, base: "estate", edit, cells, shows };
}

/** acme's pods may go out to globex's, which let in what a rule says. */
function letIn(id: string, title: string, rule: Body, what = "all"): Hole {
  return hole(id, title, all(out(), inward(rule)), [OF_ACME], shown(what));
}

/** Peers as selectors of namespaces and pods. */
const SELECTORS: readonly Hole[] = [
  letIn("peer-by-name", "the namespace of another tenant by its name", { from: [NAMED("acme")] }),
  letIn("peer-every-namespace", "a selector without conditions, which is for every namespace", {
    from: [EVERY_NAMESPACE],
  }),
  letIn("peer-by-label", "a label that the other tenant's namespace has", {
    from: [{ namespace_selector: { match_labels: { team: "acme" } } }],
  }),
  letIn("peer-in-list", "a list of teams in which another one stands", {
    from: [{ namespace_selector: byLabel("team", "globex", "acme") }],
  }),
  letIn("peer-not-in", "everybody whose team is not among some", {
    from: [
      {
        namespace_selector: {
          match_expressions: [{ key: "team", operator: "NotIn", values: ["globex", "acme-eu"] }],
        },
      },
    ],
  }),
  letIn("peer-exists", "whoever has a team", {
    from: [{ namespace_selector: { match_expressions: [{ key: "team", operator: "Exists" }] } }],
  }),
  letIn("peer-does-not-exist", "whoever has no label that says he is suspended", {
    from: [{ namespace_selector: { match_expressions: [{ key: "suspended", operator: "DoesNotExist" }] } }],
  }),
  letIn("peer-or", "its own namespace, or pods with a label in any other: two entries where one was meant", {
    from: [NAMED("globex"), { ...EVERY_NAMESPACE, pod_selector: { match_labels: { app: "gateway" } } }],
  }),
  letIn("peer-forged", "pods of any namespace with a label that whoever runs them may choose", {
    from: [{ ...EVERY_NAMESPACE, pod_selector: { match_labels: { team: "globex" } } }],
  }),
  letIn("peer-pods-not-in", "pods of any namespace that do not say that they are a test's", {
    from: [
      {
        ...EVERY_NAMESPACE,
        pod_selector: { match_expressions: [{ key: "env", operator: "NotIn", values: ["test"] }] },
      },
    ],
  }),
  {
    ...letIn("peer-none", "a rule without peers, which is for everybody", {}),
    cells: [OF_ACME, OF_WORLD],
  },
  {
    ...letIn("peer-none-listed", "a rule whose list of peers is empty, which is for everybody", { from: [] }),
    cells: [OF_ACME, OF_WORLD],
  },
  hole(
    "peer-unknown",
    "a label that only the apply knows",
    all(
      out(),
      resource("random_pet", "team", { length: 1 }),
      inward({ from: [{ namespace_selector: { match_labels: { team: "${random_pet.team.id}" } } }] }),
    ),
    ["acme > globex network unknown"],
    shown("all", MAY),
  ),
];

/** Ports, by number, by range and by name. */
const PORTS: readonly Hole[] = [
  letIn(
    "port-number",
    "one port",
    { from: [NAMED("acme")], ports: [{ port: "5432", protocol: "TCP" }] },
    "tcp 5432",
  ),
  letIn(
    "port-default-protocol",
    "a port without a protocol, which is TCP",
    { from: [NAMED("acme")], ports: [{ port: "5432" }] },
    "tcp 5432",
  ),
  letIn(
    "port-range",
    "a range of ports",
    { from: [NAMED("acme")], ports: [{ port: "5000", end_port: 6000, protocol: "TCP" }] },
    "tcp 5000-6000",
  ),
  letIn(
    "port-protocol",
    "a protocol without a port",
    { from: [NAMED("acme")], ports: [{ protocol: "SCTP" }] },
    "sctp",
  ),
  letIn(
    "port-name",
    "a port by a name that each pod gives it",
    { from: [NAMED("acme")], ports: [{ port: "metrics", protocol: "TCP" }] },
    "tcp metrics",
  ),
  hole(
    "port-between",
    "a port in the range that the other side may go out to",
    all(
      out({ ports: [{ port: "8000", end_port: 9000, protocol: "TCP" }] }),
      inward({ from: [NAMED("acme")], ports: [{ port: "8443", protocol: "TCP" }] }),
    ),
    [OF_ACME],
    shown("tcp 8443"),
  ),
  hole(
    "port-name-of-number",
    "a port by its name, which may have the number that the other side may go out to",
    all(
      out({ ports: [{ port: "9100", protocol: "TCP" }] }),
      inward({ from: [NAMED("acme")], ports: [{ port: "metrics", protocol: "TCP" }] }),
    ),
    [MAY],
    shown("tcp 9100", MAY),
  ),
];

/** Ranges of addresses. */
const BLOCKS: readonly Hole[] = [
  letIn("block-vpc", "the range of the VPC, in which all pods have their addresses", {
    from: [{ ip_block: { cidr: "10.20.0.0/16" } }],
  }),
  letIn("block-except", "the range of the VPC but for some subnets, in none of which pods are", {
    from: [{ ip_block: { cidr: "10.20.0.0/16", except: ["10.20.0.0/24", "10.20.1.0/24"] } }],
  }),
  hole(
    "block-part",
    "half of the range in which the nodes stand: some pods have addresses there",
    all(out(), inward({ from: [{ ip_block: { cidr: "10.20.16.0/20" } }] })),
    [MAY],
    shown("all", MAY),
  ),
  {
    ...letIn("block-anywhere", "everybody but for the metadata service", {
      from: [{ ip_block: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }],
    }),
    cells: [OF_ACME, OF_WORLD],
  },
  {
    ...letIn("block-world", "addresses outside that nobody declared", {
      from: [{ ip_block: { cidr: "203.0.113.0/24" } }],
    }),
    cells: [OF_WORLD],
    shows: shown("all", OF_WORLD),
  },
  hole(
    "block-out",
    "a way out to the range of the VPC, and a way in for everybody's namespaces",
    all(out({ to: [{ ip_block: { cidr: "10.0.0.0/8" } }] }), inward({ from: [EVERY_NAMESPACE] })),
  ),
];

/** What is missing, or stands where it does nothing. */
const MISSING: readonly Hole[] = [
  hole(
    "policies-of-some-pods",
    "policies that close the pods of the web alone",
    all(
      out(),
      ...["closed", "within"].map((name) =>
        resource(POLICY, `globex_${name}`, { spec: { pod_selector: { match_labels: { app: "web" } } } }),
      ),
    ),
    [OF_ACME, WORLD_MAY],
    { ...shown(), at: "kubernetes_network_policy_v1" },
  ),
  hole(
    "policies-elsewhere",
    "policies that stand in another namespace than was meant",
    all(
      out(),
      ...["closed", "within"].map((name) =>
        resource(POLICY, `globex_${name}`, { metadata: { namespace: "default" } }),
      ),
    ),
    [OF_ACME, WORLD_MAY],
    { ...shown(), at: "kubernetes_network_policy_v1" },
  ),
  hole(
    "policies-of-one-direction",
    "policies that close what comes in and say nothing of what goes out, on one side, and let everybody in on the other",
    all(
      resource(POLICY, "acme_closed", { spec: { policy_types: ["Ingress"] } }),
      resource(POLICY, "acme_within", { spec: { policy_types: null, egress: null } }),
      resource(POLICY, "acme_dns", null),
      inward({ from: [EVERY_NAMESPACE] }),
    ),
    [OF_ACME],
  ),
  hole(
    "policies-for-some",
    "a policy that closes a namespace only where a variable says so",
    all(
      out(),
      { variable: { closed: { type: "bool" } } },
      ...["closed", "within"].map((name) =>
        resource(POLICY, `globex_${name}`, { count: "${var.closed ? 1 : 0}" }),
      ),
    ),
    [MAY, WORLD_MAY],
    { ...shown("all", MAY), at: "kubernetes_network_policy_v1" },
  ),
];

/** NetworkPolicies that let others in. */
export const POLICY_HOLES: readonly Hole[] = [...SELECTORS, ...PORTS, ...BLOCKS, ...MISSING];
