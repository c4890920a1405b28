import type { Hole } from "./case";
import { HOLES } from "./holes/holes";
import { cellsOf, nameOf, provedBase, provedEdit } from "./proved";

function addedCells({ base = "by-hand" }: Hole, found: readonly string[]): readonly string[] {
  const before = new Set(cellsOf(provedBase(base)));
  return found.filter((cell) => !before.has(cell)).sort();
}

test.each(HOLES.map((hole) => [hole.id, hole.title, hole] as const))("%s: %s", (_, __, hole) => {
  const report = provedEdit(hole);
  expect(addedCells(hole, cellsOf(report))).toEqual(hole.cells);
  expect(report.opaque.map(({ address }) => address)).toEqual(hole.opaque ?? []);
  if (hole.shows === undefined) return;
  const { cell, what, on, at, closes = at } = hole.shows;
  const found = report.findings
    .filter((one) => `${nameOf(one.from)} > ${nameOf(one.to)} ${one.verdict}` === cell)
    .filter((one) => one.what.includes(what) && one.on.includes(on));
  const addresses = found.flatMap(({ chain }) => chain.flatMap(({ evidence }) => evidence));
  expect(addresses.map(({ address }) => address)).toContainEqual(expect.stringContaining(at));
  // What is only possible has to be read first: no edit that closes it is known.
  if (cell.endsWith("unknown")) return;
  expect(found.map(({ advice }) => advice[0])).toContainEqual(expect.stringContaining(closes));
});
