import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachByPolicies } from "../../../lib/proof/network/policies/reach";
import { cluster, namespace, policy, RESTRICTED, shownSteps } from "../support/cluster";
import { facts, type Written } from "../support/facts";

/**
 * What people commonly write NetworkPolicies for, and what then gets through. The facts are those of the public
 * collection "Kubernetes Network Policy Recipes"; there pods without a policy are open.
 */
const OPEN_FROM_THE_START = { enableNetworkPolicy: "true" };

type Spec = Readonly<Record<string, Written>>;
const WEB = { pod_selector: [{ match_labels: { app: "web" } }] };
const EVERY = { pod_selector: [{}] };
const rule = (peer: Spec, more: Spec = {}): Spec => ({ from: [peer], ...more });
const labelled = (labels: Spec) => [{ match_labels: labels }];

/** `shop` has the policies; `ops` is labelled as the operators', and `other` as nobody's. */
function opened(...policies: readonly Spec[]): string[] {
  const all: FactResource[] = [
    ...cluster(OPEN_FROM_THE_START),
    namespace("shop"),
    namespace("ops", { ...RESTRICTED, team: "operations" }),
    namespace("other"),
    ...policies.map((spec) => policy("shop", spec)),
  ];
  const isOfShop = (from: string, to: string) =>
    [from, to].some((id) => id.endsWith("/shop")) &&
    ![from, to].some((id) => /unfiltered|vpc-|chosen|kube-/.test(id));
  return shownSteps(reachByPolicies(facts(...all)), isOfShop)
    .filter((step) => !/default|dns/.test(step))
    .map((step) => step.replace("cidr:0.0.0.0/0", "world"))
    .sort();
}

const inward = (what: string, ...from: readonly string[]) =>
  from.map((each) => `${each} -> shop must: ${what}`);
const DENY_IN = { ...EVERY, policy_types: ["Ingress"] };
const DENY_OUT = { ...EVERY, policy_types: ["Egress"] };

/** With everything else of the namespace closed, so that only what a recipe opens is seen. */
it.each<[string, Spec[], string[]]>([
  ["nothing but the closing policy lets nobody in", [], []],
  ["a policy of one kind of pods without rules lets nobody in", [{ ...WEB, ingress: [] }], []],
  [
    "pods of its own namespace are let in",
    [{ ...WEB, ingress: [rule({ pod_selector: labelled({ app: "book" }) })] }],
    [],
  ],
  ["any pods of its own namespace are let in", [{ ...EVERY, ingress: [rule({ pod_selector: [{}] })] }], []],
  [
    "everybody is let in to one kind of pods",
    [{ ...WEB, ingress: [{}] }],
    inward("all", "ops", "other", "world"),
  ],
  [
    "all namespaces are",
    [{ ...WEB, ingress: [rule({ namespace_selector: [{}] })] }],
    inward("all", "ops", "other"),
  ],
  [
    "the namespaces with a label are",
    [{ ...WEB, ingress: [rule({ namespace_selector: labelled({ team: "operations" }) })] }],
    inward("all", "ops"),
  ],
  [
    "some pods of the namespaces with a label are",
    [
      {
        ...WEB,
        ingress: [
          rule({
            namespace_selector: labelled({ team: "operations" }),
            pod_selector: labelled({ type: "monitoring" }),
          }),
        ],
      },
    ],
    inward("all", "ops"),
  ],
  [
    "traffic from outside is, on the port of the web",
    [{ ...WEB, ingress: [{ ports: [{ port: "80" }] }] }],
    inward("tcp 80", "ops", "other", "world"),
  ],
  [
    "pods of its own are, on one port",
    [
      {
        ...WEB,
        ingress: [rule({ pod_selector: labelled({ role: "monitoring" }) }, { ports: [{ port: "5000" }] })],
      },
    ],
    [],
  ],
  [
    "several kinds of pods of its own are",
    [
      {
        ...WEB,
        ingress: [
          {
            from: ["search", "api", "inventory"].map((app) => ({ pod_selector: labelled({ app }) })),
          },
        ],
      },
    ],
    [],
  ],
])("%s", (_, policies, expected) => {
  expect(opened(DENY_IN, DENY_OUT, ...policies)).toEqual(expected);
});

const outward = (...to: readonly string[]) => to.map((each) => `shop -> ${each} must: all`);
const NAMES = [
  { port: "53", protocol: "UDP" },
  { port: "53", protocol: "TCP" },
];

it.each<[string, Spec[], string[]]>([
  ["a policy for the way out without rules lets nobody out", [DENY_OUT], []],
  [
    "one of some pods leaves all others open",
    [{ ...WEB, policy_types: ["Egress"] }],
    [...outward("ops", "other"), "shop -> world may: all"],
  ],
  [
    "names alone may be asked for, of the cluster",
    [
      DENY_OUT,
      { ...WEB, policy_types: ["Egress"], egress: [{ ports: NAMES, to: [{ namespace_selector: [{}] }] }] },
    ],
    ["ops", "other"].map((each) => `shop -> ${each} must: tcp 53, udp 53`),
  ],
  [
    "pods of the cluster may be reached, and nothing outside",
    [DENY_OUT, { ...WEB, policy_types: ["Egress"], egress: [{ to: [{ namespace_selector: [{}] }] }] }],
    outward("ops", "other"),
  ],
])("%s", (_, policies, expected) => {
  expect(opened(DENY_IN, ...policies)).toEqual(expected);
});
