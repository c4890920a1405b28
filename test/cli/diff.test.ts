import { mkdirSync, mkdtempSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { Infrastructure } from "../../lib/infrastructure/infrastructure";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import { TenantSecurityRule } from "../../lib/sharing/security-rule/tenant-security-rule";
import { Tenant } from "../../lib/tenant/tenant";
import { run } from "../support/cli";
import { withStackJson } from "../support/raw-parts";
import { synthesize } from "../support/synth";

interface Built {
  readonly shared: TerraformStack;
  readonly dev: Tenant;
  readonly qa: Tenant;
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-tenants-diff-")));

/** Two tenants on a whole Infrastructure, synthesized to a folder of that name. */
function version(name: string, share: (built: Built) => void): string {
  const { outdir } = synthesize((app: App) => {
    const infrastructure = new Infrastructure(new TerraformStack(app, "nonprod"), "nonprod", {
      ...{ account: "123456789012", region: "eu-west-1" },
      network: { cidr: "10.10.0.0/16", zones: 2, nat: "single" },
      dataplane: { version: "1.33" },
    });
    const tenants = new TerraformStack(app, "tenants");
    const [dev, qa] = ["dev", "qa"].map((id) => new Tenant(tenants, id, { infrastructure })) as [
      Tenant,
      Tenant,
    ];
    share({ shared: new TerraformStack(app, "shared"), dev, qa });
  });
  renameSync(outdir, join(folder, name));
  return name;
}

function rule({ shared, dev, qa }: Built): void {
  const description = "QA calls the API";
  new TenantSecurityRule(shared, "qa-calls-dev", {
    from: qa,
    to: dev,
    protocol: "tcp",
    port: 8443,
    description,
  });
}

function grant({ shared, dev, qa }: Built): void {
  const resources = [new TenantBucket(dev, "uploads")];
  const declared = { owner: dev, requester: qa, resources, reason: "QA replays uploads" };
  new CrossTenantGrant(shared, "qa-reads-uploads", { ...declared, access: "read" });
}

const before = version("main.out", rule);
const declared = version("pr.out", grant);
const slipped = version("slip.out", rule);
withStackJson(join(folder, slipped), "tenants", ({ resource }) => {
  const statement = { Sid: "Queues", Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const tags = { "cdktf-tenants:infrastructure": "nonprod", "cdktf-tenants:tenant": "dev" };
  Object.assign(resource["aws_iam_role_policy"] ?? {}, { slip: { role: "nonprod--qa--pods", policy } });
  Object.assign(resource, { aws_sqs_queue: { raw: { name: "raw", tags } } });
});
const opaque = version("opaque.out", rule);
withStackJson(join(folder, opaque), "tenants", ({ resource }) => {
  Object.assign(resource, { aws_something_new: { x: { name: "x" } } });
});

test("diff says what was declared and opens, what closes, and which stacks change; and ends with 0", () => {
  const { status, stdout, stderr } = run(["diff", before, declared], folder);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(
    /OPENS {2}nonprod\/qa → nonprod\/dev {3}identity {3}declared by shared\/qa-reads-uploads, no expiry\n.* can s3:.*GetObject/,
  );
  expect(stdout).toMatch(
    /CLOSES {2}nonprod\/qa → nonprod\/dev {3}network {3}it was declared by shared\/qa-calls-dev/,
  );
  expect(stdout).toMatch(
    /Changes 2 of 4 stacks +Resources\nshared +\d+ added, \d+ removed\ntenants +\d+ added/,
  );
  expect(stdout).toMatch(/\nOpens \d+ as declared, closes 2\.\nBefore: isolated\. After: isolated\.\n$/);
});

test("diff ends with 1 for what opens and nobody declared, with the way out", () => {
  const { status, stdout } = run(["diff", before, slipped], folder);
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /OPENS {2}nonprod\/qa → nonprod\/dev {3}identity {3}nobody declared it\n.*sqs:SendMessage/,
  );
  expect(stdout).toMatch(/Or declare it: CrossTenantGrant/);
});

test("diff ends with 0 where the hole was there before, or is closed", () => {
  const same = run(["diff", slipped, slipped], folder);
  const closed = run(["diff", slipped, before], folder);
  expect([same.status, closed.status]).toEqual([0, 0]);
  expect(same.stdout).toMatch(/Nobody reaches more or less than before\.\nBefore: open\. After: open\.\n$/);
  expect(closed.stdout).toMatch(/CLOSES .*nobody had declared it/);
});

test("diff ends with 2 where the change leaves something unknown, and with 0 if that was asked for", () => {
  const told = ["diff", before, opaque];
  expect(run(told, folder).status).toBe(2);
  expect(run([...told, "--allow-unknown"], folder).status).toBe(0);
});

test("diff --json prints version 1 of what docs/CLI.md describes", () => {
  const report = JSON.parse(run(["diff", before, declared, "--json"], folder).stdout) as Record<
    string,
    unknown
  >;
  expect(Object.keys(report)).toEqual([
    ...[
      "version",
      "planes",
      "verdict",
      "before",
      "after",
      "changes",
      "unreadable",
      "declarations",
      "tenants",
    ],
    "stacks",
  ]);
  expect(report).toMatchObject({
    ...{ version: 1, verdict: "fine", tenants: { added: [], removed: [] } },
    declarations: {
      added: [{ name: "shared/qa-reads-uploads", expires: null }],
      removed: [{ name: "shared/qa-calls-dev", expires: null }],
    },
    stacks: {
      total: 4,
      changed: [
        { name: "shared", kind: "changed" },
        { name: "tenants", kind: "changed" },
      ],
    },
  });
});

test("diff --markdown prints the page, or writes it beside the text", () => {
  const printed = run(["diff", before, declared, "--markdown"], folder);
  expect(printed.stdout).toMatch(/^<!-- cdktf-tenants diff -->\n\n## Tenants: /);
  expect(run(["diff", before, declared, "--markdown", "c.md"], folder)).toEqual(
    run(["diff", before, declared], folder),
  );
});

test("diff takes what terraform show printed as well, and then knows of no stacks", () => {
  const shown = (name: string, resources: readonly object[]) =>
    writeFileSync(
      join(folder, "shown", name),
      JSON.stringify({ format_version: "1.0", values: { root_module: { resources } } }),
    );
  mkdirSync(join(folder, "shown"));
  const ownership = [{ kind: "address", tenant: "dev", pattern: "aws_sqs_queue.dev" }];
  writeFileSync(
    join(folder, "shown", "tenancy.json"),
    JSON.stringify({ version: 1, tenants: ["dev"], ownership, rules: [], grants: [], trusted: [] }),
  );
  const queueWith = (effect: "Allow" | "Deny") => {
    const statement = { Effect: effect, Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    return {
      ...{ address: "aws_sqs_queue.dev", mode: "managed", type: "aws_sqs_queue", name: "dev" },
      values: { name: "dev", arn: "arn:aws:sqs:eu-west-1:123456789012:dev", policy },
    };
  };
  shown("before.json", [queueWith("Deny")]);
  shown("after.json", [queueWith("Allow")]);
  const ran = run(["diff", "before.json", "after.json", "--json"], join(folder, "shown"));
  expect(ran.stderr).toBe("");
  const report = JSON.parse(ran.stdout) as { stacks: null; changes: { from: object; what: string[] }[] };
  expect(ran.status).toBe(1);
  expect(report.stacks).toBeNull();
  expect(report.changes).toMatchObject([
    { kind: "opens", from: { kind: "world" }, what: ["sqs:SendMessage"] },
  ]);
});

test("diff needs both sides; one that is not there ends with 3", () => {
  expect(run(["diff", before], folder).status).toBe(2);
  expect(run(["diff", before, "nowhere"], folder).status).toBe(3);
});
