import { isAbsolute, normalize, sep } from "node:path";
import { pathLeadsOutside, stackNotJson } from "../errors/plan";
import { atLeast, recordOf, text } from "./shape";

/** What cdktf's manifest.json says of one stack. */
interface ManifestStack {
  readonly name: string;
  readonly constructPath: string;
  readonly synthesizedStackPath: string;
}

/** The part of cdktf's manifest.json that is read. */
export const manifest = atLeast<{ readonly stacks: Readonly<Record<string, ManifestStack>> }>({
  stacks: recordOf(atLeast<ManifestStack>({ name: text, constructPath: text, synthesizedStackPath: text })),
});

/**
 * Where a stack is below the folder, in the separators of this system, whichever system wrote the manifest.
 *
 * @throws TNT3010 for a path that leads out of the folder, TNT3008 for HCL
 */
export function stackFile(file: string, stack: ManifestStack): string {
  const given = stack.synthesizedStackPath;
  const path = normalize(given.replaceAll("\\", "/"));
  const outside = isAbsolute(path) || /^[a-z]:/i.test(path) || path.split(sep)[0] === "..";
  if (outside) throw pathLeadsOutside(file, given);
  if (!path.endsWith(".json")) throw stackNotJson(path);
  return path;
}
