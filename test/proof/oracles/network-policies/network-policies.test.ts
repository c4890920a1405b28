import fc from "fast-check";
import type { Step } from "../../../../lib/proof/facts/step";
import { addressNode } from "../../../../lib/proof/network/address-node";
import { reachByPolicies } from "../../../../lib/proof/network/policies/reach";
import { cluster as platform } from "../../support/cluster";
import { facts, resource, type Written } from "../../support/facts";
import { type Judged, keptAnswers } from "./answers";
import { clusters, type Cluster, OUTSIDE, PORTS, PROTOCOLS } from "./clusters";
import { judged } from "./judge";

/** Policies enforced from a pod's start, but pods without one open: what the documentation of Kubernetes says. */
const PLAIN = { enableNetworkPolicy: "true" };
/** So many clusters that nobody has seen are judged as well, which takes Go; PROOF_SEED says which. */
const SAMPLES = Number(process.env.PROOF_SAMPLES ?? 0);
const SEED = Number(process.env.PROOF_SEED ?? 1);

/** All of a kept answer, one opening each: `one > two TCP 80`. */
function opened({ open }: Judged): ReadonlySet<string> {
  const every = PROTOCOLS.flatMap((protocol) => PORTS.map((port) => `${protocol} ${port}`));
  return new Set(
    Object.entries(open).flatMap(([pair, ports]) =>
      (ports === "all" ? every : ports.split(", ")).map((each) => `${pair} ${each}`),
    ),
  );
}

function stepsIn({ namespaces, policies }: Cluster): readonly Step[] {
  const made = Object.entries(namespaces).map(([name, labels]) =>
    resource(name, `kubernetes_namespace_v1.${name}`, { metadata: [{ name, labels }] }),
  );
  const written = policies.map((manifest) => {
    const { name, namespace } = manifest.metadata;
    const address = `kubernetes_manifest.${name}`;
    return resource(namespace, address, { manifest: manifest as unknown as Written });
  });
  return reachByPolicies(facts(...platform(PLAIN), ...made, ...written)).steps;
}

/** What a step says of ports. A name that pods give may be any port. */
function shownPorts(what: string): readonly string[] {
  const [protocol = "", span] = what.split(" ");
  const protocols = protocol === "all" ? PROTOCOLS : [protocol.toUpperCase()];
  const [from, to = from] = (span ?? "").split("-").map(Number);
  const known = span !== undefined && /^\d/.test(span);
  const ports = PORTS.filter((port) => !known || ((from ?? 0) <= port && port <= (to ?? 0)));
  return protocols.flatMap((each) => ports.map((port) => `${each} ${port}`));
}

/** The pods or addresses that a node of the graph stands for, as far as the judge was asked about them. */
function endsOf(id: string): readonly string[] {
  if (id.startsWith("k8s:ns:main/")) return [id.slice("k8s:ns:main/".length)];
  return OUTSIDE.filter((address) =>
    RANGES.some(([text, holds]) => addressNode(text).id === id && holds(address)),
  );
}

function lastByte(address: string): number {
  return Number(address.split(".")[3]);
}

const near = (address: string) => address.startsWith("192.0.2.");
/** The ranges of the policies, as the proof shows them. */
const RANGES: readonly (readonly [string, (address: string) => boolean])[] = [
  ["0.0.0.0/0", () => true],
  ["0.0.0.0/0 except 10.0.0.0/8", () => true],
  ["198.51.100.0/24", (address) => address.startsWith("198.51.100.")],
  ["192.0.2.0/24", near],
  ["192.0.2.0/24 except 192.0.2.64/26", (address) => near(address) && lastByte(address) < 64],
  ["192.0.2.0/24 except 192.0.2.0/26, 192.0.2.128/25", (address) => near(address) && lastByte(address) >= 64],
];

function said(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(
    steps.flatMap(({ from, to, what }) =>
      endsOf(from).flatMap((source) =>
        endsOf(to).flatMap((target) =>
          source === target ? [] : what.flatMap(shownPorts).map((ports) => `${source} > ${target} ${ports}`),
        ),
      ),
    ),
  );
}

const NAMESPACES = /^(one|two|three) > (one|two|three) /;

function onlyIn(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...one].filter((each) => !other.has(each) && !each.startsWith("kube-") && isAsked(each)).sort();
}

/** The judge knows the namespaces of the case, not those that every cluster has. */
function isAsked(opening: string): boolean {
  const [from = "", to = ""] = opening.split(" ").filter((word) => word !== ">");
  const known = ["one", "two", "three", ...OUTSIDE];
  return known.includes(from) && known.includes(to);
}

/** Where nothing but the plan decides: port by port the same, certain between pods. */
function expectSame(all: readonly Judged[]): void {
  for (const each of all) {
    const steps = stepsIn(each.cluster);
    const [everything, certain] = [said(steps), said(steps.filter(({ certainty }) => certainty === "must"))];
    const open = opened(each);
    const { cluster } = each;
    expect({ cluster, missed: onlyIn(open, everything), claimed: onlyIn(everything, open) }).toEqual({
      cluster,
      missed: [],
      claimed: [],
    });
    const doubtful = onlyIn(everything, certain).filter((opening) => NAMESPACES.test(opening));
    expect({ cluster, doubtful }).toEqual({ cluster, doubtful: [] });
  }
}

/** Where addresses and names of ports decide, which no plan knows: nothing missed, and nothing claimed that is not so. */
function expectWithin(all: readonly Judged[]): void {
  for (const each of all) {
    const steps = stepsIn(each.cluster);
    const [everything, certain] = [said(steps), said(steps.filter(({ certainty }) => certainty === "must"))];
    const open = opened(each);
    const { cluster } = each;
    const named = namedAt(steps);
    const certainOfNumbers = [...certain].filter((opening) => !named.has(opening));
    expect({
      cluster,
      missed: onlyIn(open, everything),
      claimed: onlyIn(new Set(certainOfNumbers), open),
    }).toEqual({ cluster, missed: [], claimed: [] });
  }
}

/** What is open by a name of a port alone: at which number, only pods say. */
function namedAt(steps: readonly Step[]): ReadonlySet<string> {
  const parts = (named: boolean) =>
    said(
      steps
        .filter(({ certainty }) => certainty === "must")
        .map((step) => ({ ...step, what: step.what.filter((text) => / [a-z]/.test(text) === named) })),
    );
  const numbers = parts(false);
  return new Set([...parts(true)].filter((opening) => !numbers.has(opening)));
}

describe("NetworkPolicies as another evaluator, which was written to test network plugins, judges them", () => {
  it("open the same ports between the same namespaces and addresses, where everything that decides is in the plan", () => {
    const all = keptAnswers("certain");
    const pairs = all.flatMap(({ open }) => Object.values(open));
    expect(pairs.filter((ports) => ports !== "all").length).toBeGreaterThan(all.length);
    expect(all.filter(({ open }) => Object.keys(open).length < 24).length).toBeGreaterThan(all.length / 2);
    expectSame(all);
  });

  it("open no less, and for certain no more, where pods' addresses and names of ports decide", () => {
    const all = keptAnswers("uncertain");
    expect(all.filter(({ cluster }) => JSON.stringify(cluster).includes('"http"')).length).toBeGreaterThan(
      20,
    );
    expect(all.filter(({ cluster }) => JSON.stringify(cluster).includes('"10.0.0.')).length).toBeGreaterThan(
      20,
    );
    expectWithin(all);
  });

  // New clusters need Go and minutes: they are tests only where samples are asked for.
  const drawnKinds = SAMPLES > 0 ? (["certain", "uncertain"] as const) : [];
  for (const kind of drawnKinds) {
    const name = `and so for ${SAMPLES} new clusters (seed ${SEED}), ${kind}`;
    it(name, () => comparedAnew(kind === "uncertain"), 3_600_000);
  }
});

function comparedAnew(uncertain: boolean): void {
  const drawn = fc.sample(clusters(uncertain), { numRuns: SAMPLES, seed: SEED });
  const answers = judged(drawn, uncertain);
  const all = drawn.map((cluster, n): Judged => ({ cluster, open: answers[n] ?? {} }));
  (uncertain ? expectWithin : expectSame)(all);
}
