import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../package.json";
import { commandFile, ranBy, run } from "../support/cli";
import type { WrittenStack } from "../support/plan-folder";
import { infrastructure, intent, someFolder, tenant, writePlan } from "../support/plan-folder";

const STACKS: readonly WrittenStack[] = [
  { name: "nonprod", resources: { "aws_vpc.nonprod_Vpc": "nonprod/Network/Vpc" } },
  {
    name: "nonprod-tenants",
    resources: {
      "aws_kms_key.dev_Key": "dev/Encryption/Key",
      "aws_iam_role.dev_Pods": "dev/Access/Pods",
      "aws_iam_role.dev_Hosts": "dev/Access/Hosts",
      "aws_kms_key.dev-2_Key": "dev-2/Encryption/Key",
      "aws_s3_bucket.raw": "Raw",
    },
  },
];

const TENANCY = intent({
  infrastructures: [infrastructure()],
  tenants: [
    tenant("default", {
      ...{ kind: "master", owned: false, namespaces: [] },
      ...{ path: "nonprod/nonprod", stack: "nonprod" },
    }),
    tenant("dev", { deletionProtection: true }),
    tenant("dev-2"),
  ],
});

/** A project's folder with a synthesized app in it. */
function project(tenancy: unknown = TENANCY, output = "cdktf.out"): string {
  const folder = someFolder();
  mkdirSync(join(folder, output), { recursive: true });
  writePlan(join(folder, output), STACKS, tenancy);
  return folder;
}

test("list prints Infrastructures, tenants, stacks with their plans, and totals", () => {
  const { status, stdout, stderr } = run(["list"], project());
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "1 infrastructure, 2 tenants and 1 master tenant, 6 resources in 2 stacks

    Infrastructure  Account       Region     Network       Cluster         Stack
    nonprod         123456789012  eu-west-1  10.10.0.0/16  nonprod (1.33)  nonprod

    Tenant   Infrastructure  Kind    State        Namespaces    Resources  Stack
    default  nonprod         master  no contents  -                     0  nonprod
    dev      nonprod         tenant  active       tenant-dev            3  nonprod-tenants
    dev-2    nonprod         tenant  active       tenant-dev-2          1  nonprod-tenants

    Stack            Resources  Tenants  Plan
    nonprod                  1        0  cdktf.out/stacks/nonprod/cdk.tf.json
    nonprod-tenants          5        2  cdktf.out/stacks/nonprod-tenants/cdk.tf.json
    "
  `);
});

test("list --json prints version 1 of what docs/CLI.md describes, and nothing else", () => {
  const { status, stdout } = run(["list", "--json"], project());
  const listing = JSON.parse(stdout) as Record<string, unknown>;
  expect(status).toBe(0);
  expect(Object.keys(listing)).toEqual([
    "version",
    "folder",
    "totals",
    "infrastructures",
    "tenants",
    "stacks",
  ]);
  expect(listing).toMatchObject({
    version: 1,
    folder: "cdktf.out",
    totals: { infrastructures: 1, tenants: 2, masterTenants: 1, stacks: 2, resources: 6 },
    tenants: [
      { name: "default", resources: 0 },
      { name: "dev", resources: 3 },
      { name: "dev-2", resources: 1 },
    ],
    stacks: [
      { name: "nonprod", plan: join("cdktf.out", "stacks", "nonprod", "cdk.tf.json") },
      { name: "nonprod-tenants", tenants: 2 },
    ],
  });
});

test("show prints a tenant's place and what stands in its scope, and nothing of a tenant with a longer name", () => {
  const { status, stdout, stderr } = run(["show", "dev"], project());
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "Tenant dev
      infrastructure  nonprod
      environment     account 123456789012, eu-west-1
      state           active
      namespaces      tenant-dev
      role path       /nonprod/dev/
      protection      deletion is refused
      construct       nonprod-tenants/dev
      stack           nonprod-tenants
      plan            cdktf.out/stacks/nonprod-tenants/cdk.tf.json

    3 resources of 2 kinds

    aws_iam_role 2
      aws_iam_role.dev_Hosts  nonprod-tenants/dev/Access/Hosts
      aws_iam_role.dev_Pods   nonprod-tenants/dev/Access/Pods

    aws_kms_key 1
      aws_kms_key.dev_Key  nonprod-tenants/dev/Encryption/Key
    "
  `);
});

test("show --json lists addresses with their construct paths", () => {
  const { stdout } = run(["show", "dev-2", "--json"], project());
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    environment: { account: "123456789012", region: "eu-west-1" },
    tenant: { name: "dev-2", rolePath: "/nonprod/dev-2/" },
    totals: { resources: 1, kinds: 1 },
    resources: [
      {
        ...{ type: "aws_kms_key", address: "aws_kms_key.dev-2_Key" },
        ...{ path: "nonprod-tenants/dev-2/Encryption/Key", stack: "nonprod-tenants" },
      },
    ],
  });
});

test("the same folder gives the same bytes", () => {
  const folder = project();
  expect(run(["list", "--json"], folder).stdout).toBe(run(["list", "--json"], folder).stdout);
});

test("an app without tenants is told how to declare one", () => {
  const { status, stdout } = run(["list"], project(intent({ infrastructures: [infrastructure()] })));
  expect(status).toBe(0);
  expect(stdout).toContain("1 infrastructure, 0 tenants, 6 resources in 2 stacks");
  expect(stdout).toContain("No tenants yet: declare one with `new Tenant(");
});

test("the folder is the one named by cdktf.json, unless the command line names another", () => {
  const folder = project(TENANCY, "build/plan");
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ output: "build/plan" }));
  expect(run(["list"], folder).stdout).toContain(join("build", "plan", "stacks", "nonprod", "cdk.tf.json"));
  expect(run(["list", "elsewhere"], folder).stderr).toContain("TNT3001 folder elsewhere");
});

describe("a wrong call ends with 2 and says what was meant", () => {
  test.each([
    ["an unknown command", ["lsit"], /unknown command 'lsit'[^]*Did you mean list\?/],
    ["an unknown option", ["list", "--jsn"], /unknown option '--jsn'[^]*Did you mean --json\?/],
    ["no command", [], /Usage: cdktf-tenants/],
    ["a missing tenant", ["show"], /missing required argument 'tenant'/],
    ["an unknown tenant", ["show", "dve"], /TNT3020[^]*did you mean dev\?/],
    ["a tenant like none", ["show", "production"], /TNT3020[^]*there are default, dev, dev-2/],
    ["an unknown Infrastructure", ["show", "dev", "-i", "nonpord"], /TNT3022[^]*did you mean nonprod\?/],
  ])("%s", (_, args, message) => {
    const { status, stdout, stderr } = run(args, project());
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

describe("a name that several Infrastructures know", () => {
  const twice = intent({
    infrastructures: [infrastructure(), infrastructure({ name: "prod", path: "nonprod/prod" })],
    tenants: [
      tenant("dev"),
      tenant("dev", { infrastructure: "prod", path: "nonprod-tenants/prod-dev", stack: "nonprod-tenants" }),
    ],
  });

  test("is refused, with the option that tells them apart", () => {
    const { status, stderr } = run(["show", "dev"], project(twice));
    expect(status).toBe(2);
    expect(stderr).toMatch(/TNT3021: 2 tenants have the name "dev"[^]*--infrastructure nonprod/);
  });

  test.each([
    ["its Infrastructure", ["show", "dev", "--infrastructure", "prod"]],
    ["its construct path", ["show", "nonprod-tenants/prod-dev"]],
  ])("is found by %s", (_, args) => {
    const { status, stdout } = run(args, project(twice));
    expect(status).toBe(0);
    expect(stdout).toMatch(/infrastructure +prod\n/);
  });
});

describe("input that cannot be used ends with 3, and stdout stays empty", () => {
  test.each<[string, (folder: string) => void, RegExp]>([
    ["a missing folder", () => undefined, /^TNT3001 folder cdktf\.out: it does not exist/],
    ["a cdktf.json that is no JSON", (at) => writeFileSync(join(at, "cdktf.json"), "{"), /^TNT3023/],
    [
      "a cdktf.json with another output",
      (at) => writeFileSync(join(at, "cdktf.json"), '{"output":3}'),
      /^TNT3023 file cdktf\.json[^]*got {3}output: 3/,
    ],
  ])("%s", (_, prepare, message) => {
    const folder = someFolder();
    prepare(folder);
    const { status, stdout, stderr } = run(["list"], folder);
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

test("--help shows examples and exit codes, --version the package's version, both on stdout", () => {
  const help = run(["--help"], someFolder());
  expect(help).toMatchObject({ status: 0, stderr: "" });
  expect(help.stdout).toMatch(/Exit codes:[^]*Examples:\n {2}\$ cdktf-tenants list/);
  expect(run(["show", "--help"], someFolder()).stdout).toContain("$ cdktf-tenants show dev");
  expect(run(["--version"], someFolder())).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("a pipe that the reader closes ends the command quietly", async () => {
  const many = Array.from({ length: 4000 }, (_, index) => tenant(`t${index}`));
  const folder = writePlan(someFolder(), STACKS, intent({ tenants: many }));
  const child = spawn(process.execPath, [commandFile(), "list", folder, "--json"]);
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  child.stdout.once("data", () => child.stdout.destroy());
  const [status] = (await once(child, "close")) as [number];
  expect({ status, stderr: Buffer.concat(errors).toString() }).toEqual({ status: 0, stderr: "" });
});

test("the command loads neither cdktf, nor constructs, nor a provider", () => {
  const script = `process.argv = ["node", "cdktf-tenants", "list"];
    require(${JSON.stringify(commandFile())});
    console.error(Object.keys(require.cache).join("\\n"));`;
  const loaded = ranBy(["-e", script], project()).stderr.trim().split("\n");
  const packages = loaded.map(
    (path) => /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/.][^\\/]*)(?!.*node_modules)/.exec(path)?.[1],
  );
  expect([...new Set(packages.filter((name) => name !== undefined))].sort()).toEqual([
    "commander",
    "fastest-levenshtein",
  ]);
});
