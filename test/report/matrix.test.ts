import type { Cell } from "../../lib/proof/verdict/report";
import { matrixOf } from "../../lib/report/matrix";
import { ownerName } from "../../lib/report/words";
import { tenantOf } from "../support/reports";

const cell = (props: Partial<Cell>): Cell => ({
  ...{ from: tenantOf("qa"), to: tenantOf("dev"), plane: "identity", verdict: "open", declared: false },
  ...props,
});

/** The matrix as text, a row a line. */
function rows(cells: readonly Cell[], tenants = ["dev", "qa"]): string[] {
  const matrix = matrixOf({ tenants, cells });
  if (matrix === undefined) return [];
  return matrix.from.map((from) =>
    [ownerName(from), ...matrix.to.map((to) => matrix.cell(from, to))].join(" | "),
  );
}

test("everybody is isolated from everybody where there is no cell, the world as well", () => {
  expect(rows([])).toEqual(["dev | · | isolated", "qa | isolated | ·", "the world | isolated | isolated"]);
});

test("what is open in one plane and declared in another is open", () => {
  const cells = [cell({ declared: true }), cell({ plane: "network" })];
  expect(rows(cells)[1]).toBe("qa | OPEN | ·");
});

test("what is unknown is worse than what was declared, and what is open worse than what is unknown", () => {
  const declared = cell({ declared: true });
  const unknown = cell({ plane: "network", verdict: "unknown" });
  expect(rows([declared])[1]).toBe("qa | open, as declared | ·");
  expect(rows([declared, unknown])[1]).toBe("qa | UNKNOWN | ·");
  expect(rows([declared, unknown, cell({ plane: "kubernetes" })])[1]).toBe("qa | OPEN | ·");
});

test("the platform and unknown owners have a place where something is said of them", () => {
  const cells = [cell({ from: { kind: "unknown" } }), cell({ to: { kind: "platform" } })];
  expect(rows(cells)).toEqual([
    "dev | · | isolated | isolated",
    "qa | isolated | · | OPEN",
    "the world | isolated | isolated | isolated",
    "an unknown owner | OPEN | isolated | isolated",
  ]);
});
