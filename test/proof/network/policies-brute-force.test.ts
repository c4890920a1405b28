import fc from "fast-check";
import type { FactResource } from "../../../lib/proof/facts/resource";
import type { Step } from "../../../lib/proof/facts/step";
import { reachByPolicies } from "../../../lib/proof/network/policies/reach";
import { runs } from "../../support/property-runs";
import {
  connects,
  type PlainCluster,
  type PlainPod,
  type PlainRule,
  type PlainSelector,
} from "../support/brute-force-policies";
import { cluster as platform } from "../support/cluster";
import { facts, resource, type Written } from "../support/facts";
import { randomCluster } from "../support/random-network-policies";

/** Policies enforced from a pod's start, but pods without one open: what the documentation of Kubernetes says. */
const PLAIN = { enableNetworkPolicy: "true" };
/** A nightly run asks for thousands. */
const RUNS = runs(Number(process.env["PROOF_RUNS"] ?? 300));
const PROTOCOLS = ["TCP", "UDP"];
const PORTS = [79, 80, 81, 82, 8080, 9090];
/** At the borders of the ranges that the random policies name. */
const ADDRESSES = ["10.0.0.127", "10.0.0.128", "10.0.1.0"];

function selector({ matchLabels, matchExpressions }: PlainSelector): Written {
  return [
    {
      ...(matchLabels && { match_labels: matchLabels }),
      ...(matchExpressions && {
        match_expressions: matchExpressions.map(({ key, operator, values }) => ({
          key,
          operator,
          ...(values && { values }),
        })),
      }),
    },
  ];
}

function rule(way: "from" | "to", { peers, ports }: PlainRule): Written {
  return {
    ...(peers && {
      [way]: peers.map(({ namespaceSelector, podSelector, ipBlock }) => ({
        ...(namespaceSelector && { namespace_selector: selector(namespaceSelector) }),
        ...(podSelector && { pod_selector: selector(podSelector) }),
        ...(ipBlock && { ip_block: [{ cidr: ipBlock.cidr, except: ipBlock.except ?? [] }] }),
      })),
    }),
    ...(ports && {
      ports: ports.map(({ protocol, port, endPort }) => ({
        ...(protocol && { protocol }),
        ...(port !== undefined && { port: String(port) }),
        ...(endPort !== undefined && { end_port: endPort }),
      })),
    }),
  };
}

function resources({ namespaces, policies }: PlainCluster): readonly FactResource[] {
  return [
    ...platform(PLAIN),
    ...Object.entries(namespaces).map(([name, labels]) =>
      resource(name, `kubernetes_namespace_v1.${name}`, { metadata: [{ name, labels }] }),
    ),
    ...policies.map(({ namespace, podSelector, policyTypes, ingress, egress }, n) =>
      resource(namespace, `kubernetes_network_policy.p${n}`, {
        metadata: [{ name: `p${n}`, namespace }],
        spec: [
          {
            pod_selector: selector(podSelector),
            ...(policyTypes && { policy_types: policyTypes }),
            ...(ingress && { ingress: ingress.map((each) => rule("from", each)) }),
            ...(egress && { egress: egress.map((each) => rule("to", each)) }),
          },
        ],
      }),
    ),
  ];
}

const LABELS: readonly PlainPod["labels"][] = [undefined, "a", "b", "c"].flatMap((app) =>
  [undefined, "a", "b", "c"].map((tier) => ({ ...(app && { app }), ...(tier && { tier }) })),
);

/** Only addresses and names of ports tell pods apart beyond their labels, where policies speak of those. */
function pods(namespace: string, everyAddress: boolean, listens: boolean): readonly PlainPod[] {
  const addresses = everyAddress ? ADDRESSES : ADDRESSES.slice(0, 1);
  const named: readonly PlainPod["ports"][] =
    everyAddress && listens ? [{ http: 80, web: 80 }, { http: 9090 }] : [{}];
  return LABELS.flatMap((labels) =>
    addresses.flatMap((ip) => named.map((ports) => ({ namespace, labels, ip, ports }))),
  );
}

/** What is open between some pod of each, found by trying. */
function tried(given: PlainCluster, uncertain: boolean): ReadonlySet<string> {
  const open = new Set<string>();
  const [sources, targets] = [pods("one", uncertain, false), pods("two", uncertain, true)];
  for (const protocol of PROTOCOLS)
    for (const port of PORTS)
      if (sources.some((from) => targets.some((to) => connects(given, from, to, protocol, port))))
        open.add(`${protocol} ${port}`);
  return open;
}

/** Does a step say that a port is open? A name stands for any port, or only for those that pods give it. */
function says(steps: readonly Step[], protocol: string, port: number, names: readonly number[]): boolean {
  return steps.some(({ what }) =>
    what.some((text) => {
      const [kind = "", span] = text.split(" ");
      if (kind === "all") return true;
      if (kind !== protocol.toLowerCase()) return false;
      if (span === undefined) return true;
      if (!/^\d/.test(span)) return names.includes(port);
      const [from, to = from] = span.split("-").map(Number);
      return from !== undefined && to !== undefined && from <= port && port <= to;
    }),
  );
}

function stepsFrom(given: PlainCluster): readonly Step[] {
  return reachByPolicies(facts(...resources(given))).steps.filter(
    ({ from, to }) => from === "k8s:ns:main/one" && to === "k8s:ns:main/two",
  );
}

describe("NetworkPolicies against every pod, one by one", () => {
  it("are decided exactly where everything that decides is in the plan", () => {
    fc.assert(
      fc.property(randomCluster(false), (given) => {
        const [steps, open] = [stepsFrom(given), tried(given, false)];
        const certain = steps.filter(({ certainty }) => certainty === "must");
        for (const protocol of PROTOCOLS)
          for (const port of PORTS)
            expect([protocol, port, says(certain, protocol, port, [])]).toEqual([
              protocol,
              port,
              open.has(`${protocol} ${port}`),
            ]);
        expect(steps.filter(({ certainty }) => certainty === "may")).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it("claim nothing that no pod can do, and miss nothing that one can, where ranges and names leave it open", () => {
    fc.assert(
      fc.property(randomCluster(true), (given) => {
        const [steps, open] = [stepsFrom(given), tried(given, true)];
        const certain = steps.filter(({ certainty }) => certainty === "must");
        for (const protocol of PROTOCOLS)
          for (const port of PORTS) {
            const at = `${protocol} ${port}`;
            if (says(certain, protocol, port, [])) expect(open).toContain(at);
            if (open.has(at)) expect([at, says(steps, protocol, port, PORTS)]).toEqual([at, true]);
          }
      }),
      { numRuns: RUNS / 2 },
    );
  });
});
