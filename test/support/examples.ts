import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FOLDER = join(__dirname, "..", "..", "examples");

/** The names of the apps below `examples`. */
export const EXAMPLES: readonly string[] = readdirSync(FOLDER).filter((name) =>
  existsSync(join(FOLDER, name, "cdktf.json")),
);

const written: string[] = [];

afterAll(() => {
  for (const folder of written) rmSync(folder, { recursive: true, force: true });
});

/** Runs the command of the example's own cdktf.json, as `cdktf synth` does, into a folder that the test file owns. */
export function synthesizedExample(name: string): string {
  const cwd = join(FOLDER, name);
  const outdir = mkdtempSync(join(tmpdir(), "cdktf-tenants-example-"));
  written.push(outdir);
  const { app } = JSON.parse(readFileSync(join(cwd, "cdktf.json"), "utf8")) as { app: string };
  const env = { ...process.env, CDKTF_OUTDIR: outdir };
  const { status, stderr } = spawnSync(app, { cwd, shell: true, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${app} in examples/${name} ended with ${status}:\n${stderr}`);
  return outdir;
}
