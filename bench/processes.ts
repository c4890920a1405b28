import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { bundle } from "../scripts/bundle";
import type { Subject } from "./pairs";
import { LIBRARY_MODULE } from "./pairs";
import type { OwnReport } from "./programs/report";
import type { Sample } from "./statistics";

const PROJECT = resolve(__dirname, "..");
/** Below node_modules, so that the compiled programs find the project's packages. */
const COMPILED = join(PROJECT, "node_modules", ".cache", "bench");

/** Compiles the library and the programs as they ship: plain JavaScript for plain node. */
export function compile(): void {
  rmSync(COMPILED, { recursive: true, force: true });
  const compiler = join(PROJECT, "node_modules", "typescript", "bin", "tsc");
  const args = [compiler, "-p", join(PROJECT, "bench", "tsconfig.json"), "--outDir", COMPILED];
  node(args);
  bundle(dirname(join(COMPILED, LIBRARY_MODULE)));
}

/** One measurement of one side, in a process of its own. */
export function measure(subject: Subject): Sample {
  return inFreshFolder((out) => run(subject, out));
}

/** Runs a program for what it writes. */
export function output<T>(subject: Subject, read: (folder: string) => T): T {
  return inFreshFolder((out) => {
    run(subject, out);
    return read(out);
  });
}

function run({ program, args, clock, heapMiB }: Subject, out: string): Sample {
  const file = join(COMPILED, "bench", "programs", `${program}.js`);
  const filled = args.map((arg) => arg.replace("{out}", out).replace("{compiled}", COMPILED));
  const began = performance.now();
  const options = heapMiB === undefined ? [] : [`--max-old-space-size=${heapMiB}`];
  const said = node([...options, file, ...filled]);
  const whole = performance.now() - began;
  const own = JSON.parse(said) as OwnReport;
  const milliseconds = clock === "process" ? whole : own.milliseconds;
  if (milliseconds === undefined) throw new Error(`${program} did not say how long it took.`);
  return { milliseconds, peakMiB: own.peakMiB };
}

function node(args: readonly string[]): string {
  // What a developer's shell puts in here (a TypeScript loader, a debugger) is not what is measured.
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, args, {
    cwd: PROJECT,
    env,
    encoding: "utf8",
  });
  if (error) throw error;
  if (status !== 0) {
    const how = signal === null ? `status ${status}` : signal;
    throw new Error(`node ${args.join(" ")} ended with ${how}:\n${stderr}${stdout}`);
  }
  return stdout;
}

function inFreshFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-tenants-bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
