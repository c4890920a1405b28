import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { proofFileUnusable } from "../../errors/cli";
import type { ProofInput } from "../../proof/load/input";
import type { ProofReport } from "../../proof/verdict/report";
import { EXIT } from "../exit";
import { folderOf } from "../folder";
import type { Terminal } from "../terminal";
import { styleOf } from "../terminal";
import { proofText } from "./prove-text";

interface ProveOptions {
  readonly plan?: string;
  readonly intent?: string;
  readonly allowUnknown?: true;
  readonly json?: true;
}

const EXAMPLES = `
What is looked at are the planes of identity: IAM, keys and data. Networks and Kubernetes are not proved yet.

Examples:
  $ cdktf-tenants prove
  $ cdktf-tenants prove build/cdktf.out --json | jq -r '.findings[] | select(.declaredBy == []) | .who'
  $ terraform show -json plan.out > plan.json
  $ cdktf-tenants prove --plan plan.json --intent tenancy.json`;

/** Adds `prove`. Its exit code tells what was found. */
export function addProve(parent: Command, terminal: Terminal): void {
  parent
    .command("prove")
    .description("prove from what was synthesized that nothing is shared but what was declared")
    .argument("[dir]", "what `cdktf synth` wrote, or a folder of Terraform JSON with a tenancy.json")
    .option("--plan <file>", "what `terraform show -json` printed of a plan or a state, instead of a folder")
    .option("--intent <file>", "the intent file (default: tenancy.json of the folder)")
    .addOption(
      new Option("--strict", "end with 2 where something cannot be told (this is so anyway)").conflicts(
        "allowUnknown",
      ),
    )
    .option("--allow-unknown", "end with 0 where something cannot be told, and nothing is known to be open")
    .option("--json", "print JSON, version 1 (docs/CLI.md)")
    .addHelpText("after", EXAMPLES)
    .action(async (dir: string | undefined, options: ProveOptions) => {
      // Only here: the other commands start without the proof and its catalogue of actions.
      const { prove } = await import("../../proof/prove.js");
      const report = prove(inputOf(dir, options));
      const text = options.json
        ? `${JSON.stringify(report, null, 2)}\n`
        : proofText(report, styleOf(terminal));
      terminal.stdout.write(text);
      process.exitCode = exitOf(report, options);
    });
}

function exitOf({ verdict }: ProofReport, { allowUnknown }: ProveOptions): number {
  if (verdict === "open") return EXIT.open;
  return verdict === "unknown" && !allowUnknown ? EXIT.usage : EXIT.fine;
}

function inputOf(dir: string | undefined, { plan, intent }: ProveOptions): ProofInput {
  if (plan === undefined) {
    return { folder: folderOf(dir), ...(intent !== undefined && { intent: parsed(intent) }) };
  }
  const file = intent ?? "tenancy.json";
  return { plan: parsed(plan), intent: parsed(file), names: { plan, intent: file } };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw proofFileUnusable(file, (error as Error).message);
  }
}
