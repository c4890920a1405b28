/**
 * Synthesizes all examples and scans them. Fails on every finding that scan/accepted.json does not explain, and on
 * every explanation that is needed no more.
 * Usage: tsx scripts/scan.ts
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAccepted } from "./scan/accepted";
import { checkov, checkovEnvironment } from "./scan/checkov";
import { synthesizeExamples } from "./scan/examples";
import { parseReport } from "./scan/findings";
import { isClean, judge, verdictText } from "./scan/verdict";

function main(out: string): number {
  const accepted = parseAccepted(readFileSync(join(__dirname, "..", "scan", "accepted.json"), "utf8"));
  const environment = checkovEnvironment();
  const stacks = synthesizeExamples(out);
  const report = checkov(
    environment,
    stacks.map(({ file }) => file),
  );
  const verdict = judge(parseReport(report, new Map(stacks.map((stack) => [stack.file, stack]))), accepted);
  console.log(verdictText(verdict, stacks.length));
  return isClean(verdict) ? 0 : 1;
}

const out = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-tenants-scan-")));
try {
  process.exitCode = main(out);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  rmSync(out, { recursive: true, force: true });
}
