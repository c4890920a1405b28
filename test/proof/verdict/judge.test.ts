import { cellsOf, judge, nodesById } from "../../../lib/proof/verdict/judge";
import type { Finding } from "../../../lib/proof/verdict/report";
import { crossing, evidence, nodesOf, owner, step } from "./parts";

const NODES = nodesOf("prod/acme", "prod/globex", "prod/initech", "platform", "unknown");
const [ACME, GLOBEX, INITECH] = ["prod/acme", "prod/globex", "prod/initech"] as const;
const between = (from: string, to: string, declaredBy?: readonly string[]) =>
  step(`${from}/1`, `${to}/1`, { declaredBy });

function judged(...crossings: readonly ReturnType<typeof crossing>[]): Finding[] {
  return judge(crossings, NODES, "app");
}

function only(...crossings: readonly ReturnType<typeof crossing>[]): Finding | undefined {
  return judged(...crossings)[0];
}

describe("a finding", () => {
  it("says who can do what to what, as people call it, with every step and its evidence", () => {
    const request = { principal: "p", action: "s3:GetObject", resource: "r", context: {} };
    const from = step(`${ACME}/1`, `${ACME}/2`, { kind: "control", what: ["sts:AssumeRole"] });
    const to = step(`${ACME}/2`, `${GLOBEX}/1`, {
      ...{ request, because: "it is written so" },
      evidence: [evidence("aws_iam_role.x", "tenants/acme/Role"), evidence("aws_iam_role.y")],
    });
    expect(only(crossing(ACME, GLOBEX, [from, to]))).toMatchObject({
      ...{ from: owner(ACME), to: owner(GLOBEX), planes: ["identity"], verdict: "open", declaredBy: [] },
      ...{ who: "the prod/acme/1", what: ["s3:GetObject"], on: "the prod/globex/1", causes: [], request },
      chain: [
        {
          ...{ from: "the prod/acme/1", to: "the prod/acme/2", what: ["sts:AssumeRole"], plane: "identity" },
          ...{ certainty: "must", because: "a statement allows it", evidence: [] },
        },
        {
          ...{ from: "the prod/acme/2", to: "the prod/globex/1", because: "it is written so" },
          evidence: [
            {
              ...{ stack: "tenants", address: "aws_iam_role.x", pointer: "/resource/aws_iam_role/x" },
              constructPath: "tenants/acme/Role",
            },
            { address: "aws_iam_role.y", constructPath: null },
          ],
        },
      ],
    });
  });

  it("has no request where the last step is none, and calls unknown things by their ids", () => {
    const found = only(crossing(ACME, GLOBEX, [step("somebody", "something")]));
    expect(found).toMatchObject({ request: null, who: "somebody", on: "something" });
  });

  it("is empty of words where there is no step at all", () => {
    expect(only(crossing(ACME, GLOBEX, []))).toMatchObject({
      who: "",
      on: "",
      what: [],
      chain: [],
      request: null,
    });
  });

  it("has an id of its own: the same whatever else is found, another for another way", () => {
    const ways = [
      crossing(ACME, GLOBEX, [between(ACME, GLOBEX)]),
      crossing(GLOBEX, ACME, [between(GLOBEX, ACME)]),
      crossing(ACME, INITECH, [between(ACME, INITECH)]),
      crossing(ACME, GLOBEX, [step(`${ACME}/2`, `${GLOBEX}/1`)]),
      crossing(ACME, GLOBEX, [step(`${ACME}/1`, `${GLOBEX}/2`)]),
      crossing(ACME, GLOBEX, [step(`${ACME}/1`, `${GLOBEX}/1`, { what: ["s3:PutObject"] })]),
      crossing(ACME, GLOBEX, [between(ACME, GLOBEX)], { planes: ["kubernetes"] }),
    ];
    const ids = judged(...ways).map(({ id }) => id);
    expect([new Set(ids).size, ids.every((id) => /^[0-9a-f]{12}$/.test(id))]).toEqual([ways.length, true]);
    expect(ids).toContain(only(crossing(ACME, GLOBEX, [between(ACME, GLOBEX)]))?.id);
  });

  it("has no two readings: what is written one after the other is kept apart", () => {
    const [ab, a] = [["ab"], ["a", "b"]].map((what) =>
      only(crossing(ACME, GLOBEX, [step(`${ACME}/1`, `${GLOBEX}/1`, { what })])),
    );
    expect(ab?.id === a?.id).toBe(false);
  });
});

describe("findings", () => {
  it("come the worst first: open and undeclared, unknown, then what was declared", () => {
    const unknown = { verdict: "unknown", causes: ["x"] } as const;
    const found = judged(
      crossing(ACME, GLOBEX, [between(ACME, GLOBEX, ["grant"])], unknown),
      crossing(ACME, GLOBEX, [between(ACME, GLOBEX, ["grant"])]),
      crossing(ACME, GLOBEX, [between(ACME, GLOBEX)], unknown),
      crossing(ACME, GLOBEX, [between(ACME, GLOBEX)]),
    );
    expect(found.map(({ verdict, declaredBy }) => [verdict, declaredBy.length])).toEqual([
      ...[
        ["open", 0],
        ["unknown", 0],
        ["open", 1],
        ["unknown", 1],
      ],
    ]);
  });

  it("come in the order of their ids where one is as bad as another", () => {
    const crossings = [1, 2, 3, 4, 5].map((n) =>
      crossing(ACME, GLOBEX, [step(`${ACME}/1`, `${GLOBEX}/1`, { what: [String(n)] })]),
    );
    const ids = judged(...crossings).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(judged(...[...crossings].reverse()).map(({ id }) => id)).toEqual(ids);
  });
});

describe("a declaration", () => {
  it("covers a way of which every step from one owner to another is declared, and then needs no advice", () => {
    const chain = [between(ACME, GLOBEX, ["b", "a"]), between(GLOBEX, INITECH, ["c", "a"])];
    expect(only(crossing(ACME, INITECH, chain))).toMatchObject({ declaredBy: ["a", "b", "c"], advice: [] });
  });

  it("is what an undeclared way is told about", () => {
    expect(only(crossing(ACME, GLOBEX, [between(ACME, GLOBEX)]))?.advice).toEqual([
      "Or declare it: CrossTenantGrant { owner: globex, requester: acme, … } for s3:GetObject on the prod/globex/1.",
    ]);
  });

  it("covers nothing of a way with one step that is not", () => {
    const first = only(crossing(ACME, INITECH, [between(ACME, GLOBEX), between(GLOBEX, INITECH, ["a"])]));
    const second = only(
      crossing(ACME, INITECH, [between(ACME, GLOBEX, ["a"]), between(GLOBEX, INITECH, [])]),
    );
    expect([first?.declaredBy, second?.declaredBy]).toEqual([[], []]);
  });

  it("is not asked for where a step stays with its owner", () => {
    const chain = [step(`${ACME}/1`, `${ACME}/2`), step(`${ACME}/2`, `${GLOBEX}/1`, { declaredBy: ["a"] })];
    expect(only(crossing(ACME, GLOBEX, chain))?.declaredBy).toEqual(["a"]);
  });

  it("is asked for where nobody knows whose a thing is", () => {
    const chain = [step(`${ACME}/1`, "unknown/1"), step("unknown/1", `${GLOBEX}/1`, { declaredBy: ["a"] })];
    const missing = [step(`${ACME}/1`, "gone"), step("gone", `${GLOBEX}/1`, { declaredBy: ["a"] })];
    // Of two things that nobody could attribute, each may be somebody else's.
    const among = [
      ...[step(`${ACME}/1`, "unknown/1", { declaredBy: ["a"] }), step("unknown/1", "unknown/2")],
      step("unknown/2", `${GLOBEX}/1`, { declaredBy: ["a"] }),
    ];
    const chains = [chain, missing, among];
    expect(chains.map((each) => only(crossing(ACME, GLOBEX, each))?.declaredBy)).toEqual([[], [], []]);
  });
});

describe("cells", () => {
  const part = (from: string, to: string, more: Partial<Finding> = {}) => ({
    ...({ from: owner(from), to: owner(to), planes: ["identity"], verdict: "open", declaredBy: [] } as const),
    ...more,
  });

  it("are one for each ordered pair and plane, in the order of their names", () => {
    const found = cellsOf([
      part("b", "a"),
      part("a", "b", { planes: ["network", "kubernetes"] }),
      part("world", "a"),
      part("a", "b", { planes: ["network"] }),
    ]);
    expect(found.map(({ from, to, plane }) => [from, to, plane])).toEqual([
      [owner("a"), owner("b"), "kubernetes"],
      [owner("a"), owner("b"), "network"],
      [owner("b"), owner("a"), "identity"],
      [owner("world"), owner("a"), "identity"],
    ]);
  });

  it("are decided by the worst that falls into them, in whatever order", () => {
    const [cell, ...others] = cellsOf([
      part("a", "b", { declaredBy: ["grant"] }),
      part("a", "b", { verdict: "unknown" }),
      part("a", "b"),
    ]);
    expect([cell?.verdict, cell?.declared, others]).toEqual(["open", false, []]);
  });

  it("are declared if the worst that falls into them is", () => {
    const cells = cellsOf([part("a", "b", { verdict: "unknown", declaredBy: ["grant"] })]);
    expect(cells.map(({ verdict, declared }) => [verdict, declared])).toEqual([["unknown", true]]);
  });
});

test("the nodes of all engines are one, by their ids", () => {
  const parts = [NODES, nodesOf("world")].map((nodes) => ({ nodes: [...nodes.values()] }));
  expect([...nodesById(parts).keys()]).toEqual([...NODES.keys(), "world/1", "world/2"]);
});
