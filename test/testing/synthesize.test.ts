import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { Tenant } from "../../lib/tenant/tenant";
import { synthesize } from "../../lib/testing";
import { someInfrastructure } from "../support/infrastructure";

const outdir = mkdtempSync(join(tmpdir(), "cdktf-tenants-app-"));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

function someApp(): App {
  const app = new App({ outdir, skipBackendValidation: true });
  const stack = new TerraformStack(app, "tenants");
  const dev = new Tenant(stack, "dev", { infrastructure: someInfrastructure(app) });
  const queue = new SqsQueue(dev, "Jobs", { name: "jobs" });
  new TerraformOutput(app.node.findChild("nonprod"), "jobs", { value: queue.arn });
  return app;
}

test("a plan answers by stack, by type and by construct, without cdktf's own comments", () => {
  const plan = synthesize(someApp());
  const stack = plan.stack("tenants");
  expect(plan.stacks.map((one) => one.name)).toEqual(["nonprod", "tenants"]);
  expect(plan.intent.tenants.map((tenant) => tenant.name)).toEqual(["dev"]);
  expect(stack.only("aws_sqs_queue")).toEqual(stack.at("dev/Jobs"));
  expect(Object.keys(stack.only("aws_sqs_queue")).sort()).toEqual(["name", "tags"]);
  expect(plan.resources("aws_sqs_queue")).toEqual([
    {
      stack: "tenants",
      address: expect.stringMatching(/^aws_sqs_queue\.dev_Jobs_/) as string,
      path: "tenants/dev/Jobs",
      attributes: stack.at("dev/Jobs"),
    },
  ]);
  expect(plan.addresses("tenants")).toContain(plan.resources("aws_sqs_queue")[0]?.address);
  expect(plan.addresses("tenants")).toEqual([...plan.addresses("tenants")].sort());
});

test("the stacks are those that the app itself writes, references between them included", () => {
  const app = someApp();
  const plan = synthesize(app);
  expect(readdirSync(outdir)).toEqual(["stacks"]);
  app.synth();
  for (const stack of plan.stacks) {
    expect(stack.text).toBe(readFileSync(join(outdir, "stacks", stack.name, "cdk.tf.json"), "utf8"));
  }
  expect(plan.stack("nonprod").text).toContain("${data.terraform_remote_state.");
});

test("an app that its own validations refuse is refused here, and its folder is its own again", () => {
  const app = someApp();
  app.node.findChild("tenants").node.addValidation({ validate: () => ["no queue may be called jobs"] });
  expect(() => synthesize(app)).toThrow("no queue may be called jobs");
  expect(app.outdir).toBe(outdir);
  expect(existsSync(app.outdir)).toBe(true);
});

test("an app without tenants is refused, with the reason", () => {
  const app = new App({ outdir, skipBackendValidation: true });
  new TerraformStack(app, "empty");
  expect(() => synthesize(app)).toThrow("TNT3003");
});

describe("what does not exist is refused, and the nearest is named:", () => {
  const plan = () => synthesize(someApp());

  test.each<[string, () => unknown, RegExp]>([
    ["a stack", () => plan().stack("tenant"), /TNT3101[^]*did you mean "tenants"/],
    ["a construct", () => plan().stack("tenants").at("dev/Job"), /TNT3103[^]*did you mean "dev\/Jobs"/],
    ["the only one of none", () => plan().stack("tenants").only("aws_vpc"), /TNT3102[^]*has 0 of aws_vpc/],
    [
      "the only one of two",
      () => plan().stack("tenants").only("aws_iam_role"),
      /TNT3102[^]*has 2 of aws_iam_role/,
    ],
  ])("%s", (_, ask, message) => {
    expect(ask).toThrow(message);
  });
});
