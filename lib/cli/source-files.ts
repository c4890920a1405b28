import { existsSync } from "node:fs";
import type { PlatformPath } from "node:path";
import path from "node:path";
import { INTENT_FILE } from "../model/intent";
import { MANIFEST_FILE, readPlan } from "../plan/read-plan";
import type { ProofInput } from "../proof/load/input";
import type { SourceFiles } from "../report/sarif/locations";
import { readText } from "./proof-input";

/**
 * The files behind an input, as code scanning wants them named: from the working directory, which is the root of the
 * repository in CI; from the folder that was proved where that is elsewhere.
 *
 * @throws what `readPlan` throws
 */
export function sourceFiles(input: ProofInput, cwd: string): SourceFiles {
  if (!("folder" in input)) {
    const file = input.names?.plan ?? "plan.json";
    const uri = uriOf(file, cwd, path.dirname(file));
    return { of: () => ({ uri, read: () => readText(file) }), otherwise: uri };
  }
  const { folder } = input;
  const isSynthesis = existsSync(path.join(folder, MANIFEST_FILE));
  const fileOf = isSynthesis ? stackFiles(folder) : (name: string) => path.join(folder, name);
  return {
    of: (stack) => {
      const file = fileOf(stack);
      return file === undefined ? undefined : { uri: uriOf(file, cwd, folder), read: () => readText(file) };
    },
    otherwise: uriOf(path.join(folder, INTENT_FILE), cwd, folder),
  };
}

function stackFiles(folder: string): (stack: string) => string | undefined {
  const files = new Map(readPlan(folder).stacks.map((stack) => [stack.name, stack.path]));
  return (stack) => files.get(stack);
}

/** A file below one of two folders, as a relative URI: with forward slashes on any system. */
export function uriOf(file: string, cwd: string, folder: string, paths: PlatformPath = path): string {
  const [whole, root] = [file, folder].map((one) => paths.resolve(cwd, one)) as [string, string];
  const fromHere = paths.relative(cwd, whole);
  const outside = fromHere.split(paths.sep)[0] === ".." || paths.isAbsolute(fromHere);
  const relative = outside ? paths.relative(root, whole) : fromHere;
  return relative.split(paths.sep).map(encodeURIComponent).join("/");
}
