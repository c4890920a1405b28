import type { ProofInput } from "../../proof/load/input";
import type { ProofReport } from "../../proof/verdict/report";
import { proofMarkdown } from "../../report/markdown/proof";
import { sarifLog } from "../../report/sarif/log";
import { packageVersion } from "../package-version";
import type { Format } from "../report-outputs";
import { sourceFiles } from "../source-files";
import type { Terminal } from "../terminal";
import { styleOf } from "../terminal";
import { proofText } from "./prove-text";

/** A report in each of its formats; `proved` is what it was made from. */
export function reportIn(
  report: ProofReport,
  proved: ProofInput,
  terminal: Terminal,
): (format: Format) => string {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return (format) => {
    if (format === "json") return json(report);
    if (format === "markdown") return proofMarkdown(report);
    if (format === "text") return proofText(report, styleOf(terminal));
    const files = sourceFiles(proved, process.cwd());
    return json(sarifLog(report, { version: packageVersion(), files }));
  };
}
