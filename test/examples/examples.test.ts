import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPlan } from "../../lib/plan/read-plan";

const ROOT = join(__dirname, "..", "..");
const EXAMPLES = readdirSync(join(ROOT, "examples")).filter((name) =>
  existsSync(join(ROOT, "examples", name, "cdktf.json")),
);
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs the command of the example's own cdktf.json, as `cdktf synth` does, into a folder of its own. */
function synthesized(example: string): string {
  const folder = join(ROOT, "examples", example);
  const outdir = mkdtempSync(join(tmpdir(), "cdktf-tenants-example-"));
  folders.push(outdir);
  const { app } = JSON.parse(readFileSync(join(folder, "cdktf.json"), "utf8")) as { app: string };
  const env = { ...process.env, CDKTF_OUTDIR: outdir };
  const { status, stderr } = spawnSync(app, { cwd: folder, shell: true, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${app} in examples/${example} ended with ${status}:\n${stderr}`);
  return outdir;
}

describe.each(EXAMPLES)("examples/%s", (example) => {
  const outdir = synthesized(example);

  test("has the addresses that were committed: they are a contract", () => {
    const addresses = readPlan(outdir).stacks.flatMap((stack) =>
      stack.resources.map(({ address }) => `${stack.name}: ${address}`),
    );
    expect(addresses.sort()).toMatchSnapshot();
  });

  test("is synthesized to the same bytes again", () => {
    const bytes = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".json"))
        .sort()
        .map((file) => [file, readFileSync(join(folder, file), "utf8")]);
    expect(bytes(synthesized(example))).toEqual(bytes(outdir));
  });

  test("has a README that says what it is", () => {
    expect(readFileSync(join(ROOT, "examples", example, "README.md"), "utf8")).toMatch(/^# .+\n\n.+/);
  });
});

test("the first page prints the smallest app as it stands", () => {
  const app = readFileSync(join(ROOT, "examples", "first", "main.ts"), "utf8").trim();
  expect(readFileSync(join(ROOT, "README.md"), "utf8")).toContain(`\`\`\`ts\n${app}\n\`\`\``);
});
