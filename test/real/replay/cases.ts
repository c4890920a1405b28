import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prove } from "../../../lib/proof/prove";
import type { ProofReport } from "../../../lib/proof/verdict/report";
import { ACCOUNT, BY_HAND } from "../../proof/corpus/bases/by-hand";
import type { Hole } from "../../proof/corpus/case";
import { merged } from "../../proof/corpus/edited";
import { HOLES_OF_IDENTITY } from "../../proof/corpus/holes/holes";
import { LOOK_ALIKES_OF_IDENTITY } from "../../proof/corpus/look-alikes/look-alikes";
import { beside } from "./beside";
import { type Block, withBlocks } from "./blocks";
import { complete } from "./complete";
import { LEFT_OUT_CASES, LEFT_OUT_TYPES } from "./left-out";

type Configuration = Readonly<Record<string, unknown>>;

/** No other suite's: what is made in it ends with the lab, and need not be taken away one by one. */
export const OWN_ACCOUNT = "444455556666";

/** A case of the corpus as it stands beside the base. */
export interface AppliedCase {
  readonly id: string;
  readonly blocks: readonly Block[];
  /** The cells that the corpus says it has. */
  readonly cells: readonly string[];
}

/** A case that is not applied, and why. */
export interface LeftOutCase {
  readonly id: string;
  readonly reason: string;
}

function inOwnAccount<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll(ACCOUNT, OWN_ACCOUNT)) as T;
}

/** The hand-written base of the corpus, complete, in an account of its own. */
export const BASE = complete(inOwnAccount(BY_HAND.files[BY_HAND.file]) as Configuration);

/** What is proved of a case where it stands beside the base. */
export function proved({ blocks }: AppliedCase): ProofReport {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-tenants-replay-"));
  try {
    const files = { ...inOwnAccount(BY_HAND.files), [BY_HAND.file]: withBlocks(BASE, blocks) };
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
    return prove({ folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function besideBase(
  { id, base = "by-hand", edit, files }: Hole,
  mark: string,
): AppliedCase["blocks"] | string {
  if (base !== "by-hand") return "an app of constructs: examples of those are deployed as they are";
  if (files !== undefined) return "files beside the configuration, which is what is applied";
  const edited = complete(inOwnAccount(merged(BY_HAND.files[BY_HAND.file], edit)));
  const blocks = beside(BASE, edited, mark);
  if (blocks === undefined) return "a change of more than resources and data";
  const leftOut = blocks.find(({ type }) => LEFT_OUT_TYPES.has(type));
  return leftOut === undefined ? blocks : (LEFT_OUT_TYPES.get(leftOut.type) ?? id);
}

function outcome(hole: Hole, mark: string): AppliedCase | LeftOutCase {
  const { id, cells } = hole;
  const known = LEFT_OUT_CASES.get(id);
  if (known !== undefined) return { id, reason: known };
  const isCertain = cells.length === 0 || cells.some((cell) => cell.endsWith(" open"));
  if (!isCertain) return { id, reason: "nothing that is certain" };
  const blocks = besideBase(hole, mark);
  return typeof blocks === "string" ? { id, reason: blocks } : { id, blocks, cells };
}

const OUTCOMES = [
  ...HOLES_OF_IDENTITY,
  ...LOOK_ALIKES_OF_IDENTITY.map((one): Hole => ({ ...one, cells: [] })),
].map((hole, index) => outcome(hole, `c${index}`));

/** The cases of the corpus that are applied: those that can be, and of which something is certain. */
export const APPLIED_CASES: readonly AppliedCase[] = OUTCOMES.filter((one) => "blocks" in one);

/** The others, with the reasons. */
export const OTHER_CASES: readonly LeftOutCase[] = OUTCOMES.filter((one) => "reason" in one);
