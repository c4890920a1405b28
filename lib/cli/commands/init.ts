import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { intentFileExists, intentFileUnwritable } from "../../errors/proof-input";
import { INTENT_FILE } from "../../model/intent";
import type { FirstIntent, UndeclaredInput } from "../../proof/first-intent";
import type { InputOptions, Named } from "../proof-input";
import { isSynthesis, namedInput, readJson } from "../proof-input";
import type { Terminal } from "../terminal";
import { styleOf } from "../terminal";
import { initText } from "./init-text";

/**
 * Writes a first intent file for an input of which nobody has said who the tenants are, and tells what it says.
 *
 * @throws TNT3031 if there is one already, TNT3033 if it cannot be written, and what `prove` throws for its input
 */
export async function writeFirstIntent(
  dir: string | undefined,
  options: InputOptions & { readonly json?: true },
  terminal: Terminal,
): Promise<void> {
  const named = namedInput(dir, options);
  const file = options.intent ?? fileBeside(named);
  const { firstIntent } = await import("../../proof/first-intent.js");
  const found = firstIntent(inputOf(named));
  writeNew(file, `${JSON.stringify(found.intent, null, 2)}\n`);
  const style = styleOf(terminal);
  const text = options.json ? shownAsJson(file, found) : initText({ found, file, named }, style);
  terminal.stdout.write(text);
}

function inputOf({ kind, path }: Named): UndeclaredInput {
  if (kind === "folder") return { folder: path };
  return { plan: readJson(path, "plan"), names: { plan: path, intent: INTENT_FILE } };
}

/** In a folder of Terraform JSON; not where a synthesis writes, and beside a plan there is no folder that is its own. */
function fileBeside({ kind, path }: Named): string {
  if (kind === "file") return INTENT_FILE;
  const own = join(path, INTENT_FILE);
  // Also that of an app: it knows its tenants.
  if (existsSync(own)) throw intentFileExists(own);
  return isSynthesis(path) ? INTENT_FILE : own;
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === "EEXIST" ? intentFileExists(file) : intentFileUnwritable(file, message);
  }
}

function shownAsJson(file: string, { tenants, totals }: FirstIntent): string {
  return `${JSON.stringify({ version: 1, file, totals, tenants }, null, 2)}\n`;
}
