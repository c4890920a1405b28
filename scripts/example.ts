/**
 * Synthesizes an example as `cdktf synth` does, by the command of its own cdktf.json, and lists what came out.
 * Usage: tsx scripts/example.ts <folder below examples/>
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const ROOT = join(__dirname, "..");
const EXAMPLES = join(ROOT, "examples");
const COMMAND = join(ROOT, "lib", "cli", "main.ts");

interface Project {
  /** The command that runs the app. */
  readonly app: string;
  readonly output?: string;
}

function main(name: string | undefined): number {
  const names = readdirSync(EXAMPLES).filter((one) => existsSync(join(EXAMPLES, one, "cdktf.json")));
  if (name === undefined || !names.includes(name)) {
    console.error(`Usage: tsx scripts/example.ts <name>, where <name> is ${names.join(" or ")}.`);
    return 2;
  }
  const folder = join(EXAMPLES, name);
  const project = JSON.parse(readFileSync(join(folder, "cdktf.json"), "utf8")) as Project;
  const output = project.output ?? "cdktf.out";
  console.log(`Synthesizing examples/${name} into examples/${name}/${output}: ${project.app}\n`);
  mkdirSync(dirname(join(folder, output)), { recursive: true });
  const environment = { CDKTF_OUTDIR: output, PATH: withTools(process.env["PATH"]) };
  const synthesized = run(project.app, [], { cwd: folder, shell: true, environment });
  if (synthesized !== 0) return synthesized;
  return run(process.execPath, ["--import", "tsx", COMMAND, "list", `examples/${name}/${output}`], {
    cwd: ROOT,
  });
}

function withTools(path: string | undefined): string {
  return [join(ROOT, "node_modules", ".bin"), ...(path === undefined ? [] : [path])].join(delimiter);
}

function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; shell?: boolean; environment?: Record<string, string> },
): number {
  const { cwd, shell = false, environment } = options;
  const { status, error } = spawnSync(command, args, {
    cwd,
    shell,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (error) throw error;
  return status ?? 1;
}

process.exitCode = main(process.argv[2]);
