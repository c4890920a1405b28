import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { run } from "../support/cli";
import { someFolder } from "../support/plan-folder";
import { ROOT } from "../support/source";

const PLAN = join(ROOT, "test", "proof", "load", "fixtures", "brownfield", "plan.json");
const schema = JSON.parse(readFileSync(join(ROOT, "docs", "tenancy.schema.json"), "utf8")) as object;
const fits = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);

/** A folder with the plan of a hand-written estate in it. */
function withPlan(): string {
  const folder = someFolder();
  writeFileSync(join(folder, "plan.json"), readFileSync(PLAN));
  return folder;
}

/** A folder of Terraform JSON with a bucket and a user each for two tenants. */
function withTerraformJson(): string {
  const folder = someFolder();
  const of = (name: string) => ({ tags: { tenant: name } });
  const both = (body: (name: string) => object) => ({ acme: body("acme"), globex: body("globex") });
  const resource = {
    aws_s3_bucket: both((name) => ({ bucket: `${name}-data`, ...of(name) })),
    aws_iam_user: both((name) => ({ name, ...of(name) })),
  };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ resource }));
  return folder;
}

describe("prove --init", () => {
  test("writes a first intent file for a plan, says what it found and what to run next, and that runs", () => {
    const folder = withPlan();
    const made = run(["prove", "--init", "plan.json"], folder);
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: "" });
    expect(made.stdout).toMatch(/^3 tenants guessed among \d+ resources of plan\.json\n/);
    expect(made.stdout).toMatch(/\nacme +\d+ {2}address module\.tenant\["acme"\]\.\*, tag team=acme\n/);
    expect(made.stdout).toMatch(/\nthe platform +\d+ {2}everything else\n/);
    expect(made.stdout).toMatch(/\nNext: cdktf-tenants prove plan\.json\n$/);
    const intent = JSON.parse(readFileSync(join(folder, "tenancy.json"), "utf8")) as object;
    expect([fits(intent), fits.errors]).toEqual([true, null]);
    expect(run(["prove", "plan.json"], folder).stdout).toMatch(/^3 tenants, /);
  });

  test("writes over nothing: who has decided something keeps it", () => {
    const folder = withPlan();
    writeFileSync(join(folder, "tenancy.json"), "decided");
    const refused = run(["prove", "--init", "plan.json"], folder);
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toMatch(/^TNT3031 file tenancy\.json[^]*name another file with `--intent`/);
    expect(readFileSync(join(folder, "tenancy.json"), "utf8")).toBe("decided");
    const other = run(["prove", "--init", "plan.json", "--intent", "first.json"], folder);
    expect(other.stdout).toMatch(/\nNext: cdktf-tenants prove plan\.json --intent first\.json\n$/);
  });

  test("writes into a folder of Terraform JSON, where prove finds it; --json tells the same to scripts", () => {
    const folder = withTerraformJson();
    const named = run(["prove", folder, "--init", "--json"], tmpdir());
    expect(JSON.parse(named.stdout)).toMatchObject({
      version: 1,
      file: join(folder, "tenancy.json"),
      totals: { resources: 4, platform: 0, unknown: 0 },
      tenants: [
        { name: "acme", resources: 2 },
        { name: "globex", resources: 2 },
      ],
    });
    expect(run(["prove", folder], tmpdir()).status).toBe(0);
  });

  test("is meant for the working directory where Terraform is run in it and no app is there", () => {
    const folder = withTerraformJson();
    const made = run(["prove", "--init"], folder);
    expect(made.stdout).toMatch(/\nWritten: tenancy\.json\n[^]*\nNext: cdktf-tenants prove \.\n$/);
    expect(run(["prove"], folder).stdout).toMatch(/^2 tenants, 4 resources/);
  });

  test("writes the same bytes each time", () => {
    const [one, other] = [withPlan(), withPlan()];
    const bytes = (folder: string) => {
      run(["prove", "--init", "plan.json"], folder);
      return readFileSync(join(folder, "tenancy.json"), "utf8");
    };
    expect(bytes(one)).toBe(bytes(other));
  });

  test("says so where nothing tells who the tenants are, and where its file cannot be written", () => {
    const folder = someFolder();
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ resource: { aws_vpc: { x: {} } } }));
    expect(run(["prove", folder, "--init"], tmpdir()).stdout).toMatch(/everything is the platform's/);
    const refused = run(["prove", folder, "--init", "--intent", "/nowhere/a.json"], tmpdir());
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(/^TNT3033 /);
  });
});

describe("an input that cannot be used", () => {
  const cases: readonly [string, string | Buffer, RegExp][] = [
    [
      "a saved plan",
      Buffer.from("PK\u0003\u0004"),
      /^TNT3024[^]*this is a plan as `terraform plan -out` saves it/,
    ],
    ["a log", '{"@level":"info"}\n{"@level":"info"}\n', /^TNT3024[^]*the log of `terraform plan -json`/],
    ["an empty file", "", /^TNT3024[^]*this one is empty/],
    ["text", "no JSON", /^TNT3024[^]*`terraform show -json plan > plan.json`/],
    ["a state file", '{"version":4,"lineage":"3f","resources":[]}', /^TNT6015[^]*prints of it/],
    ["another version", '{"format_version":"2.0","planned_values":{}}', /^TNT6016[^]*"2.0"/],
  ];

  test.each(cases)("%s is refused with what to do", (_, contents, message) => {
    const folder = someFolder();
    writeFileSync(join(folder, "input.json"), contents);
    writeFileSync(join(folder, "tenancy.json"), '{"version":1,"tenants":[],"ownership":[]}');
    const { status, stderr } = run(["prove", "input.json"], folder);
    expect(status).toBe(3);
    expect(stderr).toMatch(message);
  });

  test("a plan that is not there, and one without an intent file, are told apart", () => {
    const missing = run(["prove", "plan.json"], tmpdir());
    expect(missing.stderr).toMatch(/^TNT3030 file plan\.json[^]*terraform plan -out plan/);
    const undeclared = run(["prove", "plan.json"], withPlan());
    expect(undeclared.status).toBe(3);
    expect(undeclared.stderr).toMatch(/^TNT3030 file tenancy\.json[^]*prove --init plan\.json/);
  });

  test("a folder and a plan are not proved at once", () => {
    const { status, stderr } = run(["prove", "cdktf.out", "--plan", "plan.json"], tmpdir());
    expect(status).toBe(2);
    expect(stderr).toMatch(/^TNT3032/);
  });

  test("a plan in the place of the intent file is refused for what it is", () => {
    const folder = withPlan();
    const { status, stderr } = run(["prove", "plan.json", "--intent", "plan.json"], folder);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^TNT6012 file plan\.json: It is no intent file[^]*got +an object with /);
  });

  test("a tenant that the intent misspells is refused with the one that was meant", () => {
    const folder = withPlan();
    const ownership = [{ kind: "tag", tenant: "acmee", key: "team", value: "acme" }];
    writeFileSync(
      join(folder, "tenancy.json"),
      JSON.stringify({ version: 1, tenants: ["acme", "globex"], ownership }),
    );
    const { status, stderr } = run(["prove", "plan.json"], folder);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^TNT6013 file tenancy\.json: ownership\[0\][^]*Did you mean "acme"/);
  });
});

test("a plan that Windows PowerShell has redirected into a file is read", () => {
  const folder = withPlan();
  const text = readFileSync(join(folder, "plan.json"), "utf8");
  writeFileSync(join(folder, "plan.json"), Buffer.from(`\uFEFF${text}`, "utf16le"));
  expect(run(["prove", "--init", "plan.json"], folder).status).toBe(0);
});

test("an app without these constructs is proved by an intent file that stands in its output", () => {
  const folder = someFolder();
  const stack = join(folder, "stacks", "app");
  mkdirSync(stack, { recursive: true });
  const bucket = (name: string) => ({ bucket: name, tags: { tenant: name } });
  const resource = { aws_s3_bucket: { a: bucket("acme"), b: bucket("globex") } };
  writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify({ resource }));
  const described = {
    name: "app",
    constructPath: "app",
    synthesizedStackPath: "stacks/app/cdk.tf.json",
    workingDirectory: "stacks/app",
    annotations: [],
    dependencies: [],
  };
  writeFileSync(
    join(folder, "manifest.json"),
    JSON.stringify({ version: "0.21.0", stacks: { app: described } }),
  );
  expect(run(["prove", folder], tmpdir()).stderr).toMatch(/^TNT3003[^]*prove --init/);
  const intent = join(folder, "tenancy.json");
  expect(run(["prove", folder, "--init", "--intent", intent], tmpdir()).status).toBe(0);
  expect(run(["prove", folder], tmpdir()).stdout).toMatch(/^2 tenants, 2 resources in 1 stack/);
});
