import type { Command } from "commander";
import { differenceOf } from "../../report/difference/difference";
import type { DifferenceReport } from "../../report/difference/report";
import { differenceMarkdown } from "../../report/markdown/difference";
import { EXIT } from "../exit";
import { progressLine, toldBy } from "../progress";
import type { OutputOptions } from "../report-outputs";
import { outputsOf, writeOutputs } from "../report-outputs";
import type { Terminal } from "../terminal";
import { styleOf } from "../terminal";
import { differenceText } from "./diff-text";

interface DiffOptions extends Omit<OutputOptions, "sarif"> {
  readonly intent?: string;
  readonly intentBefore?: string;
  readonly allowUnknown?: true;
}

const INPUT = "what `cdktf synth` wrote, a folder of Terraform JSON, or what `terraform show -json` printed";

const EXAMPLES = `
What was open before and still is does not count: it ends with 1 only for what the change opens without a declaration.

Examples:
  $ cdktf-tenants diff main.out pr.out
  $ cdktf-tenants diff main.out pr.out --markdown comment.md
  $ cdktf-tenants diff main.out pr.out --json | jq -r '.stacks.changed[].name'
  $ cdktf-tenants diff state.json plan.json --intent tenancy.json`;

/** Adds `diff`. Its exit code tells whether the change opens what nobody declared. */
export function addDiff(parent: Command, terminal: Terminal): void {
  parent
    .command("diff")
    .description("say what a change opens and closes between tenants, and which stacks it touches")
    .argument("<before>", INPUT)
    .argument("<after>", "the same after the change")
    .option("--intent <file>", "the intent file of both (default: tenancy.json of each folder)")
    .option("--intent-before <file>", "another intent file for <before>")
    .option("--allow-unknown", "end with 0 where the change leaves something unknown, and opens nothing")
    .option("--json", "print JSON, version 1 (docs/CLI.md)")
    .option("--markdown [file]", "print Markdown for a pull request, or write it to a file beside the rest")
    .addHelpText("after", EXAMPLES)
    .action(async (before: string, after: string, options: DiffOptions) => {
      const outputs = outputsOf(options);
      const { intent, intentBefore = intent } = options;
      // Only here: the other commands start without the proof and its catalogue of actions.
      const { sideOf } = await import("./diff-side.js");
      const difference = toldBy(progressLine(terminal), ({ tell }) =>
        differenceOf(sideOf(before, intentBefore, tell), sideOf(after, intent, tell)),
      );
      writeOutputs(
        outputs,
        (format) => {
          if (format === "json") return `${JSON.stringify(difference, null, 2)}\n`;
          if (format === "markdown") return differenceMarkdown(difference);
          return differenceText(difference, styleOf(terminal));
        },
        terminal,
      );
      process.exitCode = exitOf(difference, options);
    });
}

function exitOf({ verdict }: DifferenceReport, { allowUnknown }: DiffOptions): number {
  if (verdict === "open") return EXIT.open;
  return verdict === "unknown" && !allowUnknown ? EXIT.usage : EXIT.fine;
}
