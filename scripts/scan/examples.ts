import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../test/real/lab/paths";
import type { ScannedStack } from "./findings";

const EXAMPLES = join(PROJECT, "examples");

/** A synthesized stack of an example. */
export interface SynthesizedStack {
  /** The example and its stack. */
  readonly name: string;
  readonly file: string;
  readonly json: ScannedStack;
}

/** Synthesizes every example, by the command of its own cdktf.json, into folders of their own below `out`. */
export function synthesizeExamples(out: string): SynthesizedStack[] {
  const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "cdktf.json")));
  return names.sort().flatMap((name) => {
    const folder = join(out, name);
    synthesize(name, folder);
    return readdirSync(join(folder, "stacks"))
      .sort()
      .map((stack) => {
        const file = join(folder, "stacks", stack, "cdk.tf.json");
        return {
          name: `${name}/${stack}`,
          file,
          json: JSON.parse(readFileSync(file, "utf8")) as ScannedStack,
        };
      });
  });
}

function synthesize(name: string, outdir: string): void {
  const cwd = join(EXAMPLES, name);
  const { app } = JSON.parse(readFileSync(join(cwd, "cdktf.json"), "utf8")) as { readonly app: string };
  const env = { ...process.env, CDKTF_OUTDIR: outdir };
  const { status, stdout, stderr, error } = spawnSync(app, { cwd, shell: true, env, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`examples/${name} could not be synthesized:\n${stderr}${stdout}`);
}
