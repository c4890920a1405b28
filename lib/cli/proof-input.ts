import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  proofFileMissing,
  type ProofFileRole,
  proofFileUnusable,
  proofInputTwice,
} from "../errors/proof-input";
import { INTENT_FILE } from "../model/intent";
import type { ProofInput } from "../proof/load/input";
import { folderOf } from "./folder";

/** The options by which an input is named. */
export interface InputOptions {
  /** @default - what is named is a folder, or the file itself */
  readonly plan?: string;
  /** @default - tenancy.json of the folder; of the working directory for a file */
  readonly intent?: string;
}

/** What is named on the command line: a folder, or a file of a plan or state. */
export type Named = { readonly kind: "folder" | "file"; readonly path: string };

/** @throws TNT3032 where both a folder and `--plan` are named, TNT3023 */
export function namedInput(named: string | undefined, { plan }: InputOptions): Named {
  if (plan === undefined) {
    const path = named ?? usualFolder();
    return { kind: isFile(path) ? "file" : "folder", path };
  }
  if (named !== undefined) throw proofInputTwice(named, plan);
  return { kind: "file", path: plan };
}

/** What is proved. @throws TNT3024, TNT3030 for a file that cannot be read, TNT3023, TNT3032 */
export function proofInput(named: string | undefined, options: InputOptions): ProofInput {
  const { kind, path } = namedInput(named, options);
  const { intent } = options;
  if (kind === "folder")
    return { folder: path, ...(intent !== undefined && { intent: readJson(intent, "intent") }) };
  const file = intent ?? INTENT_FILE;
  return {
    plan: readJson(path, "plan"),
    intent: readJson(file, "intent"),
    names: { plan: path, intent: file },
  };
}

/** @throws TNT3030 for a file that is not there, TNT3024 for one that is no JSON */
export function readJson(file: string, role: ProofFileRole): unknown {
  if (!existsSync(file)) throw proofFileMissing(file, role);
  const bytes = contents(file, role);
  try {
    return JSON.parse(textOf(bytes));
  } catch (error) {
    throw proofFileUnusable(file, role, (error as Error).message, remedyFor(bytes));
  }
}

/** True for the output of `cdktf synth`. */
export function isSynthesis(folder: string): boolean {
  return existsSync(join(folder, "manifest.json"));
}

/** A file of the proof as text, in whichever way it was encoded. @throws TNT3024 for one that cannot be read */
export function readText(file: string): string {
  return textOf(contents(file, "plan"));
}

/** That of the app; without one, the working directory where Terraform is run in it. */
function usualFolder(): string {
  const ofApp = folderOf(undefined);
  const isTerraform = !existsSync(ofApp) && readdirSync(".").some((name) => /\.tf(\.json)?$/.test(name));
  return isTerraform ? "." : ofApp;
}

/** One that is not there is a file if it is called like one. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? path.endsWith(".json");
}

function contents(file: string, role: ProofFileRole): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw proofFileUnusable(file, role, (error as Error).message, undefined);
  }
}

/** Windows PowerShell redirects output as UTF-16, and other programs put a mark before UTF-8. */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}

/** What people name instead of the JSON of a plan. */
function remedyFor(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 64).toString("latin1");
  if (start.startsWith("PK")) {
    return "this is a plan as `terraform plan -out` saves it: `terraform show -json <it> > plan.json`, and name plan.json.";
  }
  if (/^\{"@level"/.test(start)) {
    return "this is the log of `terraform plan -json`: `terraform plan -out plan`, then `terraform show -json plan > plan.json`.";
  }
  return bytes.length === 0 ? "this one is empty, so the command that wrote it failed." : undefined;
}
