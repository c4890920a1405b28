import { byText } from "../model/intent";
import type { OwnerRef } from "../proof/graph/crossing";
import { ownerKey } from "../proof/graph/crossing";
import type { Cell, ProofReport } from "../proof/verdict/report";

/** A matrix of more tenants is no help to anybody. */
const MATRIX_MOST = 8;
const WORLD: OwnerRef = { kind: "world" };

/** Who reaches whom, as a table: everybody in `from` against everybody in `to`. */
export interface Matrix {
  readonly from: readonly OwnerRef[];
  readonly to: readonly OwnerRef[];
  /** What stands where two of them meet, in words. */
  cell(from: OwnerRef, to: OwnerRef): string;
}

/**
 * The matrix of all tenants, or of those for which something is open; undefined where even they are too many for a
 * table, or there are none.
 */
export function matrixOf({ tenants, cells }: Pick<ProofReport, "tenants" | "cells">): Matrix | undefined {
  const active = tenants.filter(
    (tenant) => tenants.length <= MATRIX_MOST || cells.some((cell) => touches(cell, tenant)),
  );
  if (active.length === 0 || active.length > MATRIX_MOST) return undefined;
  const owners = active.map((tenant): OwnerRef => ({ kind: "tenant", tenant }));
  return {
    from: [...owners, WORLD, ...others(cells.map(({ from }) => from))],
    to: [...owners, ...others(cells.map(({ to }) => to))],
    cell: (from, to) => cellWords(from, to, cells),
  };
}

/** How many ordered pairs of owners are not isolated. */
export function pairsNotIsolated({ cells }: Pick<ProofReport, "cells">): number {
  return new Set(cells.map(({ from, to }) => `${ownerKey(from)}\n${ownerKey(to)}`)).size;
}

/** Those that are neither a tenant nor the world, where there is something to say of them. */
function others(owners: readonly OwnerRef[]): OwnerRef[] {
  const found = owners.filter(({ kind }) => kind !== "tenant" && kind !== "world");
  return [...new Map(found.map((owner) => [ownerKey(owner), owner]))]
    .sort(byText(([key]) => key))
    .map(([, owner]) => owner);
}

function cellWords(from: OwnerRef, to: OwnerRef, cells: readonly Cell[]): string {
  const found = cells.filter(
    (cell) => isMeant(cell.from, from) && isMeant(cell.to, to) && ownerKey(from) !== ownerKey(to),
  );
  const undeclared = found.filter(({ declared }) => !declared);
  if (undeclared.length > 0) return undeclared.some(({ verdict }) => verdict === "open") ? "OPEN" : "UNKNOWN";
  if (found.length > 0) return "open, as declared";
  return ownerKey(from) === ownerKey(to) ? "·" : "isolated";
}

/** What is said of anyone is said of each. */
function isMeant(said: OwnerRef, owner: OwnerRef): boolean {
  return said.kind === "anyone" || ownerKey(said) === ownerKey(owner);
}

function touches({ from, to }: Cell, tenant: string): boolean {
  return [from, to].some((owner) => owner.kind === "tenant" && owner.tenant === tenant);
}
