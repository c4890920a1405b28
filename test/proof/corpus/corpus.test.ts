import { CHAIN_HOLES } from "./holes/chains/chains";
import { CLUSTER_HOLES } from "./holes/cluster/cluster";
import { HOLES, HOLES_OF_IDENTITY } from "./holes/holes";
import { NETWORK_HOLES } from "./holes/network/network";
import { LOOK_ALIKES } from "./look-alikes/look-alikes";
import { cellsOf, provedBase } from "./proved";

const BASES = ["by-hand", "constructs", "estate", "infrastructure"] as const;

test.each(BASES)("the base %s is isolated, and all of it is read", (base) => {
  const report = provedBase(base);
  expect(cellsOf(report, base)).toEqual([]);
  expect(report.opaque).toEqual([]);
});

test("there are kinds enough in each plane, each with an id of its own", () => {
  const ids = [...HOLES, ...LOOK_ALIKES].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(HOLES_OF_IDENTITY.length).toBeGreaterThanOrEqual(50);
  expect(NETWORK_HOLES.length).toBeGreaterThanOrEqual(100);
  expect(CLUSTER_HOLES.length + CHAIN_HOLES.length).toBeGreaterThanOrEqual(100);
  expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(150);
});
