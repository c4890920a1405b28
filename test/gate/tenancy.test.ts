import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App, TerraformHclModule, TerraformResource, TerraformStack } from "cdktf";
import type { ProofReport } from "cdktf-tenants/proof";
import type { TenancyProveOptions } from "../../lib/gate/tenancy";
import {
  CrossTenantGrant,
  Infrastructure,
  Tenancy,
  Tenant,
  TenancyError,
  TenantBucket,
} from "../../lib/index";

interface Built {
  readonly stack: TerraformStack;
  readonly dev: Tenant;
  readonly qa: Tenant;
}

const folders: string[] = [];
const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);

beforeEach(() => said.mockClear());
afterAll(() => {
  said.mockRestore();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An app of two tenants on a whole Infrastructure, and whatever else a test adds. */
function appWith(add: (built: Built) => void = () => undefined): App {
  const outdir = mkdtempSync(join(tmpdir(), "cdktf-tenants-gate-"));
  folders.push(outdir);
  const app = new App({ outdir, stackTraces: false, skipBackendValidation: true });
  const infrastructure = new Infrastructure(new TerraformStack(app, "nonprod"), "nonprod", {
    ...{ account: "123456789012", region: "eu-west-1" },
    network: { cidr: "10.10.0.0/16", zones: 2, nat: "single" },
    dataplane: { version: "1.33" },
  });
  const stack = new TerraformStack(app, "tenants");
  const [dev, qa] = ["dev", "qa"].map((name) => new Tenant(stack, name, { infrastructure })) as [
    Tenant,
    Tenant,
  ];
  add({ stack, dev, qa });
  return app;
}

/** A raw queue of dev without a policy of its own, and a raw policy by which qa's pods may use any queue. */
function hole({ dev, qa }: Built): void {
  new SqsQueue(dev, "Raw", { name: "raw" });
  new IamRolePolicy(qa, "Slip", {
    role: "nonprod--qa--pods",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "AnyQueue", Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }],
    }),
  });
}

/** A module: what it makes is in its source, which no plan holds. */
function opaque({ stack }: Built): void {
  new TerraformHclModule(stack, "Other", { source: "example/other/aws", version: "1.0.0" });
}

function refused(app: App, options: TenancyProveOptions = {}): TenancyError {
  try {
    Tenancy.prove(app, options);
  } catch (error) {
    if (error instanceof TenancyError) return error;
    throw error;
  }
  throw new Error("The app passed, and should have been refused.");
}

const openings = ({ findings }: ProofReport) => findings.flatMap(({ declaredBy }) => declaredBy);

test("an app passes that opens what it declares and nothing else: its files are written, and the verdict is said", () => {
  const app = appWith(({ stack, dev, qa }) => {
    const resources = [new TenantBucket(dev, "uploads")];
    const reason = "QA replays customer uploads";
    new CrossTenantGrant(stack, "qa-reads", { owner: dev, requester: qa, resources, access: "read", reason });
  });
  const report = Tenancy.prove(app);
  expect(report.verdict).toBe("isolated");
  expect([...new Set(openings(report))]).toEqual(["tenants/qa-reads"]);
  expect(existsSync(join(app.outdir, "stacks", "tenants", "cdk.tf.json"))).toBe(true);
  expect(said.mock.calls).toEqual([
    [expect.stringMatching(/^Isolated in .*, apart from what was declared\.\n$/)],
  ]);
});

test("an app with a hole fails, with who can do what, why, and what to do", () => {
  const app = appWith(hole);
  const { code, message } = refused(app);
  expect(code).toBe("TNT6020");
  expect(message).toMatch(/nonprod\/qa → nonprod\/dev: .*can sqs:SendMessage on .*raw/);
  expect(message).toMatch(/because statement "AnyQueue" of aws_iam_role_policy\.qa_Slip/);
  expect(message).toContain(`cdktf-tenants prove ${app.outdir}`);
  expect(said.mock.calls).toEqual([]);
});

test("nothing is lost where it fails: the files are those that app.synth() writes", () => {
  const [proved, synthesized] = [appWith(hole), appWith(hole)];
  refused(proved);
  synthesized.synth();
  const written = (app: App) =>
    ["manifest.json", "tenancy.json", "stacks/tenants/cdk.tf.json"].map((name) =>
      readFileSync(join(app.outdir, name), "utf8"),
    );
  expect(written(proved)).toEqual(written(synthesized));
});

test("an app of which something cannot be told fails, unless that is allowed", () => {
  const { code, message } = refused(appWith(opaque));
  expect(code).toBe("TNT6021");
  expect(message).toMatch(/module\.Other may have any effect on: everything/);
  expect(Tenancy.prove(appWith(opaque), { allowUnknown: true }).verdict).toBe("unknown");
});

const ANSWER = {
  reason: "makes dashboards; read on 2026-11-02",
  owner: "platform team",
  expires: "2099-12-31",
};

/** The same module, for which somebody answers. */
function answered({ stack }: Built, change: Partial<typeof ANSWER> = {}): void {
  const other = new TerraformHclModule(stack, "Other", { source: "example/other/aws", version: "1.0.0" });
  Tenancy.trust(other, { ...ANSWER, ...change });
}

test("an app passes of whose unread part somebody answers: the report says who, why and until when", () => {
  const { verdict, opaque: parts } = Tenancy.prove(appWith((built) => answered(built)));
  expect(verdict).toBe("isolated");
  expect(parts).toMatchObject([{ stack: "tenants", address: "module.Other", trusted: ANSWER }]);
});

test("who answers for one part answers for no other, and for none when the day has passed", () => {
  const two = appWith((built) => {
    answered(built);
    new TerraformHclModule(built.stack, "Third", { source: "example/third/aws" });
  });
  expect(refused(two).message).toMatch(/module\.Third may have any effect/);
  const over = appWith((built) => answered(built, { expires: "2026-01-31" }));
  expect(refused(over).message).toMatch(/module\.Other may have any effect/);
});

test("a resource of an unknown type is answered for by its address, under whatever logical id it gets", () => {
  const app = appWith(({ stack }) => {
    const config = { terraformResourceType: "example_thing" };
    const thing = new TerraformResource(stack, "Thing", config);
    Tenancy.trust(thing, ANSWER);
    thing.overrideLogicalId("renamed");
  });
  expect(Tenancy.prove(app).opaque).toMatchObject([{ address: "example_thing.renamed", trusted: ANSWER }]);
});

test("what can be read is judged, whoever answers for it", () => {
  const app = appWith((built) => {
    hole(built);
    const slip = built.qa.node.findChild("Slip") as TerraformResource;
    Tenancy.trust(slip, ANSWER);
  });
  expect(refused(app).code).toBe("TNT6020");
});

test.each([
  ["no reason", { reason: " " }, "TNT1356"],
  ["nobody who answers", { owner: "" }, "TNT6022"],
  ["a day that does not exist", { expires: "2027-02-30" }, "TNT1357"],
])("with %s nobody answers for anything", (_, change, code) => {
  expect(() => appWith((built) => answered(built, change))).toThrow(expect.objectContaining({ code }));
});

test("what is open is never allowed by allowing what is unknown", () => {
  const app = appWith((built) => {
    hole(built);
    opaque(built);
  });
  expect(refused(app, { allowUnknown: true }).code).toBe("TNT6020");
});

test("quietly nothing is said", () => {
  Tenancy.prove(appWith(), { quiet: true });
  expect(said.mock.calls).toEqual([]);
});

test("what app.synth() refuses is thrown as it is", () => {
  const app = appWith(({ stack }) => stack.node.addValidation({ validate: () => ["not like this"] }));
  expect(() => Tenancy.prove(app)).toThrow(/not like this/);
});
