import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "@swc/core";

const ROOT = join(__dirname, "..", "..");
const CACHE = join(ROOT, "node_modules", ".cache", "cdktf-tenants");
/** The rooms that the command is made of. */
const ROOMS = ["cli", "report", "proof", "plan", "model", "errors"];

/** What a child process did. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let built: string | undefined;

afterAll(() => {
  if (built !== undefined) rmSync(built, { recursive: true, force: true });
});

/** The command as plain JavaScript, laid out as in the package; made once a test file. */
export function commandFile(): string {
  built ??= build();
  return join(built, "dist", "cli", "main.js");
}

/** Runs the command as a shell would. */
export function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  return ranBy([commandFile(), ...args], cwd, env);
}

/** Runs Node itself. */
export function ranBy(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { status, stdout, stderr };
}

/** Below node_modules, so that the dependencies are found as in an installed package. */
function build(): string {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "cli-"));
  copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));
  for (const room of ROOMS) {
    for (const name of readdirSync(join(ROOT, "lib", room), { recursive: true, encoding: "utf8" })) {
      const file = join("lib", room, name);
      if (name.endsWith(".ts")) transpile(file, folder);
      if (name.endsWith(".json")) copy(file, folder);
    }
  }
  return folder;
}

/** Data that modules read as it is. */
function copy(file: string, folder: string): void {
  const to = join(folder, file.replace(/^lib/, "dist"));
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(join(ROOT, file), to);
}

function transpile(file: string, folder: string): void {
  const to = join(folder, file.replace(/^lib/, "dist").replace(/\.ts$/, ".js"));
  const { code } = transformSync(readFileSync(join(ROOT, file), "utf8"), {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, code);
}
