import type { Finding } from "../../../lib/proof/verdict/report";
import type { Hole, Shown } from "./case";
import { HOLES } from "./holes/holes";
import { cellNames, cellsOf, provedBase, provedEdit } from "./proved";

function addedCells({ base = "by-hand" }: Hole, found: readonly string[]): readonly string[] {
  const before = new Set(cellsOf(provedBase(base), base));
  return found.filter((cell) => !before.has(cell)).sort();
}

/** Is this the way that the case describes? */
function isShown({ chain, what, on }: Finding, shown: Shown): boolean {
  const { planes, over } = shown;
  const isOfPlanes = planes === undefined || chain.map(({ plane }) => plane).join() === planes.join();
  const leadsOver = over === undefined || over.length === chain.length;
  return (
    isOfPlanes &&
    leadsOver &&
    what.includes(shown.what) &&
    on.includes(shown.on) &&
    (over ?? []).every((part, index) => chain[index]?.to.includes(part))
  );
}

test.each(HOLES.map((hole) => [hole.id, hole.title, hole] as const))("%s: %s", (_, __, hole) => {
  const { base = "by-hand", shows } = hole;
  const report = provedEdit(hole);
  expect(addedCells(hole, cellsOf(report, base))).toEqual(hole.cells);
  expect(report.opaque.map(({ address }) => address)).toEqual(hole.opaque ?? []);
  if (shows === undefined) return;
  const { cell, at, closes = at } = shows;
  const inCell = report.findings.filter((one) => cellNames(base, one).includes(cell));
  const found = inCell
    .filter(({ declaredBy }) => declaredBy.length === 0)
    .filter((one) => isShown(one, shows));
  const addresses = found.flatMap(({ chain }) => chain.flatMap(({ evidence }) => evidence));
  expect(addresses.map(({ address }) => address)).toContainEqual(expect.stringContaining(at));
  // What is only possible has to be read first: no edit that closes it is known.
  if (cell.endsWith("unknown")) return;
  expect(found.map(({ advice }) => advice[0])).toContainEqual(expect.stringContaining(closes));
});
