import fc from "fast-check";
import type {
  PlainCluster,
  PlainPeer,
  PlainPolicy,
  PlainPort,
  PlainRule,
  PlainSelector,
} from "./brute-force-policies";

const KEYS = ["app", "tier"];
const VALUES = ["a", "b"];
const NAMESPACES = ["one", "two"];
const NAME = "kubernetes.io/metadata.name";

const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom("In", "NotIn"),
    values: fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1 }),
  }),
  fc.record({ key: fc.constantFrom(...KEYS), operator: fc.constantFrom("Exists", "DoesNotExist") }),
);

const podSelector: fc.Arbitrary<PlainSelector> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.record({ matchLabels: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)) }),
  fc.record({ matchExpressions: fc.array(expression, { minLength: 1, maxLength: 2 }) }),
);

const namespaceSelector: fc.Arbitrary<PlainSelector> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...NAMESPACES).map((name) => ({ matchLabels: { [NAME]: name } })),
  fc.constantFrom(...VALUES).map((team) => ({ matchLabels: { team } })),
  fc
    .constantFrom("Exists", "DoesNotExist")
    .map((operator) => ({ matchExpressions: [{ key: "team", operator }] })),
  fc.constantFrom("In", "NotIn").map((operator) => ({
    matchExpressions: [{ key: "team", operator, values: ["a"] }],
  })),
);

const peer = (addresses: boolean): fc.Arbitrary<PlainPeer> => {
  const pods: fc.Arbitrary<PlainPeer> = fc.oneof(
    fc.record({ namespaceSelector }),
    fc.record({ podSelector }),
    fc.record({ namespaceSelector, podSelector }),
  );
  const blocks = fc.record({
    ipBlock: fc.record({
      cidr: fc.constantFrom("10.0.0.0/16", "0.0.0.0/0", "10.0.0.0/24", "192.168.0.0/16"),
      except: fc.constantFrom([], ["10.0.0.0/16"], ["10.0.0.0/25"]),
    }),
  });
  const valid = blocks.filter(({ ipBlock: { cidr, except } }) =>
    except.every(
      (hole) => hole !== cidr && !cidr.startsWith("192") && !(hole.endsWith("16") && cidr.endsWith("24")),
    ),
  );
  return addresses ? fc.oneof({ weight: 3, arbitrary: pods }, valid) : pods;
};

const port = (names: boolean): fc.Arbitrary<PlainPort> =>
  fc.oneof(
    fc.record({ protocol: fc.constantFrom("TCP", "UDP"), port: fc.constantFrom(80, 81, 8080) }),
    fc.constant({ protocol: "TCP", port: 80, endPort: 81 }),
    fc.constantFrom<PlainPort>({ protocol: "UDP" }, { port: 81 }),
    names
      ? fc.constantFrom<PlainPort>({ port: "http" }, { port: "web" })
      : fc.constant<PlainPort>({ port: 80 }),
  );

const rule = (uncertain: boolean): fc.Arbitrary<PlainRule> =>
  fc.record(
    {
      peers: fc.array(peer(uncertain), { maxLength: 2 }),
      ports: fc.array(port(uncertain), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );

const policy = (uncertain: boolean): fc.Arbitrary<PlainPolicy> =>
  fc.record(
    {
      namespace: fc.constantFrom(...NAMESPACES),
      podSelector,
      policyTypes: fc.constantFrom(["Ingress"], ["Egress"], ["Ingress", "Egress"]),
      ingress: fc.array(rule(uncertain), { maxLength: 2 }),
      egress: fc.array(rule(uncertain), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ["namespace", "podSelector"] },
  );

/**
 * Two namespaces with up to five policies. `uncertain`: with address ranges that hold some pods, and ports
 * that pods name, so that the answer depends on what is not in a plan.
 */
export const randomCluster = (uncertain: boolean): fc.Arbitrary<PlainCluster> =>
  fc
    .record({
      teams: fc.tuple(fc.constantFrom(undefined, ...VALUES), fc.constantFrom(undefined, ...VALUES)),
      policies: fc.array(policy(uncertain), { maxLength: 5 }),
    })
    .map(({ teams, policies }) => ({
      namespaces: Object.fromEntries(
        NAMESPACES.map((name, n) => {
          const team = teams[n];
          return [name, { [NAME]: name, ...(team !== undefined && { team }) }];
        }),
      ),
      policies,
    }));
