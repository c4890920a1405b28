import type { Step } from "../../../lib/proof/facts/step";
import { waysFrom } from "../../../lib/proof/graph/behind";
import { isSameOwner, ownerKey, ownerRef } from "../../../lib/proof/graph/crossing";
import { arrivals, chainTo } from "../../../lib/proof/graph/shortest-chains";
import { graphOf, node, shown, step, steps, tenant } from "../support/graph-parts";

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

  it("takes being in a group of the platform's for news where the group has what is the platform's", () => {
    const logins = [node("g", "platform", "group"), node("u", "platform", "user")];
    const isNews = (...all: string[]) =>
      graphOf([...nodes, ...logins], ...steps("b1 > g", ...all)).isNews(step("b1 > g"));
    expect([isNews("g > p"), isNews("g > u", "g > p")]).toEqual([true, true]);
    expect([isNews("g > u"), isNews("g > a1"), isNews("g - p"), isNews("u > p")]).toEqual([
      ...[false, false, false, false],
    ]);
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

  it("are what its own owner has in a plane that the way there was not of, which is a means and no end", () => {
    const login = step("a1 > a2", { plane: "kubernetes" });
    const found = (...all: Step[]) => {
      const graph = graphOf(nodes, ...all);
      return waysFrom(
        graph,
        "a1",
        arrivals(["s"], (from) => graph.controlFrom(from)),
      ).map(({ chain, isMeans }) => [shown(chain), isMeans]);
    };
    expect(found(step("s > a1"), login)).toEqual([["s a1 a2", true]]);
    expect(found(step("s > a1", { plane: "kubernetes" }), login)).toEqual([]);
    expect(found(step("s > a1"), step("a1 > b1", { plane: "kubernetes" }))).toEqual([["s a1 b1", undefined]]);
  });

  it("count the steps that are not certain, on the way and at the end", () => {
    expect(ways("a1", "s ? a1", "a1 ~ b1", "a1 > b1").map(({ open }) => open)).toEqual([1, 2]);
    expect(ways("s", "s > a1", "s ~ b1").map(({ open, chain }) => [open, shown(chain)])).toEqual([
      [0, "s a1"],
      [1, "s b1"],
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
