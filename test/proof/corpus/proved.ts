import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OwnerRef } from "../../../lib/proof/graph/crossing";
import { prove } from "../../../lib/proof/prove";
import type { ProofReport } from "../../../lib/proof/verdict/report";
import type { Base, BaseName } from "./bases/base";
import { BY_HAND } from "./bases/by-hand";
import { constructs } from "./bases/constructs";
import type { Edit } from "./case";
import { merged } from "./edited";

const bases = new Map<BaseName, Base>();

function baseOf(name: BaseName): Base {
  const known = bases.get(name) ?? (name === "by-hand" ? BY_HAND : constructs());
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
export function provedEdit({ base = "by-hand", edit, files = {} }: Edit): ProofReport {
  const { file, files: before } = baseOf(base);
  return proveFiles({ ...before, [file]: merged(before[file], edit), ...files });
}

/** `acme`, `world`: without the Infrastructure of a tenant. */
export function nameOf(owner: OwnerRef): string {
  return owner.kind === "tenant" ? owner.tenant.replace(/^.*\//, "") : owner.kind;
}

/** The cells of the planes of identity, as cases write them. */
export function cellsOf({ cells }: ProofReport): readonly string[] {
  return cells
    .filter(({ plane }) => plane === "identity")
    .map(({ from, to, verdict }) => `${nameOf(from)} > ${nameOf(to)} ${verdict}`);
}
