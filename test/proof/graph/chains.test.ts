import type { GraphNode, Reached, Step } from "../../../lib/proof/facts/step";
import { bestWays, Hubs, thingKey, type Way, wayKey, waysFrom } from "../../../lib/proof/graph/behind";
import { isSameOwner, ownerKey, type OwnerRef, ownerRef } from "../../../lib/proof/graph/crossing";
import { crossings } from "../../../lib/proof/graph/crossings";
import { Graph } from "../../../lib/proof/graph/graph";
import { arrivals, chainTo } from "../../../lib/proof/graph/shortest-chains";

const tenant = (name: string) => ({ kind: "tenant", tenant: name }) as const;
const OWNERS: Readonly<Record<string, GraphNode["owner"]>> = {
  platform: { kind: "platform" },
  world: { kind: "world" },
  unknown: { kind: "unknown", cause: "nobody says so" },
};

function node(id: string, owner: string, kind = "role"): GraphNode {
  return { id, kind, title: id, owner: OWNERS[owner] ?? tenant(owner), provenance: undefined };
}

/** `a > b`: control; `a ? b`: perhaps control; `a - b`: access; `a ~ b`: perhaps access. */
function step(text: string, more: Partial<Step> = {}): Step {
  const [from = "", sign = "", to = ""] = text.split(" ");
  const kind = sign === ">" || sign === "?" ? "control" : "access";
  const certainty = sign === "?" || sign === "~" ? "may" : "must";
  const causes = certainty === "may" ? [text] : [];
  const rest = { plane: "identity", what: [kind], because: "", evidence: [] } as const;
  return { from, to, kind, certainty, causes, ...rest, ...more };
}

const steps = (...texts: string[]) => texts.map((text) => step(text));
const shown = (chain: readonly Step[]) => [chain[0]?.from, ...chain.map(({ to }) => to)].join(" ");
const graphOf = (nodes: readonly GraphNode[], ...all: Step[]) => new Graph([{ nodes, steps: all }]);

describe("the ways over control", () => {
  const walk = (starts: readonly string[], ...texts: string[]) => {
    const all = steps(...texts);
    const found = arrivals(starts, (id) => all.filter(({ from }) => from === id));
    return [...found.keys()].sort().map((id) => {
      const { open, length } = found.get(id) ?? {};
      return `${shown([...chainTo(id, found)]) || id}: ${length} steps, ${open} open`.trim();
    });
  };

  it("begin where they are asked to, each with nothing behind it", () => {
    expect(walk(["x", "y"])).toEqual(["x: 0 steps, 0 open", "y: 0 steps, 0 open"]);
  });

  it("are the shortest of those that are certain", () => {
    expect(walk(["s"], "s > a", "a > b", "b > t", "s > c", "c > t")).toContain("s c t: 2 steps, 0 open");
    expect(walk(["s"], "s ? t", "s > a", "a > b", "b > t")).toContain("s a b t: 3 steps, 0 open");
  });

  it("are those with the fewest steps that are not certain, then the shortest", () => {
    expect(walk(["s"], "s ? a", "a ? t", "s > b", "b > c", "c ? t")).toContain("s b c t: 3 steps, 1 open");
    expect(walk(["s"], "s > a", "a > b", "b ? t", "s ? c", "c > t")).toContain("s c t: 2 steps, 1 open");
    expect(walk(["s"], "s ? a", "a > b", "b > t", "s > c", "c > d", "d > e", "e ? t")).toContain(
      "s a b t: 3 steps, 1 open",
    );
  });

  it("lead on from what was come to by a longer way, where that is the surer one", () => {
    expect(walk(["s"], "s ? h", "s > a", "a > b", "b > h", "h > t")).toContain("s a b h t: 4 steps, 0 open");
  });

  it("find the shortest also behind steps that are not certain", () => {
    expect(walk(["s"], "s > a", "a > b", "b ? x", "s ? y", "y > t", "x > t")).toContain(
      "s y t: 2 steps, 1 open",
    );
    expect(walk(["s"], "s > a", "a ? x", "s ? y", "x > t", "y > z", "z > t")).toContain(
      "s a x t: 3 steps, 1 open",
    );
  });

  it("end where they go round in a circle", () => {
    expect(walk(["s"], "s > a", "a > s", "a > a")).toEqual(["s a: 1 steps, 0 open", "s: 0 steps, 0 open"]);
  });
});

describe("a graph", () => {
  const nodes = [
    node("a1", "a"),
    node("a2", "a"),
    node("b1", "b"),
    node("p", "platform"),
    node("w", "world"),
  ];

  it("has the steps from each node: certain ones first, then by what they say", () => {
    const [sure, maybe] = [step("a1 > b1"), step("a1 ? a2")];
    const [reads, writes] = [step("a1 > b1", { what: ["read"] }), step("a1 > b1", { what: ["write"] })];
    const other = step("a1 > b1", { because: "x" });
    const found = graphOf(nodes, maybe, writes, reads, other, sure, step("a1 > a2"));
    expect(found.stepsFrom("a1")).toEqual([step("a1 > a2"), sure, other, reads, writes, maybe]);
    expect(found.stepsFrom("b1")).toEqual([]);
  });

  it("has the control from each node, asked for once or again", () => {
    const found = graphOf(nodes, ...steps("a1 > b1", "a1 - a2"));
    expect([found.controlFrom("a1"), found.controlFrom("a1")]).toEqual([
      [step("a1 > b1")],
      [step("a1 > b1")],
    ]);
  });

  it("knows the owner of each node, and which steps lead from one to another", () => {
    const found = graphOf(nodes);
    expect(["a1", "p", "w", "gone"].map((id) => found.ownerOf(id))).toEqual([
      ...["tenant a", "platform", "world", undefined],
    ]);
    const crossing = ["a1 > b1", "a1 > a2", "a1 > gone", "gone > a1"].map((text) =>
      found.crosses(step(text)),
    );
    expect(crossing).toEqual([true, false, false, false]);
  });

  it("knows what matters to isolation once somebody has come there", () => {
    const logins = [node("g", "platform", "group"), node("u", "platform", "user"), node("tg", "a", "group")];
    const found = graphOf([...nodes, ...logins]);
    const news = (to: string, plane: Step["plane"] = "identity") =>
      found.isNews(step(`b1 > ${to}`, { plane }));
    expect([news("a1"), news("a1", "network"), news("tg", "kubernetes")]).toEqual([true, true, true]);
    expect([news("p"), news("p", "kubernetes"), news("p", "network")]).toEqual([true, true, false]);
    expect([news("g"), news("u"), news("w"), news("gone")]).toEqual([false, false, false, false]);
  });
});

describe("ways on from a node", () => {
  const nodes = [node("s", "s"), node("a1", "a"), node("a2", "a"), node("b1", "b"), node("w", "world")];
  const ways = (id: string, ...texts: string[]) => {
    const graph = graphOf(nodes, ...steps(...texts));
    return waysFrom(
      graph,
      id,
      arrivals(["s"], (from) => graph.controlFrom(from)),
    );
  };

  it("are the steps to others, and the accesses to what its own owner has", () => {
    expect(ways("a1", "s > a1", "a1 > b1", "a1 - a2", "a1 > a2", "a1 - w", "a1 > gone")).toEqual([
      { owner: "tenant a", to: tenant("a"), open: 0, chain: steps("s > a1", "a1 - a2") },
      { owner: "tenant b", to: tenant("b"), open: 0, chain: steps("s > a1", "a1 > b1") },
    ]);
  });

  it("count the steps that are not certain, on the way and at the end", () => {
    expect(ways("a1", "s ? a1", "a1 ~ b1", "a1 > b1").map(({ open }) => open)).toEqual([1, 2]);
    expect(ways("s", "s > a1", "s ~ b1").map(({ open, chain }) => [open, shown(chain)])).toEqual([
      [0, "s a1"],
      [1, "s b1"],
    ]);
  });
});

describe("the best ways", () => {
  const way = (to: OwnerRef, open: number, ...texts: string[]): Way => ({
    ...{ owner: ownerKey(to), to, open, chain: steps(...texts) },
  });

  it("are one of each kind: the surest, then the shortest, then the first", () => {
    const long = way(tenant("b"), 0, "s > a", "a > b");
    const short = way(tenant("b"), 0, "s > b");
    const again = way(tenant("b"), 0, "s - b");
    const unsure = [way(tenant("b"), 2, "s ? x", "x ? b"), way(tenant("b"), 1, "s > x", "x > y", "y ? b")];
    const other = way(tenant("a"), 0, "s > a");
    expect(bestWays([...unsure, long, short, again, other])).toEqual([other, unsure[1], short]);
  });

  it("tell apart to whom, in which plane, and whether it is certain; and to which thing", () => {
    const base = way(tenant("b"), 0, "s > b");
    const network = { ...base, chain: [step("s > b", { plane: "network" })] };
    const kinds = [base, network, { ...base, open: 1 }, { ...base, to: tenant("c") }];
    expect(new Set(kinds.map(wayKey)).size).toBe(4);
    expect(wayKey({ ...base, open: 2 })).toBe(wayKey({ ...base, open: 1 }));
    const thing = { ...base, chain: steps("s > x", "x > b2") };
    expect(wayKey(thing)).toBe(wayKey(base));
    expect(new Set([base, thing].map(thingKey)).size).toBe(2);
  });
});

describe("what lies behind something of the platform's", () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `t${String(n).padStart(2, "0")}`);
  const behind = (count: number, owner: string, ...more: Step[]) => {
    const nodes = [node("p", "platform"), node("w", "world"), node("q", "platform")];
    const all = names(count).map((name) => step(`p > ${name}`));
    const hubs = new Hubs(
      graphOf([...nodes, ...names(count).map((name) => node(name, name))], ...all, ...more),
    );
    return hubs.behind("p", owner).map(({ to, open, chain }) => `${ownerKey(to)} ${open}: ${shown(chain)}`);
  };

  it("is a way to each owner but the one who asks", () => {
    expect(behind(3, "tenant t01")).toEqual(["tenant t00 0: p t00", "tenant t02 0: p t02"]);
    expect(behind(2, "tenant else", step("p - q"))).toEqual([
      ...["platform 0: p q", "tenant t00 0: p t00", "tenant t01 0: p t01"],
    ]);
  });

  it("is the same for who asks again", () => {
    const hubs = new Hubs(graphOf([node("p", "platform"), node("x", "x")], step("p > x")));
    expect(hubs.behind("p", "tenant y")).toEqual(hubs.behind("p", "tenant y"));
  });

  it("is one way to anyone, beyond as many owners as anybody would read about", () => {
    expect(behind(32, "tenant else")).toHaveLength(32);
    expect(behind(33, "tenant else")).toEqual(["anyone 0: p t00"]);
    expect(behind(33, "tenant t00")).toEqual(["anyone 0: p t01"]);
  });

  it("is the surest and shortest of them in each plane, beside those to whom is no tenant", () => {
    const found = behind(
      33,
      "tenant else",
      ...[step("p > q"), step("q > t00", { plane: "kubernetes" }), step("p ? t05", { plane: "network" })],
      step("p - q"),
    );
    expect(found.sort()).toEqual([
      ...["anyone 0: p q t00", "anyone 0: p t00", "anyone 1: p t05", "platform 0: p q"],
    ]);
  });
});

describe("owners", () => {
  it("are the same where both are known to be one", () => {
    const [a, b, platform, unknown] = [
      tenant("a"),
      tenant("b"),
      { kind: "platform" },
      { kind: "unknown" },
    ] as const;
    expect([isSameOwner(a, { ...a }), isSameOwner(platform, platform)]).toEqual([true, true]);
    expect([isSameOwner(a, b), isSameOwner(a, platform), isSameOwner(unknown, unknown)]).toEqual([
      ...[false, false, false],
    ]);
    expect(ownerKey(tenant("platform"))).toBe("tenant platform");
  });

  it("are shown without the reason why nobody knows them", () => {
    expect(ownerRef(node("x", "unknown"))).toEqual({ kind: "unknown" });
    expect(ownerRef(node("x", "a"))).toEqual(tenant("a"));
    expect(ownerRef(node("x", "world"))).toEqual({ kind: "world" });
  });
});

describe("a crossing", () => {
  const nodes = [node("a1", "a"), node("b1", "b"), node("b2", "b"), node("p", "platform"), node("c", "c")];
  const found = (parts: readonly Step[], trusted?: string) =>
    crossings([{ nodes, steps: parts } satisfies Reached], (owner) => ownerKey(owner) === trusted);

  it("names its planes and its causes once each, sorted, and the chain", () => {
    const chain = [
      step("a1 ? p", { plane: "network", causes: ["y", "x"] }),
      step("p > b1", { plane: "kubernetes", causes: [] }),
      step("b1 ~ c", { plane: "network", causes: ["x", "w"] }),
    ];
    const [last] = found(chain).filter(
      ({ from, to }) => ownerKey(from) === "tenant a" && ownerKey(to) === "tenant c",
    );
    expect(last).toEqual({
      ...{ from: tenant("a"), to: tenant("c"), verdict: "unknown", chain },
      ...{ planes: ["kubernetes", "network"], causes: ["w", "x", "y"] },
    });
  });

  it("that is certain has no causes, whatever its steps say; certain ones come first", () => {
    const sure = step("b1 > c", { causes: ["of no concern"] });
    const all = found([step("a1 ? b1"), sure]);
    expect(all.map(({ from, verdict, causes }) => [ownerKey(from), verdict, causes])).toEqual([
      ["tenant b", "open", []],
      ["tenant a", "unknown", ["a1 ? b1"]],
      ["tenant a", "unknown", ["a1 ? b1"]],
    ]);
  });

  it("is none of an owner whose ways need no look, which still lead others on", () => {
    const shownWays = (trusted?: string) =>
      found(steps("a1 > p", "p - b1"), trusted).map(
        ({ from, chain }) => `${ownerKey(from)}: ${shown(chain)}`,
      );
    expect(shownWays()).toEqual(["platform: p b1", "tenant a: a1 p", "tenant a: a1 p b1"]);
    expect(shownWays("platform")).toEqual(["tenant a: a1 p", "tenant a: a1 p b1"]);
    expect(shownWays("tenant a")).toEqual(["platform: p b1"]);
  });

  it("behind what was declared to be open counts by itself, in the same plane too", () => {
    const declared = step("a1 > b1", { declaredBy: ["grant"] });
    const ways = (first: Step) => found([first, step("b1 - b2")]).map(({ chain }) => shown(chain));
    expect(ways(declared)).toEqual(["a1 b1", "a1 b1 b2"]);
    expect(ways(step("a1 > b1"))).toEqual(["a1 b1"]);
  });
});
