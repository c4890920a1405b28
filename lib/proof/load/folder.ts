import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { proofFolderEmpty, proofIntentMissing } from "../../errors/proof";
import { fileDamaged, folderMissing } from "../../errors/plan";
import { INTENT_FILE } from "../../model/intent";
import type { PlanStack } from "../../plan/plan";
import { readPlan, readStacks } from "../../plan/read-plan";
import { isJson } from "./config/blocks";
import { readConfiguration } from "./config/read-configuration";
import type { ConfigurationFile } from "./config/root-module";
import type { FolderInput } from "./input";
import type { ReadIntent } from "./intent/read-intent";
import { readIntent } from "./intent/read-intent";
import type { OpaquePart, ReadParts } from "./read-parts";

const MANIFEST_FILE = "manifest.json";

/** What a folder holds, and its intent. */
export interface ReadFolder {
  readonly parts: ReadParts;
  readonly intent: ReadIntent;
}

/**
 * Reads the output of a synthesis, or any folder of Terraform JSON.
 *
 * @throws TNT3001 to TNT3010 for a synthesis that is damaged, TNT6010 to TNT6013 for any other folder
 */
export function readFolder(input: FolderInput): ReadFolder {
  if (!existsSync(input.folder)) throw folderMissing(input.folder);
  return existsSync(join(input.folder, MANIFEST_FILE)) ? readSynthesis(input) : readTerraformJson(input);
}

/** An app that does not use these constructs has no tenancy.json of its own: then somebody wrote one by hand. */
function readSynthesis({ folder, intent }: FolderInput): ReadFolder {
  const given = intent ?? handWrittenIn(folder);
  if (given !== undefined)
    return { parts: partsOf(readStacks(folder)), intent: readIntent(given, join(folder, INTENT_FILE)) };
  const plan = readPlan(folder);
  return { parts: partsOf(plan.stacks), intent: { form: "app", intent: plan.intent } };
}

function partsOf(stacks: readonly PlanStack[]): ReadParts {
  return readConfiguration(
    stacks.map(({ name, document }) => ({ label: name, files: [{ name, document }] })),
  );
}

function handWrittenIn(folder: string): unknown {
  if (!existsSync(join(folder, INTENT_FILE))) return undefined;
  const found = intentOf(folder);
  return isJson(found) && Object.hasOwn(found, "ownership") ? found : undefined;
}

function readTerraformJson({ folder, intent }: FolderInput): ReadFolder {
  const names = readdirSync(folder).sort();
  const read = names.filter((name) => name.endsWith(".tf.json")).map((name) => readFile(folder, name));
  if (read.length === 0) throw proofFolderEmpty(folder);
  const files = read.filter((one): one is ConfigurationFile => "document" in one);
  const unreadable = [
    ...read.filter((one): one is OpaquePart => "scope" in one),
    ...names
      .filter((name) => name.endsWith(".tf"))
      .map((name) => opaqueFile(name, "it is HCL, which is not read")),
  ];
  const parts = readConfiguration([{ label: folder, files }]);
  return {
    parts: { resources: parts.resources, opaque: [...parts.opaque, ...unreadable] },
    intent: readIntent(intent ?? intentOf(folder), join(folder, INTENT_FILE)),
  };
}

/** Terraform would refuse a file that is no JSON; what it was meant to hold may be in place already. */
function readFile(folder: string, name: string): ConfigurationFile | OpaquePart {
  try {
    const document: unknown = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return isJson(document) ? { name, document } : opaqueFile(name, "it holds no object");
  } catch (error) {
    return opaqueFile(name, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function opaqueFile(name: string, reason: string): OpaquePart {
  return { provenance: { stack: name, address: name, pointer: "" }, scope: "everything", reason };
}

function intentOf(folder: string): unknown {
  const path = join(folder, INTENT_FILE);
  if (!existsSync(path)) throw proofIntentMissing(folder);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw fileDamaged(path, error instanceof Error ? error.message : String(error));
  }
}
