import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A stack as far as tests change it by hand. */
export interface RawStack {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

/** Changes what was synthesized of a stack, as an escape hatch or a slip would. */
export function withStackJson(outdir: string, stack: string, change: (json: RawStack) => void): string {
  const file = join(outdir, "stacks", stack, "cdk.tf.json");
  const json = JSON.parse(readFileSync(file, "utf8")) as RawStack;
  change(json);
  writeFileSync(file, JSON.stringify(json, null, 2));
  return outdir;
}
