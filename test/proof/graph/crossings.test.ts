import fc from "fast-check";
import type { GraphNode, Reached, Step } from "../../../lib/proof/facts/step";
import { ownerKey } from "../../../lib/proof/graph/crossing";
import { crossings } from "../../../lib/proof/graph/crossings";
import { runs } from "../../support/property-runs";

function node(id: string, owner: string): GraphNode {
  const kinds: Readonly<Record<string, GraphNode["owner"]>> = {
    platform: { kind: "platform" },
    world: { kind: "world" },
  };
  return {
    id,
    kind: "role",
    title: id,
    owner: kinds[owner] ?? { kind: "tenant", tenant: owner },
    provenance: undefined,
  };
}

function step(from: string, to: string, kind: Step["kind"], certainty: Step["certainty"] = "must"): Step {
  const causes = certainty === "may" ? [`${from} to ${to}`] : [];
  return { from, to, kind, certainty, causes, plane: "identity", what: [kind], because: "", evidence: [] };
}

function shown(reached: Reached): string[] {
  return crossings([reached]).map(
    ({ from, to, verdict, chain }) =>
      `${ownerKey(from)} > ${ownerKey(to)} ${verdict}: ${[chain[0]?.from, ...chain.map((each) => each.to)].join(" ")}`,
  );
}

const NODES = [
  node("a1", "a"),
  node("a2", "a"),
  node("p", "platform"),
  node("b1", "b"),
  node("b2", "b"),
  node("c", "c"),
];

describe("crossings", () => {
  it("finds nothing where every step stays with its owner", () => {
    expect(shown({ nodes: NODES, steps: [step("a1", "a2", "control"), step("b1", "b2", "access")] })).toEqual(
      [],
    );
  });

  it("follows control and ends with access", () => {
    const steps = [
      step("a1", "p", "control"),
      step("p", "b1", "control"),
      step("b1", "c", "access"),
      step("c", "a2", "control"),
    ];
    expect(shown({ nodes: NODES, steps }).sort()).toEqual(
      [
        "platform > tenant b open: p b1",
        "platform > tenant c open: p b1 c",
        "tenant a > platform open: a1 p",
        "tenant a > tenant b open: a1 p b1",
        "tenant a > tenant c open: a1 p b1 c",
        "tenant b > tenant c open: b1 c",
        "tenant c > tenant a open: c a2",
      ].sort(),
    );
  });

  it("does not go on from what was only read", () => {
    expect(shown({ nodes: NODES, steps: [step("a1", "b1", "access"), step("b1", "c", "access")] })).toEqual([
      "tenant a > tenant b open: a1 b1",
      "tenant b > tenant c open: b1 c",
    ]);
  });

  it("prefers the longer certain way to the shorter uncertain one, and says why it is not certain otherwise", () => {
    const uncertain = [step("a1", "p", "control", "may"), step("p", "c", "access")];
    const [only] = crossings([{ nodes: NODES, steps: uncertain }])
      .filter(({ to }) => ownerKey(to) === "tenant c")
      .slice(-1);
    expect(only).toMatchObject({ verdict: "unknown", causes: ["a1 to p"] });
    const detour = [...uncertain, step("a1", "b1", "control"), step("b1", "p", "control")];
    expect(shown({ nodes: NODES, steps: detour })).toContain("tenant a > tenant c open: a1 b1 p c");
  });

  it("gives the same answer whatever the order of the steps", () => {
    const steps = [step("a1", "p", "control"), step("p", "b1", "access"), step("a2", "b1", "access", "may")];
    expect(crossings([{ nodes: NODES, steps }])).toEqual(
      crossings([{ nodes: [...NODES].reverse(), steps: [...steps].reverse() }]),
    );
  });

  it("finds exactly the pairs that a closure over all ways finds", () => {
    const ids = NODES.map(({ id }) => id);
    const anyStep = fc
      .tuple(
        fc.constantFrom(...ids),
        fc.constantFrom(...ids),
        fc.constantFrom("control" as const, "access" as const),
        fc.constantFrom("must" as const, "may" as const),
      )
      .map((parts) => step(...parts));
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 14 }), (steps) => {
        const found = crossings([{ nodes: NODES, steps }]);
        expect(pairs(found.map((each) => [ownerKey(each.from), ownerKey(each.to), each.verdict]))).toEqual(
          pairs(naive(steps)),
        );
        for (const { chain } of found) {
          expect(chain.slice(0, -1).every(({ kind }) => kind === "control")).toBe(true);
          expect(chain.slice(1).every((each, n) => each.from === chain[n]?.to)).toBe(true);
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("what lies behind what is another's", () => {
  const tenants = (count: number) =>
    Array.from({ length: count }, (_, n) => `t${String(n).padStart(3, "0")}`);
  /** Everybody may come to the hub, and from there to everybody. */
  const hub = (names: readonly string[]): Reached => ({
    nodes: [node("p", "platform"), ...names.map((name) => node(name, name))],
    steps: names.flatMap((name) => [step(name, "p", "control"), step("p", name, "control")]),
  });

  it("through something of the platform's is one way to each owner", () => {
    const [a, b, ...others] = tenants(4);
    const all = hub(tenants(4));
    const more = { nodes: [node("b-too", b ?? "")], steps: [step("p", "b-too", "access")] };
    const found = crossings([all, more]).filter(({ from }) => ownerKey(from) === `tenant ${a}`);
    expect(found.map(({ to }) => ownerKey(to)).sort()).toEqual(
      ["platform", ...[b, ...others].map((name) => `tenant ${name}`)].sort(),
    );
  });

  it("is anyone's where it leads to more owners than anybody would read about, and grows with their number alone", () => {
    const found = crossings([hub(tenants(200))], ({ kind }) => kind === "platform");
    expect(found).toHaveLength(2 * 200);
    const [first] = found.filter(({ to }) => to.kind === "anyone");
    expect(first?.chain.map(({ from, to }) => `${from} ${to}`)).toEqual(["t000 p", "p t001"]);
    const second = found.find(({ from, to }) => ownerKey(from) === "tenant t001" && to.kind === "anyone");
    expect(second?.chain.at(-1)?.to).toBe("t000");
  });

  it("of a tenant is each thing of it, in planes in which it is not open anyway", () => {
    const door = { ...step("a1", "b1", "control"), plane: "kubernetes" } as const;
    const nodes = [...NODES, node("b3", "b")];
    const inside = [step("b1", "b2", "access"), step("b1", "b3", "access")];
    expect(shown({ nodes, steps: [door, ...inside] }).sort()).toEqual([
      "tenant a > tenant b open: a1 b1",
      "tenant a > tenant b open: a1 b1 b2",
      "tenant a > tenant b open: a1 b1 b3",
    ]);
    expect(shown({ nodes, steps: [step("a1", "b1", "control"), ...inside] })).toEqual([
      "tenant a > tenant b open: a1 b1",
    ]);
  });
});

describe("what is no finding by itself", () => {
  const network = (from: string, to: string): Step => ({ ...step(from, to, "access"), plane: "network" });

  it.each([
    ["a connection to what the platform offers", [network("a1", "p")]],
    ["what somebody sends out to the world", [network("a1", "w")]],
    ["being in a group of the platform's", [step("a1", "g", "control")]],
  ])("%s", (_, steps) => {
    const nodes = [...NODES, node("w", "world"), { ...node("g", "platform"), kind: "group" }];
    expect(shown({ nodes, steps })).toEqual([]);
    const [first] = steps;
    const onward = [
      ...steps.map((each) => ({ ...each, kind: "control" as const })),
      step(first?.to ?? "", "b1", "access"),
    ];
    expect(shown({ nodes, steps: onward })).toContain(`tenant a > tenant b open: a1 ${first?.to} b1`);
  });
});

/** Each pair, as the best verdict says it. */
function pairs(all: readonly (readonly [string, string, string])[]): string[] {
  const open = all.filter(([, , verdict]) => verdict === "open").map(([from, to]) => `${from} > ${to}`);
  const unknown = all.map(([from, to]) => `${from} > ${to}`).filter((pair) => !open.includes(pair));
  return [
    ...new Set([...open.map((pair) => `${pair} open`), ...unknown.map((pair) => `${pair} unknown`)]),
  ].sort();
}

/** By the definition: the closure of control over all pairs of nodes, then one more step. */
function naive(steps: readonly Step[]): (readonly [string, string, string])[] {
  const owner = (id: string) => {
    const found = NODES.find((each) => each.id === id)?.owner;
    return found?.kind === "tenant" ? `tenant ${found.tenant}` : (found?.kind ?? "");
  };
  const closure = (usable: readonly Step[]) => {
    const reach = new Map(NODES.map(({ id }) => [id, new Set([id])]));
    for (let n = 0; n < NODES.length; n += 1)
      for (const { from, to, kind } of usable)
        if (kind === "control") for (const set of reach.values()) if (set.has(from)) set.add(to);
    return [...reach].flatMap(([start, set]) =>
      usable
        .filter(({ from, to }) => set.has(from) && owner(from) !== owner(to) && owner(to) !== owner(start))
        .map(({ to }) => [owner(start), owner(to)] as const),
    );
  };
  const open = closure(steps.filter(({ certainty }) => certainty === "must"));
  return [
    ...open.map(([from, to]) => [from, to, "open"] as const),
    ...closure(steps).map(([from, to]) => [from, to, "unknown"] as const),
  ];
}
