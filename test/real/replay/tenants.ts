import type { ProofReport } from "../../../lib/proof/verdict/report";
import { nameOf } from "../../proof/corpus/proved";
import type { Block } from "./blocks";

/** Whose something is in the base: by its label, as the base's intent says. */
export function ownerOf({ label }: Block): string {
  if (label.startsWith("acme_eu_")) return "acme-eu";
  return /^(acme|globex)_/.exec(label)?.[1] ?? "platform";
}

/** The ordered pairs of owners that are not isolated. */
export function notIsolated({ cells }: ProofReport): ReadonlySet<string> {
  return new Set(cells.map(({ from, to }) => `${nameOf(from)} > ${nameOf(to)}`));
}
