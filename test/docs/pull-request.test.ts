import { mkdtempSync, mkdirSync, readFileSync, realpathSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { run } from "../support/cli";
import { ROOT } from "../support/source";
import { someTenant } from "../support/sharing";
import { synthesize } from "../support/synth";

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const page = readFileSync(join(ROOT, "docs", "guides", "pull-request.md"), "utf8");
const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
const workflow = parse(yaml) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

test("the workflow uses actions of GitHub alone, each at a version", () => {
  const used = steps.flatMap(({ uses }) => uses ?? []);
  expect(used.length).toBeGreaterThan(3);
  expect(used.filter((name) => !/^(actions|github)\/[a-z/-]+@v\d+$/.test(name))).toEqual([]);
});

test("the workflow runs on pull requests without secrets, and may write comments and alerts, nothing else", () => {
  expect(workflow.on).toEqual({ pull_request: null });
  expect(yaml).toMatch(/^(?!.*secrets\.)/s);
  expect(workflow.permissions).toEqual({
    contents: "read",
    "pull-requests": "write",
    "security-events": "write",
  });
});

test("no text of a pull request gets into a shell or a script of the workflow", () => {
  const scripts = steps.flatMap(({ run: shell, with: input }) => [shell, input?.["script"]]);
  expect(scripts.filter((script) => typeof script === "string" && script.includes("${{"))).toEqual([]);
});

test("the commands of the workflow run as they stand, and write the files that later steps take", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-tenants-workflow-")));
  for (const side of ["before", "after"]) {
    mkdirSync(join(folder, side));
    const { outdir } = synthesize((app) => someTenant(app, "dev"));
    renameSync(outdir, join(folder, side, "cdktf.out"));
  }
  const commands = steps.flatMap(
    ({ run: shell = "" }) => /^npx cdktf-tenants (.*?)(?: >> .*)?$/.exec(shell) ?? [],
  );
  const given = commands.filter((_, index) => index % 2 === 1);
  const ran = given.map((args) => run(args.split(" "), join(folder, "after")));
  expect(ran.map(({ stderr }) => stderr)).toEqual(["", ""]);
  const [marker] = readFileSync(join(folder, "diff.md"), "utf8").split("\n");
  expect(marker).toBe("<!-- cdktf-tenants diff -->");
  expect(JSON.parse(readFileSync(join(folder, "tenants.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  expect(ran[1]?.stdout).toMatch(/^## Tenants: /);
});
