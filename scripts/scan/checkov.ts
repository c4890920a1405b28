import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, PROJECT } from "../../test/real/lab/paths";
import { output, succeeds } from "./run";

const REQUIREMENTS = join(PROJECT, "scan", "requirements.txt");
const INSTALL_PYTHON =
  "install Python 3.10 or newer with its venv module: your system's packages python3 and python3-venv, " +
  "or https://www.python.org/downloads/";

/** The JSON report of the scanner, which asks nobody but the files. */
export function checkov(environment: string, files: readonly string[]): string {
  const command = join(environment, "bin", "checkov");
  const options = [
    "--framework",
    "terraform_json",
    "--compact",
    "--quiet",
    "--skip-download",
    "--output",
    "json",
  ];
  // Findings are judged here: a status other than 0 then means that the scanner itself failed.
  return output(command, ["--file", ...files, ...options, "--soft-fail"]);
}

/**
 * The virtual environment that holds the pinned scanner; made once, when it is first needed.
 *
 * @throws if there is no Python to make it with
 */
export function checkovEnvironment(): string {
  const python = checkedPython();
  const digest = createHash("sha256").update(python.version).update(readFileSync(REQUIREMENTS)).digest("hex");
  const folder = join(cacheFolder(), `scan-${digest.slice(0, 12)}`);
  const complete = join(folder, "complete");
  if (existsSync(complete)) return folder;
  console.error(`Installing the scanner into ${folder}, once`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cacheFolder(), { recursive: true });
  output(python.command, ["-m", "venv", folder]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  output(join(folder, "bin", "python"), [...pip, "--requirement", REQUIREMENTS]);
  // Last: an environment that was interrupted half way is made anew.
  writeFileSync(complete, "");
  return folder;
}

function checkedPython(): { command: string; version: string } {
  const command = "python3";
  const program = "import sys, venv, ensurepip; print(sys.version); sys.exit(sys.version_info < (3, 10))";
  const version = succeeds(command, ["-c", program]);
  if (version === undefined) throw new Error(`The scan needs ${command}: ${INSTALL_PYTHON}.`);
  return { command, version };
}
