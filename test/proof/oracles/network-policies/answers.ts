import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cluster } from "./clusters";
import type { Openings } from "./judge";

/** A cluster, and what the judge said of it. */
export interface Judged {
  readonly cluster: Cluster;
  readonly open: Openings;
}

export type Kind = "certain" | "uncertain";

function file(kind: Kind): string {
  return join(__dirname, "answers", `${kind}.jsonl`);
}

/** The answers that are kept, so that nobody needs the judge to test against it. */
export function keptAnswers(kind: Kind): readonly Judged[] {
  const lines = readFileSync(file(kind), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Judged);
}

export function keepAnswers(kind: Kind, all: readonly Judged[]): void {
  writeFileSync(file(kind), all.map((each) => `${JSON.stringify(each)}\n`).join(""));
}
