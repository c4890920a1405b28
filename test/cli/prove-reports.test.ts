import { existsSync, mkdtempSync, readFileSync, realpathSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, win32 } from "node:path";
import type { Log } from "sarif";
import { sourceFiles, uriOf } from "../../lib/cli/source-files";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { run } from "../support/cli";
import { withStackJson } from "../support/raw-parts";
import { someTenant } from "../support/sharing";
import { synthesize } from "../support/synth";

/** A working directory with a synthesized app in it, in which qa can use every queue and dev has one. */
function project(): string {
  const { outdir } = synthesize((app) => {
    new TenantBucket(someTenant(app, "dev"), "uploads");
    someTenant(app, "qa");
  });
  withStackJson(outdir, "tenants", ({ resource }) => {
    const statement = { Sid: "Queues", Effect: "Allow", Action: "sqs:*", Resource: "*" };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const tags = { "cdktf-tenants:infrastructure": "nonprod", "cdktf-tenants:tenant": "dev" };
    Object.assign(resource["aws_iam_role_policy"] ?? {}, { raw: { role: "nonprod--qa--pods", policy } });
    Object.assign(resource, { aws_sqs_queue: { raw: { name: "raw", tags } } });
  });
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-tenants-project-")));
  renameSync(outdir, join(folder, "cdktf.out"));
  return folder;
}

const folder = project();
const read = (name: string) => readFileSync(join(folder, name), "utf8");

test("prove --sarif prints SARIF and nothing else, and ends as it would without it", () => {
  const { status, stdout, stderr } = run(["prove", "--sarif"], folder);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  const [result] = (JSON.parse(stdout) as Log).runs[0]?.results ?? [];
  expect(result).toMatchObject({
    ruleId: "identity-open",
    locations: [{ physicalLocation: { artifactLocation: { uri: "cdktf.out/stacks/tenants/cdk.tf.json" } } }],
  });
});

test("a line of the SARIF file is the line of the statement's policy in the synthesized file", () => {
  const { stdout } = run(["prove", "--sarif"], folder);
  const [result] = (JSON.parse(stdout) as Log).runs[0]?.results ?? [];
  const {
    startLine = 0,
    startColumn = 0,
    endColumn = 0,
  } = result?.locations?.[0]?.physicalLocation?.region ?? {};
  const line = read("cdktf.out/stacks/tenants/cdk.tf.json").split("\n")[startLine - 1] ?? "";
  expect(line.slice(startColumn - 1, endColumn - 1)).toBe('"policy"');
  expect(line).toContain("Queues");
});

test("files are written beside what is printed, in folders that are made for them", () => {
  const args = ["prove", "--sarif", "reports/a.sarif", "--markdown", "reports/a.md"];
  const text = run(["prove"], folder);
  expect(run(args, folder)).toEqual(text);
  expect(read("reports/a.sarif")).toBe(run(["prove", "--sarif"], folder).stdout);
  expect(read("reports/a.md")).toBe(run(["prove", "--markdown"], folder).stdout);
  expect(run([...args, "--json"], folder).stdout).toBe(run(["prove", "--json"], folder).stdout);
});

test("two reports for one place are refused before anything is proved or written", () => {
  const printed = run(["prove", "--json", "--sarif"], folder);
  const written = run(["prove", "--sarif", "same", "--markdown", "./same"], folder);
  expect([printed.status, written.status]).toEqual([2, 2]);
  expect(printed.stderr).toMatch(/^TNT3040: several reports would be written to standard output/);
  expect(written.stderr).toMatch(/^TNT3040: several reports would be written to same/);
  expect(existsSync(join(folder, "same"))).toBe(false);
});

test("a folder after --sarif is what was to be proved: the message says how to say so", () => {
  const { status, stderr } = run(["prove", "--sarif", "cdktf.out"], folder);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^TNT3041 .*\n.*\n.*\n.*`cdktf\.out --sarif`/);
});

test("a report that cannot be written ends with 3, and nothing is printed as if it had been", () => {
  const { status, stdout, stderr } = run(["prove", "--markdown", "cdktf.out/manifest.json/a.md"], folder);
  expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
  expect(stderr).toMatch(/^TNT3042/);
});

test("--init writes no report: asking for one as well is refused", () => {
  const { status, stderr } = run(["prove", "--init", "--sarif"], folder);
  expect(status).toBe(2);
  expect(stderr).toMatch(/'--init' cannot be used with option '--sarif/);
});

test("a folder without anything in it ends with 3 in every format", () => {
  const empty = mkdtempSync(join(tmpdir(), "cdktf-tenants-empty-"));
  const ends = ["--sarif", "--markdown", "--json"].map((format) => run(["prove", empty, format], folder));
  expect(ends.map(({ status, stdout }) => [status, stdout])).toEqual([3, 3, 3].map((status) => [status, ""]));
});

test("a file is named from the working directory, or else from the folder that was proved", () => {
  expect(uriOf("out/stacks/a b/cdk.tf.json", "/repo", "out")).toBe("out/stacks/a%20b/cdk.tf.json");
  expect(uriOf("/elsewhere/out/x.json", "/repo", "/elsewhere/out")).toBe("x.json");
});

test("a file of Windows has forward slashes, and one of another drive stands alone", () => {
  expect(uriOf("out\\stacks\\dev\\cdk.tf.json", "C:\\repo", "out", win32)).toBe("out/stacks/dev/cdk.tf.json");
  expect(uriOf("D:\\out\\stacks\\x.json", "C:\\repo", "D:\\out", win32)).toBe("stacks/x.json");
});

test("what a plan holds stands in the file of the plan", () => {
  const files = sourceFiles(
    { plan: {}, intent: {}, names: { plan: "plan.json", intent: "i.json" } },
    "/repo",
  );
  expect([files.of("plan.json")?.uri, files.otherwise]).toEqual(["plan.json", "plan.json"]);
});
