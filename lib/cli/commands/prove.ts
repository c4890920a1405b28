import { type Command, Option } from "commander";
import type { ProofReport } from "../../proof/verdict/report";
import { EXIT } from "../exit";
import type { InputOptions } from "../proof-input";
import { proofInput } from "../proof-input";
import type { OutputOptions } from "../report-outputs";
import { outputsOf, writeOutputs } from "../report-outputs";
import type { Terminal } from "../terminal";
import { progressLine, toldBy } from "../progress";
import { writeFirstIntent } from "./init";
import { reportIn } from "./prove-formats";

interface ProveOptions extends InputOptions, OutputOptions {
  readonly init?: true;
  readonly allowUnknown?: true;
}

const EXAMPLES = `
What is looked at: identity (IAM, keys and data), Kubernetes (who may do what in the clusters), the network (security
groups and network policies), and what leads from one to another.

Examples:
  $ cdktf-tenants prove
  $ cdktf-tenants prove --sarif tenants.sarif      the text, and a file for code scanning
  $ cdktf-tenants prove --markdown >> "$GITHUB_STEP_SUMMARY"
  $ cdktf-tenants prove build/cdktf.out --json | jq -r '.findings[] | select(.declaredBy == []) | .who'
  $ terraform plan -out plan && terraform show -json plan > plan.json
  $ cdktf-tenants prove --init plan.json      writes tenancy.json: who seems to be a tenant
  $ cdktf-tenants prove plan.json --intent tenancy.json`;

/** Adds `prove`. Its exit code tells what was found. */
export function addProve(parent: Command, terminal: Terminal): void {
  parent
    .command("prove")
    .description("prove from what was synthesized that nothing is shared but what was declared")
    .argument("[input]", "what `cdktf synth` wrote; a folder of Terraform JSON; or a file as --plan takes it")
    .option("--plan <file>", "what `terraform show -json` printed of a plan or a state, instead of a folder")
    .option(
      "--intent <file>",
      "the intent file (default: tenancy.json of the folder, or beside you for a file)",
    )
    .addOption(
      new Option(
        "--init",
        "write a first intent file from what is found, instead of proving anything",
      ).conflicts(["sarif", "markdown"]),
    )
    .addOption(
      new Option("--strict", "end with 2 where something cannot be told (this is so anyway)").conflicts(
        "allowUnknown",
      ),
    )
    .option("--allow-unknown", "end with 0 where something cannot be told, and nothing is known to be open")
    .option("--json", "print JSON, version 1 (docs/CLI.md)")
    .option("--sarif [file]", "print SARIF 2.1.0 for code scanning, or write it to a file beside the rest")
    .option("--markdown [file]", "print Markdown for a pull request, or write it to a file beside the rest")
    .addHelpText("after", EXAMPLES)
    .action(async (input: string | undefined, options: ProveOptions) => {
      if (options.init) {
        await writeFirstIntent(input, options, terminal);
        return;
      }
      // Only here: the other commands start without the proof and its catalogue of actions.
      const { prove } = await import("../../proof/prove.js");
      const outputs = outputsOf(options);
      const proved = proofInput(input, options);
      const report = toldBy(progressLine(terminal), ({ tell }) => prove(proved, { onProgress: tell }));
      writeOutputs(outputs, reportIn(report, proved, terminal), terminal);
      process.exitCode = exitOf(report, options);
    });
}

function exitOf({ verdict }: ProofReport, { allowUnknown }: ProveOptions): number {
  if (verdict === "open") return EXIT.open;
  return verdict === "unknown" && !allowUnknown ? EXIT.usage : EXIT.fine;
}
