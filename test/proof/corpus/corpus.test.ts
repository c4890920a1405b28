import { HOLES } from "./holes/holes";
import { LOOK_ALIKES } from "./look-alikes/look-alikes";
import { cellsOf, provedBase } from "./proved";

const BASES = ["by-hand", "constructs", "estate", "infrastructure"] as const;

test.each(BASES)("the base %s is isolated, and all of it is read", (base) => {
  const report = provedBase(base);
  expect(cellsOf(report, base)).toEqual([]);
  expect(report.opaque).toEqual([]);
});

test("there are kinds enough, each with an id of its own", () => {
  const ids = [...HOLES, ...LOOK_ALIKES].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(HOLES.length).toBeGreaterThanOrEqual(50);
  expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(20);
});
