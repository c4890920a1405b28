import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { firstDifference } from "./difference";
import { synthesis } from "./pairs";
import { output } from "./processes";

const TENANTS = 3;

/**
 * How what the library writes differs from what is written by hand, byte for byte; nothing where it does not, which
 * is what makes their times comparable. `tenancy.json` is the library's alone.
 */
export function outputDifference(): string | undefined {
  const { a, b } = synthesis(TENANTS);
  const library = output(a, stacksIn);
  const byHand = output(b, stacksIn);
  const names = firstDifference(Object.keys(library), Object.keys(byHand), "stacks");
  if (names !== undefined) return names;
  for (const [stack, text] of Object.entries(library)) {
    const other = byHand[stack] ?? "";
    if (text !== other)
      return firstDifference(JSON.parse(text), JSON.parse(other), stack) ?? `${stack}: spaces`;
  }
  return undefined;
}

/** The text of each stack's file. */
function stacksIn(folder: string): Record<string, string> {
  const stacks = join(folder, "stacks");
  const read = (stack: string) => readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8");
  return Object.fromEntries(readdirSync(stacks).map((stack) => [stack, read(stack)]));
}
