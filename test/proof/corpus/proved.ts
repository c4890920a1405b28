import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OwnerRef } from "../../../lib/proof/graph/crossing";
import { prove } from "../../../lib/proof/prove";
import type { ProofReport } from "../../../lib/proof/verdict/report";
import type { CellPart } from "../../../lib/proof/verdict/judge";
import type { Base, BaseName } from "./bases/base";
import { BY_HAND } from "./bases/by-hand";
import { constructs } from "./bases/constructs";
import { ESTATE } from "./bases/estate";
import { infrastructure } from "./bases/infrastructure";
import type { Edit } from "./case";
import { patched } from "./edited";

const BASES: Readonly<Record<BaseName, () => Base>> = {
  "by-hand": () => BY_HAND,
  constructs,
  estate: () => ESTATE,
  infrastructure,
};

const bases = new Map<BaseName, Base>();

function baseOf(name: BaseName): Base {
  const known = bases.get(name) ?? BASES[name]();
  bases.set(name, known);
  return known;
}

function written(content: unknown): string {
  return typeof content === "string" ? content : JSON.stringify(content);
}

function proveFiles(files: Readonly<Record<string, unknown>>): ProofReport {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-tenants-corpus-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), written(content));
    }
    return prove({ folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const proved = new Map<BaseName, ProofReport>();

/** What is found before any edit. */
export function provedBase(name: BaseName): ProofReport {
  const known = proved.get(name) ?? proveFiles(baseOf(name).files);
  proved.set(name, known);
  return known;
}

/** What is found after the edit. */
export function provedEdit({ base = "by-hand", edit, elsewhere = {}, files = {} }: Edit): ProofReport {
  const { file, files: before } = baseOf(base);
  const others = Object.entries(elsewhere).map(([name, patch]) => {
    if (before[name] === undefined) throw new Error(`${base} has no file ${name}`);
    return [name, patched(before[name], patch)];
  });
  const changed = Object.fromEntries(others) as Record<string, unknown>;
  return proveFiles({ ...before, ...changed, [file]: patched(before[file], edit), ...files });
}

/** `acme`, `world`: without the Infrastructure of a tenant. */
export function nameOf(owner: OwnerRef): string {
  return owner.kind === "tenant" ? owner.tenant.replace(/^.*\//, "") : owner.kind;
}

/** The cells that something falls into, as cases of a base write them. */
export function cellNames(name: BaseName, { from, to, planes, verdict }: CellPart): readonly string[] {
  const ends = `${nameOf(from)} > ${nameOf(to)}`;
  if (baseOf(name).planes === "all") return planes.map((plane) => `${ends} ${plane} ${verdict}`);
  return planes.includes("identity") ? [`${ends} ${verdict}`] : [];
}

/** The cells that nobody declared, as cases of a base write them. */
export function cellsOf({ cells }: ProofReport, name: BaseName = "by-hand"): readonly string[] {
  return cells
    .filter(({ declared }) => !declared)
    .flatMap(({ plane, ...cell }) => cellNames(name, { ...cell, planes: [plane], declaredBy: [] }));
}
