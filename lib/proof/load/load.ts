import type { LoadedFacts } from "../facts/loaded";
import type { OnProgress } from "../progress";
import { assemble } from "./assemble";
import { readFolder } from "./folder";
import type { ProofInput } from "./input";
import { readIntent } from "./intent/read-intent";
import { readShown } from "./show/read-shown";

/**
 * Reads an input: every managed resource with its owner, as far as it can be read, and everything that cannot be.
 * The same input gives the same facts, in the order in which it holds them.
 *
 * @throws TNT3001 to TNT3010 for a folder that `cdktf synth` did not write, or not as it is; TNT6010 to TNT6014 for
 * other input
 */
export function load(input: ProofInput, onProgress?: OnProgress): LoadedFacts {
  onProgress?.({ phase: "reading" });
  if ("folder" in input) {
    const { parts, intent } = readFolder(input);
    return assemble(parts, intent, onProgress);
  }
  const { plan, intent, names } = input;
  const parts = readShown(plan, names?.plan ?? "plan");
  return assemble(parts, readIntent(intent, names?.intent ?? "tenancy.json"), onProgress);
}
