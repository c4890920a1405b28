import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  fileDamaged,
  fileUnreadable,
  folderMissing,
  folderNotSynthesized,
  intentMissing,
  stackNotInPlan,
} from "../errors/plan";
import type { TenancyIntent } from "../model/intent";
import { byText, INTENT_FILE } from "../model/intent";
import { tenancyIntent } from "./intent-shape";
import { manifest, stackFile } from "./manifest";
import type { Plan, PlanStack } from "./plan";
import type { Shape } from "./shape";
import { plainObject } from "./shape";
import { StackOfFile } from "./stack";

/** What cdktf writes beside the stacks. */
export const MANIFEST_FILE = "manifest.json";
/** Where cdktf writes unless it is told otherwise. */
export const DEFAULT_FOLDER = "cdktf.out";

/**
 * What `cdktf synth` wrote into a folder. Each file is read once; the app is not needed, nor is cdktf.
 *
 * @throws TNT3001 to TNT3010 for a folder that is missing, damaged, or not of one synthesis
 */
export function readPlan(folder: string): Plan {
  const files = listedFiles(folder);
  const intentPath = join(folder, INTENT_FILE);
  if (!existsSync(intentPath)) throw intentMissing(folder);
  const intent = readShaped(intentPath, tenancyIntent);
  refuseOtherSynthesis(
    intentPath,
    intent,
    files.map((stack) => stack.constructPath),
  );
  return { folder, stacks: stacksOf(files), intent };
}

/**
 * The stacks alone, of an app whose tenants nobody declared to it.
 *
 * @throws TNT3001 to TNT3010 for a folder that is missing or damaged
 */
export function readStacks(folder: string): readonly PlanStack[] {
  return stacksOf(listedFiles(folder));
}

interface StackFile {
  readonly name: string;
  readonly constructPath: string;
  readonly path: string;
}

function listedFiles(folder: string): readonly StackFile[] {
  if (!existsSync(folder)) throw folderMissing(folder);
  const manifestPath = join(folder, MANIFEST_FILE);
  if (!existsSync(manifestPath)) throw folderNotSynthesized(folder, outputBelow(folder));
  const listed = Object.values(readShaped(manifestPath, manifest).stacks);
  return listed.map((stack) => ({ ...stack, path: join(folder, stackFile(manifestPath, stack)) }));
}

function stacksOf(files: readonly StackFile[]): readonly PlanStack[] {
  return files.map(readStack).sort(byText((stack) => stack.name));
}

function readStack({ name, constructPath, path }: StackFile): PlanStack {
  return new StackOfFile({ name, constructPath, path, document: readShaped(path, plainObject) });
}

/** A synthesis that failed leaves the manifest of the one before. */
function refuseOtherSynthesis(file: string, intent: TenancyIntent, stacks: readonly string[]): void {
  const known = new Set(stacks);
  const declared = [
    ...intent.infrastructures.map((one) => ({ what: `Infrastructure ${one.name}`, stack: one.stack })),
    ...intent.peerings.map((one) => ({ what: `peering ${one.path}`, stack: one.stack })),
    ...intent.tenants.map((one) => ({ what: `tenant ${one.name}`, stack: one.stack })),
    ...intent.rules.map((one) => ({ what: `rule ${one.name}`, stack: one.stack })),
    ...intent.grants.map((one) => ({ what: `grant ${one.path}`, stack: one.stack })),
    ...intent.trusted.map((one) => ({ what: `trusted part ${one.path}`, stack: one.stack })),
  ];
  const lost = declared.find((one) => !known.has(one.stack));
  if (lost) throw stackNotInPlan(file, lost.what, lost.stack, stacks.join(", "));
}

function readShaped<T>(path: string, shape: Shape<T>): T {
  return shape(parsed(path, contents(path)), { file: path, place: "" });
}

function contents(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw fileUnreadable(path, (error as Error).message);
  }
}

function parsed(path: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw fileDamaged(path, (error as Error).message);
  }
}

/** The usual slip: the project's folder instead of its output. */
function outputBelow(folder: string): string | undefined {
  const below = join(folder, DEFAULT_FOLDER);
  return statSync(join(below, MANIFEST_FILE), { throwIfNoEntry: false })?.isFile() ? below : undefined;
}
