import type { Reached, Step } from "../../../lib/proof/facts/step";
import { bestWays, Hubs, thingKey, type Way, wayKey } from "../../../lib/proof/graph/behind";
import { ownerKey, type OwnerRef } from "../../../lib/proof/graph/crossing";
import { crossings } from "../../../lib/proof/graph/crossings";
import { graphOf, node, shown, step, steps, tenant } from "../support/graph-parts";

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

  it("are the surest, whichever comes first", () => {
    const sure = way(tenant("b"), 1, "s > x", "x > y", "y ? b");
    const short = way(tenant("b"), 2, "s ? x", "x ? b");
    expect(bestWays([sure, short])).toEqual([sure]);
  });

  it("are those to an end before those to a means, unless these are surer", () => {
    const means = { ...way(tenant("b"), 0, "s > b"), isMeans: true };
    const end = way(tenant("b"), 0, "s > x", "x > b");
    expect(bestWays([means, end])).toEqual([end]);
    const unsure = { ...end, open: 1 };
    expect(bestWays([unsure, { ...means, open: 1 }])).toEqual([unsure]);
    expect(bestWays([means, unsure])).toContain(means);
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
    const [one, other] = ["b1", "b2"].map((to) => ({ ...base, chain: steps("s > x", "x > y", `y > ${to}`) }));
    expect(new Set([one, other].map((each) => each && thingKey(each))).size).toBe(2);
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

  it("is the first by the name of what leads there, of ways that are as good", () => {
    const nodes = ["p", "m", "n", "y", "z"].map((id) => node(id, "platform"));
    const all = steps("p > m", "p > n", "m > z", "n > y", "z - t", "y - t");
    const hubs = new Hubs(graphOf([...nodes, node("t", "t")], ...all));
    expect(hubs.behind("p", "tenant else").map(({ chain }) => shown(chain))).toContain("p n y t");
  });

  it("is the surest and then the shortest of those to anyone", () => {
    const far = names(33);
    const nodes = [
      ...["p", "q", "r"].map((id) => node(id, "platform")),
      ...far.map((name) => node(name, name)),
    ];
    const to = (sign: string) => far.map((name) => step(`q ${sign} ${name}`, { plane: "network" }));
    const found = (...all: Step[]) =>
      new Hubs(graphOf(nodes, ...all))
        .behind("p", "tenant else")
        .filter(({ to: whom }) => whom.kind === "anyone")
        .map(({ chain }) => shown(chain));
    const near = step("p - t31", { plane: "network" });
    expect(found(step("p > q"), ...to("-"), near)).toEqual(["p t31"]);
    const surer = [step("p > r"), step("r ~ t31", { plane: "network" })];
    expect(found(step("p ? q"), ...to("~"), ...surer)).toEqual(["p r t31"]);
    const shorter = step("p ~ t31", { plane: "network" });
    expect(found(step("p > q"), ...to("~"), shorter)).toEqual(["p t31"]);
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

  it("begins at what an owner has, and not at what that comes to be", () => {
    const derived = (id: string) => ({ ...node(id, "a"), derived: true });
    const more = [...nodes, node("a2", "a"), derived("x"), derived("y")];
    const ways = (...texts: string[]) =>
      crossings([{ nodes: more, steps: steps(...texts) }]).map(
        ({ from, chain }) => `${ownerKey(from)}: ${shown(chain)}`,
      );
    expect(ways("a1 > x", "x - b1")).toEqual(["tenant a: a1 x b1"]);
    expect(ways("a1 > x", "x > y", "y - b1")).toEqual(["tenant a: a1 x y b1"]);
    expect(ways("a1 - x", "a2 > x", "x - b1")).toEqual(["tenant a: a2 x b1"]);
    expect(ways("a1 > x", "x - b1", "a2 > y", "y - c")).toEqual(["tenant a: a1 x b1", "tenant a: a2 y c"]);
    expect(ways("a1 > x", "x - b1", "a2 - c")).toEqual(["tenant a: a2 c", "tenant a: a1 x b1"]);
    expect(ways("c > x", "x - b1")).toEqual(["tenant c: c x", "tenant c: c x b1"]);
  });

  it("goes on to what its owner has in a plane of which no step before was", () => {
    const more = [...nodes, node("b3", "b")];
    const ways = (plane: Step["plane"]) => {
      const before = [step("a1 > b1"), step("b1 > b2", { plane: "kubernetes" })];
      const all = [...before, step("b2 > b3", { plane })];
      return crossings([{ nodes: more, steps: all }]).map(({ chain }) => shown(chain));
    };
    expect(ways("identity")).toEqual(["a1 b1", "a1 b1 b2"]);
    expect(ways("network")).toEqual(["a1 b1", "a1 b1 b2", "a1 b1 b2 b3"]);
  });

  it("begins at the first of the owner's things, and leads by the first of another's, of ways that are as good", () => {
    const more = [...nodes, node("a2", "a"), ...["bm", "bn", "by", "bz"].map((id) => node(id, "b"))];
    const ways = (...texts: string[]) =>
      crossings([{ nodes: more, steps: steps(...texts) }]).map(({ chain }) => shown(chain));
    expect(ways("a2 > p", "a1 > p", "p - b1")).toContain("a1 p b1");
    expect(ways("a1 > bm", "a1 > bn", "bm > bz", "bn > by", "bz - c", "by - c")).toContain("a1 bn by c");
  });

  it("that is certain is found beside one that is not and is shorter, through the platform's", () => {
    const more = [...nodes, node("q", "platform"), node("q2", "platform")];
    const certain = ["a1 > q", "q > q2", "q2 - b1"];
    for (const unsure of [
      ["a1 ? p", "p - b1"],
      ["a1 ? p", "p ~ b1"],
    ]) {
      const all = crossings([{ nodes: more, steps: steps(...certain, ...unsure) }]);
      const fromA = all.filter(
        ({ from, to }) => ownerKey(from) === "tenant a" && ownerKey(to) === "tenant b",
      );
      expect(fromA.map(({ verdict, chain }) => `${verdict} ${shown(chain)}`)).toEqual([
        ...["open a1 q q2 b1", "unknown a1 p b1"],
      ]);
    }
  });

  it("through a tenant's things stands for one through the platform's", () => {
    const all = found(steps("a1 > b1", "b1 - c", "a1 > p", "p - c"));
    const toC = all.filter(({ from, to }) => ownerKey(from) === "tenant a" && ownerKey(to) === "tenant c");
    expect(toC.map(({ chain }) => shown(chain))).toEqual(["a1 b1 c"]);
  });

  it("through the platform's is one to each owner, not one to each thing", () => {
    const all = found(steps("a1 > p", "p > b1", "b1 - b2"));
    expect(all.filter(({ from }) => ownerKey(from) === "tenant a").map(({ chain }) => shown(chain))).toEqual([
      ...["a1 p", "a1 p b1"],
    ]);
  });
});
