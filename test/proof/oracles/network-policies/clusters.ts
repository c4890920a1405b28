import fc from "fast-check";

type Labels = Readonly<Record<string, string>>;

/** As the API of Kubernetes writes them: the judge reads nothing else. */
interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

interface Rule {
  readonly from?: readonly object[];
  readonly to?: readonly object[];
  readonly ports?: readonly object[];
}

export interface Manifest {
  readonly apiVersion: "networking.k8s.io/v1";
  readonly kind: "NetworkPolicy";
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

/** Namespaces with their labels, and policies in them. */
export interface Cluster {
  readonly namespaces: Readonly<Record<string, Labels>>;
  readonly policies: readonly Manifest[];
}

const NAMESPACES = ["one", "two", "three"];
const VALUES = ["a", "b"];
export const NAME = "kubernetes.io/metadata.name";
export const PROTOCOLS = ["TCP", "UDP"];
export const PORTS = [79, 80, 81, 82, 8080];
/** Nobody's in the cluster, at the borders of the ranges that policies name. */
export const OUTSIDE = ["192.0.2.63", "192.0.2.64", "198.51.100.7"];

/** A label that is absent is in no list, which the judge gets wrong: it is asked for where it is not to be in one. */
const expressions = fc.oneof(
  fc
    .record({
      key: fc.constantFrom("app", "tier"),
      values: fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1 }),
    })
    .chain(({ key, values }) =>
      fc.constantFrom(
        [{ key, operator: "In", values }],
        [
          { key, operator: "NotIn", values },
          { key, operator: "Exists" },
        ],
      ),
    ),
  fc
    .record({ key: fc.constantFrom("app", "tier"), operator: fc.constantFrom("Exists", "DoesNotExist") })
    .map((one) => [one]),
);

const podSelector: fc.Arbitrary<Selector> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.constantFrom(...VALUES).map((app) => ({ matchLabels: { app } })),
  fc.constantFrom(...VALUES).map((tier) => ({ matchLabels: { app: "a", tier } })),
  expressions.map((matchExpressions) => ({ matchExpressions })),
  expressions.map((matchExpressions) => ({ matchLabels: { tier: "b" }, matchExpressions })),
);

const namespaceSelector: fc.Arbitrary<Selector> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...NAMESPACES).map((name) => ({ matchLabels: { [NAME]: name } })),
  fc.constantFrom(...VALUES).map((team) => ({ matchLabels: { team } })),
  fc
    .constantFrom("Exists", "DoesNotExist")
    .map((operator) => ({ matchExpressions: [{ key: "team", operator }] })),
  fc
    .uniqueArray(fc.constantFrom(...NAMESPACES), { minLength: 1, maxLength: 2 })
    .chain((values) =>
      fc
        .constantFrom("In", "NotIn")
        .map((operator) => ({ matchExpressions: [{ key: NAME, operator, values }] })),
    ),
);

/** `inside`: ranges that hold addresses of pods as well, so that who has which decides. */
function block(inside: boolean): fc.Arbitrary<object> {
  const far = [
    { cidr: "192.0.2.0/24" },
    { cidr: "192.0.2.0/24", except: ["192.0.2.64/26"] },
    { cidr: "198.51.100.0/24" },
    { cidr: "192.0.2.0/24", except: ["192.0.2.0/26", "192.0.2.128/25"] },
  ];
  const near = [
    { cidr: "0.0.0.0/0" },
    { cidr: "10.0.0.0/24" },
    { cidr: "10.0.0.0/16", except: ["10.0.0.128/25"] },
    { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] },
  ];
  return fc.constantFrom(...far, ...(inside ? near : [])).map((ipBlock) => ({ ipBlock }));
}

function peer(inside: boolean): fc.Arbitrary<object> {
  return fc.oneof(
    fc.record({ namespaceSelector }),
    fc.record({ podSelector }),
    fc.record({ namespaceSelector, podSelector }),
    block(inside),
  );
}

function port(names: boolean): fc.Arbitrary<object> {
  return fc.oneof(
    fc.record({ protocol: fc.constantFrom(...PROTOCOLS), port: fc.constantFrom(80, 81, 8080) }),
    fc.constantFrom<object>(
      { protocol: "TCP", port: 80, endPort: 81 },
      { protocol: "UDP", port: 80, endPort: 9000 },
    ),
    fc.constantFrom<object>(
      { protocol: "UDP" },
      { port: 81 },
      { protocol: "TCP", port: 8080, endPort: 8080 },
    ),
    names
      ? fc.constantFrom<object>({ port: "http" }, { protocol: "UDP", port: "web" })
      : fc.constant({ port: 80 }),
  );
}

/** Absent, empty, or filled: not the same of everything. */
function rules(side: "from" | "to", uncertain: boolean): fc.Arbitrary<Rule[]> {
  const rule = fc.record(
    {
      peers: fc.array(peer(uncertain), { maxLength: 2 }),
      ports: fc.array(port(uncertain), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
  const written = rule.map(({ peers, ports }) => ({
    ...(peers && { [side]: peers }),
    ...(ports && { ports }),
  }));
  return fc.array(written, { maxLength: 2 });
}

function policy(
  uncertain: boolean,
): fc.Arbitrary<Omit<Manifest, "metadata"> & { readonly namespace: string }> {
  const spec = fc.record(
    {
      podSelector,
      policyTypes: fc.constantFrom(["Ingress"], ["Egress"], ["Ingress", "Egress"]),
      ingress: rules("from", uncertain),
      egress: rules("to", uncertain),
    },
    { requiredKeys: ["podSelector"] },
  );
  const head = {
    apiVersion: fc.constant("networking.k8s.io/v1"),
    kind: fc.constant("NetworkPolicy"),
  } as const;
  return fc.record({ ...head, namespace: fc.constantFrom(...NAMESPACES), spec }) as fc.Arbitrary<
    Omit<Manifest, "metadata"> & { readonly namespace: string }
  >;
}

/**
 * Three namespaces with up to six policies. `uncertain`: with ranges that hold some pods, and ports that pods name, so
 * that the answer depends on what is in no plan.
 */
export function clusters(uncertain: boolean): fc.Arbitrary<Cluster> {
  const team = fc.constantFrom<Labels>({}, { team: "a" }, { team: "b" });
  return fc
    .record({
      teams: fc.tuple(team, team, team),
      policies: fc.array(policy(uncertain), { minLength: 1, maxLength: 6 }),
    })
    .map(({ teams, policies }) => ({
      namespaces: Object.fromEntries(NAMESPACES.map((name, n) => [name, { [NAME]: name, ...teams[n] }])),
      policies: policies.map(({ namespace, ...rest }, n) => ({
        ...rest,
        metadata: { name: `p${n}`, namespace },
      })),
    }));
}
